"""Every view has an address, and the address gives the view back."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fields import FIELDS
from ui.permalink import EARLIEST, LATEST, Scope, View, address, params, read

names = st.text(min_size=1, max_size=80).filter(lambda s: s == s.strip() and s)
days = st.dates(EARLIEST, LATEST)
scopes = st.builds(Scope, names, st.none() | names, st.none() | st.sampled_from(list(FIELDS)), st.none() | names)
every_view = st.builds(View, scopes, days, days)


@given(every_view)
def test_a_link_gives_its_view_back(view: View) -> None:
    query = dict(parse_qsl(urlsplit(address("http://127.0.0.1:8501/?old=1#x", params(view))).query))
    found = read(query)
    assert found.problems == ()
    assert View(Scope(str(found.grantor), found.grantee, found.use, found.territory), found.at or date.min, found.known or date.min) == view


@given(every_view)
def test_both_dates_are_always_in_the_link(view: View) -> None:
    assert {"grantor", "at", "known_at"} <= params(view).keys()


def test_a_link_needs_no_address_to_be_one() -> None:
    view = View(Scope("Acme"), date(2025, 6, 30), date(2026, 1, 1))
    assert address("", params(view)) == "/?grantor=Acme&at=2025-06-30&known_at=2026-01-01"


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"at": "2025-02-30"}, "2025-02-30"),
        ({"at": "June"}, "June"),
        ({"known_at": "2025"}, "full day"),
        ({"at": "0001-01-01"}, "1900"),
        ({"known_at": "9999-12-31"}, "2199"),
        ({"use": "compute.trainin"}, "compute.training"),
        ({"grantor": "x" * 201}, "too long"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(query: dict[str, str], word: str) -> None:
    found = read(query)
    assert (found.grantor, found.use, found.at, found.known) == (None, None, None, None)
    assert len(found.problems) == 1
    assert word in found.problems[0]


@given(st.dictionaries(st.sampled_from(["grantor", "grantee", "use", "territory", "at", "known_at", "utm"]), st.text(max_size=300)))
def test_no_query_string_breaks_the_page(query: dict[str, str]) -> None:
    found = read(query)
    assert found.use is None or found.use in FIELDS
    assert found.at is None or EARLIEST <= found.at <= LATEST
