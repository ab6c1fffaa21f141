"""The page on extraction against the code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from nlp import Passage, extract

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extraction.md"
RULES = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("rule", "example"), RULES, ids=[rule for rule, _ in RULES])
def test_each_example_gives_a_claim_by_its_rule(rule: str, example: str) -> None:
    (found,) = extract([Passage("x", "", example, date(2025, 6, 10), "")])
    assert rule in [claim.rule for claim in found.claims]


def test_the_page_names_every_rule_that_the_code_can_give() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in (PAGE.parents[1] / "nlp").glob("_*.py"))
    named = set(re.findall(r'"((?:right|role)-[a-z-]+)"', code))
    assert named <= {rule for rule, _ in RULES} | {"right-held-by"}
    assert len({rule for rule, _ in RULES}) == len(RULES) > 50
