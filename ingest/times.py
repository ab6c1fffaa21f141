"""Dates as pages and feeds write them, with the zone they were written in."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_ZONE: Final = re.compile(r"\s*(?:([+-]\d\d):?(\d\d)?|[zZ]|UTC|GMT)\Z")
_FRACTION: Final = re.compile(r"(:\d\d)[.,](\d{1,6})\d*")


def stamp(text: str | None) -> str | None:
    """A date or time as ISO 8601: with the zone of the text, without one where the text has none, a bare date for a day.

    Understands ISO 8601 and its usual variants and the dates of e-mail and RSS. ``None`` for anything else, and for
    times that no article has (before 1800, after 2200, and the zero of Unix clocks, which stands for "unset").
    """
    text = " ".join((text or "").split())
    if not text or len(text) > 80:
        return None
    moment = _iso(text) or _mail(text)
    if moment is None or not 1800 <= moment.year <= 2200 or (moment.year, moment.month, moment.day) == (1970, 1, 1):
        return None
    return moment.isoformat()


def day(text: str | None) -> date | None:
    """The day of a stamp, in its own zone."""
    return datetime.fromisoformat(text).date() if text else None


def _iso(text: str) -> date | datetime | None:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    zone = _ZONE.search(text, 10)
    if zone:
        sign, minutes = zone[1], zone[2] or "00"
        text = text[: zone.start()] + (f"{sign}:{minutes}" if sign else "+00:00")
    text = _FRACTION.sub(r"\1.\2", text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    # a zone that e-mail does not know leaves the time without one, which still has the right day
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def utc(parts: time.struct_time | None) -> str | None:
    """The stamp of a broken-down time in UTC, as feedparser gives where it alone understood the text."""
    if parts is None:
        return None
    try:
        return stamp(datetime(*parts[:6], tzinfo=UTC).isoformat())
    except ValueError:
        return None
