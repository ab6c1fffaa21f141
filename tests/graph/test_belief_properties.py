"""What holds of all beliefs, whatever was told: checked on generated stories."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from stories import tellings
from telling import Telling
from thorough import cases

from graph.beliefs import Belief, as_known, believe
from graph.claims import DisputeClaim, RightClaim
from graph.conflicts import conflicts
from graph.gazetteer import entity_id
from graph.ledger import Ledger
from graph.statements import Statement


def beliefs(ledger: Ledger) -> tuple[Belief, ...]:
    return believe("openai", ledger.statements_of("openai"))


def believed_on(told: Sequence[Statement]) -> Iterator[Belief]:
    """What the statements of one day of knowledge amount to."""
    rights = [(entity_id(s.claim.grantee), s) for s in told if isinstance(s.claim, RightClaim)]
    disputes = [s for s in told if isinstance(s.claim, DisputeClaim)]
    for grantee in {key for key, _ in rights}:
        yield from as_known("openai", grantee, [s for key, s in rights if key == grantee], disputes)


def line(belief: Belief) -> tuple[object, ...]:
    return belief.grantee, belief.field, belief.place, belief.subject


@cases(150)
@given(tellings(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(told: Telling, chance: random.Random) -> None:
    """Articles may arrive in any order; what one page says stays in the order of its versions."""
    streams: dict[str, list[int]] = {}
    for n, event in enumerate(told.events):
        streams.setdefault(event.stream, []).append(n)
    deck = [stream for stream, members in streams.items() for _ in members]
    chance.shuffle(deck)
    shuffled = [told.events[streams[stream].pop(0)] for stream in deck]
    other = Ledger()
    other.fold(told.stored(shuffled))
    assert beliefs(other) == beliefs(told.ledger())


@cases(150)
@given(tellings())
def test_at_one_moment_of_both_clocks_a_line_has_one_mode(told: Telling) -> None:
    for a, b in combinations(beliefs(told.ledger()), 2):
        assert line(a) != line(b) or not (a.known.overlaps(b.known) and a.valid.overlaps(b.valid)), (a, b)


@cases(150)
@given(tellings())
def test_known_versions_tile(told: Telling) -> None:
    """Every day of knowledge has one set of beliefs: those that the statements known on that day amount to, no more and no less.

    So the versions of a line neither leave a day out on which something was believed nor contradict each other on one, and where
    one version follows on another they differ, on a day on which something was said or taken back.
    """
    statements = told.ledger().statements_of("openai")
    found = beliefs(told.ledger())
    days = sorted({day for s in statements for day in (s.known.start, s.known.end) if day is not None})
    for day in [days[0] - timedelta(days=1), *days, *(day + timedelta(days=1) for day in days)] if days else []:
        now = {_content(b) for b in found if day in b.known}
        assert now == {_content(b) for b in believed_on([s for s in statements if day in s.known])}
    for version in found:
        assert {version.known.start, version.known.end} <= {*days, None}
        after = [b for b in found if _content(b) == _content(version) and b.known.start == version.known.end]
        assert not after, (version, after)


@cases(100)
@given(tellings())
def test_beliefs_are_well_formed(told: Telling) -> None:
    ledger = told.ledger()
    found = beliefs(ledger)
    known = {s.id for article in ledger.articles for s in ledger.statements(article)}
    assert len({b.id for b in found}) == len(found)
    for belief in found:
        assert 0 <= belief.credence <= 1
        assert belief.known.start is not None
        assert belief.supporting
        assert known >= {*belief.supporting, *belief.opposing}
        assert belief.disputed is None or belief.disputed.overlaps(belief.valid)
        assert ("dispute" in belief.rules) >= (belief.disputed is not None)
        if belief.sure is not None:
            assert belief.valid.intersect(belief.sure) is not None
        assert belief.start_latest is None or (belief.valid.start is not None and belief.valid.start <= belief.start_latest)
        assert belief.end_earliest is None or (belief.valid.end is not None and belief.end_earliest <= belief.valid.end)
        stretches = [(d.by, d.during) for d in belief.doubts]
        assert not any(by == other and a.overlaps(b) for (by, a), (other, b) in combinations(stretches, 2))


@cases(100)
@given(tellings())
def test_what_is_known_on_a_day_is_what_was_published_by_then(told: Telling) -> None:
    """No look-ahead: a belief as known on a day is the one that the earlier articles alone would give."""
    everything = beliefs(told.ledger())
    moments = sorted({b.known.start for b in everything if b.known.start})
    for moment in moments[-2:]:
        early = Telling()
        early.events = [
            e for e in told.events if e.type == "story.linked" or _known_from(told, e.stream, str(e.data.get("text"))) <= moment
        ]
        then = {_content(b) for b in beliefs(early.ledger()) if moment in b.known}
        assert then == {_content(b) for b in everything if moment in b.known}


def _known_from(told: Telling, stream: str, text: str) -> date:
    ledger = told.ledger()
    return next(v.known_from for v in ledger.versions(stream.removeprefix("article/")) if v.text == text)


def _content(belief: Belief) -> tuple[object, ...]:
    return line(belief), belief.mode, belief.valid, belief.credence, belief.supporting, belief.opposing, belief.disputed, belief.rules


@cases(100)
@given(tellings())
def test_conflicts_are_between_holders_that_share_days_of_both_clocks(told: Telling) -> None:
    found = beliefs(told.ledger())
    by_id = {b.id: b for b in found}
    for clash in conflicts(found):
        a, b = by_id[clash.left], by_id[clash.right]
        assert a.grantee != b.grantee
        assert a.known.overlaps(b.known)
        shared, known = a.valid.intersect(b.valid), a.known.intersect(b.known)
        assert shared is not None
        assert known is not None
        assert shared.intersect(clash.valid) == clash.valid
        assert known.intersect(clash.known) == clash.known
        assert "exclusive" in (a.mode, b.mode) or a.mode == b.mode == "first_refusal"
