"""What a right is for: fields of use from the words around it, the narrowest that the text supports."""

from __future__ import annotations

import re
from typing import Final

from nlp._words import either

_RULES: Final = (
    (
        "media",
        either(
            r"broadcast\w*|stream(?:s|ed|ing)?|televis\w+|air(?:s|ed)?(?! cool)|media rights|podcasts?|programming|matches|fights|"
            r"exhibit\w*|home of",
            r"shown? on|screen\w*|races?|episodes?|watch(?:ed)?|viewers|listeners",
            ignore_case=True,
        ),
    ),
    ("licence", either(r"licen[cs]\w+|intellectual property|IP", ignore_case=True)),
    (
        "manufacturing",
        either(
            r"manufactur\w+|foundry|maker|producer|build and|fabricat\w+|packaging|alone makes",
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
            r"charging|checkout|brokerage|repair\w*|maintenance|debit|credit",
            ignore_case=True,
        ),
    ),
    (
        "supply",
        either(
            r"suppl(?:y|ies|ier|iers|ied|ying)|sole-suppl\w+|offtake|procure\w*|purchas\w+|buy|buys|bought|deliver\w*|engines?|vendor|"
            r"source",
            ignore_case=True,
        ),
    ),
)
_ORDER: Final = {name: i for i, (name, _) in enumerate(_RULES)}
_LICENSED: Final = frozenset(("licence", "manufacturing", "media", "development", "distribution"))
_LICENSED_TO: Final = re.compile(r"\bto (?:exhibit|make|manufacture|develop|sell|broadcast)")
_COMPUTING: Final = either(
    r"comput(?:e|ing|ers?)|cloud|GPUs?|graphics[- ]processors?|data[- ]cent(?:re|er)s?|supercomput\w+|workloads?|train(?:s|ed|ing)|"
    r"inference",
    ignore_case=True,
)
_CAPACITY: Final = either(r"capacity|accelerators?|servers?|gigawatts?|megawatts?|TPUs?|infrastructure", ignore_case=True)
_NOT_COMPUTING: Final = re.compile(r"\b(?:stream|games|catalogue|sell|resell|licen[cs]|distribut)")
_HOSTING: Final = either(
    r"hosts?|hosted|hosting|run (?:only|exclusively|solely) on|live (?:on|nowhere)|APIs?|served?|serving|pass through",
    r"available (?:only )?(?:on|in|through)|offer (?:them |it )?on|models? to (?:itself|themselves)",
)
_HOSTING_NARROW: Final = (
    ("hosting.stateful_runtime", re.compile(r"\bstateful\b")),
    ("hosting.stateless_api", re.compile(r"\bstateless\b")),
    ("hosting.first_party", re.compile(r"\bfirst-party\b")),
)
_COMPUTE_NARROW: Final = (
    ("compute.training", either(r"train(?:s|ed|ing)?", ignore_case=True)),
    ("compute.inference", either(r"inference|serving", ignore_case=True)),
)


def fields_of_use(core: str, around: str, cloud: bool = False, model: bool = False) -> tuple[str, ...]:
    """The fields that the right's own words (``core``) name, else those of its sentence (``around``).

    ``cloud``: a cloud is named; ``model``: an AI model or API is. Both texts are without names. Empty where nothing tells.
    """
    for text in (core, around):
        if found := _read(text, cloud, model):
            return found
    return ("hosting",) if model else ("compute",) if cloud else ()


def likeliest(core: str, territory: bool, refusal: bool) -> tuple[str, ...]:
    """The field where no word tells: what is granted for a country is mostly sold there, a first call is on supply, the rest is "
    "licensed."""
    if refusal:
        return ("supply",)
    return ("licence",) if not territory and re.search(r"\brights?\b|\blicen[cs]e", core) else ("distribution",)


def _read(text: str, cloud: bool, model: bool) -> tuple[str, ...]:
    narrow = tuple(name for name, pattern in _HOSTING_NARROW if pattern.search(text))
    if narrow or _HOSTING.search(text):
        return narrow or ("hosting",)
    if _COMPUTING.search(text) and not _NOT_COMPUTING.search(text):
        return _compute(text)
    if found := _commerce(text):
        return found
    if _COMPUTING.search(text) or _CAPACITY.search(text):
        return _compute(text)
    return ("hosting",) if model and cloud and "model" in text else ()


def _commerce(text: str) -> tuple[str, ...]:
    """Fields other than computing: one for each activity that is named, less what only goes with another."""
    found = {name for name, pattern in _RULES if pattern.search(text)}
    if "licence" in found and len(found) > 1:
        found &= _LICENSED if _LICENSED_TO.search(text) else {"licence"}
    if "supply" in found and len(found) > 1:
        found = {"supply"} if re.search(r"\bsuppl(?:y|ier)\b", text) else found - {"supply"}
    if "service" in found and found & {"distribution", "manufacturing", "media"}:
        found -= {"service"}
    ordered = tuple(sorted(found, key=lambda name: _ORDER[name]))
    return ordered if len(ordered) <= 3 else ordered[:1]


def _compute(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _COMPUTE_NARROW if pattern.search(text)) or ("compute",)
