"""Writes the tables of docs/methods/cities.md.

Usage: cities_page.py PAGE FOLDER. FOLDER holds for each city CITY.csv (`skifte backtest -o`), CITY.members.csv (`skifte export
--format csv --members` of emissions and cars) and CITY.check (`skifte check`). Called by tests/cities_page.sh.
"""

import csv
import math
import pathlib
import sys

from page_numbers import number, spread, with_tables

MARK = "<!-- tables: tests/cities_page.sh --update -->"
YEARS = (2030, 2035, 2045)


def quantile(sample, share):
    """Type 7 of Hyndman & Fan 1996, as everywhere in the program."""
    ordered = sorted(sample)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    return ordered[low] + (place - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])


def shown(sample, factor):
    return spread(*(factor * quantile(sample, share) for share in (0.05, 0.5, 0.95)))


class City:
    def __init__(self, folder, name):
        lines = (folder / f"{name}.check").read_text(encoding="utf-8").splitlines()
        self.title = lines[0].split(",")[0]
        self.missing = []
        if "Where the city's own data are missing" in lines:
            for line in lines[lines.index("Where the city's own data are missing") + 1:]:
                if not line.startswith("  "):
                    break
                self.missing.append(line.strip())
        with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            self.observed = list(csv.DictReader(file))
        self.members = {}
        with open(folder / f"{name}.members.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                years = self.members.setdefault((row["variable"], row["label"]), {})
                years.setdefault(int(row["year"]), []).append(float(row["value"]))

    def size(self):
        return len(next(iter(self.members.values()))[YEARS[0]])

    def total(self, variable, year):
        """Members' totals over labels."""
        parts = [years[year] for (name, _), years in self.members.items() if name == variable]
        return [sum(values) for values in zip(*parts)]

    def battery_share(self, year):
        return [battery / cars for battery, cars in zip(self.members["cars", "battery"][year], self.total("cars", year))]

    def seen(self, series, label, year):
        for row in self.observed:
            if (row["series"], row["label"], int(row["year"])) == (series, label, year):
                return float(row["observed"])
        return None

    def observed_years(self, series, label):
        return sorted(int(row["year"]) for row in self.observed if (row["series"], row["label"]) == (series, label))


def emission_table(cities):
    lines = ["| city | 2015 observed | simulated | 2022 observed | simulated | 2022 transport observed | simulated | " +
             " | ".join(map(str, YEARS)) + " |", "|---" * (7 + len(YEARS)) + "|"]
    for city in cities:
        cells = [city.title]
        for label, year in (("total", 2015), ("total", 2022), ("transport", 2022)):
            seen = city.seen("emissions", label, year)
            sample = city.total("emissions", year) if label == "total" else city.members["emissions", label][year]
            cells += ["–" if seen is None else number(seen / 1e3, 0 if seen > 1e5 else -1), shown(sample, 1e-3)]
        cells += [shown(city.total("emissions", year), 1e-3) for year in YEARS]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def car_table(cities):
    lines = ["| city | 2022 observed | simulated | " + " | ".join(map(str, YEARS)) + " |", "|---" * (3 + len(YEARS)) + "|"]
    for city in cities:
        battery, cars = (city.seen("cars", label, 2022) for label in ("battery", "total"))
        cells = [city.title, "–" if battery is None or not cars else number(100 * battery / cars, -1)]
        cells += [shown(city.battery_share(year), 100) for year in (2022,) + YEARS]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def missing_list(cities):
    """What no city but Helsingborg has, said once; then what single cities' pages say."""
    others = [city for city in cities if city.missing]
    shared = [text for text in others[0].missing if all(text in city.missing for city in others)]
    lines = ["What stands in for data that none of these cities has: " + ", ".join(city.title for city in others) + ".", ""]
    lines += [f"- {text}" for text in shared]
    for city in others:
        own = [text for text in city.missing if text not in shared]
        if own:
            lines += ["", f"{city.title}:", ""] + [f"- {text}" for text in own]
    return lines


def main():
    page, folder = map(pathlib.Path, sys.argv[1:])
    names = sorted(path.name.removesuffix(".members.csv") for path in folder.glob("*.members.csv"))
    names.sort(key=lambda name: name != "helsingborg")
    cities = [City(folder, name) for name in names]
    sizes = sorted({city.size() for city in cities})
    lines = [f"{' or '.join(map(str, sizes))} futures a city. Each cell: median (nine futures of ten).", "", "## Emissions", "",
             "Physical account [kt CO2e]; observed: the inventory, release 2026.", ""] + emission_table(cities)
    lines += ["", "## Battery cars", "", "Share of cars in use [%]; observed: Trafikanalys.", ""] + car_table(cities)
    lines += ["", "## What local data is missing", ""] + missing_list(cities)
    page.write_text(with_tables(page, MARK, lines), encoding="utf-8")


main()
