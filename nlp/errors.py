"""What can go wrong in this package.

::

    NlpError
    ├── ModelUnavailable         the weights for embeddings are missing or damaged
    └── IndexMissing             nothing has been made ready for searching, or it cannot be read
"""

from __future__ import annotations


class NlpError(Exception):
    """Anything that this package raises on purpose. ``code`` names it in JSON; ``hint`` says what to do."""

    code = "nlp"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ModelUnavailable(NlpError):
    """The weights for embeddings are missing or damaged; everything else works without them."""

    code = "model_unavailable"


class IndexMissing(NlpError):
    """There is no index of claims to search, or it cannot be read."""

    code = "index_missing"
