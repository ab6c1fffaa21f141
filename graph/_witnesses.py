"""From statements to witnesses and right lines: who says what about which line, each story counted once.

Rules *one-story-one-witness* and the cutting of claims into lines (one per field of use, place and kind of subject).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.claims import Change, Claim, DisputeClaim, Mode, RightClaim, Stance
from graph.dates import PartialDate, Precision
from graph.places import places
from graph.statements import Statement

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word


_GENERIC: Final = frozenset(
    _stem(word)
    for word in """
    a access ai all an and any api apis application applications artificial basis both business capacity certain chip chips
    cloud clouds commercial compute computing content data demand equipment every exclusive exclusively for from future
    generation goods hardware high-performance in inference infrastructure intellectual ip its large level licence license line lines market
    material model models needs new non-exclusive of offering offerings on operations or other our output own platform
    portfolio power product production products program programme programs property range requirements right rights sales
    sector service services software solution solutions start-up such supplies supply system systems technologies technology
    terms that the their these this those to training use volume volumes with work workload workloads
    """.split()
)


@dataclass(frozen=True)
class Line:
    """What a right is over: one field, one place (``None``: worldwide or unstated) and one kind of subject, between two parties (ids)."""

    grantor: str
    grantee: str
    field: str
    place: str | None
    subject: str | None


@dataclass(frozen=True)
class Witness:
    """One story's word on one claim.

    ``weight`` adds up to credence; ``trust``, which leaves out how sure the reading is, says who outranks whom. ``published``
    is the day that the page bears, ``said`` the one from which this text was known. ``ids`` are the statements, the
    earliest first; the others are its copies.
    """

    claim: RightClaim
    field: str
    place: str | None
    weight: float
    trust: float
    published: date
    said: date
    ids: tuple[str, ...]
    story: str

    @property
    def dated(self) -> bool:
        """Whether the text says since when."""
        return self.claim.valid_from is not None

    @property
    def start(self) -> date:
        """The first day of the right as stated, else the day of publication (rule *begin / hold*)."""
        return PartialDate.parse(self.claim.valid_from).first if self.claim.valid_from else self.published

    @property
    def end(self) -> date:
        """For an end: the stated day, else the day of publication (rule *end*). What ended "in 2024" was over by the end of 2024,
        and on the day on which it was said.
        """
        if not self.claim.valid_to:
            return self.published
        stated = PartialDate.parse(self.claim.valid_to)
        if stated.precision is Precision.DAY:
            return stated.first
        return min(stated.after, self.published) if self.published > stated.first else stated.after

    @property
    def is_over(self) -> bool:
        """Whether it tells of a right whose term had run out when it was written, without saying since when it had been in force."""
        return not self.dated and self.term is not None and self.term <= self.published

    @property
    def term(self) -> date | None:
        """For a right with a stated end: the first day on which it has lapsed (rule *lapse*)."""
        if self.claim.change is Change.ENDS or not self.claim.valid_to:
            return None
        return PartialDate.parse(self.claim.valid_to).after


@dataclass(frozen=True)
class Objection:
    """One story's word on a dispute (rule *dispute*)."""

    claim: DisputeClaim
    published: date
    said: date
    ids: tuple[str, ...]


def subject_words(subject: str | None, parties: Iterable[str] = ()) -> frozenset[str]:
    """The words that tell one subject from another; none for "its technology", which is whatever the grantor has."""
    names = {w for party in parties for w in _words(party)}
    return frozenset(w for w in _words(subject or "") if w not in _GENERIC and w not in names)


def subjects_meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two subjects, by their telling words, may be one: one that has none is about everything."""
    return not a or not b or bool(a & b)


def _words(text: str) -> list[str]:
    return [_stem(w) for w in _WORD.findall(re.sub(r"['’]s\b", "", text.casefold()))]


def _content(claim: Claim) -> tuple[object, ...]:
    if isinstance(claim, RightClaim):
        words = tuple(sorted(subject_words(claim.subject)))
        scope = (claim.field_of_use, places(claim.territory), words, claim.valid_from, claim.valid_to)
        return ("right", claim.mode, claim.change, claim.stance, *scope)
    if isinstance(claim, DisputeClaim):
        return ("dispute", claim.claimant, claim.respondents, claim.change, claim.stance)
    return ("agreement", claim.parties, claim.type, claim.change, claim.stance, claim.value)


def once_per_story(statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Rule *one-story-one-witness*: the statements of one story that say the same, the earliest published first."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.story, *_content(statement.claim)), []).append(statement)
    return tuple(tuple(sorted(group, key=lambda s: (s.said, s.moment, s.id))) for group in groups.values())


def witnesses(statements: Iterable[Statement]) -> tuple[Witness, ...]:
    """Every right claim cut by field and place. A prospect is no witness: what may come is not in force."""
    found = []
    for group in once_per_story(s for s in statements if isinstance(s.claim, RightClaim) and s.claim.stance is not Stance.PROPOSED):
        first = group[0]
        claim = first.claim
        assert isinstance(claim, RightClaim)
        if claim.stance is Stance.DENIED and claim.change is Change.ENDS:
            # who denies that a right has ended says that it holds
            claim = replace(claim, stance=Stance.ASSERTED, change=Change.HOLDS, valid_to=None)
        weight, trust = max(s.weight for s in group), max(s.trust for s in group)
        for field in claim.field_of_use:
            found += [
                Witness(claim, field, place, weight, trust, first.published, first.said, tuple(s.id for s in group), first.story)
                for place in places(claim.territory) or (None,)
            ]
    return tuple(sorted(found, key=lambda w: (w.said, w.ids)))


def objections(statements: Iterable[Statement]) -> tuple[Objection, ...]:
    """Every dispute, one witness a story."""
    found = []
    for group in once_per_story(s for s in statements if isinstance(s.claim, DisputeClaim)):
        claim = group[0].claim
        assert isinstance(claim, DisputeClaim)
        found.append(Objection(claim, group[0].published, group[0].said, tuple(s.id for s in group)))
    return tuple(sorted(found, key=lambda o: (o.said, o.ids)))


def lines(grantor: str, grantee: str, found: Sequence[Witness]) -> Mapping[Line, tuple[tuple[Witness, ...], tuple[Witness, ...]]]:
    """Each line's own witnesses, and those that it inherits.

    Subjects that share a telling word are one kind. A subject that has none is about everything in its field: where there
    are several kinds, each inherits those witnesses, and they have a line of their own. Where all subjects of a field and
    place are one kind or none, there is a single line.
    """
    by_scope: dict[tuple[str, str | None], list[Witness]] = {}
    for witness in found:
        by_scope.setdefault((witness.field, witness.place), []).append(witness)
    out: dict[Line, tuple[tuple[Witness, ...], tuple[Witness, ...]]] = {}
    for (field, place), members in by_scope.items():
        for own, inherited in _by_subject(members):
            out[Line(grantor, grantee, field, place, _label(own))] = own, inherited
    return out


def _by_subject(members: Sequence[Witness]) -> list[tuple[tuple[Witness, ...], tuple[Witness, ...]]]:
    kinds: list[tuple[set[str], list[Witness]]] = []
    generic: list[Witness] = []
    for witness in members:
        words = set(subject_words(witness.claim.subject, (witness.claim.grantor, witness.claim.grantee)))
        if not words:
            generic.append(witness)
            continue
        alike = [kind for kind in kinds if kind[0] & words]
        kinds = [kind for kind in kinds if kind not in alike]
        kinds.append((words.union(*(k[0] for k in alike)), [*(w for k in alike for w in k[1]), witness]))
    if len(kinds) <= 1:
        return [(tuple(members), ())]
    parts = [(tuple(part), tuple(generic)) for _, part in kinds]
    return [*parts, (tuple(generic), ())] if generic else parts


def _label(members: Sequence[Witness]) -> str | None:
    """How the weightiest witness names the subject, where most name it at all; the earliest among equals."""
    named = [w for w in members if subject_words(w.claim.subject, (w.claim.grantor, w.claim.grantee))]
    if sum(w.weight for w in named) < sum(w.weight for w in members) / 2:
        return None
    return min(named, key=lambda w: (-w.weight, w.said, w.ids)).claim.subject if named else None


def modes(found: Iterable[Witness]) -> tuple[Mode, ...]:
    """The modes that somebody speaks of, strongest first."""
    spoken = {w.claim.mode for w in found}
    return tuple(m for m in Mode if m in spoken)
