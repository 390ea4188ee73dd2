"""What a check finds, gathered: errors before warnings, and never more than a person would read."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

import msgspec

from feeds.check.profiles import NEEDS, Form, Severity, limit, needs

#: The largest number of problems that are listed for one file.
MOST = 50
_SHOWN = 60
_AHEAD = timedelta(hours=limit("future-date"))

#: What the standards demand; `profiles.NEEDS` has what clients want beyond them. No code is in both.
STANDARD: dict[str, Severity] = {
    "archive-and-complete": "error",
    "bad-date": "error",
    "bad-enclosure": "error",
    "bad-encoding": "error",
    "bad-line": "error",
    "bad-line-end": "error",
    "bad-nesting": "error",
    "bad-structured-data": "error",
    "bad-value": "error",
    "cut-short": "error",
    "duplicate-alternate": "error",
    "empty-file": "error",
    "end-before-start": "error",
    "forbidden-character": "error",
    "foreign-id": "error",
    "foreign-script": "error",
    "hub-without-self": "error",
    "link-without-address": "error",
    "malformed": "error",
    "method-without-organizer": "error",
    "missing-author": "error",
    "missing-description": "error",
    "missing-doctype": "error",
    "missing-language": "warning",
    "missing-link": "error",
    "missing-property": "error",
    "missing-self-link": "warning",
    "missing-title": "error",
    "mixed-kinds": "error",
    "permalink-guid": "error",
    "relative-address": "error",
    "repeated-element": "error",
    "stale-feed": "error",
    "unbalanced-tag": "error",
    "unknown-value": "error",
    "wrong-format": "error",
    "wrong-type": "error",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is wrong with a file; `entry` is the identifier of the entry concerned, when it is known."""

    severity: Severity
    code: str
    message: str
    entry: str | None = None


class Report:
    """Gathers the problems of one file of `size` bytes; an error is never crowded out by warnings."""

    def __init__(self, form: Form, size: int, now: datetime) -> None:
        self.size = size
        self._form = form
        self._now = now
        self._found: dict[Severity, list[Problem]] = {"error": [], "warning": []}

    def add(self, code: str, message: str, entry: str | None = None) -> None:
        """Note a problem, with what it means to clients."""
        severity, why = _verdict(code, self._form)
        found = self._found[severity]
        if len(found) < MOST:
            found.append(Problem(severity=severity, code=code, message=f"{message}{why}", entry=entry))

    def is_ahead(self, moment: datetime) -> bool:
        """Tell whether a time is so far ahead that readers hide what has it."""
        return moment - self._now > _AHEAD

    def problems(self) -> tuple[Problem, ...]:
        """Give the errors in the order of the file, then the warnings."""
        return (*self._found["error"], *self._found["warning"])[:MOST]


def codes() -> dict[str, Severity]:
    """Give the severity of every code there is."""
    return STANDARD | {need.code: need.severity for need in NEEDS}


def shown(value: str) -> str:
    """Quote what stands in a file, on one line and not at length."""
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...")


@cache
def _verdict(code: str, form: Form) -> tuple[Severity, str]:
    broken = needs(code, form)
    why = "; ".join(f"{need.client} {need.why}{_figure(need.limit)}" for need in broken)
    return codes()[code], f" ({why})" if why else ""


def _figure(number: int | None) -> str:
    return "" if number is None else f": {number}"
