#!/bin/bash
# Makes the Mingbai font files for Hangul and for Arabic letters (Uyghur), and other-scripts.css, in this folder.
#
# Needs: apt-get install fonts-noto-cjk fonts-noto-core fontconfig python3-fonttools
# Run:   assets/fonts/make-other-scripts.sh      (NASKH=FOLDER where Noto Naskh Arabic is not installed)
# The same packages give the same bytes: nothing here depends on the time or the place.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
naskh=${NASKH:-/usr/share/fonts/truetype/noto}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  rm -f "$here"/mingbai-hangul-*.otf "$here"/mingbai-naskh-*.ttf
  local weight
  for weight in Regular Bold; do
    # All syllables there are, and the letters they are made of; figures and signs are those of Mingbai Sans.
    subset "$(collection "$weight")" 2 'AC00-D7A3,3131-318E' kern "hangul-${weight,,}.otf"
    # Every letter of Arabic script as it is typed; how letters join stands in the features, and all of them are kept.
    subset "$naskh/NotoNaskhArabic-$weight.ttf" 0 '0600-06FF,200C-200F,2010,2013,2014,2026,00AB,00BB,002E,002C,003A,0021' \
      '*' "naskh-${weight,,}.ttf"
  done
  "$python" "$work/names.py" "$work" "$here"
  ls -l "$here"
}

collection() {
  fc-list "Noto Sans CJK SC:style=$1" --format '%{file}\n' | head -n 1
}

subset() {
  "$python" -m fontTools.subset "$1" --font-number="$2" --unicodes="$3" --layout-features="$4" \
    --output-file="$work/$5" --notdef-outline --name-IDs=0,5,7,13,14 --name-languages=0x409 \
    --drop-tables+=vhea,vmtx,VORG,DSIG,BASE --no-recalc-timestamp
}

cat > "$work/names.py" <<'PY'
import os, sys
from fontTools.ttLib import TTFont

# Letters of one script only: what Mingbai Sans draws stays with it, so that a figure looks the same in every language.
# Naskh letters are small in their em: drawn larger, they stand as tall as the Chinese ones beside them.
FACES = [('hangul', 'otf', 'Mingbai Hangul', 'opentype', ''),
         ('naskh', 'ttf', 'Mingbai Naskh', 'truetype', '  size-adjust: 122%;\n')]
WEIGHTS = [('regular', 'Regular', 400), ('bold', 'Bold', 700)]


def main(work, out):
    rules = ['/* Faces for the letters of other languages: read from the disk when such a letter appears. Written by\n'
             '   make-other-scripts.sh; change that, not this. */\n']
    for script, ending, family, kind, size in FACES:
        for weight, style, number in WEIGHTS:
            name = f'mingbai-{script}-{weight}.{ending}'
            font = TTFont(os.path.join(work, f'{script}-{weight}.{ending}'), recalcTimestamp=False)
            rename(font, family, style)
            font.save(os.path.join(out, name))
            print(f'{name}: {os.path.getsize(os.path.join(out, name))} bytes, {len(font.getBestCmap())} characters')
            rules.append(f"@font-face {{\n  font-family: '{family}';\n  font-style: normal;\n  font-weight: {number};\n"
                         f"  font-display: block;\n{size}  src: url('./{name}') format('{kind}');\n}}\n")
    with open(os.path.join(out, 'other-scripts.css'), 'w') as css:
        css.write('\n'.join(rules))


def rename(font, family, style):
    """Noto is a trademark and this is no longer Noto; the copyright, licence and version lines stay."""
    name, postscript = font['name'], f'{family.replace(" ", "")}-{style}'
    isCff = 'CFF ' in font
    source = font['CFF '].cff.topDictIndex[0].FullName if isCff else f'Noto Naskh Arabic {style}'
    version = name.getDebugName(5).split(';')[0]
    texts = {1: family, 2: style, 3: f'{version};{postscript}', 4: f'{family} {style}', 5: version,
             6: postscript, 10: f'A subset of {source}, {version}, made for Mingbai.'}
    for number, text in texts.items():
        name.setName(text, number, 3, 1, 0x409)
    name.names = [r for r in name.names if r.platformID == 3]
    if not isCff:
        return
    cff = font['CFF '].cff
    cff.fontNames[0] = postscript
    cff.topDictIndex[0].FullName = f'{family} {style}'
    cff.topDictIndex[0].FamilyName = family
    for part in cff.topDictIndex[0].FDArray:
        part.FontName = f'{postscript}-{part.FontName.rsplit("-", 1)[-1]}'


main(*sys.argv[1:])
PY

main
