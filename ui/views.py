"""What the Explore page says, as plain values: cards, sayings, changes, conflicts. Pure functions of the graph's answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal
from urllib.parse import urlsplit

from graph.answers import Answer, Clash, Evidence, Moved, Right, Verdict
from graph.claims import Mode
from graph.fields import FIELDS, covers
from graph.gazetteer import entity_id, load
from ui.permalink import Scope, View
from ui.words import (
    MODES,
    STANCES,
    counted,
    credence_text,
    day_text,
    end_text,
    field_label,
    listed,
    lowered,
    over_label,
    published_text,
    raised,
    start_text,
    term_text,
)

Side = Literal["for", "against", "both", "aside"]

_STRENGTH: Final = {mode: n for n, mode in enumerate(Mode)}


# Dates


def headline(scope: Scope) -> str:
    """The page's title for a scope."""
    use = lowered(field_label(scope.use)) if scope.use else ""
    where = f" in {scope.territory}" if scope.territory else ""
    if scope.grantee:
        return f"{scope.grantor}: what {scope.grantee} holds{f' for {use}' if use else ''}{where}"
    return f"{scope.grantor}: who holds {use or 'what'}{where}, exclusively"


def world_days(rights: Iterable[Right]) -> tuple[date, ...]:
    """The days on which a right begins or ends, or a dispute about it does. Rumours move nothing."""
    days: set[date | None] = set()
    for right in rights:
        if right.heard:
            days |= {right.valid_from, right.valid_to}
            if right.disputed:
                days |= {right.disputed_since, right.disputed_until}
    return tuple(sorted(day for day in days if day is not None))


def neighbours(days: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """The last of the sorted days before ``day`` and the first one after it."""
    before, after = bisect_left(days, day), bisect_right(days, day)
    return (days[before - 1] if before else None), (days[after] if after < len(days) else None)


# Cards


@dataclass(frozen=True)
class Badge:
    """A word on a card; ``tone`` is a mode, or none, unknown, dispute, overlap or rumour."""

    text: str
    tone: str


@dataclass(frozen=True)
class Card:
    """The answer for one field of use, and for the narrower ones in ``parts``. ``lines`` say more, each a sentence or a phrase."""

    field: str
    verdict: Verdict
    headline: str
    badges: tuple[Badge, ...]
    lines: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``Compute, with training and inference``."""
        parts = listed((lowered(field_label(f.removeprefix(self.field + "."))) for f in self.parts), most=9)
        return field_label(self.field) + (f", with {parts}" if parts else "")


def fields_shown(scope: Scope, known: Iterable[str]) -> tuple[str, ...]:
    """The fields of use that get a card, in the tree's order: those that anything is said of, or the one asked about with its parts."""
    heard = set(known)
    if scope.use is None:
        return tuple(f for f in FIELDS if f in heard)
    return tuple(f for f in FIELDS if f == scope.use or (f in heard and covers(scope.use, f)))


def card(field: str, answer: Answer, rights: Sequence[Right], clashes: Sequence[Clash], rivals: Sequence[Right] = ()) -> Card:
    """The answer in words. ``rights`` are all in scope over all days, ``clashes`` the day's conflicts, ``rivals`` what others hold
    where the answer is one holder's.
    """
    at = answer.question.at
    assert at is not None
    if not answer.rights:
        return _empty_card(field, answer, rights, rivals, at)
    leading = [r for r in answer.rights if r.mode is answer.mode]
    holders = list(dict.fromkeys(r.grantee for r in leading))
    versus = _across(clashes, "overlap", leading)
    objecting = sorted({name for r in answer.rights if r.disputed_on(at) for name in r.disputed_by})
    badges = [Badge(MODES[leading[0].mode], leading[0].mode.value)]
    if answer.disputed:
        badges.append(Badge(f"Disputed by {listed(objecting)}" if objecting else "Disputed between sources", "dispute"))
    if versus:
        badges.append(Badge("Overlapping claims", "overlap"))
    if perhaps := [name for name in _across(clashes, "potential", leading) if name not in versus]:
        badges.append(Badge(f"May overlap with {listed(perhaps)}", "overlap"))
    named = len(holders) > 1
    lines = [] if answer.answer == "yes" else ["No exclusive right in force"]
    lines += [f"{r.grantee}: {term_text(r, at)}" if named else raised(term_text(r, at)) for r in leading]
    lines.append(_support(leading, answer))
    lines += [f"Condition: {c}" for c in dict.fromkeys(r.condition for r in leading if r.condition)]
    for mode in Mode:
        also = [r.grantee for r in answer.rights if r.mode is mode and r not in leading]
        if also:
            lines.append(f"Also {MODES[mode].lower()}: {listed(also)}")
    title = " vs ".join(dict.fromkeys([*holders, *versus])) if versus else listed(holders)
    return Card(field, answer.answer, title, tuple(badges), tuple(dict.fromkeys(lines)))


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
    return card.verdict, card.headline, card.badges, card.lines


def _empty_card(field: str, answer: Answer, rights: Sequence[Right], rivals: Sequence[Right], at: date) -> Card:
    scope = [r for r in rights if any(covers(f, field) for f in r.field_of_use)]
    lines: list[str] = []
    title, badge = "No claim found in scope", Badge("No claim", "unknown")
    if answer.answer == "no":
        title, badge = "No: none in force", Badge("None in force", "none")
        over = [r for r in scope if r.heard and r.valid_to is not None and r.valid_to <= at]
        last = max(over, key=lambda r: (r.valid_to or date.min, -_STRENGTH[r.mode], r.id), default=None)
        held = [r for r in rivals if r.mode is Mode.EXCLUSIVE]
        if last is not None:
            title = f"No: ended {end_text(last)}"
            lines.append(f"{last.grantee} held it: {MODES[last.mode].lower()}, {start_text(last)} to {end_text(last)}")
        elif held:
            title = f"No: {listed(r.grantee for r in held)} holds it"
            lines += dict.fromkeys(term_text(r, at) for r in held)
        elif any(e.stance == "denied" for e in answer.supporting):
            title = "No: denied"
        lines.append(counted(len(answer.supporting), "source says so", "sources say so"))
    for right in scope:
        if not right.heard and right.in_force(at):
            lines.append(f"{raised(credence_text(right.credence))}: {right.grantee}, {MODES[right.mode].lower()}")
        elif right.heard and right.valid_from is not None and right.valid_from > at:
            lines.append(f"From {start_text(right)}: {right.grantee}, {MODES[right.mode].lower()}")
    return Card(field, answer.answer, title, (badge,), tuple(dict.fromkeys(lines)))


def _support(leading: Sequence[Right], answer: Answer) -> str:
    told = {e.claim for r in leading for e in r.supporting}
    denied = {e.claim for r in leading for e in r.opposing}
    return f"{raised(credence_text(answer.credence))}: {len(told)} for, {len(denied)} against"


def _across(clashes: Iterable[Clash], kind: str, ours: Sequence[Right]) -> list[str]:
    """Who stands on the other side of the clashes of that kind that ours are in."""
    ids = {r.id for r in ours}
    pairs = [pair for c in clashes if c.kind == kind for pair in (c.rights, c.rights[::-1])]
    return list(dict.fromkeys(other.grantee for one, other in pairs if one.id in ids))


def holds(clash: Clash, at: date) -> bool:
    """Whether the two rights clash on that day."""
    return (clash.since is None or clash.since <= at) and (clash.until is None or at < clash.until)


# Evidence


@dataclass(frozen=True)
class Saying:
    """A quote, and the rights that it speaks for and against: by their labels, in brief, and by id. Without any it is set aside."""

    evidence: Evidence
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    briefly: tuple[str, ...]
    rights: tuple[str, ...]

    @property
    def side(self) -> Side:
        """Which of the two, or both, or neither."""
        if self.speaks_for:
            return "both" if self.speaks_against else "for"
        return "against" if self.speaks_against else "aside"


def right_label(right: Right) -> str:
    """``Microsoft · Exclusive · Compute · 22 Jul 2019 to 21 Jan 2025``: enough to tell it from all others."""
    subject = f" ({right.subject})" if right.subject else ""
    ending = f"to {end_text(right)}" if right.valid_to else "on"
    return f"{right.grantee} · {MODES[right.mode]} · {over_label(right)}{subject} · {start_text(right)} {ending}"


def sayings(rights: Sequence[Right], aside: Iterable[Evidence]) -> tuple[Saying, ...]:
    """All that was said for and against the rights, the earliest known first, then what was set aside; each claim once."""
    found: dict[str, Evidence] = {}
    sides: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for right in rights:
        for n, evidence in enumerate((right.supporting, right.opposing)):
            for item in evidence:
                found.setdefault(item.claim, item)
                place = sides.setdefault(item.claim, ([], [], [], []))
                place[n].append(right_label(right))
                place[2].append(f"{right.grantee} · {over_label(right)}")
                place[3].append(right.id)
    for item in aside:
        found.setdefault(item.claim, item)
    told = [Saying(e, *(tuple(dict.fromkeys(x)) for x in sides.get(e.claim, ((), (), (), ())))) for e in found.values()]
    return tuple(sorted(told, key=lambda t: (t.side == "aside", t.evidence.known_from, t.evidence.claim)))


def about(told: Iterable[Saying], rights: Iterable[str]) -> tuple[Saying, ...]:
    """The sayings on rights of these ids."""
    wanted = set(rights)
    return tuple(t for t in told if wanted & set(t.rights))


def said(evidence: Evidence) -> str:
    """What the claim does, in words: ``stated: ends exclusive``."""
    what = f"{evidence.change} {MODES[Mode(evidence.mode)].lower()}" if evidence.mode else f"a dispute {evidence.change}"
    return f"{STANCES.get(evidence.stance, evidence.stance)}: {what}"


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, http or https with a host; else ``None``."""
    try:
        parts = urlsplit((url or "").strip())
        return url.strip() if url and parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


# What changed


@dataclass(frozen=True)
class Change:
    """One change in a sentence, with what was said for it."""

    when: str
    kind: str
    what: str
    how: str
    told: tuple[Evidence, ...]


def changes(moved: Iterable[Moved]) -> tuple[Change, ...]:
    """The changes in words, in their order."""
    found = []
    for change in moved:
        right = change.after or change.before
        assert right is not None
        before, after = change.before, change.after
        if before is not None and after is not None:
            how = _amended(before, after)
        elif after is not None:
            how = (
                f"{MODES[after.mode]}, {start_text(after)} to {end_text(after)}"
                if after.valid_to
                else f"{MODES[after.mode]} since {start_text(after)}"
            )
        else:
            how = f"{MODES[right.mode]} since {start_text(right)}, until {end_text(right)}"
        known = {e.claim for e in before.supporting} if before is not None and after is not None else set()
        told = tuple(e for e in right.supporting if e.claim not in known)
        when = day_text(change.date) if change.date else "undated"
        found.append(Change(when, change.change, f"{right.grantee} · {over_label(right)}", how, told))
    return tuple(found)


def _amended(before: Right, after: Right) -> str:
    said = []
    if before.mode is not after.mode:
        said.append(f"{MODES[before.mode]} → {MODES[after.mode].lower()}")
    elif (before.valid_from, before.valid_to) != (after.valid_from, after.valid_to):
        terms = [f"{start_text(r)} to {end_text(r)}" for r in (before, after)]
        said.append(f"{MODES[after.mode]}, {terms[0]} → {terms[1]}")
    if before.disputed != after.disputed:
        said.append("now disputed" if after.disputed else "no longer disputed")
    return "; ".join(said) or f"{MODES[after.mode]}: same terms, other evidence"


# Conflicts


@dataclass(frozen=True)
class Party:
    """One side of a conflict."""

    holder: str
    mode: Mode
    over: str
    term: str
    credence: str
    told: tuple[Evidence, ...]


@dataclass(frozen=True)
class Conflict:
    """Two rights side by side. ``during`` is when both hold, ``now`` whether that is so on the day."""

    kind: str
    during: str
    fields: str
    now: bool
    objecting: str
    sides: tuple[Party, Party]


def conflicts(view: View, clashes: Iterable[Clash], shown: Iterable[Right]) -> tuple[Conflict, ...]:
    """The clashes that rights in scope are in, those of the day first."""
    ids = {r.id for r in shown}
    found = [_conflict(view, c) for c in clashes if any(r.id in ids for r in c.rights)]
    return tuple(sorted(found, key=lambda c: not c.now))


def _conflict(view: View, clash: Clash) -> Conflict:
    since = day_text(clash.since) if clash.since else "an unknown day"
    during = f"{since} to {day_text(clash.until)}" if clash.until else f"since {since}"
    left, right = (_party(r, view.at) for r in sorted(clash.rights, key=lambda r: (_STRENGTH[r.mode], r.id)))
    fields = ", ".join(field_label(f) for f in clash.field_of_use)
    return Conflict(clash.kind, during, fields, holds(clash, view.at), listed(clash.disputed_by), (left, right))


def _party(right: Right, at: date) -> Party:
    return Party(right.grantee, right.mode, over_label(right), term_text(right, at), credence_text(right.credence), right.supporting)


def on_side(told: Iterable[Saying], side: str | None) -> tuple[Saying, ...]:
    """Those on the side named ``For``, ``Against`` or ``Set aside``; all without one."""
    sides: dict[str, tuple[Side, ...]] = {"For": ("for", "both"), "Against": ("against", "both"), "Set aside": ("aside",)}
    wanted = sides.get(side or "", ())
    return tuple(t for t in told if not wanted or t.side in wanted)


def recognised(name: str | None, known: Iterable[str]) -> str | None:
    """The known name that a given one stands for, however spelt: an alias, a brand, another case. ``None`` if there is none."""
    if not name:
        return None
    entity = load().by_name(name)
    wanted = {entity_id(name)} | ({load().party(entity).id} if entity else set())
    return next((k for k in known if entity_id(k) in wanted), None)


def table(told: Iterable[Saying]) -> dict[str, list[str | None]]:
    """The sayings as columns of plain text."""
    rows = [
        {
            "Side": {"for": "For", "against": "Against", "both": "Both", "aside": "Set aside"}[t.side],
            "Right": "; ".join(t.briefly) or "–",
            "Says": said(t.evidence),
            "Published": published_text(t.evidence.published_at),
            "Source": t.evidence.source,
            "Quote": t.evidence.quote,
            "Page": web_address(t.evidence.canonical_url) or web_address(t.evidence.url),
        }
        for t in told
    ]
    return {column: [row[column] for row in rows] for column in rows[0]} if rows else {}
