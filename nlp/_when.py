"""The valid time of a claim: which of the dates around it open and close it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from graph.claims import Change
from nlp import _dates, _lengths
from nlp._context import Context
from nlp._dates import Time
from nlp._lengths import Duration
from nlp._told import SAID, Told

RELATIVE: Final = "counted from the day of publication or from a date before"
BY_TERM: Final = "start and term added up"
"""How a date is known that the words do not spell out."""

_EXTENSION: Final = re.compile(r"\b(?:extend|renew|prolong|another|by|additional|further|more|longer|notice of)\w*\s+(?:\w+\s+){0,4}\Z")
_ASIDE: Final = re.compile(r"\b(?:unit|subsidiary|part|arm|division) of [^,;.]{2,60} since\s+\Z")
"""Before a date that is one of a party's own: "a unit of Y since May"."""
_NO_TERM: Final = re.compile(
    r"\b(?:notice|ago|earlier|later|after|before|within|since|release|old|every|past|"
    r"(?<!to )(?<!will )(?<!would )last|previous|experience|delay)\b"
)
_TOLD: Final = re.compile(r"\b(?:reported|reports|published|posted|wrote|denied|denies|seen)\s+(?:\w+\s+)?(?:on\s+)?\Z")
_SAID: Final = re.compile(
    r"\b(?:said|says|announced|told|confirmed|disclosed|wrote|added|reported|published|posted|denied|denies)\s+(?:\w+\s+)?(?:on\s+)?\Z"
)


_OPTION: Final = re.compile(
    r"\b(?:options?|right) (?:to|of) (?:extend|renew|prolong|extension|renewal)\w*[^.;]*\Z|"
    r"\b(?:may|could|can) be (?:extended|renewed)[^.;]*\Z"
)
"""An end that only an option would bring."""


_SINCE: Final = re.compile(r"\b(?:since|dates?|dated|back|(?:r[au]n|runs|running|held|lasted|valid) from)\s+(?:from |back )?(?:to )?\Z")
_FROM_THEN: Final = re.compile(r"\b(?:effect|effective|as|from) ?(?:on|from|of)?\s*\Z", re.IGNORECASE)
_MADE: Final = re.compile(r"\b(?:granted|given|awarded|signed|agreed|struck|won|bought|acquired|concluded)(?: back)?(?: in| on)?\s+\Z")
_LONG_PAST: Final = timedelta(days=60)


@dataclass(frozen=True)
class Validity:
    """``valid_from`` and ``valid_to`` as ISO text, and the term as the text has it."""

    valid_from: str | None = None
    valid_to: str | None = None
    term: str | None = None


def times(ctx: Context, start: int, end: int) -> list[Time]:
    """The dates in ``text[start:end]`` with offsets in the text; "the same day" looks back two sentences."""
    back = _dates.find(ctx.text[max(0, start - 400) : start], ctx.published)
    last = back[-1].value if back else None
    found = [Time(t.start + start, t.end + start, t.value, t.role) for t in _dates.find(ctx.text[start:end], ctx.published, last)]
    return [t for t in found if not _ASIDE.search(ctx.text[max(0, t.start - 90) : t.start])]


def terms(ctx: Context, start: int, end: int) -> list[Duration]:
    """The lengths of time in ``text[start:end]`` that may be a term."""
    out = []
    for d in _lengths.durations(ctx.text[start:end]):
        around = ctx.text[max(start, start + d.start - 30) : start + d.start]
        after = ctx.text[start + d.end : start + d.end + 12]
        if (
            not _EXTENSION.search(around)
            and not _NO_TERM.search(around[-18:])
            and not re.match(r"\s(?:of notice|ago|notice|earlier|old)", after)
        ):
            out.append(Duration(d.start + start, d.end + start, d.text, d.months, d.days))
    return out


def validity(ctx: Context, change: Change, start: int, end: int, at: int, agreed: bool = True) -> Validity:
    """The dates for a change from the words in ``text[start:end]``; ``at`` is where the change itself stands.

    Points in time ("on Monday") are when it begins, is amended or ends; for what merely holds, or is not ``agreed``, they say nothing.
    """
    found = times(ctx, start, end)
    opening = [t for t in found if t.role == "from"]
    closing = [t for t in found if t.role == "to" and not _OPTION.search(ctx.text[max(start, t.start - 80) : t.start])]
    points = [t for t in found if t.role == "point"]
    points = [t for t in points if not _TOLD.search(ctx.text[max(0, t.start - 24) : t.start])]
    proper = [t for t in points if not _SAID.search(ctx.text[max(0, t.start - 24) : t.start])]
    point = _closest(proper or points, at) if agreed else None
    lengths = terms(ctx, start, end)
    length = next((d for d in lengths if d.months or d.days), None)
    term = next((Told(d.text, (d.start, d.end)) for d in (length, *lengths) if d), None)
    first: Time | None = None
    last: Time | None = None
    if change is Change.ENDS:
        begun = [t for t in points if _was_begun(ctx, t)]
        points, proper = [t for t in points if t not in begun], [t for t in proper if t not in begun]
        point = _closest(proper or points, at) if agreed else None
        since = [
            t
            for t in opening
            if _SINCE.search(ctx.text[max(0, t.start - 24) : t.start])
            or any(0 < u.start - t.end < 8 for u in closing)  # "from 2019 to 2023"
        ]
        effect = [t for t in opening if t not in since and _FROM_THEN.search(ctx.text[max(0, t.start - 24) : t.start])]
        first = next((t for t in (*since, *begun) if t not in effect), None)
        ends = [t for t in closing if t.value] + effect
        last = _closest(_behind(ctx, effect or proper, at) or effect or proper, at) or _closest(ends, at) or point
        if first and last and str(first.value) >= str(last.value):
            first = None
        return Validity(_told(ctx, first), _told(ctx, last))
    if opening:
        first = _closest(opening, at) or opening[0]
    elif change is not Change.HOLDS and point is not None:
        first = point
    if closing:
        last = _closest(closing, at) or closing[0]
    elif length and first and change is not Change.AMENDS:
        last = _shift(first, length)
    if first and last and first.value.first >= last.value.after:
        first = None if change is Change.HOLDS else first
        last = None if first else last
    valid_to = _told(ctx, last)
    if first and last and last.role == "term":
        valid_to = Told(str(last.value), (last.start, last.end), BY_TERM, (first.start, first.end))
    return Validity(_told(ctx, first), valid_to, term if change is not Change.AMENDS else None)


def _was_begun(ctx: Context, time: Time) -> bool:
    """Whether it is the day, long past, on which what now ends was made: "the licence, granted in 2018, was not renewed"."""
    long_past = ctx.published is not None and time.value.after < ctx.published - _LONG_PAST
    return long_past and _MADE.search(ctx.text[max(0, time.start - 40) : time.start]) is not None


def _behind(ctx: Context, times: list[Time], at: int) -> list[Time]:
    """The dates that follow the change in its clause, which are its own: "…, settled last May, expires with its contract on 30 June"."""
    return [t for t in times if 0 < t.start - at < 70 and not re.search(r"[,;:]", ctx.text[at : t.start])]


def _told(ctx: Context, time: Time | None) -> Told | None:
    if time is None:
        return None
    spelt = re.search(r"\d{4}", ctx.text[time.start : time.end])
    return Told(str(time.value), (time.start, time.end), SAID if spelt else RELATIVE)


def _closest(times: list[Time], at: int) -> Time | None:
    return min(times, key=lambda t: min(abs(t.start - at), abs(t.end - at)), default=None)


def _shift(first: Time, length: Duration) -> Time | None:
    """When a length of time is over that begins with ``first``."""
    try:
        return Time(length.start, length.end, _dates.add(first.value, length.months, length.days), "term")
    except (ValueError, OverflowError):
        return None
