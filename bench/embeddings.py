"""What sentence embeddings bring, and where they bring nothing: each use with and without them.

    python bench/embeddings.py [--folder ../shared/gold]

Searching is measured on the bundled sample with questions of our own; the triage of sentences on ``dev.jsonl`` (never ``check.jsonl``), by
cross-validation over passages; a second check of near-copies on changed texts of the sample; the linking of descriptions on a list of
our own.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

import nlp
import nlp.search
from graph.claims import claim_to_dict
from graph.events import NewEvent, article_stream
from graph.gazetteer import load
from graph.log import EventLog
from ingest import pages
from nlp import _cues, _sentences
from nlp._copies import similarity, words_of

_SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample" / "pages"

QUESTIONS = (
    (
        "who may host the models",
        (
            "stateless",
            "API remains exclusive",
            "API products",
            "only on AWS",
            "Bedrock customers",
            "only through Azure",
            "API is hosted",
            "right to host",
        ),
    ),
    (
        "may the software run on a rival's cloud",
        ("no other cloud", "on any cloud", "through Azure", "exclusive to Azure", "Bedrock customers", "only on AWS"),
    ),
    ("is anybody thinking of suing", ("legal action",)),
    ("threat of a lawsuit over the Amazon contract", ("legal action",)),
    ("somebody rejects that the deal was a breach", ("has denied",)),
    ("the chance to match any other offer for servers", ("first refusal",)),
    ("who had to be asked before more machines were rented", ("first refusal",)),
    ("money put into the laboratory", ("invest", "put in $1bn")),
    ("how much did Amazon pay for its stake", ("Amazon is investing",)),
    ("purchase of processing power from a database firm", ("Oracle over about five years",)),
    ("renting graphics cards", ("CoreWeave",)),
    ("a joint venture to build halls of servers in America", ("Stargate",)),
    ("who sells the agent platform", ("Frontier",)),
    ("use of the language model by permission", ("licen",)),
    ("sole licence given up", ("licence to OpenAI’s technology ended", "non-exclusive licence")),
    ("when did the sole supply of computing stop", ("no longer OpenAI's exclusive", "exclusivity was replaced", "2019 until January 2025")),
    ("what happens once machines think like people", ("artificial general intelligence",)),
    ("letter of intent on the future of the partnership", ("memorandum",)),
    ("search company rents out its data centres", ("Google",)),
    ("right of first refusal", ("first refusal",)),
    ("exclusive cloud provider", ("exclusive cloud provider", "only third-party cloud", "exclusivity was replaced")),
    ("stateless APIs", ("stateless",)),
    ("$38 billion", ("$38 billion",)),
    ("commitment to buy Azure services", ("commitment to Azure", "$250bn of Azure")),
)
"""A question, and what a claim's quote has to hold to be an answer."""

DESCRIPTIONS = (
    ("the search giant", "Google"),
    ("the iPhone maker", "Apple"),
    ("the online retailer", "Amazon"),
    ("the Seattle company", "Amazon"),
    ("the Redmond software company", "Microsoft"),
    ("the maker of Windows", "Microsoft"),
    ("the graphics chip designer", "Nvidia"),
    ("the social network's owner", "Meta"),
    ("the database company", "Oracle"),
    ("the chatbot developer from San Francisco", "OpenAI"),
    ("the streaming service", "Netflix"),
    ("the electric car maker", "Tesla"),
    ("the Japanese telecoms investor", "SoftBank"),
    ("the Santa Clara chip maker", "Intel"),
    ("the South Korean electronics group", "Samsung"),
    ("the French artificial intelligence start-up", "Mistral AI"),
    ("the Danish drug maker", "Novo Nordisk"),
    ("the New York bank", "JPMorgan Chase"),
    ("the coffee chain", "Starbucks"),
    ("the airline", "Delta Air Lines"),
)
"""A description, and the company that a reader of news would take it for."""


def main() -> None:
    """Prints a table for each use."""
    parser = argparse.ArgumentParser(description="Uses of sentence embeddings, with and without them.")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "gold", help="has dev.jsonl")
    args = parser.parse_args()
    texts = [pages.read(p.read_bytes(), url="https://sample.example/").text for p in sorted(_SAMPLE.rglob("*.html"))]
    _search(texts)
    _copies(texts)
    _descriptions()
    if (args.folder / "dev.jsonl").is_file():
        _triage([json.loads(line) for line in (args.folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()])
    else:
        print(f"no dev.jsonl in {args.folder.name}/ beside the checkout: triage was not measured")


def _search(texts: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = EventLog.open(f"sqlite:///{Path(folder) / 'log.sqlite3'}")
        quotes: dict[str, str] = {}
        events = []
        for n, found in enumerate(nlp.extract(nlp.Passage(str(n), "", text, date(2026, 5, 1)) for n, text in enumerate(texts))):
            rows = [{**claim_to_dict(claim), "id": f"c-{n}-{k}"} for k, claim in enumerate(found.claims)]
            quotes |= {row["id"]: row["quote"] for row in rows}
            data = {"article": f"a-{n}", "text": str(n), "extractor": nlp.EXTRACTOR, "claims": rows, "mentions": []}
            events.append(NewEvent("claims.extracted", article_stream(f"a-{n}"), data))
        log.append(events)
        index = nlp.ClaimIndex(Path(folder) / "search.sqlite3")
        index.update(log, lambda sha: texts[int(sha)])
        asked = [(q, parts) for q, parts in QUESTIONS if any(part in quote for quote in quotes.values() for part in parts)]
        print(f"searching {len(set(quotes.values()))} quotes with {len(asked)} questions{'':6}{'MRR':>8}{'nDCG@10':>9}")
        kept = nlp.search.WORDS, nlp.search.LEAST
        for name, words in (("words alone (BM25)", 1.0), ("meaning alone (MiniLM)", 0.0), ("both, as in the product", kept[0])):
            nlp.search.WORDS, nlp.search.LEAST = words, 1e-6  # type: ignore[misc]
            rows_of = [_ranked(index, question, parts, quotes) for question, parts in asked]
            print(f"  {name:44}{mean(_reciprocal(r) for r, _ in rows_of):8.3f}{mean(_gain(r, n) for r, n in rows_of):9.3f}")
        nlp.search.WORDS, nlp.search.LEAST = kept  # type: ignore[misc]
        log.close()
    print()


def _ranked(index: nlp.ClaimIndex, question: str, parts: Sequence[str], quotes: dict[str, str]) -> tuple[list[bool], int]:
    """Whether each different quote is an answer, best first; and how many answers there are."""
    ranked = dict.fromkeys(quotes[hit.claim] for hit in index.find(question).hits)
    answers = {quote for quote in quotes.values() if any(part in quote for part in parts)}
    return [quote in answers for quote in ranked], len(answers)


def _reciprocal(ranked: Sequence[bool]) -> float:
    return 1 / (ranked.index(True) + 1) if True in ranked else 0.0


def _gain(ranked: Sequence[bool], answers: int) -> float:
    gains = [1 / math.log2(n + 2) for n in range(10)]
    return sum(g for g, hit in zip(gains, ranked, strict=False) if hit) / sum(gains[:answers])


def _copies(texts: Sequence[str]) -> None:
    """Copies in which sentences are left out, beside texts that say the opposite once, and other texts on the same deals."""
    rng = random.Random(2)
    copies, turned = [], []
    for text in texts:
        lines = [line for line in text.split("\n") if line]
        copies.append((text, "\n".join(line for n, line in enumerate(lines) if n % 3 != 2 or rng.random() < 0.5)))
        for old, new in ((" has ", " has not "), (" is ", " is not "), (" will ", " will not "), (" was ", " was not ")):
            if old in text:
                turned.append((text, text.replace(old, new, 1)))
                break
    others = [(a, b) for n, a in enumerate(texts) for b in texts[n + 1 :] if similarity(words_of(a), words_of(b)) is None]
    print(f"near-copies: share taken for copies{'':14}{'cut':>8}{'turned':>8}{'others on the same deals':>28}")
    vectors = dict(zip(texts, nlp.embed(texts), strict=True))

    def cosines(pairs: Sequence[tuple[str, str]]) -> Any:
        right = nlp.embed([b for _, b in pairs]) if pairs is not others else np.stack([vectors[b] for _, b in pairs])
        return (np.stack([vectors[a] for a, _ in pairs]) * right).sum(axis=1)

    checked = [mean(similarity(words_of(a), words_of(b)) is not None for a, b in pairs) for pairs in (copies, turned, others)]
    print(f"  {'word by word, as in the product':44}{checked[0]:8.2f}{checked[1]:8.2f}{checked[2]:28.3f}")
    for least in (0.8, 0.9, 0.95):
        shares = [float((cosines(pairs) >= least).mean()) for pairs in (copies, turned, others)]
        print(f"  {f'cosine of MiniLM from {least}':44}{shares[0]:8.2f}{shares[1]:8.2f}{shares[2]:28.3f}")
    print()


def _descriptions() -> None:
    """Each description against every company of the gazetteer, by its names and by those of its products."""
    companies = [e for e in load() if e.kind == "company"]
    products: dict[str, list[str]] = {}
    for entity in load():
        for owner in entity.owners:
            products.setdefault(owner.name, []).append(entity.name)
    told = [f"{e.name}, {', '.join(e.aliases)}. {', '.join(products.get(e.name, ())[:8])}" for e in companies]
    asked = [(text, name) for text, name in DESCRIPTIONS if any(e.name == name for e in companies)]
    for label, texts in (("names", [e.name for e in companies]), ("names, other names, products", told)):
        alike = nlp.embed([text for text, _ in asked]) @ nlp.embed(texts).T
        order = np.argsort(-alike, axis=1)
        right = [[companies[n].name for n in row].index(name) for row, (_, name) in zip(order, asked, strict=True)]
        sure = [row[0] - row[1] for row in np.sort(alike, axis=1)[:, ::-1][:, :2]]
        kept = [place == 0 for place, gap in zip(right, sure, strict=True) if gap > 0.1]
        first, five = mean(p == 0 for p in right), mean(p < 5 for p in right)
        print(
            f"linking {len(asked)} descriptions to {len(companies)} companies by {label}: first {first:.2f}, among five {five:.2f}", end=""
        )
        print(f"; clear leads right {sum(kept)} of {len(kept)}")
    print()


def _triage(rows: Sequence[dict[str, Any]]) -> None:
    """Sentences with a labelled claim, found by cues, by a classifier over embeddings, and by either."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    cues = (_cues.RIGHT_CUE, _cues.HOSTING_CUE, _cues.DEAL_CUE, _cues.DISPUTE_CUE)
    sentences, labels, groups, gated = [], [], [], []
    begun = time.perf_counter()
    for n, row in enumerate(rows):
        text = row["text"]
        spans = [(at, at + len(c["quote"])) for c in row["claims"] if (at := text.find(c["quote"])) >= 0]
        for s in _sentences.split(text):
            sentences.append(text[s.start : s.end])
            labels.append(any(min(e, s.end) - max(b, s.start) > 10 for b, e in spans))
            groups.append(n)
            gated.append(any(cue.search(text, s.start, s.end) for cue in cues))
    cheap = time.perf_counter() - begun
    begun = time.perf_counter()
    vectors = nlp.embed(sentences)
    dear = time.perf_counter() - begun
    gold, gate = np.array(labels), np.array(gated)
    model = LogisticRegression(C=10, max_iter=1000, class_weight="balanced")
    chance = cross_val_predict(model, vectors, gold, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"triage of {len(gold)} sentences of dev, {gold.sum()} with a claim{'':6}{'recall':>8}{'precision':>11}{'parsed':>8}")

    def line(name: str, kept: Any) -> None:
        print(f"  {name:44}{gold[kept].sum() / gold.sum():8.3f}{gold[kept].mean():11.3f}{kept.mean():8.3f}")

    line("cues, as in the product", gate)
    same = np.sort(chance)[::-1][gate.sum() - 1]
    line("MiniLM, as many sentences", chance >= same)
    for least in (0.3, 0.5, 0.7):
        line(f"cues, or MiniLM from {least}", gate | (chance >= least))
    for least in (0.05, 0.1, 0.2):
        line(f"cues, and MiniLM from {least}", gate & (chance >= least))
    print(f"  cost: cues {cheap / len(gold) * 1e3:.2f} ms a sentence, MiniLM {dear / len(gold) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
