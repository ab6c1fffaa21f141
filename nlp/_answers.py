"""What a model says of a text, held against the text: a claim counts only where its quote and its parties stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from graph import gazetteer
from graph.claims import Claim, claim_from_dict
from graph.errors import BadInput
from graph.gazetteer import fold
from nlp import _schema
from nlp._context import Context

RULE: Final = "model"
"""What stands where rules have their names."""

CONFIDENCE: Final = 0.7
"""One figure for all claims of models: what they say of their own certainty means nothing, and no model has been calibrated."""

Dropped = Literal["shape", "quote", "party"]

_CLAUSE: Final = 3
"""Words of the shortest quote."""
_PARTIES: Final = ("grantor", "grantee", "claimant")
_MANY: Final = ("parties", "respondents")
_AS_TOLD: Final = ("subject", "territory", "condition", "value", "term")
"""Attributes that are words of the text."""
_LONGEST: Final = 300
"""Characters of an attribute in words."""


class _Drop(Exception):  # not an error: a claim that is left out
    def __init__(self, why: Dropped) -> None:
        self.why: Dropped = why


@dataclass(frozen=True)
class _Parties:
    """The parties that a text names, by every name that leads to them."""

    ctx: Context
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, ctx: Context) -> _Parties:
        names: dict[str, str] = {}
        for m in ctx.names.mentions:
            if party := m.name.party or ctx.names.owners.get(m.name.canonical):
                for name in (ctx.text[m.start : m.end], m.name.canonical, party):
                    names.setdefault(fold(name), str(party))
        return cls(ctx, names)

    def named(self, name: str) -> str:
        """The party's name as the rules would have it, or as the text has it where they see no name there."""
        if found := self.by_name.get(fold(name)):
            return found
        known = gazetteer.load().by_name(name)
        if known and (found := self.by_name.get(fold(known.name))):
            return found
        longer = {party for form, party in self.by_name.items() if form.startswith(f"{fold(name)} ")}
        if len(longer) == 1:
            return longer.pop()
        at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.ctx.text)
        if at is None or not (name[0].isupper() or name[0].isdigit()) or not name.isprintable() or len(name) > _LONGEST:
            raise _Drop("party")
        if known is None:
            return name
        party = gazetteer.load().party(known, self.ctx.published)
        return party.name if party.kind == "company" else known.name


def claims(rows: Iterable[object], ctx: Context, dropped: Counter[str]) -> list[Claim]:
    """The claims that hold, each once, in the order of their quotes; ``dropped`` counts the others by what was wrong with them."""
    parties = _Parties.of(ctx)
    found: dict[Claim, None] = {}
    for row in rows:
        try:
            found[_claim(row, ctx, parties)] = None
        except _Drop as e:
            dropped[e.why] += 1
    return sorted(found, key=lambda c: (c.start, c.kind, c.end))


def _claim(row: object, ctx: Context, parties: _Parties) -> Claim:
    kind = row.get("kind") if isinstance(row, dict) else None
    schema = _schema.of_claims().get(kind) if isinstance(kind, str) else None
    if not isinstance(row, dict) or schema is None or not _schema.conforms(row, schema):
        raise _Drop("shape")
    values: dict[str, Any] = {name: _bare(row.get(name)) for name in schema["properties"]}
    start, end = _place(row["quote"], ctx.text)
    values |= {"quote": ctx.text[start:end], "char_start": start, "char_end": end, "rule": RULE, "confidence": CONFIDENCE}
    values |= {name: parties.named(values[name] or "?") for name in _PARTIES if name in values}
    values |= {name: list(dict.fromkeys(parties.named(each or "?") for each in values[name])) for name in _MANY if name in values}
    _check_sides(values)
    values |= dict(_attributes(values, ctx, parties))
    try:
        return claim_from_dict(values)
    except BadInput:
        raise _Drop("shape") from None


def _bare(value: Any) -> Any:
    """Texts without space at their ends, and none instead of empty ones."""
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return (value.strip() or None) if isinstance(value, str) else value


def _place(quote: str, text: str) -> tuple[int, int]:
    """The first place where the quote stands between whole words."""
    quote = quote.strip()
    if len(quote.split()) >= _CLAUSE:
        before, after = (r"(?<!\w)" if quote[0].isalnum() else ""), (r"(?!\w)" if quote[-1].isalnum() else "")
        if at := re.search(before + re.escape(quote) + after, text):
            return at.span()
    raise _Drop("quote")


def _check_sides(values: Mapping[str, Any]) -> None:
    """Nobody grants a right to himself, makes a deal alone, or breaches his own right."""
    match values["kind"]:
        case "right":
            good = values["grantor"] != values["grantee"]
        case "agreement":
            good = len(values["parties"]) >= 2
        case _:
            good = bool(values["respondents"]) and values["claimant"] not in values["respondents"]
    if not good:
        raise _Drop("party")


def _attributes(values: Mapping[str, Any], ctx: Context, parties: _Parties) -> Iterator[tuple[str, Any]]:
    """What is emptied or spelt otherwise: words that the text does not have, a speaker it does not name, an amount without its words."""
    if values["speaker"]:
        try:
            yield "speaker", _speaker(values["speaker"], ctx, parties)
        except _Drop:
            yield "speaker", None
    for name in _AS_TOLD:
        if (told := values.get(name)) and (len(told) > _LONGEST or told.casefold() not in ctx.text.casefold()):
            yield name, None
            values = {**values, name: None}
    amount = values.get("value_usd")
    if amount is not None and (values["value"] is None or not 0 < amount < 1e15):
        yield "value_usd", None
    elif amount is not None:
        yield "value_usd", float(amount)
    if over := values.get("over"):
        words = " ".join(over.split())
        yield "over", words if words.isprintable() and len(words) <= _LONGEST else None


def _speaker(name: str, ctx: Context, parties: _Parties) -> str:
    """A speaker is a person, named in full or by the surname, or a party."""
    people = dict.fromkeys(m.name.canonical for m in ctx.names.mentions if m.name.kind == "person")
    return next((p for p in people if f" {fold(p)}".endswith(f" {fold(name)}")), None) or parties.named(name)
