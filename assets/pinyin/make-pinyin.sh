#!/bin/bash
# Makes mingbai-pinyin.bin in this folder: the characters that pinyin may stand for, out of two Debian packages
# and our own list of village words beside this script.
#
# Needs: apt-get (to fetch, not to install), dpkg, python3
# Run:   assets/pinyin/make-pinyin.sh
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  fetch rime-data-pinyin-simp
  fetch unicode-data
  python3 "$work/pinyin.py" \
    "$work/usr/share/rime-data/pinyin_simp.dict.yaml" \
    "$work/usr/share/unicode/Unihan_Readings.txt.bz2" \
    "$work/usr/share/unicode/Unihan_OtherMappings.txt.bz2" \
    "$here/village-words.txt" \
    "$here/mingbai-pinyin.bin"
}

fetch() {
  (cd "$work" && apt-get download -qq "$1" && dpkg -x "$1"_*.deb .)
}

cat > "$work/pinyin.py" <<'PY'
import bz2, collections, math, re, struct, sys, unicodedata

EXPECTED_STANDARD = 8105
LONGEST = 4
# Nobody types these alone, and as syllables they would split every other word.
NO_SYLLABLES = {'m', 'n', 'ng', 'hm', 'hng', 'ê', 'ei'}
# A word of our own list is as common as 低保 and 党员 are in the other.
OWN_FREQUENCY = 3000


def compile_all(rime, readings, mappings, own, out):
    standard = standard_characters(readings, mappings)
    known = collections.defaultdict(dict)
    for text, syllables, frequency in rime_entries(rime):
        if set(text) <= set(standard) and not set(syllables) & NO_SYLLABLES:
            known[text][syllables] = max(frequency, known[text].get(syllables, 0))
    for character, all_readings in standard.items():
        for reading in all_readings:
            known[character].setdefault((reading,), 0)
    for text, syllables in own_words(own):
        known[text][syllables] = max(OWN_FREQUENCY, known[text].get(syllables, 0))
    words = [(text, each, frequency) for text, of in known.items() for each, frequency in of.items()]
    write(words, sorted(standard), out)


def standard_characters(readings, mappings):
    """The 8,105 of the national table, with the readings its dictionary gives them."""
    table = {}
    for source in readings, mappings:
        with bz2.open(source, 'rt', encoding='utf-8') as lines:
            for line in lines:
                if not line.startswith('U+'):
                    continue
                code, _, rest = line.rstrip('\n').partition('\t')
                field, _, value = rest.partition('\t')
                if field in ('kTGH', 'kTGHZ2013', 'kMandarin'):
                    table.setdefault(chr(int(code[2:], 16)), {})[field] = value
    found = {c: readings_of(of) for c, of in table.items() if 'kTGH' in of}
    expect(len(found) == EXPECTED_STANDARD, f'{len(found)} characters of kTGH')
    silent = [c for c, all_readings in found.items() if not all_readings]
    expect(not silent, f'no reading for {silent}')
    return found


def readings_of(of):
    texts = [part.split(':')[1] for part in of.get('kTGHZ2013', '').split()]
    every = [each for text in texts for each in text.split(',')] + of.get('kMandarin', '').split()
    plain = dict.fromkeys(syllable(each) for each in every)
    usable = [each for each in plain if each not in NO_SYLLABLES]
    # 嗯, 呣 and the like are read as they are mostly typed.
    return usable or ['en']


def syllable(toned):
    """Without its tone; ü is v, as on every keyboard."""
    parts = unicodedata.normalize('NFD', toned.replace('ü', 'v'))
    v = parts.replace('u\u0308', 'v')
    return ''.join(c for c in v if 'a' <= c <= 'z')


def rime_entries(file):
    for line in open(file, encoding='utf-8'):
        parts = line.rstrip('\n').split('\t')
        if len(parts) == 3 and len(parts[0]) <= LONGEST:
            yield parts[0], tuple(spelled(each) for each in parts[1].split()), int(parts[2])


def spelled(each):
    return {'lue': 'lve', 'nue': 'nve'}.get(each, each)


def own_words(file):
    for line in open(file, encoding='utf-8'):
        if not line.startswith('#') and line.strip():
            text, pinyin = line.rstrip('\n').split('\t')
            syllables = tuple(pinyin.split())
            expect(len(text) == len(syllables), f'{text} has other syllables than {pinyin}')
            yield text, syllables


def write(words, characters, out):
    """All numbers little-endian; db/pinyin-dictionary.ts reads this, and says what stands where."""
    names = sorted({each for _, syllables, _ in words for each in syllables})
    number = {name: at for at, name in enumerate(names)}
    place = {character: at for at, character in enumerate(characters)}
    lengths = sorted({len(text) for text, _, _ in words})
    expect(lengths == list(range(1, lengths[-1] + 1)), f'no words of some length: {lengths}')
    syllable_text = ' '.join(names).encode()
    character_text = ''.join(characters).encode()
    groups = []
    for length in lengths:
        group = [word for word in words if len(word[0]) == length]
        group.sort(key=lambda word: ([each[0] for each in word[1]], -word[2], word[1], word[0]))
        groups.append(group)
    head = struct.pack('<8sHHII', b'MBPINYIN', 1, len(lengths), len(syllable_text), len(character_text))
    head += b''.join(struct.pack('<I', len(group)) for group in groups)
    body = padded(head + syllable_text + character_text)
    for group in groups:
        body += padded(shorts(math.floor(1000 * math.log(1 + word[2])) for word in group))
        body += padded(shorts(number[each] for word in group for each in word[1]))
        body += padded(shorts(place[each] for word in group for each in word[0]))
    with open(out, 'wb') as file:
        file.write(body)
    print(f'{len(body)} bytes, {len(names)} syllables, words of {lengths}: {[len(group) for group in groups]}')


def shorts(values):
    return b''.join(struct.pack('<H', value) for value in values)


def padded(body):
    return body + bytes(-len(body) % 4)


def expect(holds, message):
    if not holds:
        sys.exit(message)


compile_all(*sys.argv[1:])
PY

main
