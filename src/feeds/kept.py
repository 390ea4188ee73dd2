"""Answers that are kept for a while, because several rules ask the same of the same line."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")
#: About the lines of one page.
_LATEST = 512


class kept(Generic[_P, _R]):  # noqa: N801
    """Make a method keep its latest answers, for each object its own; arguments and answers must not change."""

    def __init__(self, method: Callable[Concatenate[Any, _P], _R]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> Callable[_P, _R]:
        # Found in the object itself from now on, as with `cached_property`.
        answers = cast("Callable[_P, _R]", lru_cache(_LATEST)(partial(self._method, instance)))
        instance.__dict__[self._name] = answers
        return answers
