"""The file of watchlists: what it may say, and what it is told when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.home import Home
from ui.errors import BadWatchlists
from ui.watchlists import EXAMPLE, Watchlist, parse, watchlists


def test_the_example_is_one() -> None:
    assert parse(EXAMPLE) == (Watchlist("Clouds", ("OpenAI", "Microsoft"), ("compute",)),)


def test_companies_or_fields_are_enough() -> None:
    found = parse('[[watchlist]]\nname = " A "\ncompanies = ["Zed", " Zed "]\n[[watchlist]]\nname = "B"\nfields = ["media"]')
    assert found == (Watchlist("A", ("Zed",)), Watchlist("B", (), ("media",)))


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert watchlists(Home.at(tmp_path)) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[watchlist]\n", "this is no TOML"),
        ('[watchlist]\nname = "A"', "no list of tables"),
        ('[[watchlists]]\nname = "A"', "unknown table 'watchlists'"),
        ("[[watchlist]]\ncompanies = ['A']", "watchlist 1 has no name"),
        ("[[watchlist]]\nname = 'A'", "'A' watches nothing"),
        ("[[watchlist]]\nname = 'A'\ncompany = 'Zed'", "'company', which means nothing"),
        ("[[watchlist]]\nname = 'A'\ncompanies = 'Zed'", "the companies of watchlist 'A' are no list"),
        ("[[watchlist]]\nname = 'A'\nfields = ['computing']", "watchlist 'A': unknown field of use 'computing'"),
        ("[[watchlist]]\nname = 'A'\nfields = ['media']\n" * 2, "two watchlists are named 'A'"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "watchlists.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadWatchlists, match=told) as caught:
        watchlists(Home.at(tmp_path))
    assert str(tmp_path / "watchlists.toml") in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "watchlists.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadWatchlists, match="cannot be read"):
        watchlists(Home.at(tmp_path))
