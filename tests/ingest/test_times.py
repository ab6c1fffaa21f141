"""Dates as pages and feeds write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.times import day, stamp

ZONED = st.datetimes(
    min_value=datetime(1971, 1, 2),
    max_value=datetime(2100, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-03T14:00:00+01:00", "2025-11-03T14:00:00+01:00"),
        ("2025-11-03T14:00:00Z", "2025-11-03T14:00:00+00:00"),
        ("2025-11-03T14:00:00z", "2025-11-03T14:00:00+00:00"),
        ("2025-11-03 14:00:00 -0500", "2025-11-03T14:00:00-05:00"),
        ("2025-11-03T14:00-05", "2025-11-03T14:00:00-05:00"),
        ("2025-11-03T14:00:00.123456789Z", "2025-11-03T14:00:00.123456+00:00"),
        ("2025-11-03T14:00:00", "2025-11-03T14:00:00"),
        ("2025-11-03 14:00 UTC", "2025-11-03T14:00:00+00:00"),
        ("2025-11-03", "2025-11-03"),
        ("20251103", "2025-11-03"),
        ("Mon, 03 Nov 2025 14:00:00 -0500", "2025-11-03T14:00:00-05:00"),
        ("Mon, 3 Nov 2025 14:00:00 GMT", "2025-11-03T14:00:00+00:00"),
        ("03 Nov 25 14:00 EST", "2025-11-03T14:00:00-05:00"),
        ("Mon, 03 Nov 2025 14:00:00 CET", "2025-11-03T14:00:00"),
        ("  2025-11-03T14:00:00\n+01:00 ", "2025-11-03T14:00:00+01:00"),
    ],
)
def test_a_date_keeps_the_zone_it_was_written_in(text: str, expected: str) -> None:
    assert stamp(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "yesterday",
        "2025",
        "2025-11",
        "2025-13-01",
        "2025-02-30",
        "Mon, 99 Nov 2025 14:00:00",
        "1970-01-01T00:00:00Z",
        "0001-01-01",
        "9999-01-01",
        "1" * 100,
        "2025-11-03T25:00:00",
        "14:00",
        "Mon",
        ",",
    ],
)
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert stamp(text) is None


@given(ZONED)
def test_iso_and_mail_dates_come_through(moment: datetime) -> None:
    read = stamp(moment.isoformat())
    assert read is not None
    assert datetime.fromisoformat(read) == moment
    assert datetime.fromisoformat(read).utcoffset() == moment.utcoffset()
    whole = moment.replace(microsecond=0)
    mailed = stamp(format_datetime(whole))
    assert mailed is not None
    assert datetime.fromisoformat(mailed) == whole


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    read = stamp(text)
    assert read is None or stamp(read) == read


def test_the_day_is_that_of_the_page() -> None:
    late = stamp("2025-11-03T23:30:00-08:00")
    assert day(late) == date(2025, 11, 3)
    assert datetime.fromisoformat(late or "").astimezone(UTC).date() == date(2025, 11, 4)
    assert day(None) is None
