"""Claims found by what is asked about them: by their words and by their meaning.

The index is a file beside the log: each different claim's words, for counting, and their embedding. It is made from the log alone,
can be thrown away, and is kept up by every run; only what is new is embedded. Where the model cannot be loaded, words alone count.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import BlobMissing
from nlp.embeddings import embed, model_name
from nlp.errors import IndexMissing, ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from graph.log import EventLog

WORDS: Final = 0.3
"""The part of a score that words make up; the rest is meaning (``bench/embeddings.py``)."""
LEAST: Final = 0.13
"""Score below which a claim has nothing to do with the question."""
MOST: Final = 20_000
"""Claims that a question finds at most."""
_CHUNK: Final = 8_192
_ENOUGH: Final = 4.0
"""The BM25 that counts half."""
_AT_ONCE: Final = 256
_SCHEMA: Final = 1
_TABLES: Final = """
CREATE TABLE claims (id TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX claims_of ON claims (key);
CREATE TABLE texts (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (text, content='texts', content_rowid='number', tokenize='porter unicode61');
CREATE TABLE articles (text TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE vectors (model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, key)) WITHOUT ROWID;
CREATE TABLE position (seq INTEGER NOT NULL);
INSERT INTO position VALUES (0);
"""
_STOP: Final = frozenset(
    """a an the of to is was were be been are by for in on at with from and or any it its that this who what when where how which does did
    do may can could would should will has had have""".split()
)


@dataclass(frozen=True)
class Hit:
    """A claim by its id, with its score from 0 to 1."""

    claim: str
    score: float


@dataclass(frozen=True)
class Found:
    """The claims that a question may be about, best first. ``problem`` says why meaning did not count, where it did not."""

    hits: tuple[Hit, ...]
    problem: str | None


class ClaimIndex:
    """The index in one file. Raises :class:`~nlp.errors.IndexMissing` where it cannot be read."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def update(self, log: EventLog, text_of: Callable[[str], str]) -> str | None:
        """Takes in the log's new claims; returns why some have no embedding, where that is so.

        ``text_of`` gives an article's text by its hash. A file that is damaged, of another form or of another log is made anew.
        """
        with closing(self._open_or_make(log.last_seq())) as db:
            _take(db, log)
            try:
                _embed(db, text_of)
            except ModelUnavailable as e:
                return e.message
        return None

    @property
    def mark(self) -> Hashable:
        """Changes whenever somebody has written to the index; ``None`` without one."""
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def load(self) -> Searcher:
        """The index as it stands, held in memory."""
        return Searcher(self._open)

    def find(self, question: str) -> Found:
        """One question to the index as it stands; who has more of them loads it once."""
        return self.load().find(question)

    def _open(self) -> sqlite3.Connection:
        if not self._file.is_file():
            raise IndexMissing("nothing has been made ready for searching", _HINT)
        db = sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            if _version(db) == _SCHEMA:
                return db
        except sqlite3.DatabaseError as e:
            db.close()
            raise IndexMissing(f"the index for searching cannot be read: {e}", _HINT) from None
        db.close()
        raise IndexMissing("the index for searching was made by another version of this program", _HINT)

    def _open_or_make(self, last: int) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=30)
        try:
            if _version(db) == _SCHEMA and _position(db) <= last:
                return db
        except sqlite3.DatabaseError:
            pass
        db.close()
        for part in ("", "-journal", "-wal", "-shm"):
            Path(f"{self._file}{part}").unlink(missing_ok=True)
        db = sqlite3.connect(self._file, timeout=30)
        db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_SCHEMA}; COMMIT;")
        self._file.chmod(0o600)
        return db


class Searcher:
    """The claims' embeddings in memory, as they were when it was made, for many questions; words are counted in the file.

    For a hundred thousand different claims that takes 80 MB, and a question about 0.1 s (``bench/searching.py``). Threads may share it.
    """

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        import numpy as np

        self._open = opened
        with closing(opened()) as db:
            claims = db.execute("SELECT claims.id, number FROM claims JOIN texts USING (key) ORDER BY claims.id").fetchall()
            rows = db.execute("SELECT number, vector FROM texts JOIN vectors USING (key) WHERE model = ?", (model_name(),)).fetchall()
        self._claims = [claim for claim, _ in claims]
        self._texts = np.array([number for _, number in claims], np.int64)
        self._embedded = np.array([number for number, _ in rows], np.int64)
        self._size = 1 + int(max(self._texts.max(initial=0), self._embedded.max(initial=0)))
        self._vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.float16).reshape(len(rows), -1) if rows else None

    def find(self, question: str) -> Found:
        """Ranks the claims, of any day and of any extractor, by the question: the best :data:`MOST` of them."""
        import numpy as np

        with closing(self._open()) as db:
            words = _by_words(db, question)
        scores = np.zeros(self._size, np.float32)
        numbers = np.fromiter(words, np.int64, len(words))
        known = numbers < self._size  # what has come since is found when the index is loaded anew
        values = np.fromiter(words.values(), np.float32, len(words))[known]
        try:
            meaning, problem = self._by_meaning(question), None
        except ModelUnavailable as e:
            meaning, problem = None, e.message
        scores[numbers[known]] = values if meaning is None else WORDS * values
        if meaning is not None:
            scores[self._embedded] += (1 - WORDS) * meaning
        told = scores[self._texts]
        chosen = np.flatnonzero(told >= LEAST)
        best = chosen[np.argsort(-told[chosen], kind="stable")][:MOST]
        return Found(tuple(Hit(self._claims[n], round(float(told[n]), 4)) for n in best), problem)

    def vectors(self, texts: Iterable[str]) -> Mapping[str, npt.NDArray[np.float32]]:
        """The embeddings of articles' texts, by the texts' hashes, as far as there are any."""
        with closing(self._open()) as db:
            return dict(_vectors(db, list(texts)))

    def _by_meaning(self, question: str) -> npt.NDArray[np.float32] | None:
        """Cosines of the embedded texts with the question; ``None`` where none is embedded."""
        import numpy as np

        if self._vectors is None:
            return None
        asked = embed([question])[0]
        parts = range(0, len(self._vectors), _CHUNK)
        return np.concatenate([self._vectors[n : n + _CHUNK].astype(np.float32) @ asked for n in parts])


_HINT: Final = "Run dealgraph rebuild, or wait for the next nightly run: they make the index from the log."


def words_of_claim(row: Mapping[str, Any]) -> str:
    """What a claim is found by: its quote, its parties by the names that they are known by, what it is over, and its mode."""
    told = [row.get(name) for name in ("grantor", "grantee", "claimant")]
    told += [name for part in ("parties", "respondents", "field_of_use") for name in row.get(part) or ()]
    told += [row.get(name) for name in ("mode", "type", "subject", "territory", "over")]
    plain = dict.fromkeys(re.sub(r"[._]", " ", word) if word.islower() else word for word in told if word)
    return f"{row['quote']}. {' '.join(plain)}"


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _position(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT seq FROM position").fetchone()[0])


def _take(db: sqlite3.Connection, log: EventLog) -> None:
    events = log.read(_position(db), types=("claims.extracted",))
    while some := list(islice(events, _AT_ONCE)):
        with db:
            for event in some:
                if event.data["claims"]:
                    db.execute("INSERT OR IGNORE INTO articles VALUES (?)", (event.data["text"],))
                for row in event.data["claims"]:
                    text = words_of_claim(row)
                    key = hashlib.sha256(text.encode()).hexdigest()
                    added = db.execute("INSERT OR IGNORE INTO texts (key, text) VALUES (?, ?)", (key, text))
                    if added.rowcount:
                        db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (added.lastrowid, text))
                    db.execute("INSERT OR IGNORE INTO claims VALUES (?, ?)", (row["id"], key))
            db.execute("UPDATE position SET seq = ?", (some[-1].seq,))


def _embed(db: sqlite3.Connection, text_of: Callable[[str], str]) -> None:
    """Embeds the claims and articles that have no embedding by this model, a batch to a transaction."""
    import numpy as np

    model = model_name()
    lacking = "SELECT key FROM vectors WHERE model = ?"
    claims = db.execute(f"SELECT key, text FROM texts WHERE key NOT IN ({lacking})", (model,)).fetchall()
    articles = [key for (key,) in db.execute(f"SELECT text FROM articles WHERE text NOT IN ({lacking})", (model,)).fetchall()]
    stream = iter((*claims, *((key, None) for key in articles)))
    while some := list(islice(stream, _AT_ONCE)):
        texts = [(key, text if text is not None else _text(text_of, key)) for key, text in some]
        rows = embed([text for _, text in texts]).astype(np.float16)
        with db:
            cells = ((model, key, row.tobytes()) for (key, _), row in zip(texts, rows, strict=True))
            db.executemany("INSERT INTO vectors VALUES (?, ?, ?)", cells)


def _text(text_of: Callable[[str], str], key: str) -> str:
    try:
        return text_of(key)
    except BlobMissing:
        return ""  # reading it for claims has said so


def _by_words(db: sqlite3.Connection, question: str) -> Mapping[int, float]:
    """BM25 of the texts that share a word with the question, by their numbers, from 0 to 1."""
    asked = re.findall(r"\w+", question.casefold())
    if not asked:
        return {}
    wanted = " OR ".join(f'"{word}"' for word in [w for w in asked if w not in _STOP] or asked)
    rows = db.execute("SELECT rowid, -bm25(words) FROM words WHERE words MATCH ?", (wanted,))
    return {number: value / (value + _ENOUGH) for number, value in rows if value > 0}


def _vectors(db: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    import numpy as np

    for key in keys:
        if found := db.execute("SELECT vector FROM vectors WHERE model = ? AND key = ?", (model_name(), key)).fetchone():
            yield key, np.frombuffer(found[0], np.float16).astype(np.float32)
