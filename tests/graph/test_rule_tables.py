"""The decision tables: one plain table a rule, in ``rules/*.toml``; how a row reads is told in ``support/tables.py``."""

from __future__ import annotations

import re
import runpy
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from memory import answering
from tables import Case, answered, cases, telling

from graph.rules import RULES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_table_is_what_is_answered(case: Case) -> None:
    assert answered(case) == list(case.answers)


def test_every_rule_has_a_table_and_every_table_a_rule() -> None:
    assert {case.rule for case in cases()} == set(RULES)


@pytest.mark.parametrize("name", [where for rule in RULES.values() for where in rule.where])
def test_a_rule_is_where_it_says(name: str) -> None:
    module, _, path = name.partition(":")
    found = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    assert found.__doc__


def test_every_rule_that_a_right_lists_is_in_the_registry() -> None:
    listed = {name for case in cases() for row in _rights(case) for name in row}
    assert listed <= set(RULES)
    assert listed >= {
        "begin",
        "hold",
        "end",
        "lapse",
        "succession",
        "retrospect",
        "exception",
        "settlement",
        "uncertain-end",
        "acquisition",
    }


def _rights(case: Case) -> list[tuple[str, ...]]:
    graph = answering(telling(case))
    asked = graph.exclusivity("Corvane", at=date(2023, 6, 1)).rights if case.rule == "acquisition" and "bound" in case.name else ()
    return [right.rules for right in (*graph.timeline(), *asked)]


def test_the_names_that_the_code_gives_are_in_the_registry() -> None:
    """The sets of rules that the modules fill are of string literals."""
    given = set()
    for path in (ROOT / "graph").glob("*.py"):
        given |= set(re.findall(r'rules\.add\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert given
    assert given <= set(RULES)


def test_the_pages_are_what_the_code_gives() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "beliefs_pages.py"))
    assert tool["stale"]() == [], "run: python tools/beliefs_pages.py"
