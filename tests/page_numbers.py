"""How the generated pages of docs/methods write numbers."""

import math


def number(value, step):
    """A number rounded to the decimal place `step` (0: whole, 2: hundreds, -1: tenths), with a typographic minus."""
    digits = max(0, -step)
    shown = f"{round(value, -step):,.{digits}f}".replace(",", " ")
    return shown.replace("-", "\N{MINUS SIGN}") if float(shown.replace(" ", "")) != 0 else f"{0:.{digits}f}"


def step_of(half_width, value):
    """The decimal place that is known: one figure of the interval's half-width, three of the value where there is none."""
    if half_width > 0:
        return math.floor(math.log10(half_width))
    return math.floor(math.log10(abs(value))) - 2 if value else 0


def spread(low, median, high):
    """A median and its range, two figures of the range's half and none below: `1 200 (800 to 1 900)`."""
    half = (high - low) / 2
    step = math.floor(math.log10(half)) - 1 if half > 0 else step_of(0, median)
    return f"{number(median, step)} ({number(low, step)} to {number(high, step)})"


def with_tables(page, mark, lines):
    """The page's text with these lines after its mark, in place of what stood there."""
    text = page.read_text(encoding="utf-8")
    if mark not in text:
        raise SystemExit(f"{page} has no line '{mark}'")
    return text.split(mark)[0] + mark + "\n\n" + "\n".join(lines).rstrip() + "\n"
