"""Answers for pandas and networkx."""

from __future__ import annotations

from datetime import date

from graph.answers import Moved, Right
from graph.claims import Mode
from graph.frames import frame
from graph.network import network
from graph.store import Table


def a_right(name: str, grantee: str, start: date | None, end: date | None = None, credence: float = 0.9) -> Right:
    return Right(
        id=name,
        grantor="OpenAI",
        grantee=grantee,
        mode=Mode.EXCLUSIVE,
        field_of_use=("compute",),
        subject=None,
        territory=None,
        condition=None,
        valid_from=start,
        valid_to=end,
        valid_from_precision="day",
        valid_to_precision="day",
        known_from=date(2019, 7, 22),
        known_to=None,
        credence=credence,
        disputed=True,
        disputed_since=date(2024, 1, 1),
        disputed_until=None,
        disputed_by=("Oracle",),
        rules=("begin",),
    )


OLD = a_right("r-1", "Microsoft", date(2019, 7, 22), date(2025, 1, 21))
NEW = a_right("r-2", "Amazon", date(2025, 1, 21))
RUMOUR = a_right("r-3", "Oracle", date(2019, 1, 1), credence=0.2)
ENDED = a_right("r-4", "Google", None, date(2020, 1, 1))


def test_the_network_of_a_day_has_an_edge_for_each_right_in_force() -> None:
    found = network([OLD, NEW, RUMOUR, ENDED], date(2024, 6, 1))
    assert list(found.edges(keys=True)) == [("OpenAI", "Microsoft", "r-1")]
    assert found.edges["OpenAI", "Microsoft", "r-1"]["disputed"] is True
    assert list(network([OLD, NEW], date(2025, 1, 21)).nodes) == ["OpenAI", "Amazon"]


def test_frames_have_a_row_for_each_value() -> None:
    rights = frame([OLD, NEW])
    assert list(rights["grantee"]) == ["Microsoft", "Amazon"]
    assert rights["valid_to"][0] == "2025-01-21"
    assert list(rights["valid_to"].isna()) == [False, True]
    assert "supporting" not in rights.columns
    moved = frame([Moved("amends", date(2025, 1, 21), OLD, NEW), Moved("ends", date(2025, 1, 21), OLD, None)])
    assert list(moved["after_grantee"].isna()) == [False, True]
    assert moved["before_grantee"][1] == "Microsoft"
    assert list(frame(Table(("n",), ((1,), (2,)), False))["n"]) == [1, 2]
