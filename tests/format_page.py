"""Compares the tables of docs/formats/results.md with result files, and the table of levers in docs/user/scenarios.md with
the schema; see tests/format_page.sh."""
import json
import re
import sys

import h5py

VARIABLES = ("name", "dimensions", "units", "meaning")
ATTRIBUTES = ("attribute", "type", "written by", "meaning")
DIMENSIONS = ("dimension", "labels", "meaning")
TYPES = ("name", "type")
LEVERS = ("lever", "meaning", "own parameters")
COMMON_PARAMETERS = {"start", "ramp", "end", "investment", "running_cost", "payer", "state_share", "klimatklivet", "source"}
# Labels that the scenario decides; the page puts its words for them in the column.
OPEN_DIMENSIONS = {"member", "year", "assumption", "lever", "target", "scenario", "design_factor"}


def page_tables(path, mode):
    """The page's tables by header: {header: {first cell: the other cells}}. An update mends a row that stands twice."""
    tables = {VARIABLES: {}, ATTRIBUTES: {}, DIMENSIONS: {}, TYPES: {}, LEVERS: {}}
    header = None
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if not line.startswith("|"):
            header = None
            continue
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if header is None:
            header = cells
        elif not set(line.strip()) <= set("|-: ") and header in tables:
            name = cells[0].strip("`")
            if name in tables[header] and mode != "update":
                sys.exit(f"{path}:{number}: '{name}' stands twice")
            if len(cells) != len(header):
                sys.exit(f"{path}:{number}: {len(cells)} cells (the header has {len(header)})")
            tables[header][name] = cells[1:]
    return tables


def of_ensembles_alone(name):
    """What a design says, which a single run has none of."""
    return name.startswith("design_") or name in ("scenario", "/provenance/design")


def type_name(dtype):
    return "string" if h5py.check_string_dtype(dtype) else str(dtype)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def file_tables(path):
    """What one file holds, in the form of the page's tables."""
    tables = {VARIABLES: {}, ATTRIBUTES: {}, DIMENSIONS: {}, TYPES: {}}
    with h5py.File(path) as file:
        for name in file.attrs:
            tables[ATTRIBUTES][name] = type_name(file.attrs.get_id(name).dtype)

        def visit(name, node):
            if not isinstance(node, h5py.Dataset):
                return
            shown = name if "/" not in name else "/" + name
            if shown.startswith("/provenance/") and "." in shown:
                shown = "/provenance/FILE"
            meaning = text(node.attrs["long_name"])
            is_scale = h5py.h5ds.is_scale(node.id)
            if is_scale and name.startswith("observations/"):
                return  # axes of the observed series: the page says what they are in words
            if type_name(node.dtype) != "float64":
                tables[TYPES][shown] = (type_name(node.dtype),)
            if is_scale:
                labels = "" if name in OPEN_DIMENSIONS else ", ".join(text(value) for value in node[()])
                tables[DIMENSIONS][name] = (labels, meaning)
            else:
                dimensions = ", ".join(text(d[0].name).split("/")[-1] if len(d) else "?" for d in node.dims)
                tables[VARIABLES][shown] = (dimensions, text(node.attrs["units"]), meaning)

        file.visititems(visit)
    return tables


def without_bounds(description):
    """A parameter's description without the bounds in its brackets, which the page states for all at once."""
    return re.sub(r" \[(?:([^;\]]*); )?(?:(?:at least|above|at most) \S+|\S+ to \S+)\]$",
                  lambda match: f" [{match[1]}]" if match[1] else "", description)


def schema_levers(path):
    """The levers of `skifte schema` in the form of the page's table."""
    levers = {}
    for name, lever in json.load(open(path, encoding="utf-8"))["properties"]["levers"]["properties"].items():
        parameters = lever["anyOf"][0]["properties"].items()
        own = "; ".join(f"`{key}` {without_bounds(value['description'])}" for key, value in parameters if key not in COMMON_PARAMETERS)
        levers[name] = (lever["description"], own)
    return levers


def compare(page, run, ensemble, levers):
    """Lines about what differs, and how many comparisons held."""
    wrong, right = [], 0

    def check(holds, message):
        nonlocal right
        if holds:
            right += 1
        else:
            wrong.append(message)

    for header, kind in ((VARIABLES, "variable"), (DIMENSIONS, "dimension"), (TYPES, "type of")):
        for name in sorted(page[header].keys() | ensemble[header].keys() | run[header].keys()):
            if name not in page[header]:
                check(False, f"{kind} {name}: in the file, not on the page: {ensemble[header].get(name)}")
                continue
            for which, file in (("run", run), ("ensemble", ensemble)):
                if which == "run" and of_ensembles_alone(name):
                    check(name not in file[header], f"{kind} {name}: in the file of `skifte run`, which has no design")
                    continue
                if name not in file[header]:
                    check(False, f"{kind} {name}: on the page, not in the file of `skifte {which}`")
                    continue
                said, found = page[header][name], file[header][name]
                if header == DIMENSIONS and name in OPEN_DIMENSIONS:
                    said, found = said[1:], found[1:]
                if name.startswith("/provenance/"):
                    said, found = said[:-1], found[:-1]
                check(said == found, f"{kind} {name}: the page says {said}, the file of `skifte {which}` has {found}")
    for name in sorted(page[LEVERS].keys() | levers.keys()):
        said = tuple(cell.replace("`", "") for cell in page[LEVERS].get(name, ("(no row)",)))
        found = tuple(cell.replace("`", "") for cell in levers.get(name, ("(no such lever)",)))
        check(said == found, f"lever {name}: the page says {said}, the schema has {found}")
    written = {"run, ensemble": {"run", "ensemble"}, "ensemble": {"ensemble"}, "run": {"run"}}
    for name in sorted(page[ATTRIBUTES].keys() | run[ATTRIBUTES].keys() | ensemble[ATTRIBUTES].keys()):
        if name not in page[ATTRIBUTES]:
            check(False, f"attribute {name}: in the file, not on the page")
            continue
        kind, by, meaning = page[ATTRIBUTES][name]
        check(meaning != "", f"attribute {name}: its meaning is missing on the page")
        for which, file in (("run", run), ("ensemble", ensemble)):
            expected = kind if which in written.get(by, set()) else None
            found = file[ATTRIBUTES].get(name)
            check(expected == found, f"attribute {name}: the page says {expected} in `skifte {which}`, the file has {found}")
    return wrong, right


def fresh_rows(page, run, ensemble, levers):
    """The tables as the program's files have them, {header: lines}; what only a person can say is kept from the page."""
    rows = {header: [] for header in (ATTRIBUTES, DIMENSIONS, VARIABLES, TYPES, LEVERS)}
    # Attributes stay in the page's order, new ones after them; everything else is sorted by name.
    attributes = ensemble[ATTRIBUTES]
    kept = [name for name in page[ATTRIBUTES] if name in attributes]
    for name in kept + sorted(attributes.keys() - page[ATTRIBUTES].keys()):
        by = "run, ensemble" if name in run[ATTRIBUTES] else "ensemble"
        rows[ATTRIBUTES].append((name, attributes[name], by, page[ATTRIBUTES].get(name, ("", "", ""))[2]))
    for name, (labels, meaning) in ensemble[DIMENSIONS].items():
        rows[DIMENSIONS].append((name, labels or page[DIMENSIONS].get(name, ("",))[0], meaning))
    for name, (dimensions, units, meaning) in sorted(ensemble[VARIABLES].items()):
        if name.startswith("/provenance/"):
            meaning = page[VARIABLES].get(name, ("", "", meaning))[2]
        rows[VARIABLES].append((name, dimensions, units, meaning))
    for name, (kind,) in sorted(ensemble[TYPES].items()):
        rows[TYPES].append((name, kind))
    for name, (meaning, own) in levers.items():
        rows[LEVERS].append((name, meaning, own))
    return {header: [f"| `{row[0]}` | " + " | ".join(row[1:]) + " |" for row in table] for header, table in rows.items()}


def print_tables(rows):
    for header, lines in rows.items():
        print("| " + " | ".join(header) + " |\n" + "|---" * len(header) + "|")
        print("\n".join(lines) + "\n")


def update_page(path, rows):
    """Writes the tables' rows anew where they stand on the page; all else stays. Prints what changed."""
    lines = open(path, encoding="utf-8").read().split("\n")
    fresh, at, changed = [], 0, False
    while at < len(lines):
        fresh.append(lines[at])
        header = tuple(cell.strip() for cell in lines[at].strip("|").split("|"))
        at += 1
        if not lines[at - 1].startswith("|") or header not in rows:
            continue
        fresh.append(lines[at])  # the rule below the header
        end = at + 1
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        old = lines[at + 1:end]
        for mark, one, other in (("-", old, rows[header]), ("+", rows[header], old)):
            for line in one:
                if line not in other:
                    print(f"{mark} {line}")
        changed = changed or old != rows[header]
        fresh += rows[header]
        at = end
    if changed:
        with open(path, "w", encoding="utf-8") as page:
            page.write("\n".join(fresh))
        print(f"format_page: {path} rewritten")


def main():
    mode, results_page, scenarios_page, run_path, ensemble_path, schema_path = sys.argv[1:]
    page, run, ensemble = page_tables(results_page, mode), file_tables(run_path), file_tables(ensemble_path)
    page[LEVERS] = page_tables(scenarios_page, mode)[LEVERS]
    levers = schema_levers(schema_path)
    if mode != "compare":
        rows = fresh_rows(page, run, ensemble, levers)
        if mode == "print":
            print_tables(rows)
            return 0
        update_page(results_page, rows)
        update_page(scenarios_page, rows)
        page = page_tables(results_page, mode)
        page[LEVERS] = page_tables(scenarios_page, mode)[LEVERS]
    wrong, right = compare(page, run, ensemble, levers)
    for line in wrong:
        print(line)
    print(f"format_page: {right} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
