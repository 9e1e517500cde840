"""Checks a workbook of a Climate City Contract: python3 check_xlsx.py FILE.xlsx SHEET...

Its parts are well-formed XML, the sheets named are there, each has numbers, no cell is a formula, and every median stands
between the 5 and 95 % quantiles beside it.
"""

import sys
import xml.etree.ElementTree as tree
import zipfile

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
faults = []


def cells_of(row):
    """Column letters and values: texts as texts, numbers as numbers."""
    found = {}
    for cell in row.iterfind("m:c", SPACE):
        value = cell.find("m:v", SPACE)
        if value is not None:
            found[cell.get("r").rstrip("0123456789")] = texts[int(value.text)] if cell.get("t") == "s" else float(value.text)
    return found


def beyond(column, steps):
    """The column so many to the right: Z is followed by AA."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    number += steps
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_medians(name, sheet):
    columns, checked = [], 0
    for row in sheet.iterfind(".//m:row", SPACE):
        cells = cells_of(row)
        heads = [c for c, v in cells.items() if isinstance(v, str) and v.endswith("median")]
        if heads:
            columns = heads
            continue
        for column in columns:
            low, high = cells.get(beyond(column, 1)), cells.get(beyond(column, 2))
            middle = cells.get(column)
            if all(isinstance(v, float) for v in (low, middle, high)):
                checked += 1
                if not low <= middle <= high:
                    faults.append(f"sheet {name!r}: {middle} is not between {low} and {high}")
    if name == "B-1 Pathway" and checked < 100:
        faults.append(f"sheet {name!r} has {checked} medians")


with zipfile.ZipFile(sys.argv[1]) as book:
    if book.testzip() is not None:
        faults.append("damaged")
    for name in book.namelist():
        if name.endswith((".xml", ".rels")):
            tree.fromstring(book.read(name))
    texts = [
        "".join(part.text or "" for part in item.iter("{%s}t" % SPACE["m"]))
        for item in tree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", SPACE)
    ]
    sheets = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", SPACE)]
    for wanted in sys.argv[2:]:
        if wanted not in sheets:
            faults.append(f"no sheet {wanted!r}, there are {sheets}")
            continue
        sheet = tree.fromstring(book.read(f"xl/worksheets/sheet{sheets.index(wanted) + 1}.xml"))
        numbers = [cell for cell in sheet.iterfind(".//m:c", SPACE) if cell.get("t") is None]
        if len(numbers) < 8:
            faults.append(f"sheet {wanted!r} has {len(numbers)} numbers")
        check_medians(wanted, sheet)
        if sheet.find(".//m:f", SPACE) is not None:
            faults.append(f"sheet {wanted!r} has a formula")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
