"""Whole stories of invented companies as tables: years of pages, right and wrong, and dated questions."""

from __future__ import annotations

import pytest
from tables import FOLDER, Case, answered, cases


@pytest.mark.parametrize("case", cases(FOLDER.parent / "tales"), ids=lambda case: case.rule)
def test_a_tale_is_answered(case: Case) -> None:
    assert answered(case) == list(case.answers)
