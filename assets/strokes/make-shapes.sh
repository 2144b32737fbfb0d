#!/bin/bash
# Makes shapes.bin, the shape of every character that can be written by hand, from the strokes of hanzi-writer-data.
#
# Needs: npm, Node 24 and apt-get install unicode-data
# Run:   assets/strokes/make-shapes.sh
# The same packages give the same bytes: nothing here depends on the time or the place.
set -euo pipefail

version=2.0.1
here=$(cd "$(dirname "$0")" && pwd)
unihan=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "hanzi-writer-data@$version" > /dev/null)
tar -xzf "$work/hanzi-writer-data-$version.tgz" -C "$work"
# Unihan says which characters 通用规范汉字表 has, and the place of each in it.
bzcat "$unihan" | grep -P '\tkTGH\t' > "$work/standard.txt"
"$here/../../node_modules/.bin/node" "$here/make-shapes.ts" "$work/package" "$work/standard.txt" "$here"
cp "$work/package/APL/english/ARPHICPL.TXT" "$here/ARPHICPL.TXT"
ls -l "$here"
