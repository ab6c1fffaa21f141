"""The timeline's legend as HTML."""

from __future__ import annotations

from graph.claims import Mode
from ui.layout.timeline import Timeline
from ui.markup.text import esc
from ui.words import MODES


def legend(drawn: Timeline, idle: str = "Not in force that day") -> str:
    """What its colours, lines and signs mean, as far as it has them; ``idle`` is what is pale."""
    looks = {segment.look for segment in drawn.segments}
    joints = {joint.kind for joint in drawn.joints}
    items = [(f"dg-{mode.value.replace('_', '-')}", MODES[mode], True) for mode in Mode]
    items += [
        ("dg-dispute", "Disputed", "disputed" in looks),
        ("dg-overlap", "Overlap", bool(drawn.overlaps)),
        ("dg-unsure", "Exact day unknown", "unsure" in looks),
        ("dg-prospect", "Talks or plans", "prospect" in looks),
        ("dg-rumour", "Only a rumour", "rumour" in looks),
        ("dg-open", "No end stated", any(end.rightwards and not end.rumour for end in drawn.ends)),
        ("dg-succession", "Follows", "succession" in joints),
        ("dg-carve-out", "Carved out", "carve-out" in joints),
        ("dg-ghost", "No longer believed", "ghost" in looks),
        ("dg-between", "Between the two days", drawn.since is not None),
        ("dg-idle", idle, True),
    ]
    shown = "".join(f'<li><i class="{sign}"></i>{esc(words)}</li>' for sign, words, there in items if there)
    return f'<ul class="dg-legend">{shown}</ul>'
