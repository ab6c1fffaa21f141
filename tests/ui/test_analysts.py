"""What analysts intend, write and take back: the preview is what follows, and nobody writes over what he has not seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from saga import told_home
from telling import Telling, right

from graph.deals import DealGraph
from graph.errors import BadInput, Conflict
from graph.home import Home
from graph.lock import alone
from graph.log import EventLog
from graph.reviews import claim_reviewed
from ui import analysts, supposing

TODAY = date.today()


@pytest.fixture(scope="module")
def folder(home_folder: Path) -> Path:
    """A right that one unsure claim carries, one that two outlets tell of, and two names that may be one."""
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", "exclusive", "media", confidence=0.6), source="Stackline")
    told.say("b", "2025-03-01", right("Oslund Foods", "Marrick", "preferred"), source="Stackline")
    told.say("c", "2025-03-02", right("Oslund Foods", "Marrick", "preferred"), source="Norwick Daily")
    told.say("d", "2025-03-03", right("Vexhall Robotics", "Kettling Freight", "preferred"))
    told.say("e", "2025-03-04", right("Vexhall Robotic", "Sandmoor Shipping", "preferred"))
    told.finish()
    return told_home(home_folder, told).folder


def doubtful(home: Home, *, alone: bool = False, disputed: bool = False) -> list[str]:
    with DealGraph.open(home) as graph:
        return [d.evidence.claim for d in graph.doubtful(alone=alone, disputed=disputed, known_at=TODAY).found]


def rights(home: Home) -> set[tuple[str, str]]:
    with DealGraph.open(home) as graph:
        return {(r.grantee, r.mode.value) for r in graph.timeline(known_at=TODAY)}


def undo(home: Home) -> None:
    deed = next(d for d in analysts.deeds(home, "Ada") if d.open)
    analysts.write(home, analysts.taking_back(home, deed.event), why="taken back")


def test_the_claim_that_alone_carries_a_right_is_asked_about_until_it_is_reviewed(cli_home: Home) -> None:
    (claim,) = doubtful(cli_home)
    assert doubtful(cli_home, alone=True) == [claim]
    assert doubtful(cli_home, disputed=True) == []
    intended = analysts.reviewing(cli_home, claim, "reject", {})
    (supposed,) = supposing.if_said(cli_home, intended.event, TODAY)
    assert (supposed.change.change, supposed.change.before and supposed.change.before.field) == ("dropped", "media")
    assert doubtful(cli_home) == [claim], "nothing was written"
    written = analysts.write(cli_home, intended, why="misread")
    assert (written.data["by"], written.data["why"], written.graph) == ("Ada", "misread", None)
    assert rights(cli_home) >= {("Marrick", "preferred")}
    assert ("Marrick", "exclusive") not in rights(cli_home)
    assert doubtful(cli_home) == []
    undo(cli_home)
    assert doubtful(cli_home) == [claim]
    assert [d.open for d in analysts.deeds(cli_home, "Ada")] == [False, False]


def test_taking_back_says_again_what_somebody_else_had_said(cli_home: Home) -> None:
    (claim,) = doubtful(cli_home)
    with EventLog.open(cli_home.log_url) as log:
        article = analysts.reviewing(cli_home, claim, "confirm", {}).event.data["article"]
        log.append([claim_reviewed(claim, article, "amend", {"mode": "preferred"}, by="Ben", why="w")])
    analysts.review(cli_home, claim, "confirm", {}, why="w")
    undo(cli_home)
    with DealGraph.open(cli_home) as graph:
        assert graph.evidence(claim).claim["mode"] == "preferred"
    analysts.review(cli_home, claim, "reopen", {}, why="w")


def test_who_has_not_seen_the_last_word_does_not_write_over_it(cli_home: Home) -> None:
    (claim,) = doubtful(cli_home)
    intended = analysts.reviewing(cli_home, claim, "reject", {})
    analysts.review(cli_home, claim, "confirm", {}, why="w")
    deed = analysts.deeds(cli_home, "Ada")[0]
    with pytest.raises(Conflict):
        analysts.write(cli_home, intended, why="w")
    analysts.review(cli_home, claim, "reopen", {}, why="w")
    with pytest.raises(BadInput, match="since"):
        analysts.taking_back(cli_home, deed.event)


def test_while_a_run_is_going_on_the_event_is_kept_and_the_graph_follows_later(cli_home: Home) -> None:
    (claim,) = doubtful(cli_home)
    with alone(cli_home):
        written = analysts.review(cli_home, claim, "reject", {}, why="w")
        assert written.graph is not None
        assert "another run" in written.graph
    assert doubtful(cli_home) == [claim]
    analysts.review(cli_home, claim, "reopen", {}, why="w")


def test_names_that_were_joined_come_apart_again_and_are_asked_about(cli_home: Home) -> None:
    (question,) = analysts.questions(cli_home).found
    pair = {question.name, *(c.name for c in question.candidates)}
    assert pair == {"Vexhall Robotics", "Vexhall Robotic"}
    one, other = sorted(pair)
    intended = analysts.judging(cli_home, one, other, "same")
    changed = supposing.if_said(cli_home, intended.event, TODAY)
    assert {s.change.change for s in changed} == {"added", "dropped"}
    analysts.write(cli_home, intended, why="one letter")
    assert analysts.questions(cli_home).found == ()
    undo(cli_home)
    assert analysts.questions(cli_home).found == (question,)
    with pytest.raises(BadInput, match="nobody has judged"):
        analysts.judge(cli_home, one, other, "reopen", why="w")
