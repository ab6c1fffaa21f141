"""``DealGraph``: the questions one can ask of the graph, each with both clocks.

``at`` is a day in the world (default: today), ``known_at`` the day of knowledge (default: the last completed run). Names
may be any that the gazetteer or the graph knows; a brand stands for the company behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import Any, Final

from graph import _agreed, _around, _asked, _best_known, _by_claim, _clashing, _lately, _why, finding, queries
from graph._decide import in_scope, near_scope, on_day
from graph._doubtful import doubtful_claims
from graph._fetch import clashes, dressed
from graph._lag import last_seq
from graph._moved import knowledge_moved, world_moved
from graph._shelf import articles_from
from graph.agreements import Agreement
from graph.answers import (
    HEARD,
    Answer,
    Changes,
    Clash,
    Clashes,
    Evidence,
    Moved,
    Neighbourhood,
    Question,
    Related,
    Right,
    Stand,
    Told,
    Waiting,
    Wanted,
    Why,
)
from graph.errors import BadInput, UnknownId
from graph.fields import FIELDS, check_field, related
from graph.home import Home
from graph.program import fingerprint
from graph.records import Record, record
from graph.statements import day_of
from graph.store import GraphStore, Table

STALE: Final = "the graph was made by another version of this program: the next run makes it anew, and so does dealgraph rebuild"

_OVER: Final = 5_000
"""Rights over a field among which those who granted most are looked for."""


class DealGraph:
    """Answers from one graph.

    Every method may raise :class:`~graph.errors.GraphUnavailable`; wrong words raise :class:`~graph.errors.BadInput`.
    """

    def __init__(self, store: GraphStore, log_url: str | None = None) -> None:
        self.store = store
        self._log_url = log_url

    @classmethod
    def open(cls, home: Home | None = None) -> DealGraph:
        """The graph of a home; by default that of the environment."""
        home = home or Home.from_env()
        return cls(GraphStore.open(home.graph_url, home.graph_dir), home.log_url)

    def close(self) -> None:
        """Lets go of the server."""
        self.store.close()

    def __enter__(self) -> DealGraph:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # the questions

    def exclusivity(
        self,
        grantor: str,
        *,
        grantee: str | None = None,
        use: str | None = None,
        subject: str | None = None,
        territory: str | None = None,
        at: date | None = None,
        known_at: date | None = None,
    ) -> Answer:
        """Who holds which right of the grantor's on a day: yes, no or no evidence, by whose word, and who says otherwise."""
        return self.exclusivities(grantor, [use], grantee=grantee, subject=subject, territory=territory, at=at, known_at=known_at)[use]

    def exclusivities(
        self,
        grantor: str,
        uses: Iterable[str | None],
        *,
        grantee: str | None = None,
        subject: str | None = None,
        territory: str | None = None,
        at: date | None = None,
        known_at: date | None = None,
    ) -> dict[str | None, Answer]:
        """The answers of :meth:`exclusivity` for several fields of use at once, which takes little longer than one."""
        anything = self._question(grantor, grantee, None, subject, territory, at or date.today(), known_at)
        return _asked.answers(self.store, anything, uses)

    def timeline(
        self,
        grantor: str | None = None,
        *,
        grantee: str | None = None,
        use: str | None = None,
        subject: str | None = None,
        territory: str | None = None,
        known_at: date | None = None,
    ) -> tuple[Right, ...]:
        """All rights over all days, as known: of one grantor, or of everybody; over a field, the wider and the narrower ones."""
        question = self._question(grantor, grantee, use, subject, territory, None, known_at)
        exact = territory is not None or subject is not None
        return tuple(r for r in _asked.rights_of(self.store, question) if near_scope(r, question) and (not exact or in_scope(r, question)))

    def conflicts(self, grantor: str | None = None, *, at: date | None = None, known_at: date | None = None) -> tuple[Clash, ...]:
        """Pairs of rights that cannot both hold, on a day or ever, as known."""
        question = self._question(grantor, None, None, None, None, None, known_at)
        by_id = {r.id: r for r in _asked.rights_of(self.store, question) if r.heard}
        rows = self.store.read(queries.CONFLICTS, ids=list(by_id), known=question.known_at.isoformat()) if by_id else []
        return clashes(self.store, rows, by_id, at, question.known_at)

    def clashing(self, wanted: Wanted, *, at: date | None = None, known_at: date | None = None, most: int = 10, skip: int = 0) -> Clashes:
        """Conflicts of everybody, or some of them: those of the day ``at`` first, then overlaps, then by the weaker side's credence in
        hundredths, then the latest. Everybody's are counted up to a thousand.
        """
        party = finding.find_party(self.store, wanted.grantor, at) if wanted.grantor is not None else None
        fields = _near(wanted.use) if wanted.use is not None else None
        asked = _clashing.Asked(wanted, party, fields, at or date.today(), known_at or self.known)
        return _clashing.clashing(self.store, asked, most, skip)

    def open_conflicts(self, at: date, *, known_at: date | None = None, limit: int = 100) -> tuple[Clash, ...]:
        """Everybody's conflicts that are open on a day, as known, no more than ``limit``: in the order of :meth:`clashing`."""
        return _clashing.open_on(self.store, at, known_at or self.known, limit)

    def happened(
        self,
        since: date,
        until: date,
        *,
        companies: Iterable[str] = (),
        uses: Iterable[str] = (),
        known_at: date | None = None,
        limit: int = 200,
    ) -> Changes:
        """What began, ended and came into dispute in the world after ``since`` and up to ``until``, as known.

        Of rights that one of the companies grants or holds, over one of the fields, a wider or a narrower one; by default of everybody's,
        over all. The latest ones where there are more than ``limit`` of a kind.
        """
        window = self._window(since, until, companies, uses, limit)
        return _lately.happened(self.store, self._dress, window, known_at or self.known)

    def learnt(self, since: date, until: date, *, companies: Iterable[str] = (), uses: Iterable[str] = (), limit: int = 200) -> Changes:
        """How beliefs about any day of the world moved after ``since`` and up to ``until``, two days of knowing; the rest as in
        :meth:`happened`. ``begins`` is what was learnt, ``ends`` what is believed no more.
        """
        return _lately.learnt(self.store, self._dress, self._window(since, until, companies, uses, limit))

    def brought(self, claims: Sequence[str], *, known_at: date | None = None, limit: int = 200) -> tuple[Right, ...]:
        """The rights that some claims (ids) speak for or against, as known; what was last believed otherwise first."""
        known = known_at or self.known
        return self._dress(self.store.read(queries.BROUGHT, ids=list(claims), known=known.isoformat(), limit=limit)) if claims else ()

    def diff(
        self,
        grantor: str | None = None,
        *,
        grantee: str | None = None,
        use: str | None = None,
        subject: str | None = None,
        territory: str | None = None,
        start: date,
        end: date,
        known_at: date | None = None,
    ) -> tuple[Moved, ...]:
        """How the world moved after ``start`` and up to ``end``, as known."""
        _forward(start, end, "--from", "--to")
        question = self._question(grantor, grantee, use, subject, territory, None, known_at)
        return world_moved([r for r in _asked.rights_of(self.store, question) if in_scope(r, question)], start, end)

    def revised(
        self,
        grantor: str | None = None,
        *,
        grantee: str | None = None,
        use: str | None = None,
        subject: str | None = None,
        territory: str | None = None,
        at: date,
        known_from: date,
        known_to: date,
    ) -> tuple[Moved, ...]:
        """How our knowledge of one day moved between two days of knowing."""
        _forward(known_from, known_to, "--known-from", "--known-to")
        question = self._question(grantor, grantee, use, subject, territory, None, known_to)
        versions = _asked.versions_of(self.store, question, known_from, known_to)
        return knowledge_moved([r for r in versions if in_scope(r, question)], at, known_from, known_to)

    def evidence(self, claim: str) -> Told:
        """A claim by its id: where it stands, what it says, and which rights it speaks for and against."""
        return _by_claim.told(self.store, claim)

    def why(self, right: str) -> Why:
        """What a right rests on, by its id: claims for and against, what was set aside and why, and what was thought when."""
        return _why.why(self.store, right)

    def related(self, right: str, *, at: date | None = None, known_at: date | None = None) -> Related:
        """What a right stands beside: predecessors, successors, conflicts, and who owns its parties on a day.

        As known on ``known_at``, or on the day nearest to it on which this version of the right was itself believed.
        """
        return _why.related(self.store, right, at or date.today(), known_at or self.known)

    def agreements(self, party: str | None = None, *, known_at: date | None = None, most: int = 50, skip: int = 0) -> tuple[Agreement, ...]:
        """Agreements of one party or of everybody, as known on a day, those first told of last at the head."""
        wanted = finding.find_party(self.store, party, None) if party is not None else None
        return _agreed.listed(self.store, wanted, known_at or self.known, most, skip)

    def agreement(self, agreement: str, *, known_at: date | None = None) -> Agreement:
        """One by its id, as known, with rights and objections; raises :class:`~graph.errors.BadInput` where nothing was known of it yet."""
        return _agreed.one(self.store, agreement, known_at or self.known)

    def claims(self, ids: Sequence[str], *, at: date | None = None, known_at: date | None = None) -> tuple[tuple[Evidence, str], ...]:
        """Those of some claims that were known, each with the hash of its article's text.

        With ``at``, without those about a right or an agreement that, as far as they say, had not begun or was over on that day.
        """
        return _by_claim.known_of(self.store, ids, at, known_at or self.known)

    def stands(self, claims: Sequence[str], *, known_at: date | None = None) -> Mapping[str, Stand]:
        """The rights that each of some claims speaks for and against, as known; without their evidence."""
        return _by_claim.stands(self.store, claims, known_at or self.known)

    def around(self, company: str, *, at: date, hops: int = 1, known_at: date | None = None, most: int = 400) -> Neighbourhood:
        """The rights that a company grants or holds, those of its counterparties (``hops`` 2), and so on: ``most`` of each side and hop.

        They are what :mod:`graph.analysis` measures. Who owned the companies is as of ``at``.
        """
        centre = finding.find_party(self.store, company, at)
        return _around.around(self.store, centre, at, hops, known_at or self.known, most)

    def doubtful(
        self,
        grantor: str | None = None,
        *,
        at: date | None = None,
        alone: bool = False,
        disputed: bool = False,
        known_at: date | None = None,
        most: int = 100,
    ) -> Waiting:
        """The claims most worth a second look, as known: unlikely to be right, and with much of a right resting on them.

        Only those of rights in force on a day, that one story ``alone`` speaks for, or that are ``disputed``, where this is asked.
        """
        key = finding.find_party(self.store, grantor, None) if grantor is not None else None
        return doubtful_claims(self.store, key, at, alone, disputed, known_at or self.known, most)

    def right(self, right: str) -> Right:
        """A right by its id, with its evidence."""
        found = self._dress(self.store.read(queries.RIGHTS_BY_ID, ids=[right]))
        if not found:
            raise UnknownId("right", right)
        return found[0]

    def company(self, name: str) -> str:
        """The company that a name stands for, by the name that the graph has for it; raises :class:`~graph.errors.UnknownName`."""
        return finding.party_of(self.store, name).name

    def articles_from(self, source: str, *, edited: bool = False, most: int = 50, skip: int = 0) -> list[dict[str, Any]]:
        """A page of a source's articles, or of those of which it has changed the text, the newest first.

        A row has the article (``a``), how many ``claims`` it makes or made, and whether it is ``withdrawn``.
        """
        return articles_from(self.store, source, edited, most, skip)

    def record(self, source: str, *, known_at: date | None = None) -> Record:
        """How a source has fared with what its newest articles said, by its name as the graph has it, as known on a day."""
        return record(self.store, source, known_at or self.known)

    def cypher(self, text: str, *, params: Mapping[str, Any] | None = None, limit: int = 1000, timeout: float = 30.0) -> Table:
        """Any reading query. The server refuses to write; rows and seconds are limited."""
        return self.store.research(text, params=params, limit=limit, timeout=timeout)

    def find(self, name: str, *, at: date | None = None) -> finding.Meant:
        """What a name stands for: a company, a product or a field of use; raises :class:`~graph.errors.UnknownName` with the nearest."""
        return finding.find(self.store, name, at)

    def find_company(self, name: str, *, at: date | None = None) -> finding.Meant:
        """The company, or the product of one, that a name stands for; raises :class:`~graph.errors.UnknownName` with the nearest."""
        return finding.find_company(self.store, name, at)

    def best_known(self, most: int = 200) -> finding.BestKnown:
        """What rights are about, at most that many companies and products, the best known first: to be offered before a name is given."""
        return _best_known.best_known(self.store, most)

    def in_force(
        self,
        *,
        use: str | None = None,
        grantee: str | None = None,
        at: date | None = None,
        known_at: date | None = None,
        most: int = 50,
        skip: int = 0,
    ) -> tuple[Right, ...]:
        """Rights in force on a day over a field, wider and narrower ones included, or held by somebody, whoever grants them.

        The strongest mode first, then the best attested; at most that many, after those that are skipped. Rumours are left out.
        """
        if (use is None) == (grantee is None):
            raise BadInput("rights in force are asked for by field of use or by holder", "Give one of the two.")
        day, known = at or date.today(), known_at or self.known
        params: dict[str, Any] = {"at": day.isoformat(), "known": known.isoformat(), "heard": HEARD, "most": most, "skip": skip}
        if use is not None:
            query, params["fields"] = queries.IN_FORCE_OVER, _near(use)
        else:
            query, params["grantee"] = queries.IN_FORCE_HELD, finding.find_party(self.store, grantee or "", day)
        return tuple(on_day(right, day) for right in self._dress(self.store.read(query, **params)))

    def grantors_over(self, use: str, most: int = 50) -> finding.GrantorsOver:
        """Who has granted most over a field, wider and narrower ones included, whenever that was; at most that many.

        Of very many rights over it some thousand are looked at: which of them is the server's choice.
        """
        rows = self.store.read(queries.GRANTORS_OVER, fields=_near(use), looked=_OVER)
        return finding.GrantorsOver(tuple(row["name"] for row in rows[:most]), sum(row["rights"] for row in rows) < _OVER)

    def grantors(self) -> tuple[str, ...]:
        """Names of everybody who has granted something, as far as anybody has said."""
        return tuple(row["name"] for row in self.store.read(queries.GRANTORS))

    @cached_property
    def known(self) -> date:
        """The day of knowledge by default: that of the last completed run, else today."""
        known = self.store.position().known
        return date.fromisoformat(known) if known else date.today()

    @property
    def empty(self) -> bool:
        """Whether nothing has been projected yet."""
        return self.store.position().seq == 0

    def warnings(self, answer: Answer | None = None) -> tuple[str, ...]:
        """What an answer may lack: events that the graph has not taken in yet, the rules of this version of the program, words of the
        question that nobody has used, and days of publication.
        """
        last = last_seq(self._log_url) if self._log_url else None
        position = self.store.position()
        behind = (last or 0) - position.seq
        events = "1 event" if behind == 1 else f"{behind} events"
        lag = f"the graph lacks {events} of the log: a run is going on, or dealgraph ingest or rebuild will catch up"
        stale = position.seq > 0 and position.program != fingerprint()
        return (
            *([lag] if behind > 0 else []),
            *([STALE] if stale else []),
            *(map(str, answer.unknown) if answer else ()),
            *(_undated(answer.supporting) if answer else ()),
        )

    # how they are answered

    def _question(
        self,
        grantor: str | None,
        grantee: str | None,
        use: str | None,
        subject: str | None,
        territory: str | None,
        at: date | None,
        known_at: date | None,
    ) -> Question:
        grants, holds = (finding.party_of(self.store, name, at).name if name is not None else None for name in (grantor, grantee))
        return Question(
            grantor=grants,
            grantee=holds,
            use=check_field(use) if use is not None else None,
            subject=subject,
            territory=territory,
            at=at,
            known_at=known_at or self.known,
        )

    def _window(self, since: date, until: date, companies: Iterable[str], uses: Iterable[str], limit: int) -> _lately.Window:
        _forward(since, until, "the earlier day", "the later day")
        wanted = [check_field(use) for use in uses]
        fields = tuple(field for field in FIELDS if any(related(field, use) for use in wanted))
        return _lately.Window(
            since, until, tuple(sorted({finding.find_party(self.store, name, None) for name in companies})), fields, limit
        )

    def _dress(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Right, ...]:
        return dressed(self.store, rows)


def _near(use: str) -> list[str]:
    """A field with the wider and narrower ones."""
    return [f for f in FIELDS if related(f, check_field(use))]


def _undated(told: Iterable[Evidence]) -> Iterator[str]:
    pages = sorted({e.url for e in told if day_of(e.published_at) is None})
    if pages:
        others = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        yield f"{pages[0]}{others}: no day of publication can be read, so it counts from the day on which the page was read"


def _forward(start: date, end: date, first: str, last: str) -> None:
    if start > end:
        raise BadInput(f"{first} {start} lies after {last} {end}", "Put the earlier day first.")
