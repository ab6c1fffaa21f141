"""Writes docs/rules.md: every rule with its meaning, an example, and the claim that the extractor makes of it.

    python tools/rules_page.py [--check]

``--check`` writes nothing; it says whether the page is what the code gives, by the exit status.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import nlp
from nlp.rules import FAMILIES, Rule
from ui.explained import in_words

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
PUBLISHED = date(2025, 6, 10)
_HEAD = """# The rules of extraction

Made by `python tools/rules_page.py` from `nlp/rules.py` and from what the extractor makes of the examples; a test fails where it is
stale. `dealgraph extract --explain` names the rule of each claim.
"""


def page() -> str:
    """The page as the code has it now."""
    parts = [_HEAD]
    for family in FAMILIES:
        rows = [f"| `{rule.name}` | {rule.meaning} | {rule.example} | {_made_of(rule)} |" for rule in family.rules]
        parts.append(
            "\n".join((f"## {family.title}\n", f"{family.about}\n", "| rule | meaning | example | claim |", "|---|---|---|---|", *rows))
        )
    return "\n".join([parts[0], *(part + "\n" for part in parts[1:])])


def _made_of(rule: Rule) -> str:
    """The claims that the rule makes of its example."""
    passage = nlp.Passage(rule.name, "", rule.example, PUBLISHED)
    return "; ".join(in_words(told.claim) for told in nlp.explain(passage) if told.claim.rule == rule.name)


def main() -> int:
    """Writes or checks the page; 1 where it was stale."""
    made = page()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
