"""Whether each agent's page names the assumptions that the agent reads.

usage: skifte assumptions | python3 tests/agent_pages.py AGENTS_FOLDER [--list]

A page's section "Assumptions" names them between backticks, `car.*` for all that begin so and `tax.{petrol,diesel}` for some.
What is read and not named is a fault, and so is a name that nothing answers to. --list prints what is missing, for the page.
"""
import re
import sys
from pathlib import Path


def read_by(listing):
    """Names of assumptions by the agent that reads them."""
    readers, name = {}, None
    for line in listing:
        if line.strip() and not line.startswith(" "):
            name = line.strip()
        elif name and line.startswith("  read by: "):
            for reader in line.removeprefix("  read by: ").strip().split(", "):
                readers.setdefault(reader, set()).add(name)
    return readers


def expand(pattern):
    """The patterns without braces that one with {a,b} stands for."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    return [each for part in found[1].split(",") for each in expand(pattern[: found.start()] + part.strip() + pattern[found.end() :])]


def named(page):
    section = re.search(r"^## Assumptions\n(.*?)(?=^## )", page, re.M | re.S)[1]
    return [each for pattern in re.findall(r"`([a-z_0-9.*{}, ]+)`", section) if "." in pattern for each in expand(pattern)]


def fits(pattern, name):
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), name)


def main():
    folder, listing = Path(sys.argv[1]), "--list" in sys.argv
    faults = 0
    for agent, names in sorted(read_by(sys.stdin).items()):
        path = folder / agent / "README.md"
        if not path.exists():  # shared parts, with no folder of their own
            continue
        patterns = named(path.read_text())
        missing = sorted(name for name in names if not any(fits(pattern, name) for pattern in patterns))
        stale = [pattern for pattern in patterns if not any(fits(pattern, name) for name in names)]
        faults += len(missing) + len(stale)
        if listing:
            print(agent, *missing)
            continue
        for name in missing:
            print(f"{path}: does not name {name}, which the agent reads", file=sys.stderr)
        for pattern in stale:
            print(f"{path}: names {pattern}, and the agent reads nothing of that name", file=sys.stderr)
    if faults and not listing:
        sys.exit(1)


main()
