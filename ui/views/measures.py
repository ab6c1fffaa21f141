"""What the Analysis page says: each measure over time, what it is on the day, and how it is computed. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from graph.analysis import (
    CONCENTRATED,
    MODERATE,
    Exposed,
    brokers,
    concentration,
    dependency,
    exposed,
    in_force,
    loss,
    over_time,
    turning_days,
)
from graph.answers import Neighbourhood, Right
from ui.charts.series import Mark, Series
from ui.views.sayings import right_label
from ui.words import day_text, field_label

Measure = Literal["dependency", "supply", "concentration", "brokers", "exposure"]

MEASURES: Final[Mapping[Measure, str]] = {
    "dependency": "Depends on its holders",
    "supply": "Depends on who grants",
    "concentration": "Concentration",
    "brokers": "Brokers",
    "exposure": "Exposure",
}

HELP: Final[Mapping[Measure, str]] = {
    "dependency": (
        "For each field of use in which the company has granted rights, a holder's share is its part of the weight of the "
        "rights there: credence × 1 for an exclusive right, × ½ for another. The dependency on a holder is the mean of its "
        "shares over the fields; all together are 1. The weights are a convention of ours."
    ),
    "supply": (
        "The same from the other side: for each field of use in which the company holds rights, the share of each company that "
        "grants them, and the mean over the fields. All together are 1. The weights (credence × 1 for an exclusive right, × ½ "
        "for another) are a convention of ours."
    ),
    "concentration": (
        "Herfindahl–Hirschman index, HHI = Σ sᵢ², of the holders' shares sᵢ of the weight of the rights in each field of use: "
        "1/n for n equal holders, 1 for a single one. Sources: A. O. Hirschman, National Power and the Structure of Foreign "
        "Trade (1945) and The Paternity of an Index, American Economic Review 54 (1964); O. C. Herfindahl, Concentration in the "
        "Steel Industry (1950). The lines are those of the U.S. Merger Guidelines (2023): moderately concentrated from 0.10 "
        "(1,000 points), highly from 0.18 (1,800). They are meant for shares of sales in a market; here the shares are of known "
        "rights around one company."
    ),
    "brokers": (
        "Betweenness: g(v) = Σ σ(s,t|v) / σ(s,t), the part of the shortest ways between two other companies that lead over v, "
        "divided by the number of such pairs; a right joins its two parties whichever way it runs. Sources: L. C. Freeman, A "
        "Set of Measures of Centrality Based on Betweenness, Sociometry 40 (1977); U. Brandes, A Faster Algorithm for "
        "Betweenness Centrality, Journal of Mathematical Sociology 25 (2001). Two steps from the company (below) show more than "
        "one, where it is mostly the company itself that lies between."
    ),
    "exposure": (
        "If the right ended, its holder would lose the right's part of all that it holds. Whoever holds rights of that holder's "
        "rests on it by the dependency above, and so on for three steps; an owner is hit by as much as what it owns. Shares are "
        "multiplied along a chain, as those of indirect shareholdings are (F. Brioschi, L. Buzzacchi and M. G. Colombo, Journal "
        "of Banking & Finance 13, 1989); of several chains the strongest counts."
    ),
}
"""How each is computed, with the source of its formula."""

CAVEAT: Final = "Shares are of known rights, not of money or volume: what nobody has told of is not in them."

LINES: Final = 8
"""Lines that are drawn; the table has all."""
_MOST_RIGHTS: Final = 20
_DAYS: Final[Mapping[Measure, int]] = {"dependency": 60, "supply": 60, "concentration": 60, "brokers": 24, "exposure": 30}


@dataclass(frozen=True)
class Shown:
    """A measure: its lines, the marks on them, and its values on the day, the highest first."""

    series: tuple[Series, ...]
    marks: tuple[Mark, ...]
    values: Mapping[str, str]
    more: int


def shown(around: Neighbourhood, measure: Measure, at: date, known: date, period: tuple[date, date], ends: Right | None) -> Shown:
    """The measure over the period, and on the day. ``ends`` is the right whose end is asked about."""
    of = _measure(around, measure, ends)
    days = tuple(sorted({*turning_days(around.rights, *period, _DAYS[measure]), *([at] if period[0] <= at <= period[1] else [])}))
    lines = over_time(of, days)
    best = sorted(lines, key=lambda name: (-(lines[name][-1] or 0), -max(value or 0 for value in lines[name]), name))
    label = field_label if measure == "concentration" else str
    series = tuple(Series(label(name), days, lines[name]) for name in best[:LINES])
    heights = (Mark("moderate", height=MODERATE), Mark("high", height=CONCENTRATED)) if measure == "concentration" else ()
    marks = (Mark(f"in force on {day_text(at)}", at), *([Mark(f"known on {day_text(known)}", known)] if known != at else []), *heights)
    values = {label(name): _text(value) for name, value in of(at).items() if value > 0}
    return Shown(series, marks, values, max(0, len(best) - LINES))


def _measure(around: Neighbourhood, measure: Measure, ends: Right | None) -> Callable[[date], Mapping[str, float]]:
    if measure == "dependency":
        return lambda day: dependency(around.rights, around.company, day)
    if measure == "supply":
        return lambda day: dependency(around.rights, around.company, day, "holder")
    if measure == "concentration":
        return lambda day: concentration(around.rights, day)
    if measure == "brokers":
        return lambda day: {name: value for name, value in brokers(around.rights, day).items() if value > 0}
    return lambda day: {e.company: e.share for e in hurt(around, ends, day)} if ends else {}


def hurt(around: Neighbourhood, ends: Right, day: date) -> tuple[Exposed, ...]:
    """Who would be hurt if the right ended that day."""
    return exposed(around.rights, ends, day, owner=around.owners.get)


def lost(around: Neighbourhood, ends: Right, day: date) -> str:
    """What the holder itself would lose."""
    return f"{ends.grantee}, its holder, would lose {_text(loss(around.rights, ends, day))} of all that it is known to hold."


def behind(around: Neighbourhood, measure: Measure, at: date) -> tuple[Right, ...]:
    """The rights in force on the day that the measure is made of, the strongest first."""
    live = sorted(in_force(around.rights, at), key=lambda r: (-r.credence, r.id))
    if measure == "dependency":
        live = [r for r in live if r.grantor == around.company]
    if measure == "supply":
        live = [r for r in live if r.grantee == around.company]
    return tuple(live[:_MOST_RIGHTS])


def label(right: Right) -> str:
    """A right with both its parties."""
    return f"{right.grantor} to {right_label(right)}"


def first_days(around: Neighbourhood, at: date) -> tuple[date, date]:
    """A period to begin with: from the first day of any right, at most ten years back, to half a year after the day."""
    begun = [r.valid_from for r in around.rights if r.valid_from and r.valid_from <= at]
    return max(min(begun, default=at - timedelta(days=365)), at - timedelta(days=3653)), at + timedelta(days=183)


def chains(found: Sequence[Exposed], rights: Mapping[str, Right]) -> tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]:
    """For each who is hurt a line, and the steps of the chain in words, each with the id of its right (``None`` for ownership)."""
    return tuple(
        (
            f"{e.company}: {_text(e.share)} of what it rests on",
            tuple((label(rights[s.right]) if s.right else f"{s.to} owns {s.of}", s.right) for s in e.path),
        )
        for e in found
    )


def _text(value: float) -> str:
    return f"{value:.2f}"
