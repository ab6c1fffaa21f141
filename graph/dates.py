"""Dates of coarse precision and half-open intervals of days.

News says "2019", "in July 2019" and "on 22 July 2019". A :class:`PartialDate` keeps which of the three was said; an
:class:`Interval` is ``[start, end)`` in days, each bound open (``None``) or a day with the precision it was stated in.
A bound of coarse precision is widened: it starts with the first day and ends after the last day that the text allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from graph.errors import BadDate, EmptyInterval

_ISO: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class Precision(StrEnum):
    """How finely a date was stated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, a month or a year. ``str()`` gives the ISO form back: ``2019-07-22``, ``2019-07`` or ``2019``."""

    first: date
    precision: Precision = Precision.DAY

    @classmethod
    @lru_cache(maxsize=1 << 14)
    def parse(cls, text: str) -> PartialDate:
        """Reads ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raises :class:`~graph.errors.BadDate` for anything else."""
        if not (match := _ISO.match(text.strip())):
            raise BadDate(text)
        year, month, day = match.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as e:
            raise BadDate(text, str(e)) from None
        return cls(first, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)

    @property
    def after(self) -> date:
        """The first day that is surely later than this date."""
        if self.precision is Precision.DAY:
            return self.first + timedelta(days=1) if self.first < date.max else date.max
        if self.precision is Precision.MONTH and self.first.month < 12:
            return date(self.first.year, self.first.month + 1, 1)
        return date(self.first.year + 1, 1, 1) if self.first.year < date.max.year else date.max

    def __str__(self) -> str:
        return self.first.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]]


def parse_day(text: str) -> date:
    """Reads a full ISO day, as the command line and the pages take it; raises :class:`~graph.errors.BadDate`."""
    value = PartialDate.parse(text)
    if value.precision is not Precision.DAY:
        raise BadDate(text, "a full day is needed")
    return value.first


@dataclass(frozen=True)
class Interval:
    """The days from ``start`` up to, not including, ``end``. ``None`` is an open bound: unknown or not yet set.

    Raises :class:`~graph.errors.EmptyInterval` when it would hold no day: an empty interval is never a value.
    """

    start: date | None = None
    end: date | None = None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise EmptyInterval(self.start, self.end)

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def intersect(self, other: Interval) -> Interval | None:
        """The days in both, or ``None`` when there is none."""
        start = max((x for x in (self.start, other.start) if x is not None), default=None)
        end = min((x for x in (self.end, other.end) if x is not None), default=None)
        if start is not None and end is not None and start >= end:
            return None
        return Interval(
            start,
            end,
            self.start_precision if start == self.start else other.start_precision,
            self.end_precision if end == self.end else other.end_precision,
        )

    def overlaps(self, other: Interval) -> bool:
        """Whether some day lies in both."""
        return self.intersect(other) is not None


def iso(day: date | None) -> str | None:
    """A day as the graph and documents write it; nothing for an unknown one."""
    return day.isoformat() if day is not None else None
