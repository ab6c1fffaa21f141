"""Older events in the shape of today: one golden file for each version that was ever written and is no longer the current one."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UnknownEvent
from graph.events import SCHEMA_VERSIONS
from graph.upcasters import UPCASTERS, upcast

GOLDEN = Path(__file__).parent / "golden" / "upcast"
OLD = [(name, version) for name, current in SCHEMA_VERSIONS.items() for version in range(1, current)]


def golden(name: str, version: int) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((GOLDEN / f"{name}.v{version}.json").read_text(encoding="utf-8"))
    return read


def test_every_old_version_has_its_step_and_its_golden_file() -> None:
    assert sorted(UPCASTERS) == sorted(OLD)
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(f"{name}.v{version}.json" for name, version in OLD)


@pytest.mark.parametrize(("name", "version"), OLD)
def test_an_old_event_is_raised_to_the_golden_shape(name: str, version: int) -> None:
    file = golden(name, version)
    before = copy.deepcopy(file["before"])
    assert upcast(name, version, before) == file["after"]
    assert before == file["before"], "an upcaster must not change what it was given"


@pytest.mark.parametrize(("name", "version"), OLD)
def test_nothing_that_was_recorded_is_dropped(name: str, version: int) -> None:
    file = golden(name, version)
    assert file["before"].items() <= file["after"].items()


@pytest.mark.parametrize("name", SCHEMA_VERSIONS)
def test_a_current_event_stays_as_it_is(name: str) -> None:
    data = {"anything": [1, None, "x"]}
    assert upcast(name, SCHEMA_VERSIONS[name], data) is data


@pytest.mark.parametrize("name", SCHEMA_VERSIONS)
def test_a_newer_version_is_refused(name: str) -> None:
    with pytest.raises(UnknownEvent, match=f"version {SCHEMA_VERSIONS[name] + 1} of '{name}'") as caught:
        upcast(name, SCHEMA_VERSIONS[name] + 1, {})
    assert "update" in caught.value.hint


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UnknownEvent, match=r"rumour\.heard"):
        upcast("rumour.heard", 1, {})
