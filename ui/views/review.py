"""What the Review page says: why a claim is in question, what was read, and what an answer would change. Pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.answers import Doubtful
from graph.beliefs import Belief
from graph.claims import AGREEMENT_TYPES, AgreementClaim, Change, Claim, Mode, RightClaim, Stance
from graph.dates import Precision
from graph.events import Event
from graph.fields import FIELDS
from ui.supposing import Supposed
from ui.words import MODES, STANCES, credence_text, day_text, dispute_text, field_label, raised, shortened

REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "confirm": ("The page says just this", "Other pages confirm it", "I know the deal"),
    "reject": ("The page does not say this", "It speaks of somebody else", "It is an opinion or a rumour", "It is a plan, not a deal"),
    "amend": ("The page says it otherwise", "A later page is more precise", "A date was misread"),
    "same": ("Two spellings of one name", "The short form of its name", "It was renamed"),
    "different": ("Two companies of like names", "A company and its parent", "Other people, other places"),
    "unsure": ("It cannot be told from what was read",),
}
"""Ready-made reasons for each verdict; a reviewer can give any other."""

PAST: Final = {"confirm": "Confirmed", "reject": "Rejected", "amend": "Amended", "reopen": "Reopened"}

_LISTS: Final = ("field_of_use", "parties", "respondents")
_APART: Final = ("quote", "start", "end", "confidence", "rule", "value_usd", "field_assumed")


@dataclass(frozen=True)
class Item:
    """A claim of the queue in brief."""

    claim: str
    what: str
    where: str
    why: str


@dataclass(frozen=True)
class Attribute:
    """What was read of one thing: its value in words, and the words of the page that say so, if that is known."""

    name: str
    value: str
    words: str = ""


@dataclass(frozen=True)
class Field:
    """What of a claim can be amended: as a text, as one of ``options``, or (``several``) as some of them."""

    name: str
    value: Any
    options: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Effect:
    """What would become of one right; ``tone`` is that of a change: begins, ends or amends."""

    tone: str
    word: str
    right: str
    how: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """Something that a reviewer has said: when, what and why, and whether it can be taken back."""

    when: str
    what: str
    why: str
    open: bool


def item(doubtful: Doubtful) -> Item:
    """A claim of the queue in brief."""
    right = doubtful.rights[0]
    fields = ", ".join(field_label(f) for f in doubtful.evidence.field_of_use or right.field_of_use)
    what = f"{right.grantor} → {right.grantee}: {MODES[right.mode].lower()}, {fields}"
    where = f"{doubtful.evidence.source or 'unknown'} · {day_text(doubtful.evidence.known_from)}"
    return Item(doubtful.evidence.claim, what, where, f"{_percent(doubtful.stake)} at stake")


def because(doubtful: Doubtful) -> tuple[str, ...]:
    """Why a claim is asked about, each a sentence."""
    right, evidence = doubtful.rights[0], doubtful.evidence
    alone = doubtful.witnesses == 1
    others = "No other story says so" if alone else f"{doubtful.witnesses - 1} other stories say so too"
    ending = evidence.change == Change.ENDS
    found = [
        f"The claim is {_percent(evidence.confidence)} likely to have been read right.",
        f"{others}: {'the end of ' if ending else ''}the right rests on it {'alone' if alone else 'in part'}.",
        f"A check is expected to cost the right {_percent(doubtful.stake)} of credence, of {_percent(right.credence)}.",
    ]
    if right.disputed:
        found.append(f"The right is {dispute_text(right.disputed_by, (right.grantee,))}.")
    if len(doubtful.rights) > 1:
        found.append(f"{len(doubtful.rights)} rights rest on it.")
    return tuple(found)


def attributes(claim: Claim, words: Mapping[str, str] | None = None) -> tuple[Attribute, ...]:
    """What was read, in words; what the claim does not say is left out. ``words`` are those of the page, by attribute."""
    found = []
    for field in dataclasses.fields(claim):
        value = getattr(claim, field.name)
        if field.name not in _APART and value:
            assumed = field.name == "field_of_use" and isinstance(claim, RightClaim) and claim.field_assumed
            text = _value(field.name, value) + (", assumed: no word tells it" if assumed else "")
            found.append(Attribute(_label(field.name), text, (words or {}).get(field.name, "")))
    return tuple(found)


def told(claim: Claim) -> str:
    """The claim in a line."""
    denied = "" if claim.stance is Stance.ASSERTED else f" ({STANCES[claim.stance]})"
    if isinstance(claim, RightClaim):
        fields = ", ".join(field_label(f) for f in claim.field_of_use)
        return f"{claim.grantor} → {claim.grantee}: {claim.change} {MODES[claim.mode].lower()}, {fields}{denied}"
    if isinstance(claim, AgreementClaim):
        return f"{' + '.join(claim.parties)}: {claim.change} {claim.type.replace('_', ' ')}{denied}"
    return f"{claim.claimant} v. {', '.join(claim.respondents)}: {claim.change}{denied}"


def amendable(claim: Claim) -> tuple[Field, ...]:
    """What of a claim can be amended."""
    return tuple(_field(f.name, getattr(claim, f.name)) for f in dataclasses.fields(claim) if f.name not in _APART)


def changes(claim: Claim, given: Mapping[str, Any]) -> dict[str, Any]:
    """Of the attributes as filled in, those that differ from the claim's. Empty texts are none; texts of lists have commas."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, str):
            value = value.strip() or None
        if name in _LISTS:
            value = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else list(value or ())
        was = getattr(claim, name)
        if value != (list(was) if isinstance(was, tuple) else was):
            found[name] = value
    return found


def effects(supposed: Sequence[Supposed]) -> tuple[Effect, ...]:
    """What would change, right by right."""
    return tuple(_effect(s) for s in supposed)


def said(event: Event, open_: bool) -> Said:
    """What somebody has said, in words."""
    when = f"{day_text(event.recorded_at.date())}, {event.recorded_at:%H:%M} UTC"
    return Said(when, words(event.type, event.data), event.data["why"], open_)


def words(type_: str, data: Mapping[str, Any]) -> str:
    """What an event of an analyst's says, in a sentence without its end."""
    if type_ == "claim.reviewed":
        changed = "; ".join(f"{_label(k).lower()}: {_value(k, v) if v else 'none'}" for k, v in data["changes"].items())
        return f"{PAST[data['verdict']]} the claim {data['claim']}" + (f" ({changed})" if changed else "")
    if type_ == "source.rated":
        return f"Rated {data['source']}: {'as in the bundled table' if data['rating'] is None else data['rating']}"
    if type_ == "article.withdrawn":
        return f"{'Withdrew' if data['withdrawn'] else 'Reinstated'} the article {data['article']}"
    verdict = {"same": "are the same", "different": "are different", "unsure": "cannot be told apart", "reopen": "are in question again"}
    return f"{data['name']} and {data['other']} {verdict[data['verdict']]}"


def option(name: str, value: str) -> str:
    """A value that an attribute can be amended to, in words."""
    return _value(name, (value,) if name == "field_of_use" else value)


def _effect(supposed: Supposed) -> Effect:
    was, now = supposed.change.before, supposed.change.after
    belief = now or was
    assert belief is not None
    right = f"{_name(belief.grantor, supposed.names)} → {_right(belief, supposed.names)}"
    if now is None:
        assert was is not None
        return Effect("ends", "gone", right, (f"believed no more, with credence {was.credence:.2f} before",))
    if was is None:
        return Effect("begins", "new", right, (f"believed with credence {now.credence:.2f}, {credence_text(now.credence)}",))
    return Effect("amends", "other", right, tuple(_moves(was, now)))


def _moves(was: Belief, now: Belief) -> list[str]:
    found = []
    if was.valid != now.valid:
        found.append(f"in force {_term(was)} → {_term(now)}")
    if abs(was.credence - now.credence) >= 0.005:
        words = [credence_text(b.credence) for b in (was, now)]
        found.append(f"credence {was.credence:.2f} → {now.credence:.2f}" + (f", {words[0]} → {words[1]}" if words[0] != words[1] else ""))
    if (was.disputed is None) != (now.disputed is None):
        found.append("no longer disputed" if now.disputed is None else "disputed")
    elif was.disputed != now.disputed or was.disputed_by != now.disputed_by:
        found.append("disputed otherwise")
    for name in ("condition", "subject"):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            found.append(f"{name}: {before or 'none'} → {after or 'none'}")
    return found


def _right(belief: Belief, names: Mapping[str, str]) -> str:
    where = f" · {belief.place}" if belief.place else ""
    return f"{_name(belief.grantee, names)} · {MODES[belief.mode]} · {field_label(belief.field)}{where} · {_term(belief)}"


def _term(belief: Belief) -> str:
    valid = belief.valid
    start = day_text(valid.start, valid.start_precision.value) if valid.start else "unknown"
    return f"{start} to {_end(valid.end, valid.end_precision)}" if valid.end else f"{start} on"


def _end(day: date, precision: Precision) -> str:
    return day_text(day if precision is Precision.DAY else date.fromordinal(day.toordinal() - 1), precision.value)


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key)


def _field(name: str, value: Any) -> Field:
    options: tuple[str, ...] = {
        "mode": tuple(Mode),
        "stance": tuple(Stance),
        "change": tuple(Change),
        "type": AGREEMENT_TYPES,
        "field_of_use": tuple(FIELDS),
    }.get(name, ())
    if options:
        return Field(name, list(value) if isinstance(value, tuple) else value, options, name == "field_of_use")
    return Field(name, ", ".join(value) if isinstance(value, tuple) else value or "")


def _label(name: str) -> str:
    return raised(name.replace("_", " "))


def _value(name: str, value: Any) -> str:
    if name == "field_of_use":
        return ", ".join(field_label(f) for f in value)
    if name == "mode":
        return MODES[Mode(value)]
    if name == "stance":
        return raised(STANCES.get(value, value))
    return shortened(", ".join(value) if isinstance(value, tuple | list) else str(value).replace("_", " "), 300)


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.095 else f"{share * 100:.1f} %"
