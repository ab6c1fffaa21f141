"""What the page of an agreement, and the list of them, says, as plain values. Pure functions of the graph's answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.agreements import Agreement, Stage, State, Terms
from graph.dates import PartialDate
from ui.permalink import Point, days, href
from ui.views.cards import Badge
from ui.views.rights import Fact, Pointer, address
from ui.views.sayings import right_label
from ui.words import day_text, raised

_TONES: Final[dict[State, str]] = {
    "in force": "begins",
    "not begun": "none",
    "over": "none",
    "planned": "unknown",
    "denied": "dispute",
    "disputed": "dispute",
}

_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True)
class AgreementPage:
    """All of it but the evidence. ``stages`` are there where it was amended; ``thoughts`` are what was known when; both in words."""

    title: str
    badges: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    stages: tuple[tuple[str, str], ...]
    thoughts: tuple[tuple[str, str], ...]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True)
class Line:
    """An agreement in a list; ``to`` is the address of its page."""

    name: str
    state: Badge
    terms: str
    announced: str
    to: str


def agreement_page(found: Agreement, point: Point) -> AgreementPage:
    """The page of an agreement, seen from both days."""
    spans = ((v.terms, day_text(v.known_from), day_text(v.known_to) if v.known_to else "today") for v in found.versions)
    return AgreementPage(
        title=found.name,
        badges=(Badge(raised(found.type.replace("_", " ")), "side"), _state(found, point.at)),
        facts=_facts(found, point),
        stages=tuple((_stage(s), terms_text(s.terms)) for s in found.stages) if len(found.stages) > 1 else (),
        thoughts=tuple((f"{since} to {until}", terms_text(terms)) for terms, since, until in spans),
        pointers=tuple(Pointer("", right_label(right), address(right.id, point)) for right in found.rights),
    )


def line(found: Agreement, point: Point) -> Line:
    """An agreement in a list, seen from both days."""
    to = href("agreement", {"id": found.id, **days(point)})
    terms = terms_text(replace(found.terms, standing="agreed"))  # where it stands is said beside it
    return Line(found.name, _state(found, point.at), terms, day_text(found.announced), to)


def terms_text(terms: Terms) -> str:
    """``$38 billion, seven-year, from 3 Nov 2025``; what is not stated is left out."""
    said = [amount(terms), terms.term or "", f"from {_date(terms.valid_from)}" if terms.valid_from else ""]
    if terms.valid_to:
        said.append(f"{'ended' if terms.ends else 'until'} {_date(terms.valid_to)}")
    elif terms.ends:
        said.append("ended")
    said += [terms.standing] if terms.standing != "agreed" else []
    return ", ".join(filter(None, said)) or "no terms stated"


def amount(terms: Terms) -> str:
    """The value in the words of the text, and in US dollars where these are not the same."""
    if terms.value is None:
        return ""
    dollars = money_text(terms.value_usd) if terms.value_usd is not None else ""
    same = dollars.removeprefix("US") in terms.value
    return terms.value if same else f"{terms.value} ({dollars})"


def money_text(dollars: float) -> str:
    """US dollars as they are read: ``US$11.9 billion``, ``US$250,000``."""
    for scale, word in _SCALES:
        if dollars >= scale:
            return f"US${dollars / scale:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"US${dollars:,.0f}"


def _state(found: Agreement, at: date) -> Badge:
    state = found.state(at)
    on = "" if state in ("planned", "denied", "disputed") else f" on {day_text(at)}"
    return Badge(raised(state) + on, _TONES[state])


def _facts(found: Agreement, point: Point) -> tuple[Fact, ...]:
    terms = found.terms
    facts = [
        *(Fact(raised(p.role), p.name, href("agreement", {"grantor": p.name, **days(point)})) for p in found.parties),
        Fact("Value", amount(terms)),
        Fact("Term", terms.term or ""),
        Fact("From", _date(terms.valid_from)),
        Fact("Ended" if terms.ends else "Until", _date(terms.valid_to)),
        Fact("First told of", day_text(found.announced)),
        Fact("Evidence", f"{len(found.supporting)} for, {len(found.opposing)} against"),
        Fact("Id", found.id),
    ]
    return tuple(fact for fact in facts if fact.text)


def _date(text: str | None) -> str:
    if not text:
        return ""
    stated = PartialDate.parse(text)
    return day_text(stated.first, stated.precision.value)


def _stage(stage: Stage) -> str:
    return f"Amended {_date(stage.month)}" if stage.month else "As agreed"
