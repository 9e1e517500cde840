"""Checks a workbook of a Climate City Contract: python3 check_xlsx.py FILE.xlsx SHEET...

Its parts are well-formed XML, the sheets named are there, each has numbers, and no cell is a formula.
"""

import sys
import xml.etree.ElementTree as tree
import zipfile

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
faults = []
with zipfile.ZipFile(sys.argv[1]) as book:
    if book.testzip() is not None:
        faults.append("damaged")
    for name in book.namelist():
        if name.endswith((".xml", ".rels")):
            tree.fromstring(book.read(name))
    sheets = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", SPACE)]
    for wanted in sys.argv[2:]:
        if wanted not in sheets:
            faults.append(f"no sheet {wanted!r}, there are {sheets}")
            continue
        sheet = tree.fromstring(book.read(f"xl/worksheets/sheet{sheets.index(wanted) + 1}.xml"))
        numbers = [cell for cell in sheet.iterfind(".//m:c", SPACE) if cell.get("t") is None]
        if len(numbers) < 8:
            faults.append(f"sheet {wanted!r} has {len(numbers)} numbers")
        if sheet.find(".//m:f", SPACE) is not None:
            faults.append(f"sheet {wanted!r} has a formula")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
