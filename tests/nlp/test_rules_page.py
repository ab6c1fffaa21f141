"""The registry of rules and the page made of it, against the code."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.claims import TAKEN_BACK
from nlp import Passage, _acts, _cues, _phrases, explain
from nlp.rules import FAMILIES, RULES, Rule

ROOT = Path(__file__).resolve().parents[2]
PLACE_OF_RULE = {"Frame": 6, "Deal": 4, "Quarrel": 4}
"""Which argument of what a rule finds is the rule's name."""


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_each_example_gives_a_claim_by_its_rule(rule: Rule) -> None:
    assert rule.name in [told.claim.rule for told in explain(Passage("x", "", rule.example, date(2025, 6, 10), ""))]


def test_the_page_is_what_the_code_gives() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "rules_page.py"))
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == tool["page"](), "run: python tools/rules_page.py"


def _names_in(tree: ast.AST) -> Iterator[str]:
    """Strings that are rules' names: those with hyphens, and those that stand where a rule's name does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", node.value):
            yield node.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) > PLACE_OF_RULE.get(node.func.id, 99):
            place = node.args[PLACE_OF_RULE[node.func.id]]
            either = (place.body, place.orelse) if isinstance(place, ast.IfExp) else (place,)
            yield from (n.value for n in either if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_every_rule_that_the_code_can_name_is_listed() -> None:
    modules = [p for p in sorted((ROOT / "nlp").glob("_*.py")) if p.stem not in ("_dates", "_lengths")]
    found = {name for p in modules for name in _names_in(ast.parse(p.read_text(encoding="utf-8")))}
    assert {"right-had", "sues", "settles", "only-through", "available-on"} <= found
    found |= {rule for rule, _ in (*_phrases._HOLDER_AFTER, *_phrases._HOLDER_BEFORE)}
    found |= {f"deal-{noun}" for noun in _cues.DEAL_NOUNS} | {f"act-{verb}" for verb in _acts._TYPES}
    found |= {f"role-{verb}" for verb in _cues.BE if verb != "be"} | {"role-is", TAKEN_BACK}
    assert found == set(RULES)


def test_no_rule_is_listed_twice() -> None:
    assert sum(len(family.rules) for family in FAMILIES) == len(RULES)
