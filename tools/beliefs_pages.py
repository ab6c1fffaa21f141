"""Writes docs/beliefs/: a page for every rule of belief, with its decision tables, and a list of them.

    python tools/beliefs_pages.py [--check]

``--check`` writes nothing; it says whether the pages are what the code and the tables give, by the exit status.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from graph.rules import RULES, Rule

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "beliefs"
TABLES = ROOT / "tests" / "graph" / "rules"
_MADE = "Made by `python tools/beliefs_pages.py` from `graph/rules.py` and `tests/graph/rules/`; a test fails where it is stale."
_LIST = f"""# The rules of belief

{_MADE}

Every right lists the rules that made it (`"rules"` in the JSON of the answers). Each rule is a named pure function, and the tables on its
page are tests: what was told, a page a row, and what is answered afterwards. A row of what was told is the day of publication, the outlet,
and what the page says; `like 1` is a near-copy of the first page, `corrects 1` takes the place of its text, `assumed` means that no
word told the field, `unless` has a condition, and `sure 0.5` is a reading of
little confidence. An answer is asked about the day after `on`, with everything known unless `known` names a day.

| rule | meaning |
|---|---|
"""


def pages() -> Mapping[str, str]:
    """File name → text, as the code has it now."""
    listed = "".join(f"| [{rule.name}]({rule.name}.md) | {rule.meaning} |\n" for rule in RULES.values())
    return {"README.md": _LIST + listed, **{f"{rule.name}.md": page(rule) for rule in RULES.values()}}


def page(rule: Rule) -> str:
    """One rule's page."""
    where = ", ".join(f"`{name.replace(':', '.')}`" for name in rule.where)
    why = f"[{rule.source}](../decisions/{rule.source}.md)"
    head = f"# {rule.name}\n\n{rule.meaning}\n\n*Example.* {rule.example}\n\nIn the code: {where}. Why: {why}.\n"
    return f"{head}\n{''.join(_table(row) for row in _rows(rule.name))}{_MADE}\n"


def _rows(name: str) -> list[Mapping[str, list[str]]]:
    cases: list[Mapping[str, list[str]]] = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return cases


def _table(row: Mapping[str, list[str]]) -> str:
    told = "".join(f"    {n}  {line}\n" for n, line in enumerate(row["told"], 1))
    answers = "".join(f"    {line}\n" for line in row["answers"])
    name = str(row["name"])
    return f"## {name[0].upper()}{name[1:]}\nTold:\n\n{told}\nAnswered:\n\n{answers}\n"


def stale() -> list[str]:
    """The pages that are not what the code gives."""
    made = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def main() -> int:
    """Writes or checks the pages; 1 where one was stale."""
    if "--check" in sys.argv[1:]:
        return 1 if stale() else 0
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
