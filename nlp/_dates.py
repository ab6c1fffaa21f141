"""Dates as news puts them, anchored on the day of publication, each with its precision.

A :class:`Time` has a ``role`` from the words before it: ``from`` ("since 2019", "with effect from"), ``to`` ("until 2032",
"through"), ``point`` ("on Monday", "in 2024"). Seasons, quarters, fiscal years, "mid-2024" and "later this year" are years. A date in
figures that may be read in two ways (03/04/2025) is the year alone: it is never guessed.
"""

from __future__ import annotations

import calendar
import dataclasses
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.dates import PartialDate, Precision
from nlp._lengths import NUMBER, NUMBERS

_MONTHS: Final = {name.casefold(): i for i, name in enumerate(calendar.month_name) if i}
_MONTHS_SHORT: Final = {name.casefold(): i for i, name in enumerate(calendar.month_abbr) if i} | {"sept": 9}
_DAYS: Final = {name.casefold(): i for i, name in enumerate(calendar.day_name)}
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_MONTH_BY_DAY: Final = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
"""A month beside a figure, where an abbreviation needs no full stop."""
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR: Final = r"(?:(?<![$€£¥₹₩.,\d])(?:19[5-9]\d|20\d\d))"
_EDGE: Final = (
    r"(?:(?:the )?(?:very )?(?:end|start|beginning|middle|close|first half|second half|(?:first|second|third|fourth|final|last)"
    r"(?: fiscal)? quarter) of (?:the (?:year |(?=(?:19|20)\d\d)))?|(?:mid|early|late|end)[- ])"
)
_FISCAL: Final = r"(?:(?:fiscal|financial)(?: year)?|FY) ?"
_WEEKDAY_BEFORE: Final = rf"(?:{_WEEKDAY},? )?"

_DATE: Final = re.compile(
    "|".join(
        (
            rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)",
            r"(?P<figures>(?<![\d/.-])(?P<a0>\d{1,2})(?P<sep0>[/.-])(?P<b0>\d{1,2})(?P=sep0)(?P<y0>(?:19|20)\d\d)(?![\d/-]))",
            r"(?P<yearfirst>(?<![\d/.-])(?P<y00>(?:19|20)\d\d)[/.](?P<a00>\d{1,2})[/.](?P<b00>\d{1,2})(?![\d/-]))",
            rf"(?P<dmy>\b{_WEEKDAY_BEFORE}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH_BY_DAY})(?!\w)"
            rf"(?:,? (?P<y1>{_YEAR})\b)?)",
            rf"(?P<mdy>\b{_WEEKDAY_BEFORE}(?P<m2>{_MONTH_BY_DAY}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d,]\d)"
            rf"(?:,? (?P<y2>{_YEAR})\b)?)",
            rf"(?P<my>\b(?P<edge3>{_EDGE})?(?P<m3>{_MONTH_BY_DAY})(?:,| of)? (?P<y3>{_YEAR})\b)",
            rf"(?P<relmonth>\b(?P<which>(?i:last|next|this|that)) (?P<m4>{_MONTH})(?!\w))",
            rf"(?P<weekof>\b(?P<w5>{_WEEKDAY}) of (?P<which5>(?i:last|this)) week\b)",
            rf"(?P<weekday>\b(?:(?P<which6>(?i:last|next|this)) )?(?P<w6>{_WEEKDAY})\b)",
            r"(?P<day>\b(?i:today|yesterday|tomorrow|this morning|this afternoon|tonight|this evening)\b)",
            r"(?P<newyear>\bNew Year[’']s Day\b)",
            rf"(?P<quarter>\b(?:(?:the )?(?:first|second|third|fourth)(?: fiscal)? quarter|"
            rf"[HQ][1-4]|[1-4][HQ]|(?:first|second)[- ]half|(?:spring|"
            rf"summer|autumn|fall|winter))(?:,| of| in)? (?:{_FISCAL}|calendar )?(?P<y7>{_YEAR})\b)",
            rf"(?P<fiscal>\b{_FISCAL}(?P<y15>{_YEAR}|\d\d)(?:[/–-](?P<y16>(?:20)?\d\d))?\b)",
            rf"(?P<split>\b(?P<edge17>{_EDGE})?(?P<y17>{_YEAR})[/–-](?P<y18>\d\d)(?![\d/–-])(?: seasons?)?\b)",
            rf"(?P<vague>\b(?:mid|early|late|end)-(?P<y8>{_YEAR})\b|\b(?:early|late|mid) (?P<y9>{_YEAR})\b)",
            r"(?P<season>\b(?i:last|this|next) (?:spring|summer|autumn|fall|winter|season|quarter)\b)",
            rf"(?P<relyear>\b(?:later |earlier |early |late )?(?:{_EDGE})?(?P<which10>(?i:this|last|next)) "
            r"(?:calendar |fiscal |financial )?year\b)",
            r"(?P<yearend>\b(?:the end of the year|(?:the )?year[- ]end|(?:the )?year[’']s end)\b(?! (?:results|report|20\d\d)))",
            r"(?P<atonce>\beffective immediately\b|\bwith immediate effect\b)",
            r"(?P<nextto>\b(?P<which19>(?i:the (?:following|previous|same|preceding)|that same)) (?P<unit19>day|month|year)\b)",
            rf"(?P<relunit>\b(?:earlier |later |early |late )?(?:{_EDGE})?(?P<which11>(?i:this|last|next)) (?P<unit11>month|week)\b)",
            rf"(?P<ago>\b(?P<n12>{NUMBER}) (?P<unit12>day|week|month|year|decade)s?"
            r"(?P<dir12>[’'] time| ago| earlier(?! than)| later(?! than)| from (?:now|today))\b)",
            r"(?P<same>\b(?:the|that) (?:very )?same (?:day|date)\b|\bthat (?:very )?(?:same )?(?:day|date)\b|\bthe (?:Effective|"
            r"Closing) Date\b)",
            r"(?P<eve>\bthe (?:day before|(?:next|day) (?:day|after))\b)",
            rf"(?P<year>\b(?P<edge13>{_EDGE})?(?P<y13>{_YEAR})(?: season)?\b"
            r"(?!/\d|-\d(?!\d{3})|-\d{4}\d|[.,]\d|%|\s(?:million|billion|dollars|"
            rf"euros)\b|\s(?:\w+ )?(?:cars|shops|stores|staff|jobs|customers|employees|people|megawatts|tonnes|units|homes|vehicles)\b))",
            rf"(?P<month>\b(?P<edge14>{_EDGE})?(?P<m14>{_MONTH})(?!\w))",
        )
    )
)
_ROLE_FROM: Final = re.compile(
    r"(?:\bsince(?: at least)?|\b(?:with effect |effective |dat(?:es|ed|ing) (?:back )?|valid |runs? |running |starting |"
    r"beginning )?(?:as )?from|\bas of|\beffective(?: as of| on)?|"
    r"\b(?:comes?|came|enters?|entered) into (?:force|effect)(?: on| in| from)?|"
    r"\bcommenc(?:es|ing|e)(?: on| in)?|\b(?:start|begin)(?:s|ning|ing)?(?: on| in| at| with)?(?: the)?|\btak(?:es?|ing) effect(?: on|"
    r" in| from| at)?|"
    r"\btook effect(?: on| in| at)?|\bdat(?:es|ed) back to|\bdates? to|\b(?:went|goes) back to|\bdated)\s+(?:the )?\Z",
    re.IGNORECASE,
)
_ROLE_TO: Final = re.compile(
    r"(?:\b(?:until|till|through|thru)(?: to)?(?: at least)?(?: around| about)?|"
    r"\bto(?: at least)?|\bup to(?: and including)?|\binto|"
    r"\bending(?: on| in)?|\bexpir(?:es?|ing)(?: on|"
    r" in| at)?|\bends?(?: on| in| at)?|"
    r"\bno later than|\bbefore|\bruns? out(?: on| in| at)?|\bgood through)\s+(?:the )?(?:year )?\Z",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s*(?:[–—-]|\b(?:to|until|till|through)\b)\s*(?:the )?\Z")
_RANGE_AFTER: Final = re.compile(r"\s*(?:to|until|through|[–—-])\s*(?:the )?(?:19|20)\d\d| season")
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:the )?\Z")
_AND: Final = re.compile(r"\s+and\s+(?:the )?\Z")
_AHEAD: Final = re.compile(r"\b(?:will \w+(?: \w+)?|starting|beginning|starts|begins|effective|from|due)\s+(?:on )?\Z")
_STATUTE: Final = re.compile(r"\b(?:Act|Regulations?|Directive|No\.|Resolution|Model|ISO)\s\Z")
_PAST: Final = re.compile(r"\b(?:had|was|were|did|began|became|fell|ran|went|gave|took|lost|won|struck|\w{2,}ed)\b")
_FUTURE: Final = re.compile(
    r"\b(?:will|would|shall|is to|are to|is due|starts|begins|becomes|takes effect|ends|expires|lapses|runs out|must|next)\b"
)


@dataclass(frozen=True)
class Time:
    """A date at ``text[start:end]``."""

    start: int
    end: int
    value: PartialDate
    role: str


def find(text: str, published: date | None, last: PartialDate | None = None) -> list[Time]:
    """The dates in the order of the text; relative ones only when ``published`` is known.

    ``last`` is what "the same day" means at the beginning.
    """
    out: list[Time] = []
    open_years: list[int] = []
    for m in _DATE.finditer(text):
        kind = next(k for k in _KINDS if m[k])
        before = text[max(0, m.start() - 40) : m.start()]
        value = _beside(m, kind, last) if kind in _BESIDE else _read(m, kind, published, text, before)
        if kind == "ago" and m["dir12"] in (" earlier", " later"):
            value = _counted(m, last.first if last else published if m["dir12"] == " earlier" else None)
        if value is None or (kind == "year" and _STATUTE.search(before)):
            continue
        if (
            kind == "month"
            and m.group() in ("May", "March")
            and not re.search(r"\b(?:in|since|until|from|by|last|next|of|through|to|during)\s\Z", before)
        ):
            continue
        role = _role(m, kind, before, text, out)
        if kind in ("split", "fiscal") and role == "to" and (late := m["y18"] or m["y16"]):
            value = _ending(value, late)
        if role == "to" and out and out[-1].role == "point" and _joins(text, out[-1], m.start()):
            out[-1] = dataclasses.replace(out[-1], role="from")
        if out and _joins(text, out[-1], m.start()) and len(out) - 1 in open_years and kind in ("dmy", "mdy", "my"):
            out[-1] = dataclasses.replace(out[-1], value=_in_year_of(out[-1].value, value))
        if not (m["y1"] or m["y2"]) and kind in ("dmy", "mdy", "month"):
            open_years.append(len(out))
        last = value
        out.append(Time(m.start(), m.end(), value, role))
        if kind == "split" and role == "point" and "season" not in m.group() and not _RANGE_AFTER.match(text, m.end()):
            out[-1] = dataclasses.replace(out[-1], role="from")
            out.append(Time(m.start("y18"), m.end(), _ending(value, m["y18"]), "to"))
    return out


def _role(m: re.Match[str], kind: str, before: str, text: str, earlier: list[Time]) -> str:
    if kind == "atonce" or _ROLE_FROM.search(before) or _BETWEEN.search(before):
        return "from"
    if earlier and _joins(text, earlier[-1], m.start()):
        return "to"
    if _ROLE_TO.search(before) and not (re.search(r"\bto\s+(?:the )?\Z", before) and not _is_range(earlier, m.start(), text)):
        return "to"
    return "point"


def _joins(text: str, first: Time, start: int) -> bool:
    """Whether the date at ``start`` closes a range that ``first`` opens: "2019–2023", "April to June", "between May and July"."""
    gap = text[first.end : start]
    if len(gap) > 12:
        return False
    return bool(_RANGE.fullmatch(gap)) or bool(_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.start - 14) : first.start]))


def _in_year_of(first: PartialDate, second: PartialDate) -> PartialDate:
    """The opening of a range takes the year that its end states: "April to September 2026"."""
    if second.precision is Precision.YEAR:
        return first
    year = second.first.year - ((first.first.month, first.first.day) > (second.first.month, second.first.day))
    try:
        return PartialDate(first.first.replace(year=year), first.precision)
    except ValueError:
        return first


def _ending(value: PartialDate, late: str) -> PartialDate:
    """The second year of "2025/26", where it is the next one or later."""
    year = int(late) if len(late) == 4 else value.first.year // 100 * 100 + int(late)
    return PartialDate(date(year, 1, 1), Precision.YEAR) if year > value.first.year else value


def _beside(m: re.Match[str], kind: str, last: PartialDate | None) -> PartialDate | None:
    """What is told from the date before it: "the same day", "the day before", "the following year"."""
    if last is None or kind == "same":
        return last
    if kind == "eve":
        step = -1 if m.group().endswith("before") else 1
        return _later(last, step) if last.precision is Precision.DAY else None
    step = {"following": 1, "previous": -1, "preceding": -1, "same": 0}[m["which19"].casefold().split()[-1]]
    unit = m["unit19"]
    if unit == "day":
        return _later(last, step) if last.precision is Precision.DAY else None
    if unit == "month":
        return _months_on(last.first, step) if last.precision is not Precision.YEAR else None
    return _year(last.first.year + step)


def _later(day: PartialDate, step: int) -> PartialDate | None:
    try:
        return PartialDate(day.first + timedelta(days=step))
    except OverflowError:
        return None


def _year(year: int) -> PartialDate | None:
    return PartialDate(date(year, 1, 1), Precision.YEAR) if 1 <= year <= 9999 else None


def _months_on(day: date, step: int) -> PartialDate | None:
    try:
        return PartialDate(add(PartialDate(day.replace(day=1)), step, 0).first, Precision.MONTH)
    except ValueError:
        return None


_NAMES_OF_KINDS: Final = (
    "iso figures yearfirst dmy mdy my relmonth weekof weekday day newyear quarter fiscal split vague season relyear yearend atonce nextto "
    "relunit ago same eve year month"
)
_KINDS: Final = tuple(_NAMES_OF_KINDS.split())
_BESIDE: Final = frozenset(("same", "eve", "nextto"))


def _is_range(earlier: list[Time], start: int, text: str) -> bool:
    """Whether "to" ends a range or an extension rather than a movement."""
    return bool(earlier and start - earlier[-1].end < 8) or bool(
        re.search(r"\b(?:extend|renew|prolong|runs?|out|years,|months,)", text[max(0, start - 80) : start])
    )


def _read(m: re.Match[str], kind: str, published: date | None, text: str, before: str) -> PartialDate | None:
    try:
        if kind == "iso":
            return PartialDate.parse(m.group())
        if kind == "figures":
            return _figures(int(m["a0"]), int(m["b0"]), int(m["y0"]))
        if kind == "yearfirst":
            return PartialDate(date(int(m["y00"]), int(m["a00"]), int(m["b00"])))
        if kind == "fiscal":
            late = m["y15"]
            return _year(int(late) if len(late) == 4 else 2000 + int(late))
        if kind == "split":
            return _year(int(m["y17"])) if int(m["y18"]) > int(m["y17"]) % 100 else None
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


def _figures(a: int, b: int, year: int) -> PartialDate:
    """A date in figures: one reading, or else the year alone. Raises ``ValueError`` where there is no such day."""
    readings = set()
    for month, day in ((a, b), (b, a)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            readings.add(date(year, month, day))
    if not readings:
        raise ValueError(f"no day {a}/{b}/{year}")
    return PartialDate(readings.pop()) if len(readings) == 1 else PartialDate(date(year, 1, 1), Precision.YEAR)


def _counted(m: re.Match[str], anchor: date | None) -> PartialDate | None:
    """So many days, weeks, months or years before or after ``anchor``."""
    if anchor is None:
        return None
    count = int(m["n12"]) if m["n12"].isdigit() else NUMBERS[m["n12"].casefold()]
    step = -count if m["dir12"] in (" ago", " earlier") else count
    try:
        if m["unit12"] in ("year", "decade"):
            return _year(anchor.year + step * (10 if m["unit12"] == "decade" else 1))
        if m["unit12"] == "month":
            return _months_on(anchor, step)
        day = anchor + timedelta(days=step * (7 if m["unit12"] == "week" else 1))
    except OverflowError:
        return None
    return PartialDate(day) if m["unit12"] == "day" else PartialDate(day.replace(day=1), Precision.MONTH)


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
        if which == "this" or (not which and back and _AHEAD.search(before) and not _PAST.search(before)):
            return PartialDate(published + timedelta(days=(7 - back) % 7))
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
        return _counted(m, published)
    if kind == "yearend":
        return _year(published.year)
    if kind == "atonce":
        return PartialDate(published)
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
    weekday = _DAYS.get(m.group().split(" ")[0].rstrip(",").casefold())
    if weekday is not None and day is not None:
        options = [o for o in options if o.weekday() == weekday] or options
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


def add(start: PartialDate, months: int, days: int = 0) -> PartialDate:
    """Plain calendar arithmetic at the start's precision: 2027 and sixty months make 2032."""
    if start.precision is Precision.YEAR and months % 12 == 0 and not days:
        return PartialDate(date(start.first.year + months // 12, 1, 1), Precision.YEAR)
    total = start.first.year * 12 + start.first.month - 1 + months
    year, month = divmod(total, 12)
    day = min(start.first.day, calendar.monthrange(year, month + 1)[1])
    shifted = date(year, month + 1, day) + timedelta(days=days)
    return PartialDate(shifted, start.precision if not days else Precision.DAY)
