"""The lock of a home: whoever writes to it writes alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import AlreadyRunning
from graph.home import Home


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Holds the home's lock. Raises :class:`~graph.errors.AlreadyRunning` at once where somebody else does."""
    import filelock

    home.create()
    lock = filelock.FileLock(home.lock_file)
    try:
        lock.acquire(blocking=False)
    except filelock.Timeout:
        raise AlreadyRunning(f"another run is at work in {home.folder}", "Wait until it has finished; nothing was done.") from None
    try:
        yield
    finally:
        lock.release()
