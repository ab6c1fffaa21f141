"""What hangs on a claim that may have been misread: which claims are worth a second look, and how much. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph._best_first import rank
from graph.beliefs import Belief
from graph.claims import Change
from graph.statements import Statement

WORTHWHILE: Final = 0.01
"""The credence at stake below which it is not worth anybody's time."""

WEIGHTS: Final = range(1, 101)
"""What is worth somebody's time, in whole hundredths, as :meth:`Stake.rank` weighs it."""


@dataclass(frozen=True)
class Stake:
    """The claim that is most worth checking of those that a right rests on, and what the right's credence would lose by it.

    ``loss`` is the chance that the claim was misread (one less its confidence) × the credence that the right would lose without it:
    all of it for a claim that alone says so, little where others say the same. 0 to 1. ``claim`` is ``None`` where all were reviewed.
    ``witnesses`` are the stories that say so, each counted once.
    """

    claim: str | None
    loss: float
    witnesses: int

    def rank(self, known: date | None) -> str:
        """By what an index finds the right, which became known on that day."""
        return rank(int(100 * self.loss), known)


def stake(belief: Belief, told: Mapping[str, Statement]) -> Stake:
    """What is worth checking of a belief; ``told`` are the statements by id. Those that begin or hold the right carry it together,
    and those that end it carry its end.
    """
    heard = [told[claim] for claim in belief.supporting]
    ends = [s for s in heard if s.claim.change is Change.ENDS]
    says = [s for s in heard if s.claim.change is not Change.ENDS]
    found = [(round(_doubt(s) * belief.credence * _share(s, group), 4), s.id) for group in (says, ends) for s in group if s.review is None]
    loss, claim = min(found, key=lambda f: (-f[0], f[1]), default=(0.0, None))
    return Stake(claim, loss, len({s.story for s in says or ends}))


def _doubt(statement: Statement) -> float:
    return 1 - statement.claim.confidence


def _share(statement: Statement, group: Iterable[Statement]) -> float:
    """The part of a group's weight that is lost without one of its statements; a copy of the same story stands in for it."""
    group = list(group)
    whole = _told(group)
    return 1 - _told(s for s in group if s.id != statement.id) / whole if whole else 0.0


def _told(group: Iterable[Statement]) -> float:
    """How much witnesses of one mind are to be believed, as rule *credence* has it: each story by its weightiest page."""
    weights: dict[str, float] = {}
    for statement in group:
        weights[statement.story] = max(weights.get(statement.story, 0.0), statement.weight)
    return 1 - math.prod(1 - weight for weight in weights.values())
