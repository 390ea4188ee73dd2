"""The error tree: each error says what, where and what to do.

FeedsError
├── ConfigError      feeds.toml cannot be used (exit code 2)
├── SourceError      one source could not be read or understood (exit code 1, last good kept)
├── LedgerError      the ledger cannot be opened or written (exit code 2)
├── PublishError     the output cannot be written (exit code 2)
└── LanguageError    a language file breaks its own rules (exit code 2)
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Fault: TypeAlias = Literal["unreachable", "blocked", "needs_script", "gone", "refused", "invalid"]
"""What kind of failure it is: the server cannot be reached or fails; it lets people in and not us; only a script makes
the page; it is there no more; we may not, by our own rules or those of the site; what came cannot be used."""


class FeedsError(Exception):
    """Base of all errors a person is shown, with the place and the remedy as facts of their own."""

    exit_code = 2

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class ConfigError(FeedsError):
    """Say every problem of a configuration at once; `problems` holds one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class SourceError(FeedsError):
    """Say why one source failed; other sources go on. `fault` is the kind of failure.

    One that `is_waiting` failed before, and was not asked this time.
    """

    exit_code = 1

    def __init__(
        self, message: str, *, where: str = "", remedy: str = "", fault: Fault = "invalid", is_waiting: bool = False
    ) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.fault = fault
        self.is_waiting = is_waiting


class LedgerError(FeedsError):
    """Say why the ledger cannot be used."""


class PublishError(FeedsError):
    """Say why the output cannot be written."""


class LanguageError(FeedsError):
    """Say what a language file gets wrong."""
