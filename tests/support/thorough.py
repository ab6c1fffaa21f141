"""How many cases a property test tries: a fixed number in every run, and twenty times as many in a thorough one (``make thorough``)."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100
"""The number of a test that names none, in the profile of every run."""


def cases(count: int) -> settings:
    """The settings of a test that tries ``count`` cases in every run."""
    return settings(max_examples=count * settings().max_examples // _USUAL)
