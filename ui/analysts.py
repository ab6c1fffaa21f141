"""What analysts say: reviews of claims, ratings of sources, withdrawn articles, names that are one.

Each is one event, by a person with a name. An event is in the log when a function here returns. The graph follows at once, or with the
next run where its server is away or a run is writing; the result says which.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from graph import identity, queries
from graph.blobs import BlobStore
from graph.claims import Claim, claim_from_dict
from graph.errors import BadInput, GraphError
from graph.events import NewEvent, article_id, article_stream
from graph.gazetteer import fold
from graph.home import Home
from graph.ledger import Ledger
from graph.linking import Linked
from graph.lock import alone
from graph.log import EventLog
from graph.project import project
from graph.reviews import VERDICTS, amended, article_withdrawn, claim_reviewed, source_rated
from graph.sources import rating
from graph.store import GraphStore
from ui.errors import BadUsage

REVIEWER: Final = "DEALGRAPH_REVIEWER"
"""The environment variable with the name that stands under what is written."""


@dataclass(frozen=True)
class Written:
    """The event that was appended. ``graph`` is what kept the graph from following, or ``None``."""

    type: str
    data: Mapping[str, Any]
    graph: str | None
    erased: int = 0


def reviewer() -> str:
    """The name of whoever is at the keyboard. Raises :class:`~ui.errors.BadUsage` where nobody has said it."""
    if name := os.environ.get(REVIEWER, "").strip():
        return name
    raise BadUsage("nobody has said who is writing", f"Set {REVIEWER} to your name: it stands under everything that you say.")


def review(home: Home, claim: str, verdict: str, changes: Mapping[str, Any], *, why: str) -> Written:
    """Confirms, rejects, amends or reopens a claim by its id. Raises ``BadInput`` for one that the graph does not know."""
    by = _signed(why)
    if verdict not in VERDICTS:
        raise BadUsage(f"{verdict!r} is no verdict", f"Say one of {', '.join(VERDICTS)}.")
    if (verdict == "amend") != bool(changes):
        raise BadUsage("only an amendment changes attributes, and it changes at least one", "Say --set valid_to=2025-01, for example.")
    article = _found(home, queries.CLAIM, {"ids": [claim]}, f"there is no claim {claim!r}")["a"]["id"]
    with EventLog.open(home.log_url) as log:
        amended(_claim(log, article, claim), changes)  # raises what is wrong with them
        return _write(home, log, claim_reviewed(claim, article, verdict, changes, by=by, why=why))


def rate(home: Home, source: str, value: float | None, *, why: str) -> Written:
    """Rates a source, 0 to 1; ``None`` gives it back to the bundled table. Raises ``BadInput`` for one that no article is from."""
    by = _signed(why)
    if value is not None and not 0 <= value <= 1:
        raise BadUsage(f"a rating of {value} is not between 0 and 1", "1 is a party's own filing; what is rated 0 counts nothing.")
    known = _found(home, queries.SOURCES, {}, "no article has been read yet", every=True)
    name = next((row["name"] for row in known if fold(row["name"]) == fold(source)), None)
    if name is None:
        raise BadInput(f"no article is from {source!r}", "dealgraph sources lists what there is.")
    with EventLog.open(home.log_url) as log:
        return _write(home, log, source_rated(name, value, by=by, why=why))


def withdraw(home: Home, article: str, *, why: str) -> Written:
    """Makes an article, by id or address, count no more, and erases its texts and pages that no other article shares."""
    by = _signed(why)
    wanted = _article(home, article)
    with EventLog.open(home.log_url) as log:
        written = _write(home, log, article_withdrawn(wanted, True, by=by, why=why))
        return replace(written, erased=_erase(log, BlobStore(home.blobs_dir), wanted))


def reinstate(home: Home, article: str, *, why: str) -> Written:
    """Makes a withdrawn article's claims count again. Its text stays erased until its page is read again."""
    by = _signed(why)
    wanted = _article(home, article)
    with EventLog.open(home.log_url) as log:
        return _write(home, log, article_withdrawn(wanted, False, by=by, why=why))


def sources(home: Home) -> list[dict[str, Any]]:
    """Every source with its rating today, who gave it and why, and how many articles are from it, the most read first."""
    rows = _found(home, queries.SOURCES, {}, "no article has been read yet", every=True)
    with EventLog.open(home.log_url) as log:
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


def questions(home: Home) -> tuple[identity.Question, ...]:
    """The names that may be another's and that nobody has judged, those of most articles first."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger, ledger.frozen():
        return identity.questions(ledger)


def meant(home: Home, name: str) -> Linked:
    """What a name means among all that has been read and the gazetteer."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        return identity.linked_in(ledger, name)


def judge(home: Home, name: str, other: str, verdict: str, *, why: str) -> Written:
    """Says whether two names are one company. Raises ``BadInput`` for names that no article has, and for what is so already."""
    by = _signed(why)
    with EventLog.open(home.log_url) as log:
        with Ledger.open(home.index_file, log) as ledger:
            event = identity.judge(ledger, name, other, verdict, by=by, why=why)
        return _write(home, log, event)


def _signed(why: str) -> str:
    """The reviewer's name, once there is a reason too."""
    if not why.strip():
        raise BadUsage("a judgement needs a reason", "Say --why; it is kept beside your name.")
    return reviewer()


def _found(home: Home, query: str, params: Mapping[str, Any], trouble: str, *, every: bool = False) -> Any:
    with GraphStore.open(home.graph_url, home.graph_dir) as store:
        rows = store.read(query, **params)
    if not rows:
        raise BadInput(trouble, "Ids are as the answers print them; what was read since the last run is not in the graph yet.")
    return rows if every else rows[0]


def _article(home: Home, given: str) -> str:
    wanted = given if given.startswith("a-") else article_id(given)
    rows = _found(home, queries.ARTICLE, {"id": wanted, "url": given}, f"no article {given!r} has been read")
    return str(rows["id"])


def _claim(log: EventLog, article: str, claim: str) -> Claim:
    rows = (row for e in log.stream(article_stream(article)) if e.type == "claims.extracted" for row in e.data["claims"])
    return claim_from_dict(next(row for row in rows if row["id"] == claim))


def _write(home: Home, log: EventLog, event: NewEvent) -> Written:
    with Ledger.open(home.index_file, log) as ledger:
        log.append([event], expected={event.stream: log.version(event.stream)})
        try:
            with alone(home), GraphStore.open(home.graph_url, home.graph_dir) as store:
                project(log, store, ledger)
        except GraphError as e:
            return Written(event.type, event.data, e.message)
    return Written(event.type, event.data, None)


def _erase(log: EventLog, blobs: BlobStore, article: str) -> int:
    """Erases what only this article's events name; returns the number of blobs."""
    own: set[str] = set()
    shared: set[str] = set()
    for event in log.read(types=("article.captured", "article.revised")):
        (own if event.data["article"] == article else shared).update((event.data["text"], event.data["raw"]))
    return sum(blobs.erase(sha) for sha in sorted(own - shared))
