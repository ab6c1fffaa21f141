"""How well two names of organisations are matched, beside simpler ways, on labelled pairs.

    python bench/name_matching.py [--pairs ../shared/bench/name_bench.jsonl]

A line of the file is ``{"gold": {"name1", "name2", "match"}}``. Each scorer's threshold is the one that is best on four fifths of the
pairs and is tried on the last fifth, twenty times with another cut; "in sample" is the best threshold on all pairs, which flatters.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import Levenshtein
from rigour.names import replace_org_types_compare, tokenize_name

from graph.gazetteer import fold
from graph.linking import ASKED
from graph.matching import score

HERE: Final = Path(__file__).resolve().parent
FOLDS: Final = 5
CUTS: Final = 20

Scorer = Callable[[str, str], float]
Scored = Sequence[tuple[float, bool]]


def rigour_alone(a: str, b: str) -> float:
    """Rigour's legal forms and tokens, and the edit distance of what that gives."""
    one, other = (" ".join(tokenize_name(replace_org_types_compare(name.lower()))) for name in (a, b))
    return Levenshtein.normalized_similarity(one, other)


SCORERS: Final[dict[str, Scorer]] = {
    "every pair is one": lambda _a, _b: 1.0,
    "rapidfuzz ratio": lambda a, b: fuzz.ratio(a, b, processor=utils.default_process) / 100,
    "rapidfuzz token set": lambda a, b: fuzz.token_set_ratio(a, b, processor=utils.default_process) / 100,
    "rapidfuzz weighted": lambda a, b: fuzz.WRatio(a, b, processor=utils.default_process) / 100,
    "rigour and edits": rigour_alone,
    "graph.matching": score,
}


def main() -> None:
    """Prints one row for each scorer."""
    parser = argparse.ArgumentParser(description="Scores the matching of names.")
    parser.add_argument("--pairs", type=Path, default=HERE.parents[1] / "shared" / "bench" / "name_bench.jsonl")
    pairs_file = parser.parse_args().pairs
    if not pairs_file.is_file():
        print(f"no {pairs_file.name}: nothing was measured")
        return
    gold = [json.loads(line)["gold"] for line in pairs_file.read_text(encoding="utf-8").splitlines()]
    print(f"{len(gold)} pairs, {sum(g['match'] for g in gold)} of them one organisation")
    print(f"{'':22}{'cross-validated F1':>20}{'in sample':>11}{'threshold':>11}{'P':>7}{'R':>7}")
    for name, scorer in SCORERS.items():
        _report(name, [(scorer(g["name1"], g["name2"]), g["match"]) for g in gold])
    folded = [(float(fold(g["name1"]) == fold(g["name2"])), g["match"]) for g in gold]
    print(f"{'equal when folded':22}{f1(folded, 1.0):31.3f}")
    ours = [(score(g["name1"], g["name2"]), g["match"]) for g in gold]
    print(f"{f'as used, from {ASKED}':22}{f1(ours, ASKED):31.3f}")


def _report(name: str, scored: Scored) -> None:
    threshold = best_threshold(scored)
    right = sum(same for value, same in scored if value >= threshold)
    taken = sum(value >= threshold for value, _ in scored)
    precision, recall = right / max(taken, 1), right / sum(same for _, same in scored)
    validated = cross_validated(scored)
    print(f"{name:22}{validated:20.3f}{f1(scored, threshold):11.3f}{threshold:11.3f}{precision:7.3f}{recall:7.3f}")


def cross_validated(scored: Scored) -> float:
    """The mean F1 over the cuts, each counted over all of its test folds together."""
    rng = random.Random(0)
    total = 0.0
    for _ in range(CUTS):
        order = list(scored)
        rng.shuffle(order)
        shifted = []
        for k in range(FOLDS):
            threshold = best_threshold([pair for i, pair in enumerate(order) if i % FOLDS != k])
            shifted += [(value - threshold, same) for value, same in order[k::FOLDS]]
        total += f1(shifted, 0.0)
    return total / CUTS


def best_threshold(scored: Scored) -> float:
    """The threshold of the best F1; of equals, the middle one between it and the next lower score."""
    values = sorted({value for value, _ in scored})
    best = max(values, key=lambda value: (f1(scored, value), value))
    below = max((value for value in values if value < best), default=best)
    return (best + below) / 2


def f1(scored: Scored, threshold: float) -> float:
    """F1 of taking every pair from this score on for one organisation."""
    right = sum(same for value, same in scored if value >= threshold)
    taken = sum(value >= threshold for value, _ in scored)
    return 2 * right / (taken + sum(same for _, same in scored))


if __name__ == "__main__":
    main()
