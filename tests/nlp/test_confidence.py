"""Confidence is the probability that a claim is right: what it rests on, and how well it holds on labelled passages."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest

from nlp import Explained, Passage, _confidence, explain
from nlp.rules import RULES

BENCH = Path(__file__).resolve().parents[2] / "bench" / "calibration.py"


def told(text: str) -> Explained:
    (found,) = (t for t in explain(Passage("x", "", text, date(2025, 6, 10), "")) if t.claim.kind == "right")
    return found


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Tarvos Cloud is Lintel Software's exclusive cloud.", "Lintel Software spoke. Tarvos Cloud is the exclusive cloud provider."),
        (
            "Oslund Foods gave Marrick Trading the exclusive right to sell soups.",
            "Oslund Foods met Marrick Trading. It gave Marrick Trading the exclusive right to sell soups.",
        ),
        (
            "Oslund Foods gave Marrick Trading the exclusive right to sell soups.",
            "Oslund Foods would give Marrick Trading the exclusive right to sell soups.",
        ),
    ],
    ids=["named or inferred", "named or meant", "stated or planned"],
)
def test_what_is_told_is_surer_than_what_is_inferred(surer: str, less_sure: str) -> None:
    assert told(surer).claim.confidence > told(less_sure).claim.confidence


def test_confidence_rests_on_the_marks_alone() -> None:
    seen: set[str] = set()
    for rule in RULES.values():
        for found in explain(Passage("x", "", rule.example, date(2025, 6, 10), "")):
            assert found.claim.confidence == _confidence.probability(found.marks)
            assert 0 < found.claim.confidence < 1
            seen |= set(found.marks)
    assert set(_confidence.table()) <= seen | {"base"}


def test_labelled_claims_are_right_as_often_as_they_are_sure(shared: Path) -> None:
    bench = runpy.run_path(str(BENCH))
    claims = bench["judged"](shared / "gold", "dev")
    assert len(claims) > 200
    assert bench["error"](bench["crossed"](claims)) <= 0.10
    assert bench["error"]([(c.confidence, c.right) for c in claims]) <= 0.10


def test_the_calibration_error_is_the_distance_by_tenths() -> None:
    error = runpy.run_path(str(BENCH))["error"]
    assert error([]) == 0
    assert error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert error([(1.0, True), (0.0, False), (0.9, False), (0.9, False)]) == pytest.approx((1.8 - 1.0 + 1.0 - 0.0) / 4)
