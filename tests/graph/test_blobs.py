"""The content-addressed store: whole or not at all, and never other bytes than asked for."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.blobs import BlobStore
from graph.errors import BlobMissing


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_what_was_put_is_what_one_gets(store: BlobStore, content: bytes) -> None:
    sha = store.put(content)
    assert sha == hashlib.sha256(content).hexdigest()
    assert store.get(sha) == content


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=500))
def test_texts_are_utf_8_to_the_byte(store: BlobStore, text: str) -> None:
    sha = store.put_text(text)
    assert store.get_text(sha) == text
    assert store.get(sha) == text.encode("utf-8")


def test_the_same_content_is_stored_once(store: BlobStore, tmp_path: Path) -> None:
    assert store.put(b"x") == store.put_text("x")
    assert len(files(tmp_path)) == 1


def test_content_is_compressed(store: BlobStore, tmp_path: Path) -> None:
    store.put(b"the same words again and again " * 10_000)
    assert files(tmp_path)[0].stat().st_size < 2000


def test_a_large_blob(store: BlobStore) -> None:
    content = bytes(range(256)) * 80_000
    assert store.get(store.put(content)) == content


def test_a_blob_that_is_not_there(store: BlobStore) -> None:
    with pytest.raises(BlobMissing, match="missing") as caught:
        store.get("0" * 64)
    assert "backup" in caught.value.hint


@pytest.mark.parametrize("name", ["", "x", "../../etc/passwd", "0" * 63, "0" * 65, "A" * 64, "0" * 64 + "\n", "g" * 64])
def test_what_is_no_hash_is_never_looked_for(store: BlobStore, name: str) -> None:
    with pytest.raises(BlobMissing, match="no SHA-256"):
        store.get(name)


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty", "other"])
def test_a_damaged_blob_is_not_given_out(store: BlobStore, tmp_path: Path, damage: str) -> None:
    sha = store.put(b"a text that matters" * 100)
    (file,) = files(tmp_path)
    packed = file.read_bytes()
    file.write_bytes({"cut": packed[:-5], "garbage": b"\0" * 40, "empty": b"", "other": zstandard.compress(b"another text")}[damage])
    with pytest.raises(BlobMissing):
        store.get(sha)


def test_a_blob_that_was_damaged_can_be_put_again(store: BlobStore, tmp_path: Path) -> None:
    sha = store.put(b"a text that matters")
    (file,) = files(tmp_path)
    file.write_bytes(b"")
    file.unlink()
    assert store.put(b"a text that matters") == sha
    assert store.get(sha) == b"a text that matters"


def test_many_who_put_the_same_at_once(store: BlobStore, tmp_path: Path) -> None:
    contents = [bytes([n]) * 50_000 for n in range(4)]
    threads = [threading.Thread(target=lambda: [store.put(content) for content in contents]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(tmp_path)) == 4
    assert {store.get(hashlib.sha256(content).hexdigest()) for content in contents} == set(contents)


def test_a_writer_that_is_killed_leaves_no_half_blob(store: BlobStore, tmp_path: Path) -> None:
    program = (
        "import sys, os; from pathlib import Path; from graph.blobs import BlobStore\n"
        "store = BlobStore(Path(sys.argv[1]))\n"
        "for n in range(100000):\n    print(store.put(os.urandom(300_000)), flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "blobs")], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    named = [writer.stdout.readline().strip() for _ in range(5)]
    writer.kill()
    named += writer.communicate()[0].split()
    for sha in named:
        assert len(store.get(sha)) == 300_000
    whole = [path for path in files(tmp_path) if not path.name.startswith(".draft-")]
    for path in whole:
        assert len(store.get(path.parent.name + path.name.removesuffix(".zst"))) == 300_000


def test_nobody_else_may_read_it(store: BlobStore, tmp_path: Path) -> None:
    store.put(b"x")
    (file,) = files(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
