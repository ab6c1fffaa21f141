"""How well the extractor reads labelled passages: the headline rows of the scorer, and how fast it went.

    python bench/gold.py [--folder ../shared/gold] [--rules]

The folder holds ``score.py`` and the labelled files; ``--rules`` adds what each rule contributes on ``dev.jsonl``. Nothing is written.
The passages of ``check.jsonl`` are only scored, never shown.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import nlp

_HEADLINES = ("rights", "agreements", "disputes")


def main() -> None:
    """Prints the table for each labelled file that there is."""
    parser = argparse.ArgumentParser(description="Scores the extractor on labelled passages.")
    parser.add_argument(
        "--folder", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "gold", help="score.py and labelled files"
    )
    parser.add_argument("--rules", action="store_true", help="how often each rule spoke on dev.jsonl")
    args = parser.parse_args()
    if not (args.folder / "score.py").is_file():
        print(f"no score.py in {args.folder.name}/ beside the checkout: nothing was measured")
        return
    print(f"{'':12}{'P':>7}{'R':>7}{'F1':>7}")
    for name in ("dev", "check"):
        gold = args.folder / f"{name}.jsonl"
        if gold.is_file():
            _report(name, gold, args.folder / "score.py", show_rules=args.rules and name == "dev")


def _report(name: str, gold: Path, scorer: Path, show_rules: bool) -> None:
    begun = time.perf_counter()
    out = io.StringIO()
    count = nlp.extract_file(gold, out)
    seconds = time.perf_counter() - begun
    score = _score(gold, scorer, out.getvalue())
    print(f"{name} ({nlp.EXTRACTOR}, {count} passages, {count / seconds:.0f} a second with the model's start)")
    for part in _HEADLINES:
        row = score[part]
        print(f"  {part:10}" + "".join(f"{row[key]:7.3f}" for key in ("precision", "recall", "f1")))
    print(f"  strict F1 of rights {score['rights']['strict_f1']:.3f}, field of use {score['rights']['field_of_use_f1']:.3f}", end="")
    print(f", empty passages {score['empty_passages']['accuracy']:.3f}, score {score['score']:.3f}")
    if show_rules:
        claims = (c for line in out.getvalue().splitlines() for c in json.loads(line)["claims"])
        for rule, n in Counter(c["rule"] for c in claims).most_common():
            print(f"    {rule:28}{n:5}")


def _score(gold: Path, scorer: Path, lines: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "claims.jsonl"
        predicted.write_text(lines, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(predicted), "--json"], capture_output=True, text=True, check=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
