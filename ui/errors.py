"""What can go wrong in this package.

::

    UiError
    ├── BadUsage       words on the command line that contradict each other (exit status 2)
    ├── BadWatchlists  watchlists.toml says what no watchlist is (exit status 2)
    ├── NotReady       what a search needs has not been made yet (exit status 3)
    └── PortTaken      the address for the pages is in use (exit status 3)
"""

from __future__ import annotations


class UiError(Exception):
    """Anything that this package raises on purpose. ``code`` names it in JSON; ``hint`` says what to do."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadUsage(UiError):
    """Words on the command line that contradict each other."""

    code = "usage"


class BadWatchlists(UiError):
    """``watchlists.toml`` says what no watchlist is."""

    code = "watchlists"
    exit_status = 2


class PortTaken(UiError):
    """The address for the pages is in use."""

    code = "port_taken"


class NotReady(UiError):
    """What a search needs has not been made yet."""

    code = "index_missing"
