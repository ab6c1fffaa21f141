"""How well the extractor reads labelled passages: the headline rows of the scorer, and how fast it went.

    python bench/gold.py [--folder ../shared/gold] [--rules] [--record "what changed"]

The folder holds ``score.py`` and the labelled files; ``--rules`` adds what each rule contributes on ``dev.jsonl``. ``--record`` appends the
rows of both files to ``gold_steps.jsonl`` and writes the table of ``README.md`` beside it anew; without it nothing is written.
The passages of ``check.jsonl`` are only scored, never shown.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import nlp

HERE = Path(__file__).resolve().parent
STEPS = HERE / "gold_steps.jsonl"
README = HERE / "README.md"
FILES = ("dev", "check")
_HEADLINES = ("rights", "agreements", "disputes")
_TABLE = re.compile(r"(?<=<!-- steps -->\n).*?(?=<!-- /steps -->)", re.DOTALL)


def main() -> None:
    """Prints the table for each labelled file that there is."""
    parser = argparse.ArgumentParser(description="Scores the extractor on labelled passages.")
    parser.add_argument("--folder", type=Path, default=HERE.parents[1] / "shared" / "gold", help="score.py and labelled files")
    parser.add_argument("--rules", action="store_true", help="how often each rule spoke on dev.jsonl")
    parser.add_argument("--record", metavar="WHAT", help="append these figures to gold_steps.jsonl, under what changed")
    args = parser.parse_args()
    if not (args.folder / "score.py").is_file():
        print(f"no score.py in {args.folder.name}/ beside the checkout: nothing was measured")
        return
    print(f"{'':12}{'P':>7}{'R':>7}{'F1':>7}")
    measured: dict[str, Any] = {}
    for name in FILES:
        gold = args.folder / f"{name}.jsonl"
        if gold.is_file():
            measured[name] = _report(name, gold, args.folder / "score.py", show_rules=args.rules and name == "dev")
    if args.record:
        record(args.record, measured)


def record(what: str, measured: dict[str, Any]) -> None:
    """Appends one step and shows it in the table."""
    step = {"date": date.today().isoformat(), "what": what, "extractor": nlp.EXTRACTOR} | measured
    with STEPS.open("a", encoding="utf-8") as steps:
        steps.write(json.dumps(step) + "\n")
    page = README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: table(), page), encoding="utf-8")


def steps() -> list[dict[str, Any]]:
    """The steps recorded so far, the oldest first."""
    return [json.loads(line) for line in STEPS.read_text(encoding="utf-8").splitlines()]


def table() -> str:
    """The steps as a table in Markdown: two rows each, one for each file."""
    rows = [
        "| step | file | rights P / R / F1 | strict | field | agreements P / R / F1 | disputes P / R / F1 | empty | score |",
        "|---" * 9 + "|",
    ]
    for step in steps():
        for name in FILES:
            part = step[name]
            kinds = [" / ".join(f"{part[kind][key]:.3f}" for key in ("precision", "recall", "f1")) for kind in _HEADLINES]
            label = f"{step['what']} ({step['date']})" if name == FILES[0] else ""
            cells = (label, name, kinds[0], f"{part['strict']:.3f}", f"{part['field']:.3f}", *kinds[1:], f"{part['empty']:.3f}")
            rows.append(f"| {' | '.join(cells)} | **{part['score']:.3f}** |")
    return "\n".join(rows) + "\n"


def headline(score: dict[str, Any]) -> dict[str, Any]:
    """The rows of the scorer that are recorded, to three places."""
    kinds = {kind: {key: round(score[kind][key], 3) for key in ("precision", "recall", "f1")} for kind in _HEADLINES}
    rights = score["rights"]
    rest = {"strict": rights["strict_f1"], "field": rights["field_of_use_f1"], "empty": score["empty_passages"]["accuracy"]}
    return kinds | {name: round(value, 3) for name, value in (rest | {"score": score["score"]}).items()}


def _report(name: str, gold: Path, scorer: Path, show_rules: bool) -> dict[str, Any]:
    begun = time.perf_counter()
    out = io.StringIO()
    count = nlp.extract_file(gold, out)
    seconds = time.perf_counter() - begun
    rows = headline(_score(gold, scorer, out.getvalue()))
    print(f"{name} ({nlp.EXTRACTOR}, {count} passages, {count / seconds:.0f} a second with the model's start)")
    for kind in _HEADLINES:
        print(f"  {kind:10}" + "".join(f"{rows[kind][key]:7.3f}" for key in ("precision", "recall", "f1")))
    print(f"  strict F1 of rights {rows['strict']:.3f}, field of use {rows['field']:.3f}", end="")
    print(f", empty passages {rows['empty']:.3f}, score {rows['score']:.3f}")
    if show_rules:
        claims = (c for line in out.getvalue().splitlines() for c in json.loads(line)["claims"])
        for rule, n in Counter(c["rule"] for c in claims).most_common():
            print(f"    {rule:28}{n:5}")
    return rows


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
