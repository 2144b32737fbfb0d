#!/bin/bash
# Makes the Mingbai font files and fonts.css in this folder from the Noto CJK collections
# and the Hanazono font of Debian.
#
# Needs: apt-get install fonts-noto-cjk fonts-hanazono fontconfig unicode-data python3-fonttools
# Run:   assets/fonts/make-fonts.sh
# The same packages give the same bytes: nothing here depends on the time or the place.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
unihan=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
sources=/usr/share/unicode/Unihan_IRGSources.txt.bz2
scripts=/usr/share/unicode/Scripts.txt
copyright=/usr/share/doc/fonts-noto-cjk/copyright
hanazono=${HANAZONO:-/usr/share/fonts/truetype/hanazono/HanaMinB.ttf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

main() {
  locate 'Noto Sans CJK SC:style=Regular' sans_regular
  locate 'Noto Sans CJK SC:style=Bold' sans_bold
  locate 'Noto Serif CJK SC:style=Bold' serif_bold

  "$python" "$work/fonts.py" characters "$sans_regular" "$sans_regular_index" "$unihan" "$scripts" "$work" \
    "$sources" "$hanazono"

  # Kept: pair kerning, half-width and proportional punctuation, and what builds letters with accents.
  # Dropped: locl (a stray lang attribute must not turn a name into its Japanese form) and vertical setting.
  # Subroutines stay shared (no --desubroutinize) and hints stay: smaller, and even stems at 28 px.
  local features='kern,palt,halt,ccmp,mark'
  subset "$sans_regular" "$sans_regular_index" core.txt "$features" sans-regular.core.otf
  subset "$sans_bold" "$sans_bold_index" core.txt "$features" sans-bold.core.otf
  subset "$serif_bold" "$serif_bold_index" core.txt "$features" serif-bold.core.otf
  subset "$sans_regular" "$sans_regular_index" rest.txt '' sans-regular.rest.otf
  subset "$hanazono" 0 names.txt '' names.ttf

  rm -f "$here"/mingbai-sans-*.otf "$here"/mingbai-serif-*.otf "$here"/mingbai-names.ttf
  "$python" "$work/fonts.py" finish "$work" "$here"
  licence > "$here/OFL.txt"
  ls -l "$here"
}

# locate PATTERN VARIABLE: the collection file that holds the face, and the face's place in it.
locate() {
  local line
  line=$(fc-list "$1" --format '%{file}\t%{index}\n' | head -n 1)
  [ -n "$line" ] || { echo "no font installed for: $1" >&2; exit 1; }
  printf -v "$2" '%s' "${line%%$'\t'*}"
  printf -v "$2_index" '%s' "${line##*$'\t'}"
}

subset() {
  "$python" -m fontTools.subset "$1" --font-number="$2" --unicodes-file="$work/$3" --layout-features="$4" \
    --output-file="$work/$5" --notdef-outline --name-IDs=0,5,7,13,14 --name-languages=0x409 \
    --drop-tables+=vhea,vmtx,VORG,DSIG,BASE --no-recalc-timestamp
}

# The licence text stands in the package's copyright file with each line set in by one space.
licence() {
  echo 'Copyright 2014-2021 Adobe (http://www.adobe.com/): Noto Sans CJK SC, the source of Mingbai Sans'
  echo 'Copyright 2017-2022 Adobe (http://www.adobe.com/): Noto Serif CJK SC, the source of Mingbai Serif'
  echo 'Copyright 2010-2012 Google Corporation: the noto-cjk package as a whole'
  echo 'Noto is a trademark of Google Inc.'
  echo 'Copyright 2008-2017 GlyphWiki Project: HanaMinB, the source of Mingbai Names'
  echo 'Copyright 2019-2020 Google LLC: Noto Naskh Arabic, the source of Mingbai Naskh'
  echo
  echo 'This Font Software is licensed under the SIL Open Font License, Version 1.1.'
  echo 'This license is copied below, and is also available with a FAQ at: http://scripts.sil.org/OFL'
  echo
  sed -n '/^License: SIL-1.1$/,/^License: GPL/p' "$copyright" | sed -n '/^ ---/,$p' \
    | sed -e '/^License: GPL/d' -e 's/^ \.$//' -e 's/^ //' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

cat > "$work/fonts.py" <<'PY'
import bz2, os, re, sys
from fontTools.otlLib.builder import buildLookup, buildSinglePosSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables.otBase import ValueRecord

# Latin, pinyin, Greek, Cyrillic, signs, arrows, circled numbers, kana and full-width forms.
SIGNS = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x251, 0x251), (0x261, 0x261),
    (0x2B0, 0x2FF), (0x300, 0x304), (0x30C, 0x30C), (0x370, 0x3FF), (0x400, 0x45F), (0x1E3E, 0x1E3F),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2FF0, 0x2FFB),
    (0x3000, 0x3006), (0x3008, 0x3020), (0x3030, 0x3030), (0x303D, 0x303D), (0x3041, 0x312F),
    (0x3220, 0x325F), (0x3280, 0x32BF), (0x3380, 0x33DF), (0xFE10, 0xFE19), (0xFE30, 0xFE4F),
    (0xFE50, 0xFE6F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]
EXPECTED_STANDARD = 8105
EXPECTED_GB2312_HAN = 6763
# Noto has a tick (U+2713) but no cross: the cross of the multiplication sign stands in for it.
STAND_INS = {0x2715: 0x00D7}

FILES = [
    # subset, family, style
    ('sans-regular.core.otf', 'Mingbai Sans', 'Regular'),
    ('sans-bold.core.otf', 'Mingbai Sans', 'Bold'),
    ('serif-bold.core.otf', 'Mingbai Serif', 'Bold'),
    ('sans-regular.rest.otf', 'Mingbai Sans Rest', 'Regular'),
    ('names.ttf', 'Mingbai Names', 'Regular'),
]


def characters(ttc, index, unihan, scripts, work, sources, hanazono):
    """Writes the character lists: one for every core file, one for the rest, one for what Noto lacks."""
    font_has = set(TTFont(ttc, fontNumber=int(index), lazy=True).getBestCmap())
    standard = standard_characters(unihan)
    gb2312 = gb2312_characters()
    gb2312_han = {c for c in gb2312 if 0x4E00 <= c <= 0x9FFF}
    expect(len(standard) == EXPECTED_STANDARD, f'{len(standard)} characters of kTGH')
    expect(len(gb2312_han) == EXPECTED_GB2312_HAN, f'{len(gb2312_han)} characters of GB 2312')
    expect(standard | gb2312 <= font_has, f'no glyph for {sorted((standard | gb2312) - font_has)}')
    signs = {c for a, b in SIGNS for c in range(a, b + 1)} | (gb2312 - gb2312_han) | {0x3007}
    core = signs | standard | gb2312_han
    rest = (script_han(scripts) & font_has) - core
    names = mainland_characters(sources) & set(TTFont(hanazono, lazy=True).getBestCmap()) - core - rest
    for name, chars in ('core', core & font_has), ('rest', rest), ('names', names):
        with open(os.path.join(work, name + '.txt'), 'w') as out:
            out.write('\n'.join(f'{c:04X}' for c in sorted(chars)))


def finish(work, out):
    """Renames the subsets, adds what the source lacks, saves them and writes fonts.css."""
    made = {}
    for subset, family, style in FILES:
        font = TTFont(os.path.join(work, subset), recalcTimestamp=False)
        rename(font, family, style)
        if '.core.' in subset:
            add_stand_ins(font)
        if family == 'Mingbai Serif':
            add_tabular_figures(font)
        name = f'mingbai-{subset}'
        font.save(os.path.join(out, name))
        made[subset] = (name, set(font.getBestCmap()))
        han = sum(1 for c in made[subset][1] if is_han(c))
        size = os.path.getsize(os.path.join(out, name))
        print(f'{name}: {size} bytes, {len(made[subset][1])} characters, {han} Han')
    for later, earlier in ('sans-regular.rest.otf', 'sans-regular.core.otf'), ('names.ttf', 'sans-regular.rest.otf'):
        overlap = made[later][1] & made[earlier][1] - {0x20, 0xA0}
        expect(not overlap, f'{later} and {earlier} share {sorted(overlap)}')
    with open(os.path.join(out, 'fonts.css'), 'w') as css:
        css.write(style_sheet({k: v[0] for k, v in made.items()}))


def standard_characters(unihan):
    with bz2.open(unihan, 'rt', encoding='utf-8') as lines:
        return {int(line.split('\t')[0][2:], 16) for line in lines if '\tkTGH\t' in line}


def mainland_characters(sources):
    """Extensions C to F as far as a mainland source asked for them: ID cards, places, nationalities, dictionaries."""
    found = set()
    with bz2.open(sources, 'rt', encoding='utf-8') as lines:
        for line in lines:
            if '\tkIRG_GSource\t' in line:
                found.add(int(line.split('\t')[0][2:], 16))
    return {c for c in found if 0x2A700 <= c <= 0x2EBEF}


def gb2312_characters():
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([row, cell]).decode('gb2312')))
            except UnicodeDecodeError:
                pass
    return found


def script_han(scripts):
    found = set()
    for line in open(scripts, encoding='utf-8'):
        match = re.match(r'([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; Han ', line)
        if match:
            found |= set(range(int(match[1], 16), int(match[2] or match[1], 16) + 1))
    return found


def is_han(c):
    blocks = (0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)
    return any(first <= c <= last for first, last in blocks)


def rename(font, family, style):
    """Noto is a trademark and this is no longer Noto; the copyright, licence and version lines stay."""
    name, postscript = font['name'], f'{family.replace(" ", "")}-{style}'
    isCff = 'CFF ' in font
    source = font['CFF '].cff.topDictIndex[0].FullName if isCff else name.getDebugName(4)
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


def add_stand_ins(font):
    for table in font['cmap'].tables:
        if table.isUnicode() and table.format != 14:
            for missing, present in STAND_INS.items():
                table.cmap.setdefault(missing, table.cmap[present])


def add_tabular_figures(font):
    """Noto Serif's 1 is narrow and it has no tnum; centre every figure in one width under that feature."""
    figures = [font.getBestCmap()[ord(c)] for c in '0123456789']
    widths = [font['hmtx'][g][0] for g in figures]
    width = max(set(widths), key=widths.count)
    moves = {g: ValueRecord(None) for g in figures}
    for glyph, own in zip(figures, widths):
        moves[glyph].XPlacement, moves[glyph].XAdvance = (width - own) // 2, width - own
    gpos = font['GPOS'].table
    gpos.LookupList.Lookup.append(buildLookup([buildSinglePosSubtable(moves, font.getReverseGlyphMap())]))
    gpos.LookupList.LookupCount = len(gpos.LookupList.Lookup)
    add_feature(gpos, 'tnum', gpos.LookupList.LookupCount - 1)


def add_feature(table, tag, lookup):
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex, record.Feature.LookupCount = [lookup], 1
    records = table.FeatureList.FeatureRecord
    expect(all(r.FeatureTag <= tag for r in records), f'{tag} must come last in the sorted feature list')
    records.append(record)
    table.FeatureList.FeatureCount = len(records)
    for script in table.ScriptList.ScriptRecord:
        for system in [script.Script.DefaultLangSys] + [r.LangSys for r in script.Script.LangSysRecord]:
            if system is not None:
                system.FeatureIndex.append(len(records) - 1)
                system.FeatureCount = len(system.FeatureIndex)


def style_sheet(names):
    """Each family of rare characters stands once: text of any weight gets its regular glyph, never a box."""
    rules = ["/* The app's own faces: core files for daily text, and two families that a font stack names last, fetched\n"
             '   when a character appears that none before them has. Written by make-fonts.sh; change that, not this. */\n']
    faces = [('sans-regular.core.otf', 'Mingbai Sans', 400), ('sans-bold.core.otf', 'Mingbai Sans', 700),
             ('serif-bold.core.otf', 'Mingbai Serif', 700), ('sans-regular.rest.otf', 'Mingbai Rare', 400),
             ('names.ttf', 'Mingbai Names', 400)]
    for subset, family, weight in faces:
        kind = 'opentype' if subset.endswith('.otf') else 'truetype'
        rules.append(f"@font-face {{\n  font-family: '{family}';\n  font-style: normal;\n  font-weight: {weight};\n"
                     f"  font-display: block;\n  src: url('./{names[subset]}') format('{kind}');\n}}\n")
    return '\n'.join(rules)


def expect(holds, message):
    if not holds:
        sys.exit(message)


{'characters': characters, 'finish': finish}[sys.argv[1]](*sys.argv[2:])
PY

main
