"""What the graph answers: rights, evidence, conflicts and changes, as typed values with the JSON shapes of the command line.

Dates are :class:`datetime.date`, an open end is ``None``. ``to_json`` gives what ``--json`` prints.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from graph.claims import Mode

Verdict = Literal["yes", "no", "no_evidence"]
Kind = Literal["begins", "ends", "amends", "disputed"]

HEARD: Final = 1 / 3
"""A right of less credence than this is shown, but no answer rests on it (rule *weight*)."""


@dataclass(frozen=True)
class Review:
    """What an analyst says of the reading of a claim: confirm, reject or amend, by whom, why and when."""

    verdict: str
    by: str
    why: str
    on: date


@dataclass(frozen=True)
class Evidence:
    """A claim where it stands: the quote is ``[char_start:char_end]`` of the article; ``copies`` are addresses of near-copies.

    ``grantee`` is an entity id; it, ``territory`` and ``subject`` are as the claim has them. ``withdrawn``: the article counts no
    more; ``review``: what an analyst has said of this reading; ``confidence``: how likely it is right, 0 to 1. ``text`` names the
    article's text in the blob store: that which stated the claim, also where the page has another by now.
    """

    claim: str
    article: str
    url: str
    canonical_url: str | None
    title: str
    source: str
    published_at: str | None
    stance: str
    change: str
    mode: str | None
    field_of_use: tuple[str, ...]
    grantee: str | None
    territory: str | None
    subject: str | None
    speaker: str | None
    quote: str
    char_start: int
    char_end: int
    extractor: str
    weight: float
    rule: str
    known_from: date
    story: str
    copies: tuple[str, ...] = ()
    review: Review | None = None
    withdrawn: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    confidence: float = 1.0
    text: str = ""

    @property
    def said(self) -> tuple[object, ...]:
        """What makes two pieces of evidence one witness: the same story saying the same."""
        return self.story, self.change, self.mode, self.stance, self.field_of_use, self.grantee, self.territory


Certainty = Literal["in force", "not in force", "uncertain"]


@dataclass(frozen=True)
class Dispute:
    """A stretch of days over which somebody objects (``by``), or over which sources of weight disagree (``by`` is ``None``).

    ``role`` is what the objector is to the right: its ``holder``, who objects to an act against it by those in ``against``, its
    ``grantor``, or an ``other``. ``over`` is the matter in the objection's own words.
    """

    since: date | None
    until: date | None
    by: str | None = None
    role: str | None = None
    against: tuple[str, ...] = ()
    over: str | None = None

    def on(self, day: date) -> bool:
        """Whether it was open on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Carried:
    """Why somebody answers for a right that was told of another: ``owner`` took over ``owned`` on ``since``, by whose word."""

    owner: str
    owned: str
    since: date | None
    claim: str | None = None


@dataclass(frozen=True)
class Right:
    """A belief about a right: a mode over ``[valid_from, valid_to)``, held over ``[known_from, known_to)``.

    ``valid_from_latest`` is the last day on which it may have begun, ``valid_to_earliest`` the first on which it may have been over;
    between an outer and an inner bound it is uncertain whether it was in force. ``disputed`` is meant on the day asked about;
    without one, at any time. ``disputes`` are the stretches; ``disputed_since`` and ``disputed_until`` the first and last of their days.
    """

    id: str
    grantor: str
    grantee: str
    mode: Mode
    field_of_use: tuple[str, ...]
    subject: str | None
    territory: str | None
    condition: str | None
    valid_from: date | None
    valid_to: date | None
    valid_from_precision: str
    valid_to_precision: str
    known_from: date
    known_to: date | None
    credence: float
    disputed: bool
    disputed_since: date | None
    disputed_until: date | None
    disputed_by: tuple[str, ...]
    rules: tuple[str, ...]
    supporting: tuple[Evidence, ...] = ()
    opposing: tuple[Evidence, ...] = ()
    conflicts: tuple[str, ...] = ()
    valid_from_latest: date | None = None
    valid_to_earliest: date | None = None
    disputes: tuple[Dispute, ...] = ()
    carried: tuple[Carried, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it was in force on that day. A right of unknown beginning is in force on no particular day."""
        return self.valid_from is not None and self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def certainty(self, day: date) -> Certainty:
        """Whether it was in force on that day, or whether its dates are too coarse to tell (rules *uncertain-start*, *uncertain-end*)."""
        if not self.in_force(day):
            return "not in force"
        begun = self.valid_from_latest is None or self.valid_from_latest <= day
        runs = self.valid_to_earliest is None or day < self.valid_to_earliest
        return "in force" if begun and runs else "uncertain"

    def disputed_on(self, day: date) -> bool:
        """Whether it was in doubt on that day."""
        if self.disputes:
            return any(dispute.on(day) for dispute in self.disputes)
        since, until = self.disputed_since, self.disputed_until
        return self.disputed and (since is None or since <= day) and (until is None or day < until)

    @property
    def heard(self) -> bool:
        """Whether an answer may rest on it."""
        return self.credence >= HEARD


@dataclass(frozen=True)
class Question:
    """What was asked, with names as the graph has them. ``None`` is anybody, anything, anywhere, ever."""

    grantor: str | None
    grantee: str | None
    use: str | None
    subject: str | None
    territory: str | None
    at: date | None
    known_at: date


@dataclass(frozen=True)
class Answer:
    """Whether an exclusive right is in force, the strongest mode that is, and by whose word.

    ``rights`` are those in force in scope, strongest first; ``set_aside`` those in scope that no answer rests on:
    over, not begun, or too weakly supported. ``certain`` is false on a day on which the dates are too coarse to tell whether the
    right that the answer names was in force; ``reasons`` say why. ``prospects`` are talks and plans that have not come true: never
    rights. ``unknown`` are the words of the question that nobody has used.
    """

    question: Question
    answer: Verdict
    mode: Mode | None
    disputed: bool
    credence: float
    rights: tuple[Right, ...] = ()
    set_aside: tuple[Right, ...] = ()
    supporting: tuple[Evidence, ...] = ()
    opposing: tuple[Evidence, ...] = ()
    certain: bool = True
    reasons: tuple[str, ...] = ()
    prospects: tuple[Evidence, ...] = ()
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """A word of the question that neither the program's lists nor any claim has, and the nearest that they have."""

    what: str
    name: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        near = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"unknown {self.what} {self.name!r}: no claim names it{near}"


@dataclass(frozen=True)
class Clash:
    """Two rights of one grantor that cannot both hold, from ``since`` until ``until``.

    ``kind`` is how hard they clash: ``overlap`` (one field within the other) or ``potential`` (fields with a common parent).
    ``disputed`` says whether either is in dispute (on the day asked about, if one was), ``disputes`` by whom and over what;
    ``certain`` is false on a day on which the dates of either are too coarse to tell. The evidence of both sides is in ``rights``.
    """

    kind: str
    since: date | None
    until: date | None
    field_of_use: tuple[str, ...]
    territory: str | None
    disputed_by: tuple[str, ...]
    rights: tuple[Right, Right]
    disputed: bool = False
    disputes: tuple[Dispute, ...] = ()
    certain: bool = True


@dataclass(frozen=True)
class Wanted:
    """Which conflicts are asked for: of one grantor (by any name), near a field of use, of one grade (``overlap`` or ``potential``),
    with or without a dispute, of the day alone. By default all.
    """

    grantor: str | None = None
    use: str | None = None
    kind: str | None = None
    disputed: bool | None = None
    on_day: bool = False


@dataclass(frozen=True)
class Clashes:
    """Some of a number of conflicts, in order. ``total`` counts all; of one between companies of one owner nothing may be left.

    Where not ``complete``, ``total`` are those that were counted, the weightiest; there are more, or may be.
    """

    found: tuple[Clash, ...]
    total: int
    complete: bool


@dataclass(frozen=True)
class Moved:
    """A change of the world, or of what was known. ``disputed``: somebody began to object."""

    change: Kind
    date: date | None
    before: Right | None
    after: Right | None


@dataclass(frozen=True)
class Changes:
    """What changed after ``since`` and up to ``until``, in order of days.

    ``complete`` is false where there was more: then ``since`` is later than what was asked for, and what follows it is all there.
    """

    since: date
    until: date
    complete: bool
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Told:
    """A claim with its evidence and what it does in the graph. ``aside`` says why no right may rest on it, where that is so."""

    evidence: Evidence
    claim: Mapping[str, Any]
    supports: tuple[Right, ...] = ()
    opposes: tuple[Right, ...] = field(default=())
    aside: str = ""


@dataclass(frozen=True)
class Doubtful:
    """A claim that is worth a second look: with the rights, strongest stake first, that would lose most if it was misread.

    ``stake`` is the credence that the first of them is expected to lose by a check (:mod:`graph.stakes`), ``witnesses`` how many
    stories say the same of it.
    """

    evidence: Evidence
    stake: float
    witnesses: int
    rights: tuple[Right, ...]


@dataclass(frozen=True)
class Waiting:
    """What is most worth a second look, the first of it first. Where not ``complete``, there is more, or may be."""

    found: tuple[Doubtful, ...]
    complete: bool


@dataclass(frozen=True)
class Neighbourhood:
    """The rights around a company over all days, as known, without their evidence. ``cut``: there were more than were asked for.

    ``owners`` are who owned the companies on the day that was asked about, by name.
    """

    company: str
    rights: tuple[Right, ...]
    cut: bool
    owners: Mapping[str, str]


@dataclass(frozen=True)
class Stand:
    """The rights that a claim speaks for and against."""

    supports: tuple[Right, ...]
    opposes: tuple[Right, ...]


@dataclass(frozen=True)
class Aside:
    """A claim about the parties and field of a right that the right does not rest on, and why not."""

    evidence: Evidence
    reason: str


@dataclass(frozen=True)
class Step:
    """A rule at work in one right: what it means, what it came to here, and the evidence that it used."""

    rule: str
    meaning: str
    result: str
    used: tuple[Evidence, ...]


@dataclass(frozen=True)
class Why:
    """What a right rests on.

    ``rules`` are those that made it, by name, with what each means; ``chain`` has them in the order in which they are applied, with
    what each came to. ``versions`` are all beliefs about its line (parties, field, place), by the day of knowledge: what was thought
    when. ``aside`` is what had been said by the end of the right's own known interval and was set aside.
    """

    right: Right
    rules: Mapping[str, str]
    versions: tuple[Right, ...]
    aside: tuple[Aside, ...]
    chain: tuple[Step, ...]


@dataclass(frozen=True)
class Related:
    """What a right stands beside, as known on ``known_at``: a day on which it was itself believed.

    ``after`` are the rights whose place it took, ``before`` those that took its own; ``conflicts`` those that cannot hold beside it;
    ``carried`` is who owned its parties on the day asked about; ``agreements`` (id and name) are those between its parties of which
    the same pages tell.
    """

    known_at: date
    after: tuple[Right, ...]
    before: tuple[Right, ...]
    conflicts: tuple[Clash, ...]
    carried: tuple[Carried, ...]
    agreements: tuple[tuple[str, str], ...] = ()


def to_json(value: Any) -> Any:
    """Any of these values as JSON data: enums by value, dates in ISO form, no mode as ``none``."""
    if isinstance(value, Answer):
        return {**_fields(value), "mode": value.mode.value if value.mode else "none"}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mode):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
