"""Dates and durations as news puts them, anchored on the day of publication, each with its precision.

A :class:`Time` has a ``role`` from the words before it: ``from`` ("since 2019", "with effect from"), ``to`` ("until 2032",
"through"), ``point`` ("on Monday", "in 2024"). Seasons, quarters, "mid-2024" and "later this year" are years.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.dates import PartialDate, Precision

_MONTHS: Final = {name.casefold(): i for i, name in enumerate(calendar.month_name) if i}
_MONTHS_SHORT: Final = {name.casefold(): i for i, name in enumerate(calendar.month_abbr) if i} | {"sept": 9}
_DAYS: Final = {name.casefold(): i for i, name in enumerate(calendar.day_name)}
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
_NUMBERS: Final = {word: n for n, word in enumerate(_UNITS.split())} | {"a": 1, "an": 1} | _TENS

_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR: Final = r"(?:19[5-9]\d|20\d\d)"
_NUM: Final = r"(?:\d{1,4}|" + "|".join(sorted((w for w in _NUMBERS if w != "zero"), key=len, reverse=True)) + r")"
_EDGE: Final = (
    r"(?:the )?(?:very )?(?:end|start|beginning|middle|close|first half|second half|(?:first|second|third|fourth|final|last) quarter) of "
)

_DATE: Final = re.compile(
    "|".join(
        (
            rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)",
            rf"(?P<dmy>\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR})\b)?)",
            rf"(?P<mdy>\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y2>{_YEAR})\b)?)",
            rf"(?P<my>\b(?P<edge3>{_EDGE})?(?P<m3>{_MONTH})(?: of)? (?P<y3>{_YEAR})\b)",
            rf"(?P<relmonth>\b(?P<which>(?i:last|next|this|that)) (?P<m4>{_MONTH})(?!\w))",
            rf"(?P<weekof>\b(?P<w5>{_WEEKDAY}) of (?P<which5>(?i:last|this)) week\b)",
            rf"(?P<weekday>\b(?:(?P<which6>(?i:last|next|this)) )?(?P<w6>{_WEEKDAY})\b)",
            r"(?P<day>\b(?i:today|yesterday|tomorrow|this morning|this afternoon|tonight|this evening)\b)",
            r"(?P<newyear>\bNew Year[’']s Day\b)",
            rf"(?P<quarter>\b(?:(?:first|second|third|fourth) quarter|Q[1-4]|[HQ][1-4]|(?:first|second) half|(?:spring|summer|autumn|"
            rf"fall|winter))(?: of| in)? (?P<y7>{_YEAR})\b)",
            rf"(?P<vague>\b(?:mid|early|late|end)-(?P<y8>{_YEAR})\b|\b(?:early|late|mid) (?P<y9>{_YEAR})\b)",
            r"(?P<season>\b(?i:last|this|next) (?:spring|summer|autumn|fall|winter|season|quarter)\b)",
            rf"(?P<relyear>\b(?:later |earlier |early |late )?(?:{_EDGE})?(?P<which10>(?i:this|last|next)) year\b)",
            rf"(?P<relunit>\b(?:earlier |later |early |late )?(?:{_EDGE})?(?P<which11>(?i:this|last|next)) (?P<unit11>month|week)\b)",
            rf"(?P<ago>\b(?P<n12>{_NUM}) (?P<unit12>day|week|month|year)s? (?P<dir12>ago|earlier|from now)\b)",
            r"(?P<same>\b(?:the|that) (?:very )?same (?:day|date)\b|\bthat (?:very )?(?:same )?(?:day|date)\b|\bthe (?:Effective|"
            r"Closing) Date\b)",
            r"(?P<eve>\bthe day before\b)",
            rf"(?P<year>\b(?P<edge13>{_EDGE})?(?P<y13>{_YEAR})(?: season)?\b(?![-/]\d|%|\s(?:\w+ )?(?:cars|shops|stores|staff|jobs|"
            rf"customers|employees|people|megawatts|tonnes)\b))",
            rf"(?P<month>\b(?P<edge14>{_EDGE})?(?P<m14>{_MONTH})(?!\w))",
        )
    )
)
_ROLE_FROM: Final = re.compile(
    r"(?:\bsince(?: at least)?|\b(?:with effect |effective |dat(?:es|ed|ing) (?:back )?|valid |runs? |running |starting |"
    r"beginning )?(?:as )?from|\bas of|\beffective(?: as of| on)?|"
    r"\bcommenc(?:es|ing|e)(?: on| in)?|\b(?:start|begin)(?:s|ning|ing)?(?: on| in| at| with)?(?: the)?|\btak(?:es?|ing) effect(?: on|"
    r" in| from| at)?|"
    r"\btook effect(?: on| in| at)?|\bdat(?:es|ed) back to|\bdates? to|\b(?:went|goes) back to|\bdated)\s+(?:the )?\Z",
    re.IGNORECASE,
)
_ROLE_TO: Final = re.compile(
    r"(?:\buntil(?: at least)?|\btill|\bthrough(?: to)?|\bto|\bup to(?: and including)?|\bending(?: on| in)?|\bexpir(?:es?|ing)(?: on|"
    r" in| at)?|\bends?(?: on| in| at)?|"
    r"\bno later than|\bbefore|\bruns? out(?: on| in| at)?|\bgood through|[–—-])\s*(?:the )?\Z",
    re.IGNORECASE,
)
_PAST: Final = re.compile(r"\b(?:had|was|were|did|began|became|fell|ran|went|gave|took|lost|won|struck|\w{2,}ed)\b")
_FUTURE: Final = re.compile(r"\b(?:will|would|shall|is to|are to|is due|starts|begins|becomes|takes effect|ends|expires|runs out|next)\b")

_DURATION: Final = re.compile(
    rf"\b(?P<multi>multi-?year)\b|\b(?P<n>{_NUM})(?:\s?\((?P<n2>\d+)\))?[\s-](?P<unit>year|month|week|day)s?\b(?! ago| earlier| old|"
    rf"-old| before| ahead)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Time:
    """A date at ``text[start:end]``."""

    start: int
    end: int
    value: PartialDate
    role: str


@dataclass(frozen=True)
class Duration:
    """A length of time at ``text[start:end]``; ``months`` and ``days`` are 0 for "multi-year"."""

    start: int
    end: int
    text: str
    months: int = 0
    days: int = 0


def find(text: str, published: date | None, last: PartialDate | None = None) -> list[Time]:
    """The dates in the order of the text; relative ones only when ``published`` is known.

    ``last`` is what "the same day" means at the beginning.
    """
    out: list[Time] = []
    for m in _DATE.finditer(text):
        kind = m.lastgroup and next(k for k in _KINDS if m[k])
        before = text[max(0, m.start() - 40) : m.start()]
        if kind in ("same", "eve"):
            value = last
            if kind == "eve" and last is not None and last.precision is Precision.DAY and last.first > date.min:
                value = PartialDate(last.first - timedelta(days=1))
        else:
            value = _read(m, str(kind), published, text, before)
        if value is None:
            continue
        if (
            kind == "month"
            and m.group() in ("May", "March")
            and not re.search(r"\b(?:in|since|until|from|by|last|next|of|through|to|during)\s\Z", before)
        ):
            continue
        last = value
        role = "from" if _ROLE_FROM.search(before) else "to" if _ROLE_TO.search(before) else "point"
        if role == "to" and re.search(r"\bto\s+(?:the )?\Z", before) and not _is_range(out, m.start(), text):
            role = "point"
        out.append(Time(m.start(), m.end(), value, role))
    return out


_NAMES_OF_KINDS: Final = "iso dmy mdy my relmonth weekof weekday day newyear quarter vague season relyear relunit ago same eve year month"
_KINDS: Final = tuple(_NAMES_OF_KINDS.split())


def _is_range(earlier: list[Time], start: int, text: str) -> bool:
    """Whether "to" ends a range or an extension rather than a movement."""
    return bool(earlier and start - earlier[-1].end < 8) or bool(
        re.search(r"\b(?:extend|renew|prolong|runs?|out|years,|months,)", text[max(0, start - 80) : start])
    )


def _read(m: re.Match[str], kind: str, published: date | None, text: str, before: str) -> PartialDate | None:
    try:
        if kind == "iso":
            return PartialDate.parse(m.group())
        if kind in ("dmy", "mdy"):
            i = "1" if kind == "dmy" else "2"
            month, day = _month(m["m" + i]), int(m["d" + i])
            if m["y" + i]:
                return PartialDate(date(int(m["y" + i]), month, day))
            return _nearest(published, month, day, text, m, before)
        if kind == "my":
            return PartialDate(date(int(m["y3"]), _month(m["m3"]), 1), Precision.MONTH)
        if kind in ("quarter", "vague", "year"):
            return PartialDate(date(int(m["y7"] or m["y8"] or m["y9"] or m["y13"]), 1, 1), Precision.YEAR)
        return _relative(m, kind, published, text, before) if published else None
    except (ValueError, OverflowError):
        return None


def _relative(m: re.Match[str], kind: str, published: date, text: str, before: str) -> PartialDate | None:
    if kind == "month":
        return _nearest(published, _month(m["m14"]), None, text, m, before)
    if kind == "relmonth":
        month, which = _month(m["m4"]), m["which"].casefold()
        if which == "next":
            year = published.year + (month <= published.month)
        else:
            year = published.year - (month > published.month or (which == "last" and month == published.month))
        return PartialDate(date(year, month, 1), Precision.MONTH)
    if kind == "weekof":
        monday = published - timedelta(days=published.weekday() + (7 if m["which5"].casefold() == "last" else 0))
        return PartialDate(monday + timedelta(days=_DAYS[m["w5"].casefold()]))
    if kind == "weekday":
        back = (published.weekday() - _DAYS[m["w6"].casefold()]) % 7
        which = (m["which6"] or "").casefold()
        if which == "next":
            return PartialDate(published + timedelta(days=7 - back))
        return PartialDate(published - timedelta(days=back or (7 if which == "last" else 0)))
    if kind == "day":
        shift = {"yesterday": -1, "tomorrow": 1}.get(m.group().casefold(), 0)
        return PartialDate(published + timedelta(days=shift))
    if kind == "newyear":
        return PartialDate(date(published.year + (published.month > 1), 1, 1))
    if kind == "season":
        return PartialDate(date(published.year + _step(m.group().casefold()), 1, 1), Precision.YEAR)
    if kind == "relyear":
        return PartialDate(date(published.year + {"this": 0, "last": -1, "next": 1}[m["which10"].casefold()], 1, 1), Precision.YEAR)
    if kind == "relunit":
        step = {"this": 0, "last": -1, "next": 1}[m["which11"].casefold()]
        day = published + timedelta(days=7 * step) if m["unit11"] == "week" else add(PartialDate(published.replace(day=1)), step, 0).first
        return PartialDate(day.replace(day=1), Precision.MONTH)
    if kind == "ago":
        count = int(m["n12"]) if m["n12"].isdigit() else _NUMBERS[m["n12"].casefold()]
        step = count if m["dir12"] == "from now" else -count
        if m["unit12"] == "year":
            return PartialDate(date(published.year + step, 1, 1), Precision.YEAR)
        if m["unit12"] == "month":
            return PartialDate(add(PartialDate(published.replace(day=1)), step, 0).first, Precision.MONTH)
        day = published + timedelta(days=step * (7 if m["unit12"] == "week" else 1))
        return PartialDate(day) if m["unit12"] == "day" else PartialDate(day.replace(day=1), Precision.MONTH)
    return None


def _step(text: str) -> int:
    """ "last winter" may be this year's or last year's: what is over counts as last only for "last year" itself."""
    return 1 if text.startswith("next") and "quarter" not in text and "season" not in text else 0 if not text.startswith("last") else -1


def _nearest(published: date | None, month: int, day: int | None, text: str, m: re.Match[str], before: str) -> PartialDate | None:
    """A date without its year: the last one where the words around are about the past, else the nearest."""
    if published is None:
        return None
    precision = Precision.MONTH if day is None else Precision.DAY
    here = published.replace(day=1) if day is None else published
    options = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            options.append(date(year, month, day or 1))
        except ValueError:
            continue
    around = text[max(0, m.start() - 90) : m.end() + 40]
    if re.search(r"\bsince\s\Z", before) or (_PAST.search(around) and not _FUTURE.search(around) and not _ROLE_TO.search(before)):
        options = [o for o in options if o <= here] or options
        return PartialDate(max(options), precision)
    if _ROLE_TO.search(before) and not _PAST.search(before):
        options = [o for o in options if o >= here] or options
        return PartialDate(min(options), precision)
    return PartialDate(min(options, key=lambda o: abs((o - here).days)), precision)


def _month(name: str) -> int:
    word = name.rstrip(".").casefold()
    return _MONTHS.get(word) or _MONTHS_SHORT[word]


def durations(text: str) -> list[Duration]:
    """The lengths of time in the order of the text: "seven-year", "ten (10) years", "36 months", "multi-year"."""
    out = []
    for m in _DURATION.finditer(text):
        if m["multi"]:
            out.append(Duration(m.start(), m.end(), m.group()))
            continue
        word = m["n"].casefold()
        count = int(m["n2"] or 0) or (int(word) if word.isdigit() else _NUMBERS.get(word, 0))
        unit = m["unit"].casefold()
        months = count * 12 if unit == "year" else count if unit == "month" else 0
        days = count * 7 if unit == "week" else count if unit == "day" else 0
        if count and (months < 1200):
            out.append(Duration(m.start(), m.end(), m.group(), months, days))
    return out


def add(start: PartialDate, months: int, days: int = 0) -> PartialDate:
    """Plain calendar arithmetic at the start's precision: 2027 and sixty months make 2032."""
    if start.precision is Precision.YEAR and months % 12 == 0 and not days:
        return PartialDate(date(start.first.year + months // 12, 1, 1), Precision.YEAR)
    total = start.first.year * 12 + start.first.month - 1 + months
    year, month = divmod(total, 12)
    day = min(start.first.day, calendar.monthrange(year, month + 1)[1])
    shifted = date(year, month + 1, day) + timedelta(days=days)
    return PartialDate(shifted, start.precision if not days else Precision.DAY)
