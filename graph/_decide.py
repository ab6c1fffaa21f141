"""From the rights and claims in question to an answer: pure functions, no graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from graph.answers import HEARD, Answer, Carried, Clash, Evidence, Question, Right, Unknown, Verdict
from graph.claims import Change, Mode
from graph.conflicts import Scope, narrower
from graph.dates import Interval
from graph.fields import covers, related
from graph.gazetteer import entity_id, load
from graph.owners import Ownership
from graph.places import common, known, left_out, names, place, places, within, without_exception
from graph.subjects import subject_of

_ORDER: Final = {mode: n for n, mode in enumerate(Mode)}


def in_scope(right: Right, question: Question) -> bool:
    """Whether the right covers what is asked: the field or a wider one, the place or a wider one, the same kind of subject.

    Who asks about Canada is told of a right "in Canada except Quebec", which says itself what it leaves out.
    """
    there = place(right.territory) if right.territory else None
    if not all(within(p, there) or p == without_exception(there) for p in places(question.territory)):
        return False
    return _apart_from_place(right, question)


def _apart_from_place(right: Right, question: Question) -> bool:
    if not _of(right, question.grantee):
        return False
    if question.use is not None and not any(covers(f, question.use) for f in right.field_of_use):
        return False
    parties = (right.grantor, right.grantee)
    return subject_of(right.subject, parties).covers(subject_of(question.subject, parties))


def _of(right: Right, grantee: str | None) -> bool:
    """Whether it is the grantee's, or that of a company which the grantee has taken over (rule *acquisition*)."""
    return grantee is None or right.grantee == grantee or any(step.owner == grantee for step in right.carried)


def near_scope(right: Right, question: Question) -> bool:
    """Whether the right is about the same parties and a related field, if not just this one: what a reader would look at next."""
    use = question.use
    return _of(right, question.grantee) and (use is None or any(related(f, use) for f in right.field_of_use))


def carry(right: Right, question: Question, steps: Mapping[str, Sequence[Ownership]], names: Mapping[str, str]) -> Right:
    """Rule *acquisition*: the right with the steps by which it came to who owns its holder, or its grantor, on the day asked about."""
    held, granted = steps[entity_id(right.grantee)], steps[entity_id(right.grantor)]
    if right.grantor == question.grantor:
        granted = ()
    if not held and not granted:
        return right
    carried = tuple(Carried(names[o.owner], names[o.owned], o.during.start, o.claim) for o in (*held, *granted))
    return replace(right, carried=carried, rules=tuple(sorted({*right.rules, "acquisition"})))


def on_day(right: Right, day: date | None) -> Right:
    """The right as it looks on a day: disputed then, not at some time."""
    return right if day is None else replace(right, disputed=right.disputed_on(day))


def clash(kind: str, during: Interval, left: Right, right: Right, at: date | None) -> Clash:
    """A conflict as a reader sees it: where the two meet, who objects while they do, and whether either is uncertain."""
    fields = (*left.field_of_use, *right.field_of_use)
    narrow = tuple(sorted({f for f in fields if not any(g != f and covers(f, g) for g in fields)}))
    meant = during if at is None else Interval(at, at + timedelta(days=1))
    open_ = tuple(dict.fromkeys(d for r in (left, right) for d in r.disputes if meant.overlaps(Interval(d.since, d.until))))
    return Clash(
        kind=kind,
        since=during.start,
        until=during.end,
        field_of_use=narrow,
        territory=common(left.territory, right.territory),
        disputed_by=tuple(sorted({d.by for d in open_ if d.by})),
        rights=(left, right),
        disputed=bool(open_),
        disputes=open_,
        certain=at is None or all(r.certainty(at) != "uncertain" for r in (left, right)),
    )


def unknown(question: Question, told: Sequence[Evidence]) -> Iterator[Unknown]:
    """The words of a question that nobody has used: places that neither the tree nor a claim has, subjects that no claim names."""
    from rapidfuzz import process

    named = {p for e in told for p in places(e.territory)}
    for asked in places(question.territory):
        if not known(asked) and asked not in named:
            yield Unknown("territory", asked, tuple(n for n, *_ in process.extract(asked, [*names(), *named], limit=3, score_cutoff=65)))
    wanted = subject_of(question.subject, [name for name in (question.grantor, question.grantee) if name])
    subjects = sorted({e.subject for e in told if e.subject})
    if wanted.words and not any(subject_of(subject).kin(wanted) for subject in subjects) and not load().by_name(question.subject or ""):
        near = process.extract(question.subject or "", subjects, limit=3, score_cutoff=50)
        yield Unknown("subject", question.subject or "", tuple(n for n, *_ in near))


def decide(question: Question, rights: Sequence[Right], aside: Sequence[Evidence]) -> Answer:
    """The three-valued answer. ``rights`` are all of the grantor's as known; ``aside`` are claims in scope that support none of them.

    *No* needs evidence: another mode in force, an end, a denial, or somebody else's exclusive over the same scope.
    """
    day = question.at
    assert day is not None
    scope = [r for r in rights if in_scope(r, question)]
    live = [r for r in scope if r.in_force(day) and r.heard and not any(_carves(n, r, question, day) for n in scope)]
    live.sort(key=lambda r: (_ORDER[r.mode], -r.credence, r.id))
    rest = [r for r in scope if r not in live]
    best = [r for r in live if r.mode is live[0].mode] if live else []
    over = [r for r in rest if r.heard and r.valid_to is not None and r.valid_to <= day]
    rivals = [*excepted(question, rights, day), *_rivals(question, rights, day)]
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
    uncertain = [r for r in best if r.certainty(day) == "uncertain"]
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
        certain=len(uncertain) < len(best) or not best,
        reasons=tuple(dict.fromkeys(_why_uncertain(r, day) for r in uncertain)),
        prospects=prospects(question, rights, aside),
    )


def _why_uncertain(right: Right, day: date) -> str:
    """Why nobody can say whether the right was in force on that day (rules *uncertain-start*, *uncertain-end*)."""
    name = f"{right.grantee}’s {right.mode.value.replace('_', ' ')} right"
    if right.valid_from_latest is not None and day < right.valid_from_latest:
        return f"{name} may not have begun on {day}: it began on a day from {right.valid_from} to {right.valid_from_latest}"
    assert right.valid_to is not None
    return f"{name} may have been over on {day}: it ended on a day from {right.valid_to_earliest} to {right.valid_to - timedelta(days=1)}"


def prospects(question: Question, rights: Sequence[Right], aside: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Rule *prospect*: talks and plans that were known by the day and have not come true, by a right of that mode begun since."""

    def came_true(e: Evidence) -> bool:
        same = (r for r in rights if entity_id(r.grantee) == e.grantee and r.mode == e.mode and r.heard)
        return any(r.valid_from is not None and r.valid_from >= e.known_from and _meets(r, e) for r in same)

    day, wanted = question.at or date.max, subject_of(question.subject)
    counts = (e for e in aside if not e.withdrawn and (e.review is None or e.review.verdict != "reject"))
    talk = (e for e in counts if e.stance == "proposed" and e.change != Change.ENDS and e.known_from <= day)
    return tuple(e for e in talk if subject_of(e.subject).meets(wanted) and not came_true(e))


def _meets(right: Right, evidence: Evidence) -> bool:
    return any(related(f, g) for f in right.field_of_use for g in evidence.field_of_use)


def excepted(question: Question, rights: Sequence[Right], day: date) -> list[Right]:
    """Rights in force whose exception names the place asked about (rule *exception*): who says "except Japan" says that it is not there."""
    asked = places(question.territory)
    if not asked:
        return []
    there = [r for r in rights if r.in_force(day) and r.heard and _apart_from_place(r, question)]
    return [r for r in there if all(any(within(p, part) for part in left_out(r.territory)) for p in asked)]


def _scope(right: Right) -> Scope:
    return right.field_of_use[0], right.territory, subject_of(right.subject, (right.grantor, right.grantee))


def _carves(narrow: Right, wide: Right, question: Question, day: date) -> bool:
    """Rule *carve-out*: whether what was last said of the narrower right takes what is asked about out of the wider one.

    It does if it ended, or has another mode. Both cover the question; where they differ, the question must be as narrow.
    """
    if not narrow.heard or (narrow.grantor, narrow.grantee) != (wide.grantor, wide.grantee):
        return False
    a, b = _scope(narrow), _scope(wide)
    asked = (question.use, places(question.territory), subject_of(question.subject).words)
    if not narrower(a, b) or any(x != y and not wanted for x, y, wanted in zip(a, b, asked, strict=True)):
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
    same = subject_of(question.subject).meets(subject_of(denial.subject))
    return wide and placed and same and question.at is not None and denial.known_from <= question.at


def _rivals(question: Question, rights: Sequence[Right], day: date) -> list[Right]:
    """Others' exclusive rights over the whole scope: while they hold, this grantee has none."""
    if question.grantee is None:
        return []
    anybody = Question(question.grantor, None, question.use, question.subject, question.territory, question.at, question.known_at)
    others = [r for r in rights if not _of(r, question.grantee) and r.mode is Mode.EXCLUSIVE and r.heard and r.in_force(day)]
    whole = (
        r for r in others if in_scope(r, anybody) and (question.territory is not None or r.territory is None) and not left_out(r.territory)
    )
    return [r for r in whole if question.subject is not None or not _scope(r)[2].words]


def merge(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each witness once, in order of publication."""
    unique = {e.said: e for e in evidence}
    return tuple(sorted(unique.values(), key=lambda e: (e.known_from, e.claim)))
