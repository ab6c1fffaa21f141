"""What a right is for: fields of use from the words around it, the narrowest that the text supports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from nlp._told import SAID, Span, Told
from nlp._words import either

LIKELIEST: Final = "inferred: the likeliest field, for no word tells"
PRODUCT: Final = "inferred from the kind of product that is named"
PARTIES: Final = "inferred from what its parties do, by their names"
"""How a field is known that no word names."""


class Part(NamedTuple):
    """A part of a text that begins at ``start``, with its names blanked out."""

    text: str
    start: int


NOTHING: Final = Part("", 0)
"""No words."""

_RULES: Final = (
    (
        "media",
        either(
            r"broadcast\w*|stream(?:s|ed|ing)?|televis\w+|air(?:s|ed)?(?! cool)|media rights|podcasts?|programming|matches|fights|"
            r"exhibit\w*|home of|fitness content|(?:digital|video|film|music|sports) content",
            r"(?:seen|shown|broadcast|carried) live|live (?:rights|pictures|coverage)|shown? on|"
            r"(?:rights?|licen[cs]e) to (?:show|screen)|screen\w*|races?|episodes?|watch(?:ed)?|viewers|listeners",
            ignore_case=True,
        ),
    ),
    ("licence", either(r"licen[cs]\w+|intellectual property|IP", ignore_case=True)),
    (
        "manufacturing",
        either(
            r"manufactur\w+|foundry|maker|producer|build and|fabricat\w+|packaging|assembler|alone makes",
            r"(?:to|may|and) (?:make|build|produce|assemble)|makes? (?:its|their|all|the)|made (?:by|at|only)",
            ignore_case=True,
        ),
    ),
    ("development", either(r"(?:co-)?develop(?:s|ed|ment)?", ignore_case=True)),
    (
        "distribution",
        either(
            r"distribut\w+|re-?sell\w*|sell(?:s|er|ers|ing)?|sold|market(?:s|ing)?(?! capital)|retail(?:er|ers)?|dealers?|agents?|"
            r"importers?",
            r"stock(?:s|ed|ist)?|commercial\w+|carriers?|bringing .{0,40} to market|on the shelves|sales rights|available only (?:from|"
            r"at|in)",
            ignore_case=True,
        ),
    ),
    (
        "service",
        either(
            r"issu(?:e|er|ing)|process(?:or|ing)|card network|network of the card|handl(?:ing|e|es)|servic(?:e|es|ing)(?! (?:in|on) )",
            r"charging|checkout|payments?|brokerage|repair\w*|maintenance|debit|credit|(?:re)?fuell?ing|wallet|lenders?",
            ignore_case=True,
        ),
    ),
    (
        "supply",
        either(
            r"suppl(?:y|ies|ier|iers|ied|ying)|sole-suppl\w+|offtake|procure\w*|purchas\w+|buy|buys|bought|deliver\w*|engines?|vendor|"
            r"source|tak(?:e|es|ing) [^.;,]{2,40}? from",
            ignore_case=True,
        ),
    ),
)
_ORDER: Final = {name: i for i, (name, _) in enumerate(_RULES)}
_LICENSED: Final = frozenset(("licence", "manufacturing", "media", "development", "distribution"))
_LICENSED_TO: Final = re.compile(
    r"\bto (?:exhibit|make|manufacture|produce|develop|sell|market|distribute|commerciali[sz]e|broadcast|stream|publish)\b"
)
_COMPUTING: Final = either(
    r"comput(?:e|ing|ers?)|cloud|GPUs?|graphics[- ]processors?|data[- ]cent(?:re|er)s?|supercomput\w+|workloads?|train(?:ed|ing)|"
    r"trains? (?:its|their|the|all|new|models?|AI)|"
    r"inference",
    ignore_case=True,
)
_CAPACITY: Final = either(r"capacity|accelerators?|racks?|servers?|gigawatts?|megawatts?|TPUs?|infrastructure", ignore_case=True)
_NOT_COMPUTING: Final = re.compile(r"\b(?:stream|games|catalogue|sell|resell|licen[cs]|distribut)")
_SHOWS: Final = re.compile(
    r"\b(?:TV|Television|Broadcasting|Streaming|Radio|Media|League|Series|Cup|Championships?|Federation|Tour|Circuit|Olympics|Marathon|Games"
    r" Federation|Grand Prix|Open|Premiership)\Z"
)
"""Names of those who hold and grant the rights to show something."""
_HOSTING: Final = either(
    r"hosts?|hosted|hosting|run (?:only|exclusively|solely) on|"
    r"(?<!seen )(?<!shown )(?<!broadcast )(?<!carried )live (?:on|nowhere)|APIs?|served? (?:on|from|through|by|via)|serving|"
    r"pass through",
    r"available (?:only )?(?:on|in|through)|(?<!first )offer (?:them |it )?on|models? to (?:itself|themselves)",
)
_HOSTING_NARROW: Final = (
    ("hosting.stateful_runtime", re.compile(r"\bstateful\b")),
    ("hosting.stateless_api", re.compile(r"\bstateless\b")),
    ("hosting.first_party", re.compile(r"\bfirst-party\b")),
)
_COMPUTE_NARROW: Final = (
    ("compute.training", either(r"train(?:ed|ing)?|trains (?:its|their|the)", ignore_case=True)),
    ("compute.inference", either(r"inference|serving", ignore_case=True)),
)


def fields_of_use(core: Part, around: Part, cloud: Span | None = None, model: Span | None = None) -> tuple[str, ...]:
    """The fields that the right's own words (``core``) name, else those of its sentence (``around``).

    ``cloud``: where a cloud is named; ``model``: where an AI model or API is. Empty where nothing tells.
    """
    for part in (core, around):
        if found := _read(part, cloud, model):
            return found
    return (Told("hosting", model, PRODUCT),) if model else (Told("compute", cloud, PRODUCT),) if cloud else ()


def likeliest(core: str, territory: bool, refusal: bool, parties: Iterable[str]) -> tuple[str, ...]:
    """The field where no word tells: what a league grants or a channel holds is media, a first call is on supply, what is granted for a
    country is mostly sold there, the rest is licensed."""
    if shown(parties):
        return (Told("media", how=PARTIES),)
    if refusal:
        return (Told("supply", how=LIKELIEST),)
    if re.search(r"\b(?:operator|handler|caterer|contractor|installer|cleaner)s?\b", core):
        return (Told("service", how=LIKELIEST),)
    if re.search(r"\b(?:provider|partner|sponsor|source|vendor)s?\b", core):
        return (Told("supply", how=LIKELIEST),)
    licensed = not territory and re.search(r"\brights?\b|\blicen[cs]e|\buse\b", core)
    return (Told("licence" if licensed else "distribution", how=LIKELIEST),)


def shown(parties: Iterable[str]) -> bool:
    """Whether what one of them grants or holds is to be shown, by their names: a league's, a channel's."""
    return any(_SHOWS.search(party) for party in parties)


def _said(name: str, part: Part, m: re.Match[str]) -> Told:
    return Told(name, (part.start + m.start(), part.start + m.end()), SAID)


def _read(part: Part, cloud: Span | None, model: Span | None) -> tuple[str, ...]:
    text = part.text
    narrow = tuple(_said(name, part, m) for name, pattern in _HOSTING_NARROW if (m := pattern.search(text)))
    hosting = _HOSTING.search(text)
    if narrow or hosting:
        return narrow or tuple(_said("hosting", part, m) for m in (hosting,) if m)
    computing = _COMPUTING.search(text)
    if computing and not _NOT_COMPUTING.search(text):
        return _compute(part, computing)
    if found := _commerce(part):
        return found
    if capacity := computing or _CAPACITY.search(text):
        return _compute(part, capacity)
    return (Told("hosting", model, PRODUCT),) if model and cloud and "model" in text else ()


def _commerce(part: Part) -> tuple[str, ...]:
    """Fields other than computing: one for each activity that is named, less what only goes with another."""
    text = part.text
    found: set[str] = {_said(name, part, m) for name, pattern in _RULES if (m := pattern.search(text))}
    if "licence" in found and len(found) > 1:
        found = {f for f in found if f in (_LICENSED if _LICENSED_TO.search(text) else {"licence"})}
    if "supply" in found and len(found) > 1:
        found = {f for f in found if (f == "supply") == bool(re.search(r"\bsuppl(?:y|ier)\b", text))}
    if "service" in found and found & {"distribution", "manufacturing", "media"}:
        found -= {"service"}
    ordered = tuple(sorted(found, key=lambda name: _ORDER[name]))
    return ordered if len(ordered) <= 3 else ordered[:1]


def _compute(part: Part, computing: re.Match[str]) -> tuple[str, ...]:
    narrow = tuple(_said(name, part, m) for name, pattern in _COMPUTE_NARROW if (m := pattern.search(part.text)))
    return narrow or (_said("compute", part, computing),)
