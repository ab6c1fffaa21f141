"""What can go wrong in this package.

::

    IngestError
    ├── FetchRefused             the address is not for us: private network, other scheme, a password in it
    ├── FetchFailed              the server could not or would not: status, time-out, size, redirects, broken transfer
    ├── NotAFeed                 what came is no feed: a web page, nothing, a document type of its own
    ├── NoText                   a page or file without an article in it
    └── ClockBehind              the machine's clock stands before the log's last event

Bad words of the caller are :class:`graph.errors.BadInput`, as everywhere. Only these, :class:`ClockBehind` and
:class:`graph.errors.AlreadyRunning` end a run: what befalls one feed or one page becomes an event, and the others go on.
"""

from __future__ import annotations


class IngestError(Exception):
    """Anything that this package raises on purpose. ``code`` names it in events and JSON; ``hint`` says what to do."""

    code = "ingest"

    def __init__(self, message: str, hint: str = "", *, code: str | None = None, http_status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or self.code
        self.http_status = http_status


class FetchRefused(IngestError):
    """The address is not for us; nothing was sent. Codes: ``private_address``, ``bad_scheme``, ``bad_address``."""

    code = "refused"


class FetchFailed(IngestError):
    """No usable answer. Codes: ``http_status``, ``timeout``, ``too_big``, ``too_many_redirects``, ``unreachable``, ``broken``."""

    code = "broken"


class NotAFeed(IngestError):
    """What came is no feed. Codes: ``empty``, ``html``, ``entities``, ``encoding``, ``not_a_feed``."""

    code = "not_a_feed"


class NoText(IngestError):
    """There is no article in it. Codes: ``no_text``, ``not_text``."""

    code = "no_text"


class ClockBehind(IngestError):
    """The machine's clock stands before the log's last event: texts would count from days on which nobody could have read them."""

    code = "clock_behind"
