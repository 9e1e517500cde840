"""Writes docs/methods/systems.md: what each system does with its lever switched off and on, paired.

Usage: systems_page.py PROGRAM CASES PAGE FOLDER MEMBERS JOBS. FOLDER keeps the results, by case; one that is there is not
computed again. Called by tests/systems_page.sh.
"""

import hashlib
import json
import pathlib
import subprocess
import sys

from page_numbers import number, step_of, with_tables

COMMON = ["emissions@2030", "emissions@2040", "emissions@2026-2050"]
MARK = "<!-- tables: tests/systems_page.sh --update -->"


class Case:
    def __init__(self, line):
        fields = [field.strip() for field in line.split(";")]
        self.system, self.words = fields[0], fields[1]
        self.off, self.on, self.outcomes = ([part.strip() for part in field.split(",") if part.strip()]
                                            for field in fields[2:5])


def read_cases(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    return [Case(line) for line in lines if line and not line.startswith("#")]


class Runs:
    def __init__(self, program, folder, members, jobs):
        self.program, self.folder, self.members, self.jobs = program, pathlib.Path(folder), members, jobs

    def ensemble(self, settings):
        """The result of the baseline with these settings, computed unless it is there."""
        name = hashlib.sha256("\n".join(settings).encode()).hexdigest()[:12] if settings else "baseline"
        path = self.folder / f"{name}.h5"
        if not path.exists():
            words = [self.program, "ensemble", "baseline", "-n", self.members, "--jobs", self.jobs, "-o", str(path)]
            for setting in settings:
                words += ["--set", setting]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        return path

    def compare(self, case):
        words = [self.program, "compare", str(self.ensemble(case.off)), str(self.ensemble(case.on)), "--json"]
        for outcome in COMMON + case.outcomes:
            words += ["--outcome", outcome]
        answer = subprocess.run(words, check=True, capture_output=True, text=True)
        return json.loads(answer.stdout)[0]["outcomes"]


SUMMED = ("t CO2e", "MSEK", "GWh")  # over years; of all else an outcome over years is the mean (docs/user/analysis.md)
UNITS = {"t CO2e": ("kt CO2e", 1e-3), "person km": ("million person km", 1e-6), "trip": ("million trips", 1e-6)}


def row(outcome):
    unit, factor = UNITS.get(outcome["unit"], (outcome["unit"], 1))
    if "-" in outcome["outcome"].split("@")[1] and outcome["unit"] not in SUMMED:
        unit += ", mean of the years"
    difference = outcome["difference"]
    mean, low, high = (difference[key] * factor for key in ("mean", "low_95", "high_95"))
    half = (high - low) / 2
    step = step_of(half, mean)
    level = step_of(half, outcome["before"] * factor)
    change = "0" if mean == 0 and half == 0 else f"{number(mean, step)} ± {number(half, step)}"
    nothing = difference["q05"] == 0 and difference["q95"] == 0
    spread = "0" if nothing else " to ".join(number(difference[key] * factor, step) for key in ("q05", "q95"))
    before, after = (number(outcome[key] * factor, level) for key in ("before", "after"))
    return f"| `{outcome['outcome']}` | {unit} | {before} | {after} | {change} | {spread} |"


def section(case, outcomes):
    settings = "; ".join(f"{name}: " + ", ".join(f"`{text}`" for text in texts)
                         for name, texts in (("off", case.off), ("on", case.on)) if texts)
    lines = [f"**{case.words[0].upper()}{case.words[1:]}.** {settings[0].upper()}{settings[1:]}", "",
             "| outcome | unit | off | on | on less off | nine futures of ten |", "|---|---|---|---|---|---|"]
    return lines + [row(outcome) for outcome in outcomes] + [""]


def main():
    program, cases, page, folder, members, jobs = sys.argv[1:]
    runs = Runs(program, folder, members, jobs)
    lines, system = [], None
    for case in read_cases(cases):
        if case.system != system:
            system = case.system
            lines += [f"## {system}", ""]
        lines += section(case, runs.compare(case))
    path = pathlib.Path(page)
    path.write_text(with_tables(path, MARK, lines), encoding="utf-8")


main()
