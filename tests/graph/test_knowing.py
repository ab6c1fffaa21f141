"""What an answer says of its own limits: titles of their day, pages that take a claim back, logs that run ahead, unknown words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from memory import MemoryGraph, answering
from telling import Telling, agreement, day, right

from graph.claims import AgreementClaim
from graph.deals import DealGraph
from graph.events import NewEvent
from graph.log import EventLog
from graph.owners import takeover
from graph.subjects import subject_of


def test_evidence_has_the_title_that_the_page_had() -> None:
    told = Telling()
    told.say("page", "2024-01-10", right("Orsk", "Vell"), title="Vell gets it all")
    told.revise("page", "2024-03-01", right("Orsk", "Vell", "preferred"), title="Vell comes first")
    graph = answering(told)
    was, now = (graph.exclusivity("Orsk", at=day("2024-02-01"), known_at=day(known)) for known in ("2024-02-01", "2024-04-01"))
    assert [e.title for e in was.supporting] == ["Vell gets it all"]
    assert [e.title for e in now.supporting] == ["Vell comes first"]


def test_evidence_names_the_text_that_was_read() -> None:
    told = Telling()
    told.say("page", "2024-01-10", right("Orsk", "Vell"))
    told.revise("page", "2024-03-01", right("Orsk", "Vell", "preferred"))
    texts = [e.data["text"] for e in told.events if e.type in ("article.captured", "article.revised")]
    graph = answering(told)
    answers = [graph.exclusivity("Orsk", at=day("2024-02-01"), known_at=day(known)) for known in ("2024-02-01", "2024-04-01")]
    assert [e.text for answer in answers for e in answer.supporting] == texts


def test_what_a_page_took_back_for_a_time_does_not_count_meanwhile() -> None:
    told = Telling()
    told.say("page", "2024-01-10", right("Orsk", "Vell", stance="proposed"))
    first = told.events[0]
    told.revise("page", "2024-03-01")
    told.events.append(NewEvent("article.revised", first.stream, {**first.data, "modified_at": "2024-05-01", "previous": None}))
    graph = answering(told)
    seen = {
        known: len(graph.exclusivity("Orsk", at=day("2024-06-01"), known_at=day(known)).prospects)
        for known in ("2024-02-01", "2024-04-01", "2024-06-01")
    }
    assert seen == {"2024-02-01": 1, "2024-04-01": 0, "2024-06-01": 1}


def test_a_graph_that_lags_the_log_says_so(tmp_path: Path) -> None:
    told = Telling()
    told.say("page", "2024-01-10", right("Orsk", "Vell"))
    url = f"sqlite:///{tmp_path / 'log.sqlite3'}"
    graph = DealGraph(MemoryGraph(told), url)  # type: ignore[arg-type]
    assert graph.warnings() == ()  # there is no log to lag
    log = EventLog.open(url)
    log.append(told.events)
    assert graph.warnings() == ()
    told.say("other", "2024-01-11", right("Orsk", "Tarn"))
    log.append(told.events[2:])
    log.close()
    (warning,) = graph.warnings()
    assert "lacks 2 events" in warning


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [
        ({"territory": "Norwai"}, [("territory", "Norwai", "Norway")]),
        ({"territory": "Lower Fens"}, []),  # no list has it, but a page names it
        ({"subject": "Lumen 4"}, []),
        ({"subject": "Lumin 4"}, [("subject", "Lumin 4", "Lumen 3")]),
        ({"subject": "its products"}, []),
    ],
)
def test_words_that_nobody_has_used_are_told_with_the_nearest(asked: dict[str, str], unknown: list[tuple[str, str, str]]) -> None:
    told = Telling()
    told.say(
        "page", "2024-01-10", right("Orsk", "Vell", territory="Lower Fens"), right("Orsk", "Vell", "exclusive", "media", subject="Lumen 3")
    )
    answer = answering(told).exclusivity("Orsk", at=date(2024, 2, 1), **asked)  # type: ignore[arg-type]
    assert [(u.what, u.name, u.nearest[0]) for u in answer.unknown] == unknown


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Corvane has acquired Vell for $300 million", ("Corvane", "Vell")),
        ("Vell was bought by Corvane last year", ("Corvane", "Vell")),
        ("the acquisition of Vell by Corvane", ("Corvane", "Vell")),
        ("the sale of Vell to Corvane has closed", ("Corvane", "Vell")),
        ("Corvane closed its takeover of Vell", ("Corvane", "Vell")),
        ("Corvane and Vell have merged", None),
    ],
)
@pytest.mark.parametrize("parties", [("Corvane", "Vell"), ("Vell", "Corvane")])
def test_who_takes_over_whom_is_read_from_the_quote(quote: str, expected: tuple[str, str] | None, parties: tuple[str, str]) -> None:
    claim = agreement(*parties, type="acquisition", quote=quote, char_end=len(quote))
    assert isinstance(claim, AgreementClaim)
    assert takeover(claim) == expected


@pytest.mark.parametrize(
    ("a", "b", "meet", "covers"),
    [
        ("Lumen models", "Lumen 4", True, True),
        ("Lumen 4", "Lumen models", True, False),
        ("Lumen 3", "Lumen 4", False, False),
        ("Lumen-3", "the Lumen 3 model", True, True),
        ("Lumen 3.5 Duet", "Lumen 4 Duet", False, False),
        ("its technology", "Lumen 4", True, True),
        ("Lumen 3 and Lumen 4", "Lumen 4", True, True),
        ("the 2026 season", "the 2030 season", True, True),  # a year is no version
        ("battery packs", "electric motors", False, False),
    ],
)
def test_a_family_covers_its_versions_and_a_version_only_itself(a: str, b: str, meet: bool, covers: bool) -> None:
    one, other = subject_of(a), subject_of(b)
    assert one.meets(other) is meet
    assert one.covers(other) is covers
