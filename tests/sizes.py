"""How much the tests try: a sample each time, all of it with FEEDS_THOROUGH=1 (`make thorough`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

IS_THOROUGH = bool(os.environ.get("FEEDS_THOROUGH"))


def size(usual: int, thorough: int) -> int:
    """Give a number that costs time."""
    return thorough if IS_THOROUGH else usual


def some(things: Sequence[Thing], one_of: int, start: int = 0) -> Sequence[Thing]:
    """Give one of so many of these things, evenly spread; all of them when it is to be thorough."""
    return things if IS_THOROUGH else things[start % one_of :: one_of]
