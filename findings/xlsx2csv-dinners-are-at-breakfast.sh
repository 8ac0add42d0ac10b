#!/usr/bin/env bash
# A sheet of visits becomes a CSV on the command line, with xlsx2csv, before n8n or a script reads it. Guess: a time is written as the sheet shows it,
# or as ISO has it.
# xlsx2csv 0.7.8 writes the hour of formats such as m/d/yy h:mm and yyyy-mm-dd h:mm with 12 hours, and no AM or PM, though a sheet shows 24 hours for them:
# a dinner at 19:30 is at 07:30, and midnight, as of each day without a time, is noon. With hh:mm it is 19:30. So lunch and breakfast are right, and who
# comes to dinner gets the coupon for breakfast. -f %Y-%m-%dT%H:%M writes all of them right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" xlsx2csv=1:0.7.8-1 python3-openpyxl=3.0.9-1 python3-et-xmlfile=1.0.1-2.1

run_python - <<'PYTHON'
from datetime import datetime
import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.append(['name', 'm/d/yy h:mm', 'yyyy-mm-dd h:mm', 'yyyy-mm-dd hh:mm'])
for name, hour, minute in [('Mara', 19, 30), ('Bo', 11, 15), ('Leo', 0, 0)]:
    time = datetime(2026, 3, 14, hour, minute)
    sheet.append([name, time, time, time])
    for column in 'BCD':
        sheet[f'{column}{sheet.max_row}'].number_format = sheet[f'{column}1'].value
book.save('visits.xlsx')
PYTHON
seen=$(
	run_python usr/bin/xlsx2csv --version
	run_python usr/bin/xlsx2csv visits.xlsx
	run_python usr/bin/xlsx2csv -f %Y-%m-%dT%H:%M visits.xlsx
)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
0.7.8
name,m/d/yy h:mm,yyyy-mm-dd h:mm,yyyy-mm-dd hh:mm
Mara,03/14/26 07:30,2026-03-14 07:30,2026-03-14 19:30
Bo,03/14/26 11:15,2026-03-14 11:15,2026-03-14 11:15
Leo,03/14/26 12:00,2026-03-14 12:00,2026-03-14 00:00
name,m/d/yy h:mm,yyyy-mm-dd h:mm,yyyy-mm-dd hh:mm
Mara,2026-03-14T19:30,2026-03-14T19:30,2026-03-14T19:30
Bo,2026-03-14T11:15,2026-03-14T11:15,2026-03-14T11:15
Leo,2026-03-14T00:00,2026-03-14T00:00,2026-03-14T00:00
EXPECTED
