"""Near-copies and events: which texts join, how well that agrees with labels, and how long it takes.

    python bench/story.py [--folder ../shared/bench] [--texts 20000]

Near-copies are made here, of news texts, by what a desk does to a text and by what makes another statement of it; the changes are named
in the table. Events are those of ``ecbplus.jsonl``; the threshold is also chosen by cross-validation, on four fifths of the topics and
tried on the fifth. Without the folder nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

import nlp
from nlp._events import APART, likeness

Change = Callable[[str, random.Random], str]

_THRESHOLDS = np.arange(0.4, 0.96, 0.01)
_ABOUT = (
    "\nAbout this newspaper\nIt has been printed in the same town since 1902, belongs to its readers, and takes no money from parties. "
    "Its archive is open to schools, and its presses are shown on the first Sunday of each month. Letters are welcome and may be cut."
)


def main() -> None:
    """Prints the three tables."""
    parser = argparse.ArgumentParser(description="Near-copies and events against labels.")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "bench", help="has ecbplus.jsonl")
    parser.add_argument("--texts", type=int, default=20_000, help="articles for the measure of speed")
    args = parser.parse_args()
    if not (args.folder / "ecbplus.jsonl").is_file():
        print(f"no ecbplus.jsonl in {args.folder.name}/ beside the checkout: nothing was measured")
        return
    rows = [json.loads(line) for line in (args.folder / "ecbplus.jsonl").read_text(encoding="utf-8").splitlines()]
    _copies([row["text"] for row in rows])
    _same_story(rows)
    _events(rows)
    _speed([row["text"] for row in rows], args.texts)


# ------------------------------------------------------------------------------------------------ near-copies


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _numbers_changed(text: str, rng: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + rng.randint(3, 60)), text)


def _names_changed(text: str, rng: random.Random) -> str:
    names = [n for n, _ in Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)).most_common(6)]
    for name in names:
        text = re.sub(rf"\b{name}\b", "".join(rng.sample("abdegiklmnorstu", 7)).capitalize(), text)
    return text


def _negated(text: str, rng: random.Random) -> str:
    places = list(re.finditer(r"(?<=[a-z] )(?:was|were|is|has|have|will|had)(?= [a-z])", text))
    if not places:
        return text
    at = places[rng.randrange(len(places))]
    return text[: at.end()] + " not" + text[at.end() :]


_COPIES: dict[str, Change] = {
    "credited": lambda text, _: text + "\n( Reporting by Ada Holm ; editing by Jon Birk )",
    "dateline": lambda text, _: "HARBOUR CITY , Norland , May 3 ( Harbour Wire ) - " + text,
    "about": lambda text, _: text + _ABOUT,
    "headline": lambda text, _: "\n".join(["What you should know this morning about a case that many follow", *_lines(text)[1:]]),
    "cut to half": lambda text, _: " ".join(text.split()[: max(30, len(text.split()) // 2)]),
    "without its start": lambda text, _: " ".join(text.split()[len(text.split()) // 3 :]),
}
_OTHERS: dict[str, Change] = {
    "other numbers": _numbers_changed,
    "other names": _names_changed,
    "one not": _negated,
}


def _copies(texts: Sequence[str]) -> None:
    rng = random.Random(4)
    texts = [text for text in texts if len(text.split()) >= 60]
    print(f"near-copies made of {len(texts)} news texts: share that joins")
    for kind, table in (("copies", _COPIES), ("other statements", _OTHERS)):
        for name, change in table.items():
            pairs = [(text, made) for text in texts if (made := change(text, rng)) != text]
            if name == "other numbers":
                pairs = [(a, b) for a, b in pairs if len(re.findall(r"\d+", a)) >= 3]
            joined = sum(bool(nlp.near_copies({"made": made}, {"text": text})) for text, made in pairs)
            print(f"  {kind:18}{name:20}{joined / len(pairs):7.3f} of {len(pairs)}")


def _same_story(rows: Sequence[dict[str, Any]]) -> None:
    """Links between texts as they were published: those within an event may be copies, those between events are mistakes."""
    label = {row["id"]: _label(row) for row in rows}
    found = nlp.near_copies({row["id"]: row["text"] for row in rows}, {})
    wrong = sum(label[link.article] != label[link.other] for link in found)
    print(f"  as published: {len(found)} links, {wrong} of them between different events\n")


# ------------------------------------------------------------------------------------------------ events


def _label(row: dict[str, Any]) -> str:
    return f"{row['topic']}|{row['cluster']}"


def _items(gold: Sequence[str], found: Sequence[int]) -> Any:
    """B³: precision and recall of each item."""
    of_gold, of_found = defaultdict(set), defaultdict(set)
    for n, (a, b) in enumerate(zip(gold, found, strict=True)):
        of_gold[a].add(n)
        of_found[b].add(n)
    shared = [(len(of_gold[a] & of_found[b]), len(of_found[b]), len(of_gold[a])) for a, b in zip(gold, found, strict=True)]
    return np.array([(both / mine, both / theirs) for both, mine, theirs in shared])


def _f1(items: Any) -> float:
    precision, recall = items.mean(axis=0)
    return float(2 * precision * recall / (precision + recall))


def _clusters(alike: Any, apart: float) -> Any:
    return fcluster(linkage(squareform(1 - alike, checks=False), "average"), apart, "distance")


def _cross_validated(tried: Sequence[Any], topics: Any) -> tuple[float, float, float]:
    """F1 with the threshold chosen on other topics: mean, least and most of ten partitions into five parts."""
    scores = []
    for seed in range(10):
        shuffled = np.unique(topics)
        np.random.RandomState(seed).shuffle(shuffled)
        out = np.zeros_like(tried[0])
        for part in np.array_split(shuffled, 5):
            test = np.isin(topics, part)
            best = max(range(len(tried)), key=lambda n: _f1(tried[n][~test]))
            out[test] = tried[best][test]
        scores.append(_f1(out))
    return mean(scores), min(scores), max(scores)


def _events(rows: Sequence[dict[str, Any]]) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, gold, topics = [row["text"] for row in rows], [_label(row) for row in rows], np.array([row["topic"] for row in rows])
    plain = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    meaning = nlp.embed(texts).astype(np.float64)
    ours = likeness(texts)
    print(f"events of {len(texts)} texts, B³ F1{'':28}{'best':>8}{'at':>7}{'cross-validated (least, most)':>34}")
    for name, alike in (
        ("TF-IDF", np.clip((plain @ plain.T).toarray(), 0, 1)),
        ("MiniLM", np.clip(meaning @ meaning.T, 0, 1)),
        ("nlp.same_event without MiniLM", (3 * ours - np.clip(meaning @ meaning.T, 0, 1)) / 2),
        ("nlp.same_event", ours),
    ):
        np.fill_diagonal(alike, 1)
        alike = np.clip((alike + alike.T) / 2, 0, 1)
        tried = [_items(gold, _clusters(alike, apart)) for apart in _THRESHOLDS]
        best = max(range(len(tried)), key=lambda n: _f1(tried[n]))
        cv = _cross_validated(tried, topics)
        print(f"  {name:44}{_f1(tried[best]):8.3f}{_THRESHOLDS[best]:7.2f}{cv[0]:16.3f} ({cv[1]:.3f}, {cv[2]:.3f})")
    precision, recall = _items(gold, _clusters(ours, APART)).mean(axis=0)
    print(f"  nlp.same_event as it stands, at {APART}: precision {precision:.3f}, recall {recall:.3f}")
    for size in (1, 4):
        parts = [np.flatnonzero(np.isin(topics, some)) for some in np.array_split(np.unique(topics), len(np.unique(topics)) // size)]
        items = np.concatenate([_items([gold[n] for n in part], nlp.same_event([texts[n] for n in part])) for part in parts])
        print(f"  the same with only {size} topic{'s' * (size > 1)} at a time: F1 {_f1(items):.3f}")
    print()


# ------------------------------------------------------------------------------------------------ speed


def _speed(texts: Sequence[str], count: int) -> None:
    """Articles of random sentences, their words mixed, one in ten a cut copy under a new headline."""
    rng = random.Random(1)
    sentences = [line for text in texts for line in _lines(text) if len(line.split()) > 8]
    made: dict[str, str] = {}
    for n in range(count):
        if n % 10 == 9:
            source = made[f"{n - rng.randint(1, 9):08}"].split("\n")
            made[f"{n:08}"] = "\n".join(["A new headline over it", *source[: len(source) * 2 // 3]])
        else:
            made[f"{n:08}"] = "\n".join(" ".join(rng.sample(s.split(), len(s.split()))) for s in rng.sample(sentences, 20))
    words = mean(len(text.split()) for text in made.values())
    begun = time.perf_counter()
    sketches = {key: found for key, text in made.items() if (found := nlp.sketch(text)) is not None}
    sketched = time.perf_counter()
    linked = list(nlp.links_between(sketches, list(made), made.__getitem__))
    compared = time.perf_counter()
    night = list(made)[-count // 20 :]
    list(nlp.links_between(sketches, night, made.__getitem__))
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} texts of {words:.0f} words: sketches {sketched - begun:.1f} s, all linked in {compared - sketched:.1f} s")
    print(f"  {len(linked)} links of {count // 10} copies; {len(night)} new ones against all in {done - compared:.1f} s; {peak:.0f} MB")


if __name__ == "__main__":
    main()
