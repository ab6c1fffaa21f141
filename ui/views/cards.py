"""What the answer cards of the Explore page say, as plain values. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.answers import Answer, Carried, Clash, Right, Verdict
from graph.claims import Mode
from graph.fields import FIELDS, covers
from ui.permalink import Scope
from ui.words import (
    MODES,
    STRENGTH,
    counted,
    credence_text,
    day_text,
    dispute_text,
    end_text,
    field_label,
    listed,
    lowered,
    over_label,
    raised,
    start_text,
    term_text,
)

_RIVALS: Final = 3
"""Holders that a card's headline names at most."""


@dataclass(frozen=True)
class Badge:
    """A word on a card; ``tone`` is a mode, or none, unknown, unsure, dispute or overlap."""

    text: str
    tone: str


@dataclass(frozen=True)
class Ground:
    """How well a right is attested and by how many, which leads to the right by its id."""

    text: str
    right: str


@dataclass(frozen=True)
class Card:
    """The answer for one field of use, and for the narrower ones in ``parts``. ``lines`` say more, each a sentence or a phrase.

    ``grounds`` are what it rests on; ``grantor`` is whose rights it is about.
    """

    field: str
    verdict: Verdict
    headline: str
    badges: tuple[Badge, ...]
    lines: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    grantor: str = ""
    parts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``Compute, with training and inference``."""
        parts = listed((lowered(field_label(f.removeprefix(self.field + "."))) for f in self.parts), most=9)
        return field_label(self.field) + (f", with {parts}" if parts else "")


def headline(scope: Scope) -> str:
    """The page's title for a scope."""
    use = lowered(field_label(scope.use)) if scope.use else ""
    where = (f" in {scope.territory}" if scope.territory else "") + (f" over {scope.subject}" if scope.subject else "")
    if scope.grantee:
        return f"{scope.grantor}: what {scope.grantee} holds{f' for {use}' if use else ''}{where}"
    return f"{scope.grantor}: who holds {use or 'what'}{where}, exclusively"


def fields_shown(scope: Scope, known: Iterable[str]) -> tuple[str, ...]:
    """The fields of use that get a card, in the tree's order: those that anything is said of, or the one asked about with its parts."""
    heard = set(known)
    if scope.use is None:
        return tuple(f for f in FIELDS if f in heard)
    return tuple(f for f in FIELDS if f == scope.use or (f in heard and covers(scope.use, f)))


def card(
    field: str,
    answer: Answer,
    rights: Sequence[Right],
    clashes: Sequence[Clash],
    rivals: Sequence[Right] = (),
    names: Mapping[str, str] | None = None,
) -> Card:
    """The answer in words. ``rights`` are all in scope over all days, ``clashes`` the day's conflicts, ``rivals`` what others hold
    where the answer is one holder's, ``names`` those of who is in talks, by id.
    """
    at = answer.question.at
    assert at is not None
    talks = tuple(_talks(answer, names or {}))
    if not answer.rights:
        return _empty_card(field, answer, rights, rivals, talks, at)
    leading = [r for r in answer.rights if r.mode is answer.mode]
    holders = list(dict.fromkeys(r.grantee for r in leading))
    versus = _across(clashes, "overlap", leading)
    objecting = sorted({name for r in answer.rights if r.disputed_on(at) for name in r.disputed_by})
    badges = [Badge(MODES[leading[0].mode], leading[0].mode.value)]
    if answer.disputed:
        badges.append(Badge(raised(dispute_text(objecting, {r.grantee for r in answer.rights})), "dispute"))
    if not answer.certain:
        badges.append(Badge("Not certain on this day", "unsure"))
    if versus:
        badges.append(Badge("Overlapping claims", "overlap"))
    if perhaps := [name for name in _across(clashes, "potential", leading) if name not in versus]:
        badges.append(Badge(f"May overlap with {listed(perhaps)}", "overlap"))
    names_of = _names(leading)
    lines = [] if answer.answer == "yes" else ["No exclusive right in force"]
    apart = len(holders) > 1 or len({term_text(r, at) for r in leading}) > 1
    lines += [f"{names_of[r.id]}: {term_text(r, at)}" if apart and names_of[r.id] else raised(term_text(r, at)) for r in leading]
    lines += [] if answer.certain else [why for r in leading for why in _coarse(r, at)]
    lines += [_through(step) for r in leading for step in r.carried]
    lines += [f"Condition: {c}" for c in dict.fromkeys(r.condition for r in leading if r.condition)]
    for mode in Mode:
        also = [r.grantee for r in answer.rights if r.mode is mode and r not in leading]
        if also:
            lines.append(f"Also {MODES[mode].lower()}: {listed(also)}")
    return Card(
        field=field,
        verdict=answer.answer,
        headline=_against([*holders, *versus]) if versus else listed(holders),
        badges=tuple(badges),
        lines=tuple(dict.fromkeys([*lines, *talks])),
        grounds=tuple(_ground(r, names_of[r.id]) for r in leading),
        grantor=answer.question.grantor or "",
    )


def _against(holders: Iterable[str]) -> str:
    """``A vs B``; whom there is no room for is counted."""
    names = list(dict.fromkeys(holders))
    return " vs ".join(names[:_RIVALS]) + (f" and {len(names) - _RIVALS} more" if len(names) > _RIVALS else "")


def _names(leading: Sequence[Right]) -> dict[str, str]:
    """What tells a card's rights from each other, by id: their holders, or what they are over; the narrowest alone needs none."""
    if len({r.grantee for r in leading}) > 1:
        return {r.id: r.grantee for r in leading}
    depths = {r.id: max(field.count(".") for field in r.field_of_use) for r in leading}
    deepest = [id for id, depth in depths.items() if depth == max(depths.values())]
    return {r.id: "" if deepest == [r.id] else over_label(r) for r in leading}


def folded(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards, those of narrower fields that say just what the wider field's card says put into that one."""
    found: list[Card] = []
    for card in cards:
        wider = next((c for c in found if covers(c.field, card.field) and _content(c) == _content(card)), None)
        if wider is None:
            found.append(card)
        else:
            found[found.index(wider)] = replace(wider, parts=(*wider.parts, card.field))
    return tuple(found)


def _content(card: Card) -> tuple[object, ...]:
    return card.verdict, card.headline, card.badges, card.lines, tuple(ground.text for ground in card.grounds)


def _empty_card(field: str, answer: Answer, rights: Sequence[Right], rivals: Sequence[Right], talks: Sequence[str], at: date) -> Card:
    scope = [r for r in rights if any(covers(f, field) for f in r.field_of_use)]
    lines: list[str] = []
    grounds: tuple[Ground, ...] = ()
    title, badge = "No claim found in scope", Badge("No claim", "unknown")
    if answer.answer == "no":
        title, badge = "No: none in force", Badge("None in force", "none")
        over = [r for r in scope if r.heard and r.valid_to is not None and r.valid_to <= at]
        last = max(over, key=lambda r: (r.valid_to or date.min, -STRENGTH[r.mode], r.id), default=None)
        held = [r for r in rivals if r.mode is Mode.EXCLUSIVE]
        if last is not None:
            title = f"No: ended {end_text(last)}"
            grounds = (Ground(counted(len(answer.supporting), "source says so", "sources say so"), last.id),)
            lines.append(f"{last.grantee} held it: {MODES[last.mode].lower()}, {start_text(last)} to {end_text(last)}")
        elif held:
            title = f"No: {listed(r.grantee for r in held)} holds it"
            lines += dict.fromkeys(term_text(r, at) for r in held)
        elif any(e.stance == "denied" for e in answer.supporting):
            title = "No: denied"
        if not grounds:
            lines.append(counted(len(answer.supporting), "source says so", "sources say so"))
    for right in scope:
        if not right.heard and right.in_force(at):
            lines.append(f"{raised(credence_text(right.credence))}: {right.grantee}, {MODES[right.mode].lower()}")
        elif right.heard and right.valid_from is not None and right.valid_from > at:
            lines.append(f"From {start_text(right)}: {right.grantee}, {MODES[right.mode].lower()}")
    told = tuple(dict.fromkeys([*lines, *talks]))
    return Card(field, answer.answer, title, (badge,), told, grounds, answer.question.grantor or "")


def _ground(right: Right, name: str) -> Ground:
    """``name`` tells it from the other rights of the card."""
    words = f"{credence_text(right.credence)}: {len(right.supporting)} for, {len(right.opposing)} against"
    return Ground(f"{name}, {words}" if name else raised(words), right.id)


def _coarse(right: Right, at: date) -> Iterator[str]:
    """Why nobody can say whether the right was in force on that day."""
    if right.valid_from_latest is not None and at < right.valid_from_latest:
        yield f"The sources date its beginning only to {start_text(right)}"
    elif right.certainty(at) == "uncertain":
        yield f"The sources date its end only to {end_text(right)}"


def _through(step: Carried) -> str:
    since = f" since {day_text(step.since)}" if step.since else ""
    return f"Through {step.owned}, which {step.owner} has owned{since}"


def _talks(answer: Answer, names: Mapping[str, str]) -> Iterator[str]:
    """Talks and plans, a line for each mode."""
    for mode in Mode:
        who = [names.get(e.grantee, e.grantee) for e in answer.prospects if e.mode == mode.value and e.grantee]
        if who:
            yield f"Talks or plans, no right: {listed(who)}, {MODES[mode].lower()}"


def _across(clashes: Iterable[Clash], kind: str, ours: Sequence[Right]) -> list[str]:
    """Who stands on the other side of the clashes of that kind that ours are in."""
    ids = {r.id for r in ours}
    pairs = [pair for c in clashes if c.kind == kind for pair in (c.rights, c.rights[::-1])]
    return list(dict.fromkeys(other.grantee for one, other in pairs if one.id in ids))


def holds(clash: Clash, at: date) -> bool:
    """Whether the two rights clash on that day."""
    return (clash.since is None or clash.since <= at) and (clash.until is None or at < clash.until)
