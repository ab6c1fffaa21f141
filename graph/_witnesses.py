"""From statements to witnesses and right lines: who says what about which line, each story counted once.

Rules *one-story-one-witness* and *unnamed-field*, and the cutting of claims into lines (one per field of use, place and kind of subject).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.claims import TAKEN_BACK, Change, Claim, DisputeClaim, Mode, RightClaim, Stance
from graph.dates import PartialDate, Precision
from graph.fields import covers, related
from graph.places import left_out, meet, places, within
from graph.statements import Statement
from graph.subjects import Subject, subject_of


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
    earliest first; the others are its copies. ``by`` is the rule by which it ends something, if it does.
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
    outlet: str = ""
    by: str = "end"

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
    def end_earliest(self) -> date | None:
        """The first day on which what it says may have been over: of "in January 2025" the first of January (rule *uncertain-end*).

        "Through 2032" and "the end of 2032" are no more uncertain than their last day.
        """
        if not self.claim.valid_to:
            return None
        stated = PartialDate.parse(self.claim.valid_to)
        if stated.precision is Precision.DAY or _through(self.claim.quote, stated.first.year):
            return None
        return stated.first

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


def _through(quote: str, year: int) -> bool:
    return (
        re.search(rf"\b(?:through(?:out)?|thru|end of|close of|up to and including)\b[^.;]{{0,24}}\b{year}\b", quote, re.IGNORECASE)
        is not None
    )


def subject(witness: Witness) -> Subject:
    """What the witness says that it is about."""
    return subject_of(witness.claim.subject, (witness.claim.grantor, witness.claim.grantee))


def _content(claim: Claim) -> tuple[object, ...]:
    if isinstance(claim, RightClaim):
        words = tuple(sorted(subject_of(claim.subject).words))
        scope = (claim.field_of_use, places(claim.territory, claim.condition), words, claim.valid_from, claim.valid_to)
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
                Witness(
                    claim, field, place, weight, trust, first.published, first.said, tuple(s.id for s in group), first.story, first.outlet
                )
                for place in places(claim.territory, claim.condition) or (None,)
            ]
    return tuple(sorted(unnamed_field(found), key=lambda w: (w.said, w.ids)))


def unnamed_field(heard: Sequence[Witness]) -> Iterator[Witness]:
    """Rule *unnamed-field*: whose text names no field speaks of the field of the two parties' other rights, those of this mode first.

    Where these are over different fields nobody can tell, and the assumed field stays.
    """
    named = [w for w in heard if not w.claim.field_assumed]
    for witness in heard:
        if not witness.claim.field_assumed:
            yield witness
            continue
        near = [w for w in named if within(w.place, witness.place) or within(witness.place, w.place)]
        alike = [w for w in near if w.claim.mode is witness.claim.mode] or near
        fields = {w.claim.field_of_use for w in alike}
        yield from (replace(witness, field=field) for field in (fields.pop() if len(fields) == 1 else (witness.field,)))


def taken_back(heard: Sequence[Witness]) -> tuple[Witness, ...]:
    """Rule *retraction*: what an outlet takes back it no longer says."""
    backs = [w for w in heard if w.claim.rule == TAKEN_BACK and w.outlet]
    return tuple(w for w in heard if not any(_takes_back(b, w) for b in backs))


def _takes_back(denial: Witness, word: Witness) -> bool:
    same = denial.outlet == word.outlet and denial.said > word.said and denial.claim.mode is word.claim.mode
    return same and related(denial.field, word.field) and meet(denial.place, word.place)


def exceptions(heard: Sequence[Witness]) -> tuple[Witness, ...]:
    """Rule *exception*: who says that a right covers a place without a part of it ends an older, wider right over that part."""
    found = []
    for witness in heard:
        if witness.claim.change is Change.ENDS:
            continue
        for part in left_out(witness.place):
            wider = [
                w for w in heard if w.claim.mode is witness.claim.mode and w.start < witness.start and w.claim.change is not Change.ENDS
            ]
            if any(covers(w.field, witness.field) and within(part, w.place) and subject(w).covers(subject(witness)) for w in wider):
                ended = replace(witness.claim, change=Change.ENDS, valid_from=None, valid_to=witness.claim.valid_from, territory=part)
                found.append(replace(witness, claim=ended, place=part, by="exception"))
    return tuple(found)


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

    Subjects that share a name are one kind, and each version of a kind has a line of its own. A subject that has no name is about
    everything in its field, and one without a version about all versions: where there are several lines, those of the narrower
    subjects inherit the witnesses of the wider ones. Where all subjects of a field and place are one or none, there is a single line.
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
    generic = [w for w in members if not subject(w).names]
    kinds = _joined([w for w in members if subject(w).names], lambda w: subject(w).names)
    parts: list[tuple[tuple[Witness, ...], tuple[Witness, ...]]] = []
    for kind in kinds:
        family = [w for w in kind if not subject(w).versions]
        versions = _joined([w for w in kind if subject(w).versions], lambda w: subject(w).versions)
        parts += [(tuple(version), (*family, *generic)) for version in versions]
        parts += [(tuple(family), tuple(generic))] if family else []
    if len(parts) <= 1:
        return [(tuple(members), ())]
    return [*parts, (tuple(generic), ())] if generic else parts


def _joined(members: Sequence[Witness], marks: Callable[[Witness], frozenset[str]]) -> list[list[Witness]]:
    """The witnesses in groups: two that share a mark are in one."""
    groups: list[tuple[frozenset[str], list[Witness]]] = []
    for witness in members:
        own = marks(witness)
        alike = [group for group in groups if group[0] & own]
        groups = [group for group in groups if group not in alike]
        groups.append((own.union(*(g[0] for g in alike)), [*(w for g in alike for w in g[1]), witness]))
    return [group for _, group in groups]


def _label(members: Sequence[Witness]) -> str | None:
    """How the weightiest witness names the subject, where most name it at all; the earliest among equals."""
    named = [w for w in members if subject(w).names]
    if sum(w.weight for w in named) < sum(w.weight for w in members) / 2:
        return None
    return min(named, key=lambda w: (-w.weight, w.said, w.ids)).claim.subject if named else None


def modes(found: Iterable[Witness]) -> tuple[Mode, ...]:
    """The modes that somebody speaks of, strongest first."""
    spoken = {w.claim.mode for w in found}
    return tuple(m for m in Mode if m in spoken)
