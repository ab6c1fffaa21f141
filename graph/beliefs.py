"""From statements to beliefs: who held which right, over which days, as known from when to when. Pure functions, no I/O.

A belief is a mode of a right line over a valid interval, held over a known interval. The rules have names (:mod:`graph.rules`), and
every belief lists those that made it. The same statements in any order give the same beliefs.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal

from graph._disputes import mark
from graph._episodes import Episode, episodes
from graph._succession import Span, succeed
from graph._witnesses import Line, Objection, Witness, exceptions, lines, modes, objections, taken_back, witnesses
from graph.claims import Change, DisputeClaim, Mode, RightClaim, Stance
from graph.dates import Interval
from graph.fields import covers
from graph.gazetteer import entity_id
from graph.places import within
from graph.statements import Statement

Role = Literal["holder", "grantor", "other"]


@dataclass(frozen=True)
class Doubt:
    """A stretch of a right's days over which somebody objects, or (``by`` is ``None``) over which sources of weight disagree.

    ``role`` is what the objector is to the right: its ``holder``, who objects to an act against it, its ``grantor``, or an ``other``.
    ``against`` are those said to be in breach, ``over`` the matter in the words of the objection. Parties by name.
    """

    during: Interval
    by: str | None = None
    role: Role | None = None
    against: tuple[str, ...] = ()
    over: str | None = None


@dataclass(frozen=True)
class Belief:
    """A right line's mode over ``valid``, as believed over ``known``.

    Parties are entity ids. ``supporting`` and ``opposing`` are statement ids by publication; the first of a witness is
    followed by its copies. ``doubts`` are the stretches of the valid interval that are in dispute, each on its own.
    ``start_latest`` is the last day on which it may have begun and ``end_earliest`` the first on which it may have been over: the
    bounds themselves where these are known to the day.
    """

    grantor: str
    grantee: str
    mode: Mode
    field: str
    place: str | None
    subject: str | None
    condition: str | None
    valid: Interval
    known: Interval
    start_latest: date | None
    end_earliest: date | None
    credence: float
    doubts: tuple[Doubt, ...]
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def disputed(self) -> Interval | None:
        """From the first day in dispute to the last; which days between them are not is in ``doubts``."""
        return _hull([doubt.during for doubt in self.doubts])

    @property
    def disputed_by(self) -> tuple[str, ...]:
        """Who objects, by name."""
        return tuple(sorted({doubt.by for doubt in self.doubts if doubt.by}))

    @property
    def sure(self) -> Interval | None:
        """The days on which it was in force whatever the uncertain bounds turn out to be, or ``None`` where there is none."""
        if self.start_latest is not None and self.end_earliest is not None and self.start_latest >= self.end_earliest:
            return None
        return Interval(self.start_latest, self.end_earliest)

    @cached_property
    def id(self) -> str:
        """Stable: the same belief has the same id in every build."""
        text = "|".join(
            str(x)
            for x in (
                self.grantor,
                self.grantee,
                self.mode,
                self.field,
                self.place,
                self.subject,
                self.valid.start,
                self.valid.end,
                self.known.start,
            )
        )
        return "r-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def believe(grantor: str, statements: Iterable[Statement]) -> tuple[Belief, ...]:
    """Everything that was ever believed of one grantor's rights, by the statements about it."""
    about: dict[str, list[Statement]] = {}
    disputes = []
    for statement in statements:
        claim = statement.claim
        if isinstance(claim, RightClaim) and entity_id(claim.grantor) == grantor:
            if (grantee := entity_id(claim.grantee)) != grantor:  # rule *one-company*: nobody grants himself a right
                about.setdefault(grantee, []).append(statement)
        elif isinstance(claim, DisputeClaim):
            disputes.append(statement)
    found = [b for grantee, told in about.items() for b in _versions(grantor, grantee, told, disputes)]
    return tuple(sorted(found, key=_order))


def _versions(grantor: str, grantee: str, told: Sequence[Statement], disputes: Sequence[Statement]) -> Iterator[Belief]:
    """Believes once for each day on which something became known, and joins what did not change."""
    bounds = {day for s in (*told, *disputes) for day in (s.known.start, s.known.end) if day is not None}
    current: dict[Belief, date] = {}
    for day in sorted(bounds):
        now = set(as_known(grantor, grantee, [s for s in told if day in s.known], [s for s in disputes if day in s.known]))
        for belief in [b for b in current if b not in now]:
            yield replace(belief, known=Interval(current.pop(belief), day))
        for belief in now - set(current):
            current[belief] = day
    for belief, since in current.items():
        yield replace(belief, known=Interval(since, None))


def _order(belief: Belief) -> tuple[str, str, str, date, date, str]:
    return (belief.grantee, belief.field, belief.place or "", belief.valid.start or date.min, belief.known.start or date.min, belief.id)


_EVER: Final = Interval()
SURE: Final = 0.99
"""No number of reports makes anything certain."""


def as_known(grantor: str, grantee: str, told: Sequence[Statement], disputes: Sequence[Statement]) -> tuple[Belief, ...]:
    """What one set of statements amounts to. The known interval of the result is open: it is the caller's."""
    heard = taken_back(witnesses(told))
    denials = [w for w in heard if w.claim.stance is Stance.DENIED]
    said = [w for w in heard if w.claim.stance is not Stance.DENIED]
    affirmed = [*said, *exceptions(said)]
    objected = objections(disputes)
    spans = []
    for line, (own, inherited) in lines(grantor, grantee, affirmed).items():
        found = _spans(line, (*own, *inherited), affirmed, denials)
        spans += [
            s
            for s in found
            if not inherited or any(w in own for w in (*s.supports, *(e for e in s.enders if e.claim.change is Change.ENDS)))
        ]
    return tuple(_belief(span, doubts) for span, doubts in mark(spans, objected))


def _spans(line: Line, members: Sequence[Witness], affirmed: Sequence[Witness], denials: Sequence[Witness]) -> list[Span]:
    """The line's modes over valid time. An end or a denial of a wider right is one of this line too."""
    found: list[Episode] = []
    for mode in modes(members):
        supports = [w for w in members if w.claim.mode is mode and w.claim.change is not Change.ENDS]
        own = [w for w in members if w.claim.mode is mode and w.claim.change is Change.ENDS]
        wider = [w for w in affirmed if w not in members and w.claim.change is Change.ENDS and w.claim.mode is mode and _reaches(w, line)]
        denied = [w for w in denials if w.claim.mode is mode and _reaches(w, line)]
        terms = _terms(supports, [w for w in affirmed if w not in members and w.claim.mode is mode and _reaches(w, line)])
        found += episodes(supports, [*own, *(wider if supports else []), *terms], denied)
    return succeed(line, found)


def _terms(supports: Sequence[Witness], wider: Sequence[Witness]) -> list[Witness]:
    """Rule *lapse*, of a right that is only said to hold, without a term: it ends with the older, wider one that it is part of."""
    if not supports or any(w.claim.change is not Change.HOLDS or w.term for w in supports):
        return []
    begun = min(w.start for w in supports)
    older = [w for w in wider if w.term is not None and w.start <= begun < w.term]
    found = []
    for witness in older:
        assert witness.term is not None
        stated = witness.claim.valid_to if len(witness.claim.valid_to or "") < len("2025-01-21") else witness.term.isoformat()
        found.append(replace(witness, claim=replace(witness.claim, change=Change.ENDS, valid_to=stated), by="lapse"))
    return found


def _reaches(witness: Witness, line: Line) -> bool:
    return covers(witness.field, line.field) and within(line.place, witness.place)


def credence(favour: Iterable[float], against: Iterable[float]) -> float:
    """Rule *credence*: how much is to be believed of what independent witnesses of these weights say for and against."""
    told, opposed = (1 - math.prod(1 - weight for weight in weights) for weights in (favour, against))
    return round(min(told * (1 - opposed / 2), SURE), 4)


def _belief(span: Span, doubts: Sequence[tuple[Interval, Objection | None]]) -> Belief:
    supports, enders, against = span.supports, span.enders, span.against
    objecting = [o for _, o in doubts if o is not None]
    conditions = [w for w in supports if w.claim.condition]
    rules = {*span.rules, "credence", *(["dispute"] if doubts else [])}
    if any(o is not None and during.end is not None and during.end != span.valid.end for during, o in doubts):
        rules.add("settlement")
    if any(w.claim.field_assumed for w in (*supports, *enders, *against)):
        rules.add("unnamed-field")
    if any(len(w.ids) > 1 for w in (*supports, *enders, *against)):
        rules.add("one-story-one-witness")
    return Belief(
        grantor=span.line.grantor,
        grantee=span.line.grantee,
        mode=span.mode,
        field=span.line.field,
        place=span.line.place,
        subject=span.line.subject,
        condition=min(conditions, key=lambda w: (-w.weight, w.said, w.ids)).claim.condition if conditions else None,
        valid=span.valid,
        known=_EVER,
        start_latest=span.start_latest,
        end_earliest=span.end_earliest,
        credence=credence([w.weight for w in supports or enders], [w.weight for w in against]),
        doubts=_doubts(span.line, doubts),
        supporting=_ids((*supports, *enders)),
        opposing=_ids((*against, *objecting)),
        rules=tuple(sorted(rules)),
    )


def _doubts(line: Line, found: Iterable[tuple[Interval, Objection | None]]) -> tuple[Doubt, ...]:
    """The stretches in dispute; what one party says in several pages without a break is one."""
    by: dict[str | None, list[tuple[Interval, Objection | None]]] = {}
    for during, objection in found:
        by.setdefault(objection.claim.claimant if objection else None, []).append((during, objection))
    out = []
    for name, told in by.items():
        told.sort(key=lambda t: (t[0].start or date.min, t[0].end or date.max))
        for group in _unbroken(told):
            claims = [o.claim for _, o in group if o is not None]
            against = tuple(sorted({party for claim in claims for party in claim.respondents}))
            whole = _hull([interval for interval, _ in group])
            assert whole is not None
            out.append(Doubt(whole, name, _role(line, name), against, next((c.over for c in claims if c.over), None)))
    return tuple(sorted(out, key=lambda d: (d.during.start or date.min, d.by or "", d.during.end or date.max)))


def _unbroken(told: Sequence[tuple[Interval, Objection | None]]) -> Iterator[list[tuple[Interval, Objection | None]]]:
    group: list[tuple[Interval, Objection | None]] = []
    until: date | None = date.min
    for during, objection in told:
        if group and until is not None and (during.start or date.min) > until:
            yield group
            group, until = [], date.min
        group.append((during, objection))
        until = None if until is None or during.end is None else max(until, during.end)
    if group:
        yield group


def _role(line: Line, name: str | None) -> Role | None:
    if name is None:
        return None
    return {line.grantee: "holder", line.grantor: "grantor"}.get(entity_id(name), "other")  # type: ignore[return-value]


def _ids(told: Iterable[Witness | Objection]) -> tuple[str, ...]:
    ordered = sorted(told, key=lambda w: (w.said, w.ids))
    return tuple(dict.fromkeys(i for w in ordered for i in w.ids))


def _hull(intervals: Sequence[Interval]) -> Interval | None:
    if not intervals:
        return None
    starts, ends = [i.start for i in intervals], [i.end for i in intervals]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max(e for e in ends if e)
    return Interval(start, end)
