"""Commands as tests ask them: in this process, with what they print as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ui.cli import run


def ask(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    """What a command prints with ``--json``; it has to leave with this status."""
    assert run([*words, "--json"]) == status
    return json.loads(capsys.readouterr().out)
