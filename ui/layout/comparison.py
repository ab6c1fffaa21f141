"""Two days of either clock compared on the timeline: what changed stands out, what is no longer believed is a ghost. Pure functions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.answers import Moved, Right
from ui.layout.timeline import Cut, Segment, Timeline, timeline
from ui.views.changes import WORDS, Clock
from ui.words import day_text, listed, raised


def comparison(
    rights: Sequence[Right], moved: Iterable[Moved], clock: Clock, since: date, until: date, at: date, *, whole: bool = False
) -> Timeline:
    """The rights as known at the end, with the changes after ``since`` and up to ``until`` said on their bars.

    In the clock of knowledge a right as it was believed before, and no longer is, is drawn as a ghost: a frame around what took its place,
    where something did, so that old and new are one change. Its days have no place among those of the world, over which rights are drawn:
    there the day in force, ``at``, is marked.
    """
    world = clock == "world"
    believed = {r.id: r for r in rights}
    ghosts: dict[str, Right] = {}
    became: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for move in moved:
        if move.before is not None and not world:
            ghosts[move.before.id] = move.before
            said.setdefault(move.before.id, []).append("believed before" if move.after else WORDS[clock][move.change])
            if move.after is not None:
                became[move.before.id] = move.after.id
        for right in (move.after, move.before if world else None):
            if right is not None:
                believed.setdefault(right.id, right)
                said.setdefault(right.id, []).append(WORDS[clock][move.change])
    ghosts = {id: right for id, right in ghosts.items() if id not in believed}
    words = {id: raised(listed(dict.fromkeys(told))) for id, told in said.items()}
    drawn = timeline([*believed.values(), *ghosts.values()], (), at=until if world else at, known=since if world else at, whole=whole)
    rows = {s.right: s.row for s in drawn.segments}
    faded = _framing(drawn, ghosts, became, rows)
    framing = {ghost.right for ghost in faded if ghost.row != rows[ghost.right]}  # the bar within says it for both
    segments = (*faded, *(s for s in drawn.segments if s.right not in ghosts))  # what is believed is painted over what was
    return _without_empty_rows(
        replace(
            drawn,
            segments=tuple(_told(s, words.get(s.right), silent=s.right in framing) for s in segments),
            ends=tuple(replace(end, live=end.right in words) for end in drawn.ends if end.right not in ghosts),
            cuts=_cuts(drawn, ghosts, {s.right: s.row for s in segments}),
            joints=() if ghosts else drawn.joints,
            label=f"after {day_text(since)}, up to {day_text(until)}" if world else drawn.label,
            since=since if world else None,
        )
    )


def _framing(drawn: Timeline, ghosts: Iterable[str], became: Mapping[str, str], rows: Mapping[str, int]) -> list[Segment]:
    """Ghosts, each of one piece, in the rows of what took their place, but for those that another bar there is in the way of."""
    found: list[Segment] = []
    for id in ghosts:
        pieces = [s for s in drawn.segments if s.right == id]
        if not pieces:
            continue
        ghost = replace(pieces[0], look="ghost", end=pieces[-1].end)
        heir = became.get(id, id)
        framing = replace(ghost, row=rows.get(heir, ghost.row))
        others = (s for s in drawn.segments if s.right not in (id, heir, *ghosts))
        clear = all(s.row != framing.row or s.end <= framing.start or framing.end <= s.start for s in (*found, *others))
        found.append(framing if clear else ghost)
    return found


def _cuts(drawn: Timeline, ghosts: Container[str], rows: Mapping[str, int]) -> tuple[Cut, ...]:
    """One for each row: of a ghost and what it frames, that of the latter."""
    ghosts_first = sorted(drawn.cuts, key=lambda cut: cut.right not in ghosts)
    return tuple({rows[cut.right]: replace(cut, row=rows[cut.right]) for cut in ghosts_first}.values())


def _told(segment: Segment, word: str | None, *, silent: bool) -> Segment:
    notes = f"{word}; {segment.notes}" if word else segment.notes
    return replace(segment, live=word is not None, says="" if silent else word or "", notes=notes)


def _without_empty_rows(drawn: Timeline) -> Timeline:
    """The rows closed up where ghosts have left them; headings stay."""
    filled = {segment.row for segment in drawn.segments}
    kept = [row for row in drawn.rows if row.heading or row.row in filled]
    place = {row.row: n for n, row in enumerate(kept)}
    return replace(
        drawn,
        rows=tuple(replace(row, row=place[row.row]) for row in kept),
        segments=tuple(replace(s, row=place[s.row]) for s in drawn.segments),
        ends=tuple(replace(end, row=place[end.row]) for end in drawn.ends),
        cuts=tuple(replace(cut, row=place[cut.row]) for cut in drawn.cuts),
        joints=tuple(replace(joint, start=place[joint.start], end=place[joint.end]) for joint in drawn.joints),
    )
