"""The days on which something happens, for the buttons that step from one to the next. Pure functions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from graph.answers import Right


def world_days(rights: Iterable[Right]) -> tuple[date, ...]:
    """The days on which a right begins or ends, or a dispute about it does. Rumours move nothing."""
    days: set[date | None] = set()
    for right in rights:
        if right.heard:
            days |= {right.valid_from, right.valid_to}
            days |= {day for dispute in right.disputes for day in (dispute.since, dispute.until)}
            if right.disputed and not right.disputes:
                days |= {right.disputed_since, right.disputed_until}
    return tuple(sorted(day for day in days if day is not None))


def neighbours(days: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """The last of the sorted days before ``day`` and the first one after it."""
    before, after = bisect_left(days, day), bisect_right(days, day)
    return (days[before - 1] if before else None), (days[after] if after < len(days) else None)
