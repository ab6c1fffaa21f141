"""Agreements as typed answers: parties, terms, state, amendments and what was told of them when, all as known on a day.

An agreement is what is told of the same parties and the same type. Its terms are those that the weightiest witness who states each
gives it; what was told later is never used for an earlier day of knowledge. Pure functions over the graph's records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from graph._episodes import stands
from graph._read import counted, date_of, evidence_of, stories
from graph.answers import Evidence, Right
from graph.claims import Change, Stance
from graph.dates import PartialDate

State = Literal["in force", "not begun", "over", "planned", "denied", "disputed"]

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Party:
    """A party by name; ``role`` is ``buyer`` or ``bought`` where somebody is taken over, else ``party``."""

    name: str
    role: str


@dataclass(frozen=True)
class Terms:
    """What is stated of an agreement, ``None`` where nobody says. ``value_usd`` is in US dollars; ``ends`` says that it was ended."""

    value: str | None = None
    value_usd: float | None = None
    term: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    ends: bool = False
    standing: Literal["agreed", "planned", "denied", "disputed"] = "agreed"


@dataclass(frozen=True)
class Known:
    """Terms as they were known over ``[known_from, known_to)``."""

    terms: Terms
    known_from: date
    known_to: date | None


@dataclass(frozen=True)
class Stage:
    """The agreement as first told (``month`` is ``None``), or an amendment of a month (``2025-10``), with its terms as known."""

    id: str
    month: str | None
    terms: Terms
    told: tuple[Evidence, ...]


@dataclass(frozen=True)
class Agreement:
    """An agreement as known on a day. ``announced`` is when it first was known, ``versions`` what was thought when, over all days;
    ``supporting`` are those who tell of it, ``opposing`` those who deny it, ``disputes`` objections to rights that begin with it, and
    ``rights`` all between the parties of which the same pages tell; both are for one agreement only, and empty in a list.
    """

    id: str
    type: str
    parties: tuple[Party, ...]
    announced: date
    stages: tuple[Stage, ...]
    versions: tuple[Known, ...]
    supporting: tuple[Evidence, ...]
    opposing: tuple[Evidence, ...]
    disputes: tuple[Evidence, ...] = ()
    rights: tuple[Right, ...] = ()

    @property
    def name(self) -> str:
        """``Amazon – OpenAI: cloud``."""
        return f"{' – '.join(p.name for p in self.parties)}: {self.type.replace('_', ' ')}"

    @property
    def terms(self) -> Terms:
        """Those of the agreement as it stands: what an amendment does not state is as before, and one that is only planned is none yet."""
        terms = self.stages[0].terms
        for stage in (s for s in self.stages[1:] if s.terms.standing == "agreed"):
            stated = {key: value for key, value in vars(stage.terms).items() if value}
            terms = replace(terms, **stated)
        return terms

    @property
    def turns(self) -> tuple[date, date | None]:
        """The day on which it begins (or was first told of, where nobody says) and the first on which it is over, if one is told."""
        terms = self.terms
        begins = PartialDate.parse(terms.valid_from).first if terms.valid_from else self.announced
        end = PartialDate.parse(terms.valid_to) if terms.valid_to else None
        return begins, (end.first if terms.ends else end.after) if end else None

    def state(self, day: date) -> State:
        """Where it stands on a day of the world, as far as is told."""
        terms = self.terms
        if terms.standing != "agreed":
            return terms.standing
        begins, over = self.turns
        if day >= over if over else terms.ends:
            return "over"
        return "not begun" if day < begins else "in force"


def agreement(deal: str, rows: Sequence[Record], names: Mapping[str, str], known: date) -> Agreement | None:
    """One agreement from rows of its stages' claims (``stage``, ``type``, ``c``, ``a``); ``None`` where nothing was known of it yet.

    ``names`` has the parties by id, those of the agreement alone.
    """
    now = [row for row in rows if _on(row["c"], known)]
    if not now:
        return None
    stages = tuple(_stage(key, [row for row in now if row["stage"] == key]) for key in sorted({row["stage"] for row in now}))
    denied = [row["c"]["stance"] == Stance.DENIED for row in now]
    told = [(n, evidence_of(row["c"], row["a"])) for n, row in enumerate(sorted(now, key=lambda r: (r["c"]["known_from"], r["c"]["id"])))]
    denials = {row["c"]["id"] for row, no in zip(now, denied, strict=True) if no}
    return Agreement(
        id=deal,
        type=now[0]["type"],
        parties=tuple(Party(name, _role(key, now)) for key, name in sorted(names.items(), key=lambda item: item[1])),
        announced=min(date.fromisoformat(row["c"]["known_from"]) for row in now),
        stages=stages,
        versions=_versions(rows),
        supporting=stories((n, e) for n, e in told if e.claim not in denials),
        opposing=stories((n, e) for n, e in told if e.claim in denials),
    )


def _on(claim: Record, day: date) -> bool:
    since, until = date.fromisoformat(claim["known_from"]), date_of(claim.get("known_to"))
    return since <= day and (until is None or day < until) and counted(claim, day)


def _stage(key: str, rows: Sequence[Record]) -> Stage:
    told = stories(enumerate(evidence_of(row["c"], row["a"]) for row in rows))
    return Stage(key, key.partition("@")[2] or None, _terms([row["c"] for row in rows]), told)


_STATED: Final = ("value", "value_usd", "term", "valid_from", "valid_to")


def _terms(claims: Iterable[Record]) -> Terms:
    """What the weightiest who state it say; an agreement is planned where nobody says more, and denied or disputed by weight."""
    ordered = sorted(claims, key=lambda c: (-c["weight"], c["known_from"], c["id"]))
    agreed = [c for c in ordered if c["stance"] in (Stance.ASSERTED, Stance.REPORTED)]
    denied = [c for c in ordered if c["stance"] == Stance.DENIED]
    source = agreed or [c for c in ordered if c["stance"] == Stance.PROPOSED] or denied
    amounts = [c for c in source if c.get("value")]
    stated = {key: _first(key, amounts if key.startswith("value") else source) for key in _STATED}
    weights = [sum(c["weight"] for c in side) for side in (agreed, denied)]
    standing: Literal["agreed", "planned", "denied", "disputed"] = "agreed"
    if not agreed:
        standing = "planned" if source is not denied else "denied"
    elif denied and stands(weights[1], weights[0]):
        standing = "disputed" if stands(weights[0], weights[1]) else "denied"
    return Terms(**stated, ends=any(c["change"] == Change.ENDS for c in agreed), standing=standing)


def _first(key: str, claims: Iterable[Record]) -> Any:
    return next((c[key] for c in claims if c.get(key) is not None), None)


def _versions(rows: Sequence[Record]) -> tuple[Known, ...]:
    """The terms over the days of knowledge; what does not change from one day to the next is one version."""
    days = sorted({day for row in rows for key in ("known_from", "known_to") if (day := date_of(row["c"].get(key)))})
    found: list[Known] = []
    for day in days:
        claims = [row["c"] for row in rows if _on(row["c"], day)]
        terms = _terms(claims) if claims else None
        if found and found[-1].known_to is None:
            if terms == found[-1].terms:
                continue
            found[-1] = replace(found[-1], known_to=day)
        if terms is not None:
            found.append(Known(terms, day, None))
    return tuple(found)


def _role(party: str, rows: Iterable[Record]) -> str:
    owners, owned = ({row["c"].get(side) for row in rows} for side in ("owner", "owned"))
    return "buyer" if party in owners else "bought" if party in owned else "party"
