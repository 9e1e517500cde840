"""Checks a table against the rules by which pyam reads the IAMC's format: python3 check_iamc.py FILE.csv

The rules (pyam's data model, pyam-iamc.readthedocs.io): columns model, scenario, region, variable, unit, then years;
no empty index, none with blanks around it; numbers only; no index twice; a variable's parts between pipes are not
empty; one unit a variable; and what pyam's check_aggregate asks of a scenario: parts of the next level add up to
their total where a total stands.
"""

import csv
import math
import sys

INDEX = ["model", "scenario", "region", "variable", "unit"]
# Their parts overlap or are of different kinds: no total of them is given.
ADDS_UP = ("Emissions|", "Emissions Published|", "Stock|", "Sales|", "Investment", "Operating Cost", "Carbon")


def check(path):
    faults = []
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head = rows[0]
    if [name.lower() for name in head[:5]] != INDEX:
        return [f"columns begin {head[:5]}"]
    years = head[5:]
    if not years or any(not year.isdigit() or len(year) != 4 for year in years) or years != sorted(set(years)):
        faults.append(f"years {years}")
    seen, units, values = set(), {}, {}
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(head):
            faults.append(f"line {number}: {len(row)} cells")
            continue
        index = tuple(row[:5])
        if any(not cell or cell != cell.strip() for cell in index):
            faults.append(f"line {number}: empty or padded index {index}")
        if index in seen:
            faults.append(f"line {number}: {index} twice")
        seen.add(index)
        variable, unit = index[3], index[4]
        if any(not part.strip() for part in variable.split("|")):
            faults.append(f"line {number}: variable {variable}")
        if units.setdefault(variable, unit) != unit:
            faults.append(f"line {number}: {variable} in {unit} and {units[variable]}")
        for year, cell in zip(years, row[5:]):
            try:
                value = float(cell) if cell else math.nan
            except ValueError:
                faults.append(f"line {number}: {cell!r} in {year}")
                continue
            if math.isinf(value):
                faults.append(f"line {number}: infinite in {year}")
            values[index[:4] + (year,)] = value
    totals = 0
    parts = {}
    for model, scenario, region, variable, year in values:
        if "|" in variable:
            parent = (model, scenario, region, variable.rsplit("|", 1)[0], year)
            parts.setdefault(parent, []).append(values[(model, scenario, region, variable, year)])
    for parent, found in parts.items():
        if parent not in values or "percentile]" in parent[1] or not parent[3].startswith(ADDS_UP):
            continue
        totals += 1
        if not math.isclose(sum(found), values[parent], rel_tol=1e-6, abs_tol=1e-6):
            faults.append(f"{parent}: parts add up to {sum(found)}, not {values[parent]}")
    if totals == 0:
        faults.append("no total could be held against its parts")
    return faults


if __name__ == "__main__":
    problems = check(sys.argv[1])
    for problem in problems[:20]:
        print(problem)
    sys.exit(1 if problems else 0)
