"""From the rights and claims in question to an answer: pure functions, no graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from graph._witnesses import subject_words, subjects_meet
from graph.answers import HEARD, Answer, Evidence, Kind, Moved, Question, Right, Verdict
from graph.claims import Change, Mode
from graph.fields import covers, related
from graph.places import place, places, within

_ORDER: Final = {mode: n for n, mode in enumerate(Mode)}


def in_scope(right: Right, question: Question) -> bool:
    """Whether the right covers what is asked: the field or a wider one, the place or a wider one, the same kind of subject."""
    if question.grantee is not None and right.grantee != question.grantee:
        return False
    if question.use is not None and not any(covers(f, question.use) for f in right.field_of_use):
        return False
    asked = places(question.territory)
    if asked and not all(within(p, place(right.territory) if right.territory else None) for p in asked):
        return False
    return _same_subject(question.subject, right)


def near_scope(right: Right, question: Question) -> bool:
    """Whether the right is about the same parties and a related field, if not just this one: what a reader would look at next."""
    if question.grantee is not None and right.grantee != question.grantee:
        return False
    use = question.use
    return use is None or any(related(f, use) for f in right.field_of_use)


def _same_subject(subject: str | None, right: Right) -> bool:
    parties = (right.grantor, right.grantee)
    return subjects_meet(subject_words(subject, parties), subject_words(right.subject, parties))


def decide(question: Question, rights: Sequence[Right], aside: Sequence[Evidence]) -> Answer:
    """The three-valued answer. ``rights`` are all of the grantor's as known; ``aside`` are claims in scope that support none of them.

    *No* needs evidence: another mode in force, an end, a denial, or somebody else's exclusive over the same scope.
    """
    day = question.at
    assert day is not None
    scope = [r for r in rights if in_scope(r, question)]
    live = [r for r in scope if r.in_force(day) and r.heard and not any(_carves(n, r, day) for n in scope)]
    live.sort(key=lambda r: (_ORDER[r.mode], -r.credence, r.id))
    rest = [r for r in scope if r not in live]
    best = [r for r in live if r.mode is live[0].mode] if live else []
    over = [r for r in rest if r.heard and r.valid_to is not None and r.valid_to <= day]
    rivals = _rivals(question, rights, day)
    denials = [e for e in aside if e.stance == "denied" and _speaks_to(e, question)]
    verdict: Verdict = "no_evidence"
    if live:
        verdict = "yes" if live[0].mode is Mode.EXCLUSIVE else "no"
        ground = best
        credence = max(r.credence for r in best)
    else:
        latest = max((r.valid_to for r in over if r.valid_to), default=None)
        ground = [r for r in over if r.valid_to == latest] or rivals
        credence = max((r.credence for r in ground), default=max((e.weight for e in denials), default=0.0))
        if ground or denials:
            verdict = "no"
    supporting = merge(e for r in ground for e in r.supporting)
    if not live and not ground:
        supporting = merge(denials)
    # where nothing is in force, a reader wants to see what is known nearby: other places, other days, narrower fields
    near = [r for r in rights if r not in ground and near_scope(r, question)] if not live else [r for r in rest if not r.heard]
    others = (*(e for r in ground for e in r.opposing), *aside, *(e for r in near for e in (*r.supporting, *r.opposing)))
    told = {e.said for e in supporting}
    return Answer(
        question=question,
        answer=verdict,
        mode=live[0].mode if live else None,
        disputed=any(r.disputed_on(day) for r in best),
        credence=round(credence, 4),
        rights=tuple(live),
        set_aside=tuple(r for r in rest if r not in ground),
        supporting=supporting,
        opposing=tuple(e for e in merge(others) if e.said not in told),
    )


def _carves(narrow: Right, wide: Right, day: date) -> bool:
    """Whether what was last said of the narrower right takes its field and place out of the wider one: it ended, or has another mode."""
    if not narrow.heard or (narrow.grantor, narrow.grantee) != (wide.grantor, wide.grantee):
        return False
    inner = all(covers(f, g) for f in wide.field_of_use for g in narrow.field_of_use) and within(narrow.territory, wide.territory)
    if not inner or (narrow.field_of_use, narrow.territory) == (wide.field_of_use, wide.territory):
        return False
    begun = wide.valid_from or date.min
    ended = narrow.valid_to is not None and begun < narrow.valid_to <= day and narrow.mode is wide.mode
    other = narrow.in_force(day) and narrow.mode is not wide.mode and (narrow.valid_from or date.min) > begun
    return ended or other


def _speaks_to(denial: Evidence, question: Question) -> bool:
    """Whether the denial was made by the day, weighs enough, and is of an exclusive right as wide as the one asked about."""
    if denial.mode != Mode.EXCLUSIVE or denial.change == Change.ENDS or denial.weight < HEARD:
        return False
    wide = question.use is None or any(covers(f, question.use) for f in denial.field_of_use)
    there = places(denial.territory)
    asked = places(question.territory)
    placed = not there or (bool(asked) and all(any(within(p, q) for q in there) for p in asked))
    same = subjects_meet(subject_words(question.subject), subject_words(denial.subject))
    return wide and placed and same and question.at is not None and denial.known_from <= question.at


def _rivals(question: Question, rights: Sequence[Right], day: date) -> list[Right]:
    """Others' exclusive rights over the whole scope: while they hold, this grantee has none."""
    if question.grantee is None:
        return []
    anybody = Question(question.grantor, None, question.use, question.subject, question.territory, question.at, question.known_at)
    others = [r for r in rights if r.grantee != question.grantee and r.mode is Mode.EXCLUSIVE and r.heard and r.in_force(day)]
    return [r for r in others if in_scope(r, anybody) and (question.territory is not None or r.territory is None)]


def merge(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each witness once, in order of publication."""
    unique = {e.said: e for e in evidence}
    return tuple(sorted(unique.values(), key=lambda e: (e.known_from, e.claim)))


def world_moved(rights: Sequence[Right], start: date, end: date) -> tuple[Moved, ...]:
    """What began and ended after ``start`` and up to ``end``. A new mode for the same parties, field and place amends the old one."""
    heard = [r for r in rights if r.heard]
    begun = [r for r in heard if r.valid_from is not None and start < r.valid_from <= end]
    ended = [r for r in heard if r.valid_to is not None and start < r.valid_to <= end]
    found: list[Moved] = []
    for right in begun:
        earlier = next((r for r in ended if _line(r) == _line(right) and r.valid_to == right.valid_from), None)
        found.append(Moved("amends" if earlier else "begins", right.valid_from, earlier, right))
    amended = {m.before.id for m in found if m.before}
    found += [Moved("ends", r.valid_to, r, None) for r in ended if r.id not in amended]
    return _sorted(found)


def knowledge_moved(versions: Sequence[Right], day: date, start: date, end: date) -> tuple[Moved, ...]:
    """What was believed to be in force on ``day``, at two times of knowing; dated by when the later belief was first held.

    ``versions`` are all that were believed between the two.
    """
    turns = sorted({start, end, *(d for r in versions for d in (r.known_from, r.known_to) if d is not None and start < d <= end)})
    states = {turn: {_line(r): r for r in versions if _believed(r, turn) and r.in_force(day) and r.heard} for turn in turns}
    found: list[Moved] = []
    for line in sorted({line for state in (states[start], states[end]) for line in state}, key=str):
        was, now = states[start].get(line), states[end].get(line)
        if _terms(was, day) == _terms(now, day):
            continue
        since = end
        for turn in reversed(turns):
            if _terms(states[turn].get(line), day) != _terms(now, day):
                break
            since = turn
        found.append(Moved("begins" if was is None else "ends" if now is None else "amends", since, was, now))
    return _sorted(found)


def _believed(right: Right, known: date) -> bool:
    return right.known_from <= known and (right.known_to is None or known < right.known_to)


def _line(right: Right) -> tuple[object, ...]:
    words = tuple(sorted(subject_words(right.subject, (right.grantor, right.grantee))))
    return right.grantor, right.grantee, right.field_of_use, right.territory, words


def _terms(right: Right | None, day: date) -> tuple[object, ...] | None:
    return None if right is None else (right.mode, right.valid_from, right.valid_to, right.disputed_on(day))


def _sorted(found: list[Moved]) -> tuple[Moved, ...]:
    def key(moved: Moved) -> tuple[date, int, str]:
        kinds: dict[Kind, int] = {"ends": 0, "amends": 1, "begins": 2}
        right = moved.after or moved.before
        return moved.date or date.min, kinds[moved.change], right.id if right else ""

    return tuple(sorted(found, key=key))
