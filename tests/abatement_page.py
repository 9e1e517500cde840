"""Writes the tables of docs/methods/abatement.md from `skifte attribute contract-2030 --json`, once by system, once by lever.

Usage: abatement_page.py PROGRAM PAGE FOLDER MEMBERS ORDERS JOBS. FOLDER keeps contract-2030.json and levers.json; those that are
there are not computed again. Called by tests/abatement_page.sh.
"""

import json
import pathlib
import subprocess
import sys

from page_numbers import number, spread, step_of, with_tables

MARK = "<!-- tables: tests/abatement_page.sh --update -->"
YEARS = "2025-2050"
PAYERS = ["city", "municipal_companies", "region", "state", "firms", "households"]
KINDS = ["cost", "investment", "running_cost", "taxes", "grants"]
PLACES = {"alone": "alone", "last": "last", "shapley": "share"}


def study(program, folder, name, options, outcomes):
    path = folder / name
    if not path.exists():
        words = [program, "attribute", "contract-2030", "--json"] + options
        for outcome in outcomes:
            words += ["--outcome", outcome]
        answer = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
        json.loads(answer)  # what is kept is whole
        path.write_text(answer, encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8"))


def outcomes_by_system():
    return ["net_emissions@2030", "emissions@2030", f"emissions@{YEARS}", f"net_emissions@{YEARS}"] + \
        [f"{kind}@{YEARS}" for kind in KINDS] + \
        [f"{kind}.{payer}@{YEARS}" for kind in ("cost", "taxes", "grants") for payer in PAYERS]


def words_of(name):
    return name.replace("_", " ")


def three_figures(value):
    """At most three figures, and none below a tenth."""
    return number(value, max(-1, step_of(0, value)))


def path_table(found):
    """What the whole scenario adds to decided policy, future by future."""
    lines = ["| outcome | unit | contract less decided policy | nine futures of ten |", "|---|---|---|---|"]
    for outcome in found["outcomes"]:
        unit, factor = ("kt CO2e", 1e-3) if outcome["unit"] == "t" else (outcome["unit"], 1)
        difference = outcome["difference"]
        mean, half, low, high = (difference[key] * factor for key in ("mean", "half_width_95", "q05", "q95"))
        if mean == 0 and low == 0 and high == 0:
            continue
        step = step_of(half, mean)
        lines.append(f"| `{outcome['name']}` | {unit} | {number(mean, step)} ± {number(half, step)} | "
                     f"{number(low, step)} to {number(high, step)} |")
    return lines


def tonne_words(row):
    """Mean cost over mean saving; the members' own ratios; or why there is none."""
    if row["sek_per_t"] is None:
        return "– | " + row["words"].replace("members", "futures").replace("member", "future")
    step = step_of(0, row["sek_per_t"]) + 1  # two figures
    if row["median"] is None:
        return f"{number(row['sek_per_t'], step)} | no range: net emissions fall in {row['members_saving']} futures only"
    return f"{number(row['sek_per_t'], step)} | {spread(row['q05'], row['median'], row['q95'])}"


def tonne_table(found, what):
    lines = [f"| {what} | place | cost MSEK | saved kt CO2e | SEK/t of the means | SEK/t: median (nine futures of ten) |",
             "|---|---|---|---|---|---|"]
    rows = found["abatement"]["players"]
    saved = {row["player"]: row["saved_t"] for row in rows if row["place"] == "shapley"}
    for row in sorted(rows, key=lambda row: (-saved[row["player"]], row["player"])):
        name = f"**{words_of(row['player'])}**" if row["place"] == "alone" else ""
        lines.append(f"| {name} | {PLACES[row['place']]} | {three_figures(row['cost_msek'])} | "
                     f"{three_figures(row['saved_t'] / 1e3)} | {tonne_words(row)} |")
    return lines


def payer_table(found):
    """Shares of the discounted cost by payer, and taxes and grants that go with it."""
    abatement = found["abatement"]
    lines = ["| system | | " + " | ".join(words_of(payer) for payer in abatement["payers"]) + " | all |",
             "|---" * (len(abatement["payers"]) + 3) + "|"]
    for row in abatement["players"]:
        if row["place"] != "shapley":
            continue
        for kind, label in (("cost", "cost"), ("taxes", "taxes beside"), ("grants", "of it grants")):
            values = row[f"{kind}_by_payer_msek"]
            if kind != "cost" and all(abs(value) < 0.05 for value in values):
                continue
            name = f"**{words_of(row['player'])}**" if kind == "cost" else ""
            lines.append(f"| {name} | {label} | " + " | ".join(map(three_figures, values)) +
                         f" | {three_figures(sum(values))} |")
    return lines


def order_table(found):
    """How much of the year 2030 each system's place in the order moves."""
    lines = ["| system | alone | last | share | nine futures of ten |", "|---|---|---|---|---|"]
    outcome = found["outcomes"][0]
    for player in sorted(outcome["players"], key=lambda one: -abs(one["share"]["mean"])):
        share = player["share"]
        step = min(0, step_of(share["half_width_95"] / 1e3, share["mean"] / 1e3)) if share["mean"] else -1
        step = max(step, -2)
        value = lambda amount: number(amount / 1e3, step)
        lines.append(f"| {words_of(player['name'])} | {value(player['alone'])} | {value(player['last'])} | "
                     f"{value(share['mean'])} ± {value(share['half_width_95'])} | "
                     f"{value(share['q05'])} to {value(share['q95'])} |")
    return lines


def main():
    program, page, folder, members, orders, jobs = sys.argv[1:]
    sampling = ["-n", members, "--orders", orders, "--jobs", jobs]
    found = study(program, pathlib.Path(folder), "contract-2030.json", ["--by-system"] + sampling, outcomes_by_system())
    levers = study(program, pathlib.Path(folder), "levers.json",
                   ["-n", str(max(2, int(members) // 2))] + sampling[2:], ["net_emissions@2030"])
    rate = found["abatement"]
    lines = [f"{len(found['members'])} futures, {found['orders_a_member']} orders in each, {found['runs']} runs; cost discounted at "
             f"{100 * rate['cost_rate']:g} % a year, tonnes at {100 * rate['tonnes_rate']:g} %, both to {rate['base_year']}; skifte "
             f"{found['version']}.", "",
             "## The whole path", "", f"Undiscounted, the years of {YEARS} summed.", ""] + path_table(found)
    lines += ["", "## System by system: net emissions in 2030", "", "kt CO2e, physical account less sinks.", ""] + order_table(found)
    lines += ["", "## System by system: what a tonne costs", "", "All years of the run, discounted.", ""] + tonne_table(found, "system")
    lines += ["", "## Who pays", "", "Shares (averages over orders) of the discounted cost [MSEK].", ""] + payer_table(found)
    lines += ["", "## What the systems hold", ""]
    lines += [f"- **{words_of(player['name'])}**: " + ", ".join(f"`{lever}`" for lever in player["levers"])
              for player in found["players"]]
    lines += ["", "## Lever by lever: what a tonne costs", "",
              f"{len(levers['members'])} of these futures, {levers['runs']} runs. A lever without effect in territory may have one in the footprint.", ""]
    lines += tonne_table(levers, "lever")
    path = pathlib.Path(page)
    path.write_text(with_tables(path, MARK, lines), encoding="utf-8")


main()
