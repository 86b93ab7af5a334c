#!/bin/sh
# Makes the two fonts of the PDF from the static files of Source Sans 3 (npm @expo-google-fonts/source-sans-3, SIL Open Font License 1.1):
# Latin letters, punctuation and the signs of tables, without hinting and layout tables. Run by hand; needs npm and Debian's fonttools.
# A changed font may not keep the reserved name "Source" (clause 3 of the licence), hence the new one; the notices stay in the files.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/source-sans-3@0.4.1 > /dev/null
tar xzf ./*.tgz
for style in 400Regular 600SemiBold; do
    pyftsubset "package/$style/SourceSans3_$style.ttf" --output-file="$style.ttf" --no-hinting --notdef-outline --name-IDs=0,5,7,8,9,11,13,14 \
        --layout-features='' --drop-tables+=GDEF,GPOS,GSUB,STAT,BASE,gasp \
        --unicodes=20-7E,A0-17F,192,218-21B,2C6,2DC,394,3A3,3BC,2009-200A,2010-2015,2018-201E,2020-2022,2026,202F,2030,2032-2033,2039-203A,2044,2070,2074-2079,2080-2089,20AC,2116,2122,2153-2154,215B-215E,2190-2193,2212,2215,221E,2248,2260,2264-2265,25A0-25A1,25B2,25BC,25CF,2713
done
/usr/bin/python3 - "$here" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
for source, style in (('400Regular', 'Regular'), ('600SemiBold', 'SemiBold')):
    font = TTFont(f'{source}.ttf', recalcTimestamp=False)
    for name, text in ((1, f'Aim Report Sans {style}'), (2, 'Regular'), (3, f'AimReportSans-{style}'), (4, f'Aim Report Sans {style}'), (6, f'AimReportSans-{style}')):
        font['name'].setName(text, name, 3, 1, 0x409)
    font.save(f'{sys.argv[1]}/AimReportSans-{style}.ttf')
PYTHON
tr -d '\r' < package/LICENSE_FONT > "$here/OFL.txt"
