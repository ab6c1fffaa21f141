"""Names of organisations side by side: what a difference means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.linking import ASKED
from graph.matching import parts, score

ALIKE = [
    ("Osterveen Drives B.V.", "Osterveen Drives BV"),
    ("OSTERVEEN DRIVES", "Osterveen Drives"),
    ("Osterveen Drives Aktiengesellschaft", "Osterveen Drives AG"),
    ("The Osterveen Company", "Osterveen Co."),
    ("Good Harbour Ltd", "Goodharbour Limited"),
    ("Harrow & Pike", "Harrow and Pike"),
    ("Société Moulinac S.A.", "Societe Moulinac SA"),
    ("ОАО Верхольт", "Verkholt OJSC"),
    ("Verhoeven Int’l", "Verhoeven International"),
    ("U.S. Turbine Board", "United States Turbine Board"),
]
SLIPS = [
    ("Osterveen Drives", "Ostervern Drives"),
    ("Verhoeven Mfg", "Verhoeven Manufacturing"),
    ("Moulinac Fluvial", "Moulinac Fluvail"),
    ("VNG", "Verhoeven Narrow Gauge"),
]
OTHERS = [
    ("Osterveen Drives", "Osterveen Foods"),
    ("Osterveen Mexico", "Osterveen Chile"),
    ("Osterveen", "Osterveen Canada"),
    ("Osterveen Trust", "Osterveen"),
    ("Delta Ferries", "Delta Widgets"),
    ("ABK Industries", "AVL Industries"),
    ("Osterveen Fund II", "Osterveen Fund IV"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_another_way_of_writing_is_the_same_name(one: str, other: str) -> None:
    assert score(one, other) >= 0.9


@pytest.mark.parametrize(("one", "other"), SLIPS)
def test_a_slip_of_the_pen_is_worth_asking(one: str, other: str) -> None:
    assert ASKED < score(one, other) < 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_word_place_or_number_is_another_company(one: str, other: str) -> None:
    assert score(one, other) < ASKED


def test_another_legal_form_is_doubtful() -> None:
    assert ASKED < score("Osterveen GmbH", "Osterveen AG") < score("Osterveen", "Osterveen AG") == 1


def test_a_name_of_nothing_but_legal_forms_keeps_a_word() -> None:
    assert parts("Limited Company").words
    assert score("", "Osterveen") == score("!?", "Osterveen") == 0


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_have_a_score_and_it_has_no_direction(one: str, other: str) -> None:
    assert 0 <= score(one, other) <= 1
    assert score(one, other) == score(other, one)
