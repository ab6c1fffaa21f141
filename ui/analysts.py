"""What analysts say: reviews of claims, ratings of sources, withdrawn articles, names that are one.

Each is one event, by a person with a name. It is intended first (``reviewing``, ``rating_of``, ``withdrawing``, ``judging``,
``taking_back``), so that what it would change can be looked at (:func:`ui.supposing.if_said`), and then written. An event is in the log
when a function here returns it as written. The graph follows at once, or with the next run where its server is away or a run is
writing; the result says which.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from graph import identity, open_graph, queries
from graph.blobs import BlobStore
from graph.claims import Claim, claim_from_dict
from graph.errors import BadInput, GraphError
from graph.events import Event, NewEvent, article_id, article_stream
from graph.gazetteer import fold
from graph.home import Home
from graph.ledger import Ledger
from graph.linking import Linked
from graph.lock import alone
from graph.log import EventLog
from graph.project import project
from graph.reviews import VERDICTS, amended, article_withdrawn, claim_reviewed, source_rated, taken_back
from graph.sources import rating
from graph.store import GraphStore
from ui.errors import BadUsage
from ui.words import raised

REVIEWER: Final = "DEALGRAPH_REVIEWER"
"""The environment variable with the name that stands under what is written."""

TEXT_AGAIN: Final = (
    "dealgraph ingest --recheck all reads the pages of its feeds again and keeps the text where the page has it still; "
    "of a file, dealgraph backfill does"
)
"""How an erased text comes back."""

SAID: Final = ("claim.reviewed", "source.rated", "article.withdrawn", "entity.judged")
"""The events that analysts write."""

_LOOKED: Final = 1_000
"""Events of analysts among which one's own are looked for."""


@dataclass(frozen=True)
class Intended:
    """An event that nobody has signed or written yet, and the version of its stream that it was decided upon.

    ``cause`` is the id of the event that it takes back.
    """

    event: NewEvent
    version: int
    cause: str | None = None


@dataclass(frozen=True)
class Written:
    """The event that was appended. ``graph`` is what kept the graph from following, or ``None``.

    ``erased`` counts the texts and pages that went with it; ``lost``: the article counts again, and its text was erased.
    """

    type: str
    data: Mapping[str, Any]
    graph: str | None
    erased: int = 0
    lost: bool = False


@dataclass(frozen=True)
class Deed:
    """An event that an analyst has written. ``open``: it holds still, and can be taken back."""

    event: Event
    open: bool


def signer() -> str | None:
    """The name of whoever is at the keyboard, or ``None`` where nobody has said it."""
    return os.environ.get(REVIEWER, "").strip() or None


def reviewer() -> str:
    """The name of whoever is at the keyboard. Raises :class:`~ui.errors.BadUsage` where nobody has said it."""
    if name := signer():
        return name
    raise BadUsage("nobody has said who is writing", f"Set {REVIEWER} to your name: it stands under everything that you say.")


# what is intended


def reviewing(home: Home, claim: str, verdict: str, changes: Mapping[str, Any]) -> Intended:
    """To confirm, reject, amend or reopen a claim by its id. Raises ``BadInput`` for one that the graph does not know."""
    if verdict not in VERDICTS:
        raise BadUsage(f"{verdict!r} is no verdict", f"Say one of {', '.join(VERDICTS)}.")
    if (verdict == "amend") != bool(changes):
        raise BadUsage("only an amendment changes attributes, and it changes at least one", "Say --set valid_to=2025-01, for example.")
    article = _found(home, queries.CLAIM, {"ids": [claim]}, f"there is no claim {claim!r}")["a"]["id"]
    with EventLog.open(home.log_url) as log:
        amended(_claim(log, article, claim), changes)  # raises what is wrong with them
        return _intended(log, claim_reviewed(claim, article, verdict, changes, by="", why=""))


def rating_of(home: Home, source: str, value: float | None) -> Intended:
    """To rate a source, 0 to 1; ``None`` gives it back to the bundled table. Raises ``BadInput`` for one that no article is from."""
    if value is not None and not 0 <= value <= 1:
        raise BadUsage(f"a rating of {value} is not between 0 and 1", "1 is a party's own filing; what is rated 0 counts nothing.")
    name = next((row["name"] for row in _sources(home) if fold(row["name"]) == fold(source)), None)
    if name is None:
        raise BadInput(f"no article is from {source!r}", "dealgraph sources lists what there is.")
    with EventLog.open(home.log_url) as log:
        return _intended(log, source_rated(name, value, by="", why=""))


def withdrawing(home: Home, article: str, gone: bool = True) -> Intended:
    """To make an article, by id or address, count no more, or (not ``gone``) again."""
    wanted = _article(home, article)
    with EventLog.open(home.log_url) as log:
        return _intended(log, article_withdrawn(wanted, gone, by="", why=""))


def judging(home: Home, name: str, other: str, verdict: str) -> Intended:
    """To say whether two names are one company. Raises ``BadInput`` for names that no article has, and for what is so already."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        return _intended(log, identity.judge(ledger, name, other, verdict, by="", why=""))


def taking_back(home: Home, event: Event) -> Intended:
    """To say again what held before an event. Raises ``BadInput`` where somebody has said something of the same thing since."""
    with EventLog.open(home.log_url) as log:
        told = log.stream(event.stream)
        if told[-1].event_id != event.event_id:
            raise BadInput("somebody has said something of the same thing since", "Look at how it stands now, and judge it anew.")
        if event.type == "entity.judged":
            new = identity.judgement(event.data["name"], event.data["other"], "reopen", by="", why="")
        else:
            new = taken_back(event, told[-2] if len(told) > 1 else None)
        return Intended(new, len(told), event.event_id)


# what is written


def write(home: Home, intended: Intended, *, why: str) -> Written:
    """Signs it with the reviewer's name and reason and appends it.

    Raises :class:`~graph.errors.Conflict` where somebody has said something of the same thing since it was intended.
    """
    by = _signed(why)
    event = replace(intended.event, data={**intended.event.data, "by": by, "why": why})
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        log.append([event], expected={event.stream: intended.version}, cause=intended.cause)
        trouble = _follow(home, log, ledger)
        erased, lost, blobs = 0, False, BlobStore(home.blobs_dir)
        if event.type == "article.withdrawn" and event.data["withdrawn"]:
            erased = _erase(log, blobs, event.data["article"])
        elif event.type == "article.withdrawn":
            lost = any(not blobs.holds(version.text) for version in ledger.versions(event.data["article"])[-1:])
    return Written(event.type, event.data, trouble, erased, lost)


def review(home: Home, claim: str, verdict: str, changes: Mapping[str, Any], *, why: str) -> Written:
    """Confirms, rejects, amends or reopens a claim; see :func:`reviewing`."""
    _signed(why)
    return write(home, reviewing(home, claim, verdict, changes), why=why)


def rate(home: Home, source: str, value: float | None, *, why: str) -> Written:
    """Rates a source; see :func:`rating_of`."""
    _signed(why)
    return write(home, rating_of(home, source, value), why=why)


def withdraw(home: Home, article: str, *, why: str) -> Written:
    """Makes an article count no more, and erases its texts and pages that no other article shares."""
    _signed(why)
    return write(home, withdrawing(home, article), why=why)


def reinstate(home: Home, article: str, *, why: str) -> Written:
    """Makes a withdrawn article's claims count again. Its text stays erased until a run reads the page again and finds it there still."""
    _signed(why)
    return write(home, withdrawing(home, article, gone=False), why=why)


def judge(home: Home, name: str, other: str, verdict: str, *, why: str) -> Written:
    """Says whether two names are one company; see :func:`judging`."""
    _signed(why)
    return write(home, judging(home, name, other, verdict), why=why)


# what there is


def as_read(home: Home, article: str, claim: str) -> Claim:
    """A claim of an article as its extractor read it, whatever reviewers have said since."""
    with EventLog.open(home.log_url) as log:
        return _claim(log, article, claim)


def deeds(home: Home, by: str, most: int = 20) -> tuple[Deed, ...]:
    """What somebody has said lately, the newest first."""
    with EventLog.open(home.log_url) as log:
        said = log.newest(SAID, _LOOKED)
        last = {e.stream: e.event_id for e in reversed(said)}
        own = [e for e in said if e.data["by"] == by][:most]
        return tuple(Deed(e, e.causation_id is None and last[e.stream] == e.event_id) for e in own)


def sources(home: Home) -> list[dict[str, Any]]:
    """Every source with its rating today, who gave it and why, and how many articles are from it, the most read first."""
    rows = _sources(home)
    with EventLog.open(home.log_url) as log:
        log.check()
        rated = {fold(e.data["source"]): e for e in log.read(types=("source.rated",))}
    out = []
    for row in rows:
        said = rated.get(fold(row["name"]))
        own = said is not None and said.data["rating"] is not None
        out.append(
            {
                "source": row["name"],
                "articles": row["articles"],
                "rating": said.data["rating"] if said and own else rating(row["name"], row["url"] or "", row["genre"]),
                "by": said.data["by"] if said and own else "bundled table",
                "why": said.data["why"] if said and own else None,
            }
        )
    return out


def questions(home: Home) -> identity.Questions:
    """The names that may be another's and that nobody has judged, those of most articles first."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger, ledger.frozen():
        return identity.questions(ledger)


def meant(home: Home, name: str) -> Linked:
    """What a name means among all that has been read and the gazetteer."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        return identity.linked_in(ledger, name)


def _signed(why: str) -> str:
    """The reviewer's name, once there is a reason too."""
    if not why.strip():
        raise BadUsage("a judgement needs a reason", "Say --why; it is kept beside your name.")
    return reviewer()


def _found(home: Home, query: str, params: Mapping[str, Any], trouble: str) -> Any:
    with GraphStore.open(home.graph_url, home.graph_dir) as store:
        rows = store.read(query, **params)
    if not rows:
        raise BadInput(trouble, "Ids are as the answers print them; what was read since the last run is not in the graph yet.")
    return rows[0]


def _sources(home: Home) -> list[dict[str, Any]]:
    with open_graph(home) as deals:
        rows, warnings = deals.store.read(queries.SOURCES), deals.warnings()
    if not rows:
        hint = f"{raised(warnings[0])}." if warnings else "dealgraph ingest --feeds feeds.opml reads some."
        raise BadInput("the graph has no sources", hint)
    return rows


def _article(home: Home, given: str) -> str:
    wanted = given if given.startswith("a-") else article_id(given)
    rows = _found(home, queries.ARTICLE, {"id": wanted, "url": given}, f"no article {given!r} has been read")
    return str(rows["id"])


def _claim(log: EventLog, article: str, claim: str) -> Claim:
    rows = (row for e in log.stream(article_stream(article)) if e.type == "claims.extracted" for row in e.data["claims"])
    return claim_from_dict(next(row for row in rows if row["id"] == claim))


def _intended(log: EventLog, event: NewEvent) -> Intended:
    return Intended(event, log.version(event.stream))


def _follow(home: Home, log: EventLog, ledger: Ledger) -> str | None:
    """Brings the graph up to the log; says what kept it from following."""
    try:
        with alone(home), GraphStore.open(home.graph_url, home.graph_dir) as store:
            project(log, store, ledger)
    except GraphError as e:
        return e.message
    return None


def _erase(log: EventLog, blobs: BlobStore, article: str) -> int:
    """Erases what only this article's events name; returns the number of blobs."""
    own: set[str] = set()
    shared: set[str] = set()
    for event in log.read(types=("article.captured", "article.revised")):
        (own if event.data["article"] == article else shared).update((event.data["text"], event.data["raw"]))
    return sum(blobs.erase(sha) for sha in sorted(own - shared))
