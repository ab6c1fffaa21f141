"""The table of what each step of the extractor brought, against the recorded steps and against the extractor."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

from nlp import extract_file

BENCH = Path(__file__).resolve().parents[2] / "bench"
GOLD: dict[str, Any] = runpy.run_path(str(BENCH / "gold.py"))


def test_the_page_shows_every_recorded_step() -> None:
    page = (BENCH / "README.md").read_text(encoding="utf-8")
    assert f"<!-- steps -->\n{GOLD['table']()}<!-- /steps -->" in page


def test_every_step_has_all_rows_of_both_files() -> None:
    for step in GOLD["steps"]():
        assert step["what"]
        for name in ("dev", "check"):
            assert set(step[name]) == {"rights", "agreements", "disputes", "strict", "field", "empty", "score"}


def test_the_last_step_is_what_the_extractor_does(shared: Path, tmp_path: Path) -> None:
    """A change of what is extracted is recorded: ``python bench/gold.py --record "what changed"``."""
    labelled, claims = shared / "gold" / "dev.jsonl", tmp_path / "claims.jsonl"
    extract_file(labelled, claims)
    command = [sys.executable, str(shared / "gold" / "score.py"), str(labelled), str(claims), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    now, last = GOLD["headline"](json.loads(done.stdout)), GOLD["steps"]()[-1]["dev"]
    assert abs(now["score"] - last["score"]) <= 0.01, (now, last)
