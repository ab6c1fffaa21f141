"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the checkout; tests that need it skip, loudly, where it is missing."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "gold" / "GUIDE.md").is_file():
        pytest.skip(f"no shared data at {folder.name}/ beside the checkout: this case was NOT tested")
    return folder
