"""One mode of one line over valid time: when it was in force, by whose word, and who says otherwise.

Rules *begin / hold / end*, *lapse* and *retrospect*, as a sweep over the days on which something is said to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from graph._witnesses import Witness
from graph.claims import Change, Mode
from graph.dates import Interval, PartialDate, Precision

OUTRANKS: Final = 2 / 3
"""A newer word takes the place of an older one if it is trusted at least this much of it."""
STANDS: Final = 1 / 3
"""A side below this share of the whole weight is set aside; at or above it the matter is disputed (rule *dispute*)."""

NEAR: Final = timedelta(days=31)
"""Dates of one event differ from outlet to outlet; what lies closer than this is no contradiction."""


@dataclass
class Episode:
    """One unbroken time of a mode. ``start`` is ``None`` where only its end is known.

    ``start_latest`` is the day by which it had surely begun, ``end_earliest`` the first on which it may have been over; ``None``
    where the bound is no less certain than its day.
    """

    mode: Mode
    start: date | None
    end: date | None = None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    start_latest: date | None = None
    end_earliest: date | None = None
    supports: list[Witness] = field(default_factory=list)
    enders: list[Witness] = field(default_factory=list)
    against: list[Witness] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    doubtful: list[tuple[date | None, date | None]] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether a witness says that it began, or since when: more than that it was so when they wrote."""
        return any(w.dated or w.claim.change is Change.BEGINS for w in self.supports)

    def active(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def outranks(new: float, old: float) -> bool:
    """Whether a newer word of trust ``new`` takes the place of an older one."""
    return new >= OUTRANKS * old


def stands(side: float, other: float) -> bool:
    """Whether a side is weighty enough to be heard beside the other."""
    return side > 0 and side / (side + other) >= STANDS


def episodes(supports: Sequence[Witness], ends: Sequence[Witness], denials: Sequence[Witness]) -> list[Episode]:
    """The times at which one mode was in force, in order. ``ends`` and ``denials`` may stand on a wider line."""
    marks = [(w.start, 1, w.said, w.ids, w) for w in supports if not w.is_over]
    marks += [(w.term or w.end, 0, w.said, w.ids, w) for w in (*(s for s in supports if s.is_over), *ends)]
    done: list[Episode] = []
    now: Episode | None = None
    for at, begins, _, _, witness in sorted(marks, key=lambda m: m[:4]):
        if now is not None and (term := lapse(now)) is not None and term <= at:
            done.append(_close(now, term))
            now = None
        if not begins:
            now = end(done, now, witness, at)
        elif now is not None:
            now.supports.append(witness)
        else:
            now = begin(done, witness, at)
    if now is not None:
        done.append(_close(now, lapse(now)))
    for episode in done:
        begun(episode)
        ended(episode)
        deny(episode, denials)
    return [e for e in done if e.start is None or e.end is None or e.start < e.end]


def end(done: list[Episode], now: Episode | None, witness: Witness, at: date) -> Episode | None:
    """Rule *end*: what was in force is closed on the day, unless the word weighs too little against those who speak for it (*weight*)."""
    if now is not None:
        heard = max((w.trust for w in now.supports), default=0.0)
        if now.start is not None and now.start >= at:
            now.against.append(witness)
            return now
        if not outranks(witness.trust, heard):
            now.against.append(witness)
            now.rules.add("weight")
            return now
        now.enders.append(witness)
        now.rules.add(witness.by)
        if any(w.said < witness.said and w.start > at for w in now.supports):
            now.rules.add("retrospect")
        done.append(_close(now, at))
    elif done:
        if witness.by != "lapse":  # the term of a wider right says nothing of one that was over before
            done[-1].enders.append(witness)
    else:
        start = PartialDate.parse(witness.claim.valid_from) if witness.claim.valid_from else None
        ghost = Episode(witness.claim.mode, start.first if start else None, rules={witness.by}, enders=[witness])
        done.append(_close(ghost, at))
    return None


def begin(done: list[Episode], witness: Witness, at: date) -> Episode | None:
    """Rules *begin* and *hold*: the mode is in force from the day on. Who only says that it holds after its end may not know of it."""
    last = done[-1] if done else None
    undated_hold = witness.claim.change is Change.HOLDS and not witness.dated
    if last is not None and last.enders and undated_hold:
        # the writer may not have known of the end: an end that was published later is the better informed word
        if max(w.said for w in last.enders) > witness.said:
            last.supports.append(witness)
            last.rules.add("retrospect")
            return None
        if not stands(witness.weight, max(w.weight for w in last.enders)):
            last.against.append(witness)
            last.rules.add("weight")
            return None
        return Episode(
            witness.claim.mode, at, supports=[witness], against=list(last.enders), rules={"hold", "dispute"}, doubtful=[(at, None)]
        )
    return Episode(witness.claim.mode, at, supports=[witness], rules={"hold" if witness.claim.change is Change.HOLDS else "begin"})


def lapse(episode: Episode) -> date | None:
    """Rule *lapse*: the stated end. A newer word on it counts if it outranks the best older one."""
    decided: Witness | None = None
    best = 0.0
    for witness in sorted((w for w in episode.supports if w.term and w.term > w.start), key=lambda w: (w.said, w.ids)):
        if decided is None or outranks(witness.trust, best):
            finer = decided is not None and _contains(witness.claim.valid_to, decided.claim.valid_to)
            decided = decided if finer else witness
        best = max(best, witness.trust)
    return decided.term if decided else None


def _contains(coarse: str | None, fine: str | None) -> bool:
    return bool(coarse and fine and fine != coarse and fine.startswith(coarse))


def _close(episode: Episode, at: date | None) -> Episode:
    episode.end = at
    if at is not None and not episode.enders:
        episode.rules.add("lapse")
        stated = [PartialDate.parse(w.claim.valid_to) for w in episode.supports if w.term == at and w.claim.valid_to]
        episode.end_precision = max((s.precision for s in stated), key=_FINENESS.index, default=Precision.DAY)
        episode.end_earliest = uncertain_end([w for w in episode.supports if w.term == at])
    return episode


def uncertain_end(told: Sequence[Witness]) -> date | None:
    """Rule *uncertain-end*: the first day on which it may have been over, unless somebody is sure of its last day."""
    days = [w.end_earliest for w in told]
    return None if None in days else max((d for d in days if d), default=None)


_FINENESS: Final = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def begun(episode: Episode) -> None:
    """Rule *retrospect*, of the beginning: a stated start beats the day of an announcement, the finer of two that agree the coarser.

    A later date is a restatement, not another start, and an earlier one counts unless its source is outranked. But where all
    who tell of the earlier one look back at it, a beginning that is told for a later day contradicts them.
    """
    stated = [w for w in episode.supports if w.dated]
    best = max((w.trust for w in stated), default=0.0)
    stated = sorted((w for w in stated if outranks(w.trust, best)), key=lambda w: (w.start, w.ids))
    while episode.start is not None and stated:
        first = [w for w in stated if _alike(stated[0].claim.valid_from, w.claim.valid_from)]
        chosen = PartialDate.parse(_agreed([(w.claim.valid_from or "", w.weight) for w in first]))
        later = [w for w in stated if w.start > chosen.after + NEAR]
        looks_back = all(w.said > chosen.after + NEAR for w in first)
        told, retold = sum(w.weight for w in first), sum(w.weight for w in later)
        if looks_back and later and not stands(told, retold):
            stated = [w for w in stated if w not in first]
            episode.supports = [w for w in episode.supports if w not in first]
            episode.against += first
            episode.rules.add("weight")
            continue
        if looks_back and stands(retold, told):
            episode.doubtful.append((chosen.first, min(w.start for w in later)))
            episode.rules.add("dispute")
        if stated[0].said > chosen.after:
            episode.rules.add("retrospect")
        chosen = min((day for day in _announced(episode) if day.first in _days(chosen)), default=chosen)
        held = [w.published for w in episode.supports if not w.dated and w.claim.change is Change.HOLDS]
        episode.start = min([chosen.first, *held])
        if episode.start == chosen.first and chosen.precision is not Precision.DAY:
            episode.start_precision = chosen.precision
            episode.start_latest = uncertain_start(episode, chosen)
        return


def uncertain_start(episode: Episode, begun: PartialDate) -> date:
    """Rule *uncertain-start*: the last day on which it may have begun: that of the month or year, or when it was said to be in force."""
    seen = [w.published for w in episode.supports if w.claim.change is Change.HOLDS and w.published >= begun.first]
    return min([begun.after - timedelta(days=1), *seen])


def _announced(episode: Episode) -> list[PartialDate]:
    """The days on which it was told as beginning, by those who give no other day."""
    return [PartialDate(w.published) for w in episode.supports if not w.dated and w.claim.change is Change.BEGINS]


def _days(date_: PartialDate) -> Interval:
    return Interval(date_.first, date_.after)


def ended(episode: Episode) -> None:
    """Rule *retrospect*, of the end: the one that most agree on; a coarse one is over by its last day, or when it was reported."""
    told = [w for w in episode.enders if w.claim.valid_to]
    if not told or episode.end is None:
        return
    text = _agreed([(w.claim.valid_to or "", w.weight) for w in told])
    day = PartialDate.parse(text)
    if day.precision is Precision.DAY:
        end = day.first
    else:
        end = min([day.after, *(w.published for w in told if w.claim.valid_to == text and w.published > day.first)])
    if episode.start is None or end > episode.start:
        episode.end, episode.end_precision = end, day.precision
        episode.end_earliest = None if day.precision is Precision.DAY else uncertain_end([w for w in told if w.claim.valid_to == text])


def _agreed(told: Sequence[tuple[str, float]]) -> str:
    """The date with the most weight behind it, where a coarse date backs every finer one inside it; of equals the finest."""
    return max(
        sorted({text for text, _ in told}), key=lambda text: (sum(weight for other, weight in told if text.startswith(other)), len(text))
    )


def _alike(a: str | None, b: str | None) -> bool:
    """Whether one of the two dates lies in the other."""
    return bool(a and b) and (str(a).startswith(str(b)) or str(b).startswith(str(a)))


def deny(episode: Episode, denials: Sequence[Witness]) -> None:
    """Rule *dispute*, between a right and a denial that was published once it had begun."""
    told = [w for w in denials if (episode.start is None or w.said >= episode.start) and (episode.end is None or w.said < episode.end)]
    if not told:
        return
    episode.against.extend(told)
    against = sum(w.weight for w in told)
    shorteners = [*episode.enders, *(w for w in episode.supports if w.term and w.term == episode.end)]
    cut = [w for w in shorteners if any(w.story == d.story for d in told)]
    longer = [w for w in episode.supports if w.term and episode.end and w.term > episode.end]
    if cut and longer:
        # the denial is of the length, not of the right: what is in doubt is the time between the two ends
        if stands(sum(w.weight for w in longer), against):
            begin = episode.end
            episode.end = max(w.term for w in longer if w.term)
            episode.end_earliest = uncertain_end([w for w in longer if w.term == episode.end])
            episode.doubtful.append((begin, None))
            episode.rules.add("dispute")
    elif stands(against, sum(w.weight for w in (*episode.supports, *episode.enders))):
        episode.doubtful.append((None, None))
        episode.rules.add("dispute")
    else:
        episode.rules.add("weight")
