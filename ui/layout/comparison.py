"""Two days of either clock compared on the timeline: what changed stands out, what is no longer believed is a ghost. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph.answers import Moved, Right
from ui.layout.timeline import Segment, Timeline, timeline
from ui.views.changes import WORDS, Clock
from ui.words import day_text, listed, raised


def comparison(rights: Sequence[Right], moved: Iterable[Moved], clock: Clock, since: date, until: date, at: date) -> Timeline:
    """The rights as known at the end, with the changes after ``since`` and up to ``until`` said on their bars.

    In the clock of knowledge a right as it was believed before, and no longer is, is drawn as a ghost beside what took its place. Its days
    have no place among those of the world, over which rights are drawn: there the day in force, ``at``, is marked.
    """
    world = clock == "world"
    believed = {r.id: r for r in rights}
    ghosts: dict[str, Right] = {}
    said: dict[str, list[str]] = {}
    for move in moved:
        if move.before is not None and not world:
            ghosts[move.before.id] = move.before
            said.setdefault(move.before.id, []).append("believed before" if move.after else WORDS[clock][move.change])
        for right in (move.after, move.before if world else None):
            if right is not None:
                believed.setdefault(right.id, right)
                said.setdefault(right.id, []).append(WORDS[clock][move.change])
    ghosts = {id: right for id, right in ghosts.items() if id not in believed}
    words = {id: raised(listed(dict.fromkeys(told))) for id, told in said.items()}
    drawn = timeline([*believed.values(), *ghosts.values()], (), at=until if world else at, known=since if world else at)
    return replace(
        drawn,
        segments=tuple(_told(s, words.get(s.right), s.right in ghosts) for s in drawn.segments),
        ends=tuple(replace(end, live=end.right in words) for end in drawn.ends if end.right not in ghosts),
        joints=() if ghosts else drawn.joints,
        label=f"after {day_text(since)}, up to {day_text(until)}" if world else drawn.label,
        since=since if world else None,
    )


def _told(segment: Segment, word: str | None, ghost: bool) -> Segment:
    notes = f"{word}; {segment.notes}" if word else segment.notes
    look = "ghost" if ghost else segment.look
    return replace(segment, look=look, live=word is not None, says=word or "", notes=notes)
