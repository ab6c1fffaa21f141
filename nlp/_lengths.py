"""Lengths of time as news puts them: "seven-year", "ten (10) years", "five seasons"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UNITS: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
_TENS: Final = {
    "nineteen": 19,
    "twenty": 20,
    "twenty-four": 24,
    "twenty-five": 25,
    "thirty": 30,
    "thirty-six": 36,
    "forty": 40,
    "forty-eight": 48,
    "fifty": 50,
    "sixty": 60,
}
NUMBERS: Final = {word: n for n, word in enumerate(_UNITS.split())} | {"a": 1, "an": 1} | _TENS

NUMBER: Final = r"(?:\d{1,4}|" + "|".join(sorted((w for w in NUMBERS if w != "zero"), key=len, reverse=True)) + r")"
_DURATION: Final = re.compile(
    rf"\b(?P<multi>multi-?year|multi-?season)\b|\b(?P<long>year-?long|decade-?long)\b|"
    rf"(?<![\d.,$€£])\b(?:(?P<low>{NUMBER})-?\s?(?:to|or)\s|(?P<low2>\d{{1,2}})[–-])?(?P<n>\d+\.\d+|{NUMBER})"
    r"(?P<half>[\s-]and[\s-]a[\s-]half)?(?:\s?\((?P<n2>\d+)\))?"
    rf"(?:[\s-]|(?<=\d)(?=yr))(?:calendar |full |consecutive |fiscal |contract )?"
    r"(?P<unit>year|yr|month|week|day|decade|season)s?(?:-long)?\b"
    rf"(?! ago| earlier| later| old|-old| before| ahead| from (?:now|today)|[’'] time|"
    r"[ -](?:anniversary|history|veteran|low|high|bonds?|notes?|treasur|"
    rf"gilt|yield|track|record|experience|career|notice))",
    re.IGNORECASE,
)
_LASTING: Final = re.compile(r"\b(?:for|of|over|lasts?|lasting|runs?|next|least|about|than|within)\s\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Duration:
    """A length of time at ``text[start:end]``; ``months`` and ``days`` are 0 where it is no plain one ("multi-year", "five seasons")."""

    start: int
    end: int
    text: str
    months: int = 0
    days: int = 0


def durations(text: str) -> list[Duration]:
    """The lengths of time in the order of the text: "seven-year", "ten (10) years", "36 months", "multi-year"."""
    out = []
    for m in _DURATION.finditer(text):
        if m["multi"]:
            out.append(Duration(m.start(), m.end(), m.group()))
            continue
        if m["long"]:
            out.append(Duration(m.start(), m.end(), m.group(), 12 if m["long"][0] in "yY" else 120))
            continue
        word = m["n"].casefold()
        if word in ("a", "an") and not (_LASTING.search(text[max(0, m.start() - 10) : m.start()]) or m.group().endswith("-long")):
            continue  # "$5m a year" is a rate
        count = int(m["n2"] or 0) or (float(word) if word[0].isdigit() else NUMBERS.get(word, 0)) + (0.5 if m["half"] else 0)
        unit = m["unit"].casefold()
        months = count * {"year": 12, "yr": 12, "decade": 120, "month": 1}.get(unit, 0)
        days = count * {"week": 7, "day": 1}.get(unit, 0)
        if unit == "season" and count > 20:
            continue  # "the 2026 season"
        if m["low"] or m["low2"] or months % 1 or days % 1:
            months = days = 0  # "three to five years", "five seasons": stated, but no plain arithmetic
        if count and months < 1200 and days < 36500:
            out.append(Duration(m.start(), m.end(), m.group(), int(months), int(days)))
    return out
