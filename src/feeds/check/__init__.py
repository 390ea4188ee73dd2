"""Validators of what is about to be published: one row per format, one module per row, all independent of rendering.

A validator reads bytes, whoever wrote them, and never raises: what is wrong is a `Problem`.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from feeds.check.problems import Problem, Report
from feeds.check.profiles import Form

__all__ = ["Problem", "check", "entries"]


class _Validator(Protocol):
    """A format: its checks, and the identifiers of its entries."""

    def check(self, body: bytes, report: Report) -> None:
        """Report what is wrong with a file."""

    def ids(self, body: bytes) -> tuple[str, ...]:
        """List the identifiers in the order of the file."""


#: The module of each ending below this package.
TABLE: dict[Form, str] = {
    "rss": "rss",
    "atom": "atom",
    "json": "json_feed",
    "ics": "icalendar",
    "html": "pages",
    "opml": "opml",
}


#: It is JSON, and no feed.
_NO_FEED = "status.json"


def check(path: str, body: bytes, now: datetime) -> tuple[Problem, ...]:
    """List what is wrong with a file, errors first; `path` is below the output folder, its ending says the format."""
    form = _form(path)
    if form is None:
        return ()
    report = Report(form, len(body), now)
    _validator(form).check(body, report)
    return report.problems()


def entries(path: str, body: bytes) -> tuple[str, ...]:
    """List the identifiers of a file's entries in its order; nothing for formats without entries."""
    form = _form(path)
    return _validator(form).ids(body) if form else ()


def _form(path: str) -> Form | None:
    if path == _NO_FEED:
        return None
    return next((form for form in TABLE if path.endswith(f".{form}")), None)


def _validator(form: Form) -> _Validator:
    return cast("_Validator", import_module(f"{__name__}.{TABLE[form]}"))
