"""Whether confidence is a probability: claims that are sure to 0.9 should be right nine times out of ten.

    python bench/calibration.py [--folder ../shared/gold] [--write]

A claim is right if the scorer matches it with a labelled one. The table ``nlp/confidence.toml`` is a logistic regression with a penalty
(``PENALTY``) on the marks of each claim (``nlp/_confidence.py``). What is printed for ``dev.jsonl`` is by cross-validation: each tenth of
the passages is judged by a table learned on the other nine. Of ``check.jsonl`` only the error is computed, with the table as it stands.

The expected calibration error: claims fall into ten bins of equal width by their confidence; it is the mean distance, by claims, between
how sure a bin is on average and the share of it that is right. ``--write`` learns the table from all of ``dev.jsonl``; run it when rules
have changed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

import nlp
from graph.claims import claim_to_dict
from nlp import _confidence

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "nlp" / "confidence.toml"
FOLDS = BINS = 10
PENALTY = 3.0
"""Of squared log-odds, base apart; of 0.3, 1, 3 and 10 it gave the best likelihood by cross-validation."""


@dataclass(frozen=True)
class Judged:
    """A claim as the scorer judged it: the number of its passage, its marks, its confidence, and whether it was matched."""

    passage: int
    marks: dict[str, float]
    confidence: float
    right: bool

    @property
    def own(self) -> float:
        """What the rule alone would say."""
        return 1 / (1 + math.exp(-self.marks[_confidence.OWN]))


def main() -> None:
    """Prints the figures, and writes the table if asked to."""
    parser = argparse.ArgumentParser(description="Measures, and learns, how likely claims are right.")
    parser.add_argument("--folder", type=Path, default=HERE.parents[1] / "shared" / "gold", help="score.py and labelled files")
    parser.add_argument("--write", action="store_true", help="learn nlp/confidence.toml anew")
    args = parser.parse_args()
    if not (args.folder / "score.py").is_file():
        print(f"no score.py in {args.folder.name}/ beside the checkout: nothing was measured")
        return
    dev = judged(args.folder, "dev")
    if args.write:
        write(learned(dev))
        _confidence.table.cache_clear()
    report(dev)
    if (args.folder / "check.jsonl").is_file():
        check = judged(args.folder, "check")
        own = error([(c.own, c.right) for c in check])
        print(f"check: expected calibration error {error([(c.confidence, c.right) for c in check]):.3f}; by the rules' own {own:.3f}")


def judged(folder: Path, name: str) -> list[Judged]:
    """The claims of a labelled file, in order."""
    score = _scorer(folder / "score.py")
    path = folder / f"{name}.jsonl"
    gold = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    out = []
    for number, found in enumerate(nlp.extract(nlp.read_passages(path))):
        line = gold[found.passage_id]
        claims, who = [claim_to_dict(c) for c in found.claims], score.resolver(line.get("aliases"))
        matched: set[int] = set()
        for kind in score.KINDS:
            pairs, _, _ = score.match(kind, *([c for c in side if c["kind"] == kind] for side in (line["claims"], claims)), who)
            matched |= {id(ours) for _, ours in pairs}
        for told, claim in zip(found.explained, claims, strict=True):
            out.append(Judged(number, dict(told.marks), told.claim.confidence, id(claim) in matched))
    return out


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def learned(claims: list[Judged]) -> dict[str, float]:
    """The table that these claims teach: log-odds to two places, by Newton's method."""
    names = sorted({name for c in claims for name in c.marks})
    marks = np.array([[1.0, *(c.marks.get(name, 0.0) for name in names)] for c in claims])
    right = np.array([float(c.right) for c in claims])
    penalty = np.diag([0.0] + [PENALTY] * len(names))
    odds = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-marks @ odds))
        odds -= np.linalg.solve((marks.T * (p * (1 - p))) @ marks + penalty, marks.T @ (p - right) + penalty @ odds)
    return {name: round(float(value), 2) for name, value in zip(("base", *names), odds, strict=True)}


def write(odds: dict[str, float]) -> None:
    """Puts a table where the extractor reads it."""
    lines = [f"{name if name == 'base' else chr(34) + name + chr(34)} = {value}" for name, value in odds.items()]
    head = "# What each mark of a claim adds to the log-odds that it is right. Made by: python bench/calibration.py --write\n"
    TABLE.write_text(head + "\n[log_odds]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def crossed(claims: list[Judged]) -> list[tuple[float, bool]]:
    """Each claim's probability by a table that has not seen its passage, and whether it is right."""
    out = []
    for fold in range(FOLDS):
        odds = learned([c for c in claims if c.passage % FOLDS != fold])
        for c in claims:
            if c.passage % FOLDS == fold:
                sum_ = odds["base"] + sum(odds.get(name, 0.0) * value for name, value in c.marks.items())
                out.append((1 / (1 + math.exp(-sum_)), c.right))
    return out


def binned(found: list[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """The claims by tenths of confidence."""
    return [[(p, right) for p, right in found if min(int(p * BINS), BINS - 1) == i] for i in range(BINS)]


def error(found: list[tuple[float, bool]]) -> float:
    """The expected calibration error."""
    return sum(abs(sum(p - right for p, right in part)) for part in binned(found)) / max(1, len(found))


def report(claims: list[Judged]) -> None:
    """The reliability table by cross-validation."""
    found = crossed(claims)
    print(f"dev: {len(claims)} claims, {sum(c.right for c in claims) / len(claims):.3f} of them right; by cross-validation:")
    print(f"{'confidence':>12}{'claims':>8}{'sure':>8}{'right':>8}")
    for i, part in enumerate(binned(found)):
        if part:
            sure, right = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
            print(f"{i / BINS:>8.1f}–{(i + 1) / BINS:.1f}{len(part):>8}{sure:>8.2f}{right:>8.2f}")
    own = error([(c.own, c.right) for c in claims])
    print(f"dev: expected calibration error {error(found):.3f}; by the rules' own {own:.3f}")


if __name__ == "__main__":
    main()
