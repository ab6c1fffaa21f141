"""The rules, as a table of stories: what was told, and who held what on which day as known on which day."""

from __future__ import annotations

from datetime import date

import pytest
from telling import Telling, day, dispute, right

from graph.beliefs import Belief, believe
from graph.claims import Mode
from graph.conflicts import conflicts
from graph.gazetteer import entity_id


def beliefs(telling: Telling, grantor: str = "OpenAI") -> tuple[Belief, ...]:
    return believe(entity_id(grantor), telling.ledger().statements_of(entity_id(grantor)))


def held(
    told: Telling, at: str, known: str = "2026-11-01", *, grantee: str = "Microsoft", field: str = "compute", place: str | None = None
) -> Belief | None:
    """The one belief about this line on these two days; there must not be two."""
    found = [
        b
        for b in beliefs(told)
        if (b.grantee, b.field, b.place) == (entity_id(grantee), field, place)
        and day(known) in b.known
        and day(at) in b.valid
        and b.valid.start is not None
    ]
    assert len(found) <= 1, found
    return found[0] if found else None


def mode(
    told: Telling, at: str, known: str = "2026-11-01", *, grantee: str = "Microsoft", field: str = "compute", place: str | None = None
) -> str | None:
    belief = held(told, at, known, grantee=grantee, field=field, place=place)
    return belief.mode.value if belief else None


@pytest.fixture
def told() -> Telling:
    return Telling()


def test_begin_and_end_at_stated_days_else_on_publication(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2025-01-22", right("OpenAI", "Microsoft", change="ends", valid_to="2025-01-21"))
    assert mode(told, "2019-07-21") is None
    assert mode(told, "2019-07-22") == "exclusive"
    assert mode(told, "2025-01-20") == "exclusive"
    assert mode(told, "2025-01-21") is None
    assert mode(told, "2025-06-01", known="2025-01-21") == "exclusive"  # nobody had said so yet


def test_a_stated_start_beats_the_announcement(told: Telling) -> None:
    told.say("a", "2019-03-05", right("OpenAI", "Microsoft", valid_from="2019-04-01"))
    told.say("b", "2019-03-06", right("OpenAI", "Microsoft"))
    assert mode(told, "2019-03-20") is None
    assert mode(told, "2019-04-01") == "exclusive"


def test_a_finer_date_makes_a_coarse_one_precise(told: Telling) -> None:
    told.say("a", "2024-05-01", right("OpenAI", "Microsoft", change="holds", valid_from="2019"))
    assert held(told, "2019-03-01") is not None
    told.say("b", "2024-06-01", right("OpenAI", "Microsoft", valid_from="2019-07-22"))
    assert held(told, "2019-03-01", known="2024-07-01") is None
    assert mode(told, "2019-07-22") == "exclusive"


def test_a_term_lapses_by_itself(told: Telling) -> None:
    told.say("a", "2019-04-01", right("OpenAI", "Microsoft", valid_from="2019-04-01", valid_to="2024-03-31"))
    told.say("b", "2021-04-01", right("OpenAI", "Microsoft", change="holds"))
    assert mode(told, "2024-03-31") == "exclusive"
    assert mode(told, "2024-04-01") is None
    assert "lapse" in (held(told, "2022-01-01") or beliefs(told)[0]).rules


def test_silence_is_never_an_end(told: Telling) -> None:
    told.say("a", "2019-04-01", right("OpenAI", "Microsoft"))
    assert mode(told, "2040-01-01") == "exclusive"


def test_a_new_mode_closes_the_old_one(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2025-01-21", right("OpenAI", "Microsoft", "first_refusal", valid_from="2025-01-21"))
    assert mode(told, "2025-01-20") == "exclusive"
    assert mode(told, "2025-01-21") == "first_refusal"
    assert "succession" in (held(told, "2025-06-01") or beliefs(told)[0]).rules


def test_preferred_and_non_exclusive_go_together(told: Telling) -> None:
    told.say("a", "2023-09-25", right("OpenAI", "Microsoft", "preferred"), right("OpenAI", "Microsoft", "non_exclusive"))
    told.say("b", "2024-09-25", right("OpenAI", "Microsoft", "non_exclusive"))
    belief = held(told, "2025-01-01")
    assert belief is not None
    assert belief.mode is Mode.PREFERRED
    assert belief.disputed is None


def test_a_later_article_corrects_the_past_from_its_own_day_on(told: Telling) -> None:
    told.say("a", "2019-10-01", right("OpenAI", "Microsoft"))
    told.say("b", "2022-03-01", right("OpenAI", "Microsoft", change="holds"))
    told.say("c", "2024-06-11", right("OpenAI", "Microsoft", change="ends", valid_to="2021-03-31"))
    assert mode(told, "2022-05-20", known="2024-06-10") == "exclusive"
    assert mode(told, "2022-05-20", known="2024-06-11") is None
    belief = held(told, "2020-05-20")
    assert belief is not None
    assert "retrospect" in belief.rules


def test_copies_count_once(told: Telling) -> None:
    told.say("wire", "2023-02-14", right("OpenAI", "Microsoft"), source="Reuters")
    alone = held(told, "2024-01-01")
    told.say("local", "2023-02-15", right("OpenAI", "Microsoft"), source="Fenland Messenger", like=["wire"])
    both = held(told, "2024-01-01")
    assert alone is not None
    assert both is not None
    assert both.credence == alone.credence
    assert len(both.supporting) == 2
    assert "one-story-one-witness" in both.rules
    told.say("other", "2023-02-15", right("OpenAI", "Microsoft"), source="Fenland Messenger")
    three = held(told, "2024-01-01")
    assert three is not None
    assert three.credence > both.credence


def test_talks_are_no_right(told: Telling) -> None:
    told.say("a", "2025-10-21", right("OpenAI", "Microsoft", stance="proposed"))
    assert beliefs(told) == ()


def test_a_denial_of_what_nobody_says_is_no_right_and_no_dispute(told: Telling) -> None:
    told.say("a", "2024-11-19", right("OpenAI", "Microsoft", stance="denied"))
    assert beliefs(told) == ()


def test_a_party_that_denies_a_report_disputes_it(told: Telling) -> None:
    told.say("a", "2024-11-19", right("OpenAI", "Microsoft", stance="reported"))
    told.say("b", "2024-11-20", right("OpenAI", "Microsoft", stance="denied"))
    belief = held(told, "2025-01-01")
    assert belief is not None
    assert belief.disputed is not None
    assert len(belief.opposing) == 1
    unknown = held(told, "2025-01-01", known="2024-11-19")
    assert unknown is not None
    assert unknown.disputed is None


def test_a_denied_length_leaves_the_undoubted_part_alone(told: Telling) -> None:
    told.say("filing", "2026-05-20", right("OpenAI", "Microsoft", valid_from="2026-05-06", valid_to="2029-05"))
    told.say(
        "post",
        "2026-05-29",
        right("OpenAI", "Microsoft", stance="denied", valid_to="2029-05"),
        right("OpenAI", "Microsoft", change="holds", valid_to="2026-10-30", quote="until 30 October"),
        source="Associated Press",
    )
    belief = held(told, "2027-06-01")
    assert belief is not None
    assert belief.disputed is not None
    assert date(2026, 8, 1) not in belief.disputed
    assert date(2027, 6, 1) in belief.disputed
    assert held(told, "2029-09-01") is None


def test_a_weak_source_does_not_move_a_strong_one(told: Telling) -> None:
    told.say("wire", "2025-11-18", right("OpenAI", "Microsoft", "non_exclusive", valid_from="2025-11-18"))
    told.say("letter", "2025-11-21", right("OpenAI", "Microsoft", change="holds", confidence=0.9), genre="opinion", source="The Slow Lane")
    belief = held(told, "2025-12-15")
    assert belief is not None
    assert belief.mode is Mode.NON_EXCLUSIVE
    assert len(belief.opposing) == 1


def test_many_reports_of_another_mode_outweigh_an_old_one(told: Telling) -> None:
    told.say("a", "2024-11-22", right("OpenAI", "Microsoft"), source="Bloomberg")
    told.say("b", "2025-10-23", right("OpenAI", "Microsoft", "preferred", change="holds"))
    told.say("c", "2025-11-18", right("OpenAI", "Microsoft", "preferred", change="holds"), source="CNBC")
    assert mode(told, "2025-09-01") == "exclusive"
    assert mode(told, "2025-12-15") == "preferred"


def test_a_dispute_marks_and_changes_no_mode_until_it_is_settled(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", "exclusive", "hosting.stateless_api"))
    told.say("b", "2026-03-18", dispute("Microsoft", "OpenAI", "Amazon", stance="proposed", over="exclusive hosting of stateless APIs"))
    told.say("c", "2026-06-01", dispute("Microsoft", "OpenAI", change="ends"))
    belief = held(told, "2026-03-20", field="hosting.stateless_api")
    assert belief is not None
    assert belief.mode is Mode.EXCLUSIVE
    assert belief.disputed is not None
    assert belief.disputed_by == ("Microsoft",)
    assert [date(2026, month, 1) in belief.disputed for month in (2, 4, 7)] == [False, True, False]


def test_a_denied_dispute_alone_marks_nothing(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2026-03-18", dispute("Microsoft", "OpenAI", stance="denied"))
    belief = held(told, "2026-03-20")
    assert belief is not None
    assert belief.disputed is None


def test_a_silent_correction_speaks_from_its_own_day(told: Telling) -> None:
    told.say("a", "2024-11-22", right("OpenAI", "Microsoft"))
    told.revise("a", "2024-12-09", right("OpenAI", "Microsoft", "preferred"))
    assert mode(told, "2024-12-05", known="2024-12-05") == "exclusive"
    later = held(told, "2025-01-15", known="2025-01-31")
    assert later is not None
    assert later.mode is Mode.PREFERRED
    assert later.disputed is None


def test_places_have_lines_of_their_own(told: Telling) -> None:
    told.say("a", "2019-09-17", right("OpenAI", "Microsoft", "exclusive", "distribution", territory="France and Belgium"))
    told.say(
        "b",
        "2024-06-11",
        right("OpenAI", "Microsoft", "exclusive", "distribution", change="ends", territory="Belgium", valid_to="2021-03-31"),
    )
    assert mode(told, "2022-05-20", field="distribution", place="France") == "exclusive"
    assert mode(told, "2022-05-20", field="distribution", place="Belgium") is None


def test_an_end_of_the_wider_right_ends_the_narrower(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", "exclusive", "compute.training"))
    told.say("b", "2025-01-21", right("OpenAI", "Microsoft", change="ends", valid_to="2025-01-21"))
    assert mode(told, "2025-02-01", field="compute.training") is None


def test_unlike_subjects_are_unlike_rights(told: Telling) -> None:
    told.say("a", "2020-09-22", right("OpenAI", "Microsoft", "exclusive", "licence", subject="GPT-3"))
    told.say("b", "2023-01-23", right("OpenAI", "Microsoft", "non_exclusive", "licence", subject="Codex"))
    both = {b.subject: b.mode.value for b in beliefs(told) if b.known.end is None}
    assert both == {"GPT-3": "exclusive", "Codex": "non_exclusive"}


def _clashes(told: Telling) -> list[tuple[str, date | None, date | None]]:
    return [(c.kind, c.valid.start, c.valid.end) for c in conflicts([b for b in beliefs(told) if b.known.end is None])]


def test_overlapping_exclusives_conflict_while_both_hold(told: Telling) -> None:
    told.say("a", "2021-07-01", right("OpenAI", "Microsoft", valid_to="2024-03-31"))
    told.say("b", "2023-02-14", right("OpenAI", "Oracle", valid_from="2023-02-01", valid_to="2026-01-31"))
    assert _clashes(told) == [("overlap", day("2023-02-01"), day("2024-04-01"))]


@pytest.mark.parametrize(
    ("mode_", "field", "place", "start"),
    [
        ("exclusive", "compute", None, "2024-04-01"),  # a succession
        ("exclusive", "distribution", None, "2023-02-01"),  # another field
        ("exclusive", "compute", "Japan", "2024-04-01"),  # another time
    ],
)
def test_what_is_no_conflict(told: Telling, mode_: str, field: str, place: str | None, start: str) -> None:
    told.say("a", "2021-07-01", right("OpenAI", "Microsoft", valid_to="2024-03-31"))
    told.say("b", "2023-02-14", right("OpenAI", "Oracle", mode_, field, valid_from=start, territory=place))
    assert _clashes(told) == []


def test_other_places_and_plain_rights_do_not_conflict(told: Telling) -> None:
    told.say("a", "2021-07-01", right("OpenAI", "Microsoft", territory="France"), right("OpenAI", "Amazon", "non_exclusive", "hosting"))
    told.say("b", "2023-02-14", right("OpenAI", "Oracle", territory="Japan"), right("OpenAI", "Google", "non_exclusive", "hosting"))
    assert _clashes(told) == []


def test_siblings_under_one_field_conflict_only_potentially(told: Telling) -> None:
    told.say("a", "2021-07-01", right("OpenAI", "Microsoft", "exclusive", "compute.training"))
    told.say("b", "2023-02-14", right("OpenAI", "Oracle", "exclusive", "compute.inference"))
    assert [kind for kind, *_ in _clashes(told)] == ["potential"]


def test_hearsay_of_an_end_does_not_undo_an_announced_right(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2024-05-01", right("OpenAI", "Microsoft", change="ends", stance="reported"))
    belief = held(told, "2024-06-01")
    assert belief is not None
    assert len(belief.opposing) == 1
    told.say("c", "2024-07-01", right("OpenAI", "Microsoft", change="ends"))
    assert held(told, "2024-08-01") is None


def test_a_change_that_others_keep_contradicting_does_not_stand(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2024-05-01", right("OpenAI", "Microsoft", "non_exclusive", valid_from="2024-05-01"), source="Associated Press")
    assert mode(told, "2024-08-01", known="2024-05-02") == "non_exclusive"
    for name, source in (("c", "Reuters"), ("d", "Bloomberg")):
        told.say(name, "2024-06-01", right("OpenAI", "Microsoft", change="holds"), source=source)
    belief = held(told, "2024-08-01")
    assert belief is not None
    assert belief.mode is Mode.EXCLUSIVE
    assert belief.disputed is not None


def test_the_end_that_most_agree_on_counts_in_its_finest_form(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", valid_from="2019-07-22"))
    told.say("b", "2023-01-23", right("OpenAI", "Microsoft", valid_from="2019-07"), right("OpenAI", "Microsoft", valid_from="2019"))
    told.say("c", "2025-01-21", right("OpenAI", "Microsoft", change="ends", valid_to="2025-01-21"))
    told.say("d", "2025-06-11", right("OpenAI", "Microsoft", change="ends", valid_to="2024"))
    told.say("e", "2025-10-28", right("OpenAI", "Microsoft", change="ends", valid_from="2019", valid_to="2025-01"))
    belief = held(told, "2022-01-01")
    assert belief is not None
    assert (belief.valid.start, belief.valid.end) == (day("2019-07-22"), day("2025-01-21"))


def test_a_word_about_everything_weighs_on_each_kind_of_subject(told: Telling) -> None:
    told.say("a", "2025-11-18", right("Anthropic", "Microsoft", "non_exclusive", "hosting", valid_from="2025-11-18"))
    told.say(
        "b",
        "2025-11-21",
        right("Anthropic", "Microsoft", "exclusive", "hosting", subject="Claude"),
        genre="opinion",
        source="The Slow Lane",
    )
    told.say("c", "2025-11-22", right("Anthropic", "Microsoft", "preferred", "hosting", subject="Nightjar", valid_from="2025-11-22"))
    found = {(b.subject, b.mode.value) for b in beliefs(told, "Anthropic") if b.known.end is None}
    assert found == {(None, "non_exclusive"), ("Nightjar", "preferred")}


def test_a_start_that_is_only_looked_back_on_is_doubtful_where_a_later_one_is_told(told: Telling) -> None:
    told.say("file", "2026-03-02", right("OpenAI", "Amazon", "non_exclusive", "hosting", valid_from="2024"), source="A newsletter")
    told.say("wire", "2026-04-28", right("OpenAI", "Amazon", "non_exclusive", "hosting", valid_from="2026-04-28"))
    belief = held(told, "2024-09-01", grantee="Amazon", field="hosting")
    assert belief is not None
    assert belief.disputed is not None
    assert (belief.disputed.start, belief.disputed.end) == (day("2024-01-01"), day("2026-04-28"))
    for name in ("trade", "press"):
        told.say(name, "2026-04-28", right("OpenAI", "Amazon", "non_exclusive", "hosting", valid_from="2026-04-28"))
    assert held(told, "2024-09-01", grantee="Amazon", field="hosting") is None


def test_who_wrote_at_the_time_is_not_doubted_for_a_restatement(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", valid_from="2019-07-22"))
    for name in ("b", "c", "d"):
        told.say(name, "2023-01-23", right("OpenAI", "Microsoft", valid_from="2023-01-23"))
    belief = held(told, "2021-01-01")
    assert belief is not None
    assert belief.disputed is None


def test_what_was_succeeded_does_not_come_back_when_its_successor_lapses(told: Telling) -> None:
    told.say("a", "2020-09-22", right("OpenAI", "Microsoft", "exclusive", "licence"))
    told.say("b", "2026-04-27", right("OpenAI", "Microsoft", "non_exclusive", "licence", valid_from="2026-04-27", valid_to="2032"))
    assert mode(told, "2026-01-01", field="licence") == "exclusive"
    assert mode(told, "2030-01-01", field="licence") == "non_exclusive"
    assert mode(told, "2033-06-01", field="licence") is None


def test_an_end_and_a_hold_of_one_day_contradict_each_other(told: Telling) -> None:
    told.say("a", "2026-02-27", right("OpenAI", "Microsoft", change="ends"), source="Pennant Finance")
    told.say("b", "2026-02-27", right("OpenAI", "Microsoft", change="holds"))
    belief = held(told, "2026-03-01")
    assert belief is not None
    assert belief.disputed is not None
    assert len(belief.opposing) == 1


@pytest.mark.parametrize(
    ("begun", "ended", "inside", "after"),
    [("2024-03-01", "2024", "2024-06-01", "2025-01-02"), ("2024-03", "2024-03", "2024-03-10", "2024-04-02")],
)
def test_a_coarse_end_in_the_year_of_the_beginning_ends_it(told: Telling, begun: str, ended: str, inside: str, after: str) -> None:
    told.say("a", "2024-03-01", right("OpenAI", "Microsoft", valid_from=begun))
    told.say("b", "2025-01-10", right("OpenAI", "Microsoft", change="ends", valid_to=ended))
    assert mode(told, inside) == "exclusive"
    assert mode(told, after) is None


def test_who_denies_an_end_says_that_the_right_holds(told: Telling) -> None:
    told.say("a", "2024-03-01", right("OpenAI", "Microsoft"))
    told.say("b", "2025-01-10", right("OpenAI", "Microsoft", change="ends", stance="denied"))
    belief = held(told, "2025-02-01")
    assert belief is not None
    assert belief.disputed is None
    assert len(belief.supporting) == 2


def test_a_term_that_had_run_out_opens_nothing(told: Telling) -> None:
    told.say("a", "2024-06-01", right("OpenAI", "Microsoft", change="holds", valid_to="2021-03-31"))
    assert held(told, "2024-07-01") is None
    assert [(b.valid.start, b.valid.end) for b in beliefs(told)] == [(None, day("2021-03-31"))]


def test_hoping_to_settle_settles_nothing(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft"))
    told.say("b", "2026-03-18", dispute("Microsoft", "OpenAI", over="exclusive compute"))
    told.say("c", "2026-04-01", dispute("Microsoft", "OpenAI", change="ends", stance="proposed"))
    told.say("d", "2026-04-02", dispute("Microsoft", "OpenAI", change="ends", over="media rights: the broadcast"))
    belief = held(told, "2026-05-01")
    assert belief is not None
    assert belief.disputed is not None
    assert date(2026, 5, 1) in belief.disputed


def test_the_oldest_and_the_last_year_do_no_harm(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", valid_from="0001", valid_to="9999"), right("OpenAI", "OpenAI"))
    assert mode(told, "2020-01-01") == "exclusive"


def test_a_quarrel_is_about_what_somebody_says_it_is_about(told: Telling) -> None:
    told.say("a", "2019-07-22", right("OpenAI", "Microsoft", "exclusive", "licence"), right("OpenAI", "Microsoft", "exclusive", "hosting"))
    told.say("b", "2026-03-18", dispute("Microsoft", "OpenAI", over="exclusive hosting of its models"))
    told.say("c", "2026-03-19", dispute("Microsoft", "OpenAI", "Amazon"))
    doubtful = {field: belief.disputed is not None for field in ("licence", "hosting") if (belief := held(told, "2026-04-01", field=field))}
    assert doubtful == {"licence": False, "hosting": True}


def test_a_day_that_lies_in_a_later_stated_month_is_kept(told: Telling) -> None:
    told.say("a", "2020-09-22", right("OpenAI", "Microsoft", "exclusive", "licence"))
    told.say("b", "2024-05-01", right("OpenAI", "Microsoft", "exclusive", "licence", change="holds", valid_from="2020-09"))
    assert mode(told, "2020-09-10", field="licence") is None
    assert mode(told, "2020-09-22", field="licence") == "exclusive"


def test_nobody_objects_to_what_begins_later(told: Telling) -> None:
    told.say("a", "2026-03-18", dispute("Microsoft", "OpenAI", "Amazon", over="exclusive hosting"))
    told.say("b", "2026-04-28", right("OpenAI", "Amazon", "non_exclusive", "hosting", valid_from="2026-04-28"))
    belief = held(told, "2026-05-01", grantee="Amazon", field="hosting")
    assert belief is not None
    assert belief.disputed is None


def test_a_story_that_says_both_is_believed_in_what_it_tells_better(told: Telling) -> None:
    told.say(
        "a",
        "2026-04-28",
        right("OpenAI", "Amazon", "non_exclusive", "hosting"),
        right("OpenAI", "Amazon", "exclusive", "hosting", change="holds", confidence=0.5),
    )
    assert mode(told, "2026-05-01", grantee="Amazon", field="hosting") == "non_exclusive"
