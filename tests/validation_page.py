"""Writes the tables of docs/methods/validation.md from what `skifte backtest` wrote.

usage: validation_page.py PAGE FOLDER [--check]
FOLDER holds CITY.csv, CITY.scores.csv and CITY.members for every city. Tables stand between `<!-- table NAME -->` and
`<!-- end -->`.
"""
import csv
import pathlib
import re
import sys

NAMES = {"emissions": "physical account", "emissions_published": "published account",
         "emissions_release_2025": "published account, release 2025", "cars": "cars", "new_cars": "new cars",
         "car_other_change": "other change of cars", "light_trucks": "light trucks", "heavy_trucks": "heavy trucks",
         "buses": "buses", "population": "population", "public_chargers": "public chargers",
         "heating_systems": "heating"}
TRANSFER = [("cars", "petrol"), ("cars", "diesel"), ("cars", "plugin_hybrid"), ("cars", "battery"),
            ("new_cars", "plugin_hybrid"), ("new_cars", "battery"), ("light_trucks", "diesel"),
            ("light_trucks", "battery"), ("heavy_trucks", "diesel"), ("heavy_trucks", "gas"), ("buses", "diesel"),
            ("buses", "gas"), ("buses", "battery"), ("emissions", "transport")]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count(text):
    if text == "":
        return "–"
    return f"{float(text):,.0f}".replace(",", " ").replace("-0", "0") if abs(float(text)) < 0.5 \
        else f"{float(text):,.0f}".replace(",", " ")


def percent(text):
    return "–" if text == "" else f"{100 * float(text):.1f}"


def small(text):
    if text == "":
        return "–"
    return count(text) if float(text) >= 100 else f"{0.0 if float(text) < 1e-3 else float(text):.3g}"


def name(row):
    return NAMES[row["series"]] + (", " + row["label"].replace("_", " ") if row["label"] else "")


def scores_table(scores):
    lines = ["| series | years (used) | inside | error % | CRPS | after 2018: error % | no change | line |",
             "|---|---|---|---|---|---|---|---|"]
    for row in scores:
        lines.append(f"| {name(row)} | {row['years']} ({row['years_used']}) | {100 * float(row['coverage_90']):.0f} % | "
                     f"{percent(row['mare'])} | {small(row['crps'])} | {percent(row['later_mare'])} | "
                     f"{percent(row['no_change_mare'])} | {percent(row['line_mare'])} |")
    return lines


def years_table(rows):
    lines = ["| series | year | used | observed | median (90 % range) | inside | error % |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        inside = "yes" if row["inside"] == "1" else "**no**"
        lines.append(f"| {name(row)} | {row['year']} | {row['used'] or '–'} | {count(row['observed'])} | "
                     f"{count(row['median'])} ({count(row['q05'])} to {count(row['q95'])}) | {inside} | "
                     f"{percent(row['relative_error'])} |")
    return lines


def transfer_table(folder, cities):
    """For each series: the model's error after 2018, no change's, the line's, and the share of years inside."""
    lines = ["| series | " + " | ".join(city.capitalize() for city in cities) + " |", "|---" * (len(cities) + 1) + "|"]
    tables = {city: {(row["series"], row["label"]): row for row in read(folder / f"{city}.scores.csv")} for city in cities}
    for key in TRANSFER:
        cells = []
        for city in cities:
            row = tables[city].get(key)
            cells.append("–" if row is None else f"{percent(row['later_mare'])} / {percent(row['no_change_mare'])} / "
                         f"{percent(row['line_mare'])}; {100 * float(row['coverage_90']):.0f}")
        lines.append(f"| {name({'series': key[0], 'label': key[1]})} | " + " | ".join(cells) + " |")
    return lines


def main():
    page = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    cities = sorted(path.name.split(".")[0] for path in folder.glob("*.scores.csv"))
    others = [city for city in cities if city != "helsingborg"]
    members = {city: (folder / f"{city}.members").read_text().strip() for city in cities}
    small_n = sorted({members[city] for city in others})
    tables = {
        "scores": [f"Helsingborg, {members['helsingborg']} members.", ""]
                  + scores_table(read(folder / "helsingborg.scores.csv")),
        "transfer": [f"{' or '.join(small_n)} members a city. Each cell: error after 2018 of the model / no change / "
                     "the line [%]; share of all years inside the 90 % range [%].", ""] + transfer_table(folder, others),
        "years": [f"Helsingborg, {members['helsingborg']} members.", ""] + years_table(read(folder / "helsingborg.csv")),
    }
    old = page.read_text(encoding="utf-8")
    new = old
    for key, lines in tables.items():
        mark = f"<!-- table {key} -->"
        pattern = re.compile(re.escape(mark) + r"\n.*?<!-- end -->", re.DOTALL)
        if not pattern.search(new):
            sys.exit(f"validation_page: {page} has no '{mark}' ... '<!-- end -->'")
        text = mark + "\n" + "\n".join(lines) + "\n<!-- end -->"
        new = pattern.sub(lambda _: text, new)
    if "--check" in sys.argv:
        if new != old:
            sys.exit(f"validation_page: the tables of {page} are not those of this build (--update rewrites them)")
        print("validation_page: the page's tables are those of this build")
        return
    page.write_text(new, encoding="utf-8")
    print(f"Written: {page}")


main()
