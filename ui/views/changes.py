"""What changed between two days, in words. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers import Evidence, Moved, Right
from ui.words import MODES, day_text, end_text, over_label, start_text


@dataclass(frozen=True)
class Change:
    """One change in a sentence, with what was said for it."""

    when: str
    kind: str
    what: str
    how: str
    told: tuple[Evidence, ...]


def changes(moved: Iterable[Moved]) -> tuple[Change, ...]:
    """The changes in words, in their order."""
    found = []
    for change in moved:
        right = change.after or change.before
        assert right is not None
        before, after = change.before, change.after
        if before is not None and after is not None:
            how = _amended(before, after)
        elif after is not None:
            how = (
                f"{MODES[after.mode]}, {start_text(after)} to {end_text(after)}"
                if after.valid_to
                else f"{MODES[after.mode]} since {start_text(after)}"
            )
        else:
            how = f"{MODES[right.mode]} since {start_text(right)}, until {end_text(right)}"
        known = {e.claim for e in before.supporting} if before is not None and after is not None else set()
        told = tuple(e for e in right.supporting if e.claim not in known)
        when = day_text(change.date) if change.date else "undated"
        found.append(Change(when, change.change, f"{right.grantee} · {over_label(right)}", how, told))
    return tuple(found)


def _amended(before: Right, after: Right) -> str:
    said = []
    if before.mode is not after.mode:
        said.append(f"{MODES[before.mode]} → {MODES[after.mode].lower()}")
    elif (before.valid_from, before.valid_to) != (after.valid_from, after.valid_to):
        terms = [f"{start_text(r)} to {end_text(r)}" for r in (before, after)]
        said.append(f"{MODES[after.mode]}, {terms[0]} → {terms[1]}")
    if before.disputed != after.disputed:
        said.append("now disputed" if after.disputed else "no longer disputed")
    return "; ".join(said) or f"{MODES[after.mode]}: same terms, other evidence"
