"""The documentation against the code: commands that exist, queries that run, names that are right."""

from __future__ import annotations

import inspect
import re
import shlex
from pathlib import Path

import pytest
import typer.main

from graph import events
from graph.answers import Evidence, Right
from graph.home import Home
from ui.cli import app, run

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p for p in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")))


def code_lines(page: Path) -> list[str]:
    """The lines of a page's indented code blocks, those that go on joined."""
    text = page.read_text(encoding="utf-8")
    return [line[4:] for line in text.splitlines() if line.startswith("    ") and line.strip()]


def readme_commands() -> list[str]:
    """The questions that the README asks of the demo."""
    lines = code_lines(ROOT / "README.md")
    return [line for line in lines if re.match(r"dealgraph (exclusivity|diff|conflicts|timeline) ", line)]


def test_the_reference_lists_every_command_and_no_other() -> None:
    listed = set(re.findall(r"^\| `dealgraph ([a-z]+)` \|", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE))
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert listed == commands


def test_the_reference_names_every_field_of_rights_and_evidence() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for kind in (Right, Evidence):
        part = re.search(rf"\*\*{kind.__name__.lower()}\*\*: (.*?)\n\n", text, re.DOTALL)
        assert part is not None
        assert set(re.findall(r"`([a-z_]+)`", part[1])) == set(kind.__dataclass_fields__)


def test_the_events_page_names_every_type() -> None:
    named = set(re.findall(r"^\* ``([a-z_.]+)``", inspect.getdoc(events) or "", re.MULTILINE))
    assert named == set(events.SCHEMA_VERSIONS)


def test_every_variable_is_documented() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("[gniu]*/**/*.py")]
    used = {name for text in sources for name in re.findall(r"\bDEALGRAPH_[A-Z_]+\b", text)}
    told = set(re.findall(r"\bDEALGRAPH_[A-Z_]+\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {name for name in used if not name.endswith("_")} <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [t for t in targets if not re.match(r"[a-z]+:", t) and not (page.parent / t).exists()]
    assert missing == []


def test_every_decision_has_a_number_of_its_own() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    headings = [re.match(r"# (\d+)\. \S", path.read_text(encoding="utf-8")) for path in decisions]
    assert [heading and f"{int(heading[1]):04}" for heading in headings] == [path.name[:4] for path in decisions]
    assert len({path.name[:4] for path in decisions}) == len(decisions)


def test_the_readme_asks_something() -> None:
    assert len(readme_commands()) >= 5


@pytest.mark.parametrize("command", readme_commands())
def test_the_readmes_questions_have_answers(
    command: str, demo_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(demo_home.folder))
    assert run(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_the_pages_cypher_finds_the_holder(
    page: str, demo_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(demo_home.folder))
    found = re.search(r"MATCH .*?RETURN [^\"\n]*", "\n".join(code_lines(ROOT / page)), re.DOTALL)
    assert found is not None
    assert run(["cypher", found[0], "--csv"]) == 0
    assert "Microsoft" in capsys.readouterr().out
