"""How likely a claim is right: log-odds from a few marks of how it came about, by a table learned on labelled passages.

``python bench/calibration.py --write`` makes the table, ``confidence.toml``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from graph.claims import Change, Stance

if TYPE_CHECKING:
    from graph.claims import Claim
    from nlp._told import Source

OWN: Final = "the rule's own confidence"
"""The log-odds that the rule itself gives."""
_PARTIES: Final = ("grantor", "grantee", "parties", "claimant", "respondents")
_KINDS: Final = ("field_of_use", "type")
_LEAST, _MOST = 0.05, 0.99


def marks(claim: Claim, attributes: Mapping[str, tuple[Source, ...]]) -> dict[str, float]:
    """What speaks for and against a claim: the rule's log-odds, and 1 for each circumstance that is given."""
    parties = [s for name in _PARTIES for s in attributes.get(name, ())]
    kinds = [s for name in _KINDS for s in attributes.get(name, ())]
    given = {
        "a party is a pronoun or a description": any(s.span and s.antecedent for s in parties),
        "a party is inferred": any(s.span is None for s in parties),
        "the field or type is inferred": any(s.span is None for s in kinds),
        "in force": claim.change is Change.HOLDS,
        "not plainly asserted": claim.stance is not Stance.ASSERTED,
        "a dispute": claim.kind == "dispute",
    }
    own = min(max(claim.confidence, _LEAST), _MOST)
    return {OWN: round(math.log(own / (1 - own)), 2)} | {name: 1.0 for name, true in given.items() if true}


@cache
def table() -> Mapping[str, float]:
    """The log-odds of a claim with no marks (``base``), and what each mark adds to them."""
    odds: dict[str, float] = tomllib.loads(files("nlp").joinpath("confidence.toml").read_text(encoding="utf-8"))["log_odds"]
    return odds


def probability(given: Mapping[str, float]) -> float:
    """How likely a claim with these marks is to be right, to two places."""
    odds = table()["base"] + sum(table().get(name, 0.0) * value for name, value in given.items())
    return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), _MOST), 2)
