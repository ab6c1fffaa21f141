"""Texts and raw pages by the SHA-256 of their content, compressed with zstd. Events carry the hashes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

import zstandard

from graph.errors import BlobMissing

_SHA = re.compile(r"[0-9a-f]{64}\Z")


class BlobStore:
    """A folder of blobs. The same bytes are stored once; a blob appears whole or not at all, and is on disk when ``put`` returns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, sha: str) -> Path:
        if not _SHA.match(sha):
            raise BlobMissing(f"{sha!r} is no SHA-256", "The log names a blob in a form that this program does not write.")
        return self._folder / sha[:2] / f"{sha[2:]}.zst"

    def put(self, content: bytes) -> str:
        """Stores the bytes and returns their SHA-256 in hex."""
        sha = hashlib.sha256(content).hexdigest()
        path = self._path(sha)
        if path.exists():
            return sha
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _sync(self._folder)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(zstandard.compress(content))
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(path)
            _sync(path.parent)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        return sha

    def put_text(self, text: str) -> str:
        """Stores the text as UTF-8."""
        return self.put(text.encode("utf-8"))

    def get(self, sha: str) -> bytes:
        """The bytes; raises :class:`~graph.errors.BlobMissing` where they are not, or are no longer what their name says."""
        try:
            content = zstandard.decompress(self._path(sha).read_bytes())
        except FileNotFoundError:
            raise BlobMissing(f"the blob {sha} is missing", f"Restore {self._folder} from a backup.") from None
        except zstandard.ZstdError as e:
            raise BlobMissing(f"the blob {sha} is damaged: {e}", f"Restore {self._folder} from a backup.") from None
        if hashlib.sha256(content).hexdigest() != sha:
            raise BlobMissing(f"the blob {sha} holds other bytes than its name says", f"Restore {self._folder} from a backup.")
        return content

    def holds(self, sha: str) -> bool:
        """Whether there are bytes of that name."""
        return self._path(sha).exists()

    def erase(self, sha: str) -> bool:
        """Deletes the bytes, and returns whether they were there. What the log says of them stays."""
        path = self._path(sha)
        if not path.exists():
            return False
        path.unlink()
        _sync(path.parent)
        return True

    def get_text(self, sha: str) -> str:
        """The text that was stored by :meth:`put_text`."""
        return self.get(sha).decode("utf-8")


def _sync(folder: Path) -> None:
    """Has the names in a folder written to disk: without it a power cut may undo a rename."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
