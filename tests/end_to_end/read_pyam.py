"""Reads an IAMC table with pyam itself: read_pyam.py TABLE.csv SCENARIO

Exit status 77 where pyam is not installed (pip install pyam-iamc; Debian has no package of it).
"""

import sys

try:
    import pyam
except ImportError as missing:
    print(f"pyam: {missing}")
    sys.exit(77)

# Their parts overlap or are of different kinds elsewhere: no total of them is given.
ADD_UP = ("Emissions", "Emissions Published", "Investment", "Operating Cost")

table = pyam.IamDataFrame(sys.argv[1])
scenario = sys.argv[2]
faults = []
if scenario not in table.scenario:
    faults.append(f"no scenario {scenario} in {table.scenario}")
if not {2015, 2030, 2050} <= set(table.year):
    faults.append(f"years {table.year}")
if table.region != ["Helsingborg"]:
    faults.append(f"regions {table.region}")
one = table.filter(scenario=scenario)
totals = 0
for variable in one.variable:
    has_parts = any(other.startswith(variable + "|") for other in one.variable)
    if not variable.startswith(ADD_UP) or not has_parts:
        continue
    totals += 1
    if (unlike := one.check_aggregate(variable)) is not None:
        faults.append(f"{variable}: {len(unlike)} totals are not the sum of their parts")
if totals < 3:
    faults.append(f"only {totals} totals were held against their parts")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
