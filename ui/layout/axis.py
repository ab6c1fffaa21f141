"""Which days a timeline's axis is over, so that the months in which most happens have room. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_MARGIN: Final = timedelta(days=120)
"""What is left free at either side, or of the days between a twentieth before them and a tenth after them, if that is more."""

_NEAR: Final = timedelta(days=183)
"""How long after the last turn an end still counts, or a quarter of the days up to that turn, if that is more."""


@dataclass(frozen=True)
class Axis:
    """The days ``[first, last)``. ``longer`` is whether the whole is more than what is shown as long as nobody asks for it."""

    first: date
    last: date
    longer: bool


def axis(turns: Iterable[date], ends: Iterable[date], *, whole: bool) -> Axis:
    """Over the ``turns``, which are the days that are looked at or on which something begins (at least one), and ``ends`` that come soon
    after them; over all ends if ``whole``.
    """
    turned, ended = [*turns], [*ends]
    least, turn = min((*turned, *ended)), max(turned)
    near = _add(turn, max(_NEAR, (turn - least) / 4))
    recent = _around(least, max(day for day in (turn, *ended) if day <= near))
    furthest = max((turn, *ended))
    first, last = _around(least, furthest) if whole else recent
    return Axis(first, last, furthest > recent[1])


def _around(least: date, most: date) -> tuple[date, date]:
    days = most - least
    return _add(least, -max(_MARGIN, days / 20)), _add(most, max(_MARGIN, days / 10))


def _add(day: date, margin: timedelta) -> date:
    try:
        return day + margin
    except OverflowError:
        return date.max if margin > timedelta() else date.min
