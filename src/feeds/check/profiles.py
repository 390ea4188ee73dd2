"""What clients need beyond the standards, as data: one row per client and need, each applied by a validator."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Severity: TypeAlias = Literal["error", "warning"]
Form: TypeAlias = Literal["rss", "atom", "json", "ics", "html", "opml"]
_FEEDS: tuple[Form, ...] = ("rss", "atom", "json")
_CALENDARS: tuple[Form, ...] = ("ics",)


class Need(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A need of a client: `why` says what happens there without it; `limit` is the number that the check goes by."""

    client: str
    code: str
    forms: tuple[Form, ...]
    severity: Severity
    why: str
    limit: int | None = None


NEEDS: tuple[Need, ...] = (
    Need(
        client="NetNewsWire",
        code="missing-id",
        forms=_FEEDS,
        severity="error",
        why="makes an identifier of address and day, or drops the entry",
    ),
    Need(
        client="FreshRSS",
        code="missing-id",
        forms=_FEEDS,
        severity="error",
        why="changes how it tells all entries of the feed apart when a few have none",
    ),
    Need(
        client="Thunderbird",
        code="missing-id",
        forms=_CALENDARS,
        severity="error",
        why="shows an empty calendar",
    ),
    Need(
        client="Miniflux",
        code="duplicate-id",
        forms=_FEEDS,
        severity="error",
        why="tells the entries apart by their addresses, which may change",
    ),
    Need(
        client="Feedbin",
        code="duplicate-id",
        forms=_FEEDS,
        severity="error",
        why="shows an identifier once, and the second entry never",
    ),
    Need(
        client="FreshRSS",
        code="duplicate-id",
        forms=_FEEDS,
        severity="error",
        why="changes how it tells all entries of the feed apart when a few are the same",
    ),
    Need(
        client="Google Calendar",
        code="duplicate-id",
        forms=_CALENDARS,
        severity="error",
        why="keeps one of the two",
    ),
    Need(
        client="NetNewsWire",
        code="no-content",
        forms=("atom", "json"),
        severity="error",
        why="drops an entry that says nothing",
    ),
    Need(
        client="NetNewsWire",
        code="future-date",
        forms=_FEEDS,
        severity="error",
        limit=24,
        why="hides what is dated more than that many hours ahead",
    ),
    Need(
        client="Miniflux",
        code="missing-date",
        forms=_FEEDS,
        severity="error",
        why="takes the time at which it looks",
    ),
    Need(
        client="Google Calendar",
        code="google-size",
        forms=_CALENDARS,
        severity="warning",
        limit=1_000_000,
        why="may not read more bytes than that",
    ),
    Need(
        client="Google Calendar",
        code="large-sequence",
        forms=_CALENDARS,
        severity="error",
        # A time in seconds since 1970, the usual mistake, has ten digits; no event is changed a million times.
        limit=1_000_000,
        why="refuses a number as large as a time in seconds",
    ),
    Need(
        client="Google Calendar",
        code="floating-time",
        forms=_CALENDARS,
        severity="warning",
        why="takes it for UTC",
    ),
    Need(
        client="Outlook",
        code="unknown-tzid",
        forms=_CALENDARS,
        severity="error",
        why="shows the event at a wrong time or not at all",
    ),
    Need(
        client="Outlook",
        code="many-observances",
        forms=_CALENDARS,
        severity="warning",
        limit=1,
        why="may be off by an hour with more of a kind than that",
    ),
    Need(
        client="Outlook",
        code="late-property",
        forms=_CALENDARS,
        severity="error",
        why="refuses the file",
    ),
    Need(
        client="Apple Calendar",
        code="text-before-begin",
        forms=_CALENDARS,
        severity="error",
        why="reads no calendar there",
    ),
    Need(
        client="Thunderbird",
        code="text-before-begin",
        forms=_CALENDARS,
        severity="error",
        why="shows an empty calendar",
    ),
    Need(
        client="Thunderbird",
        code="html-in-text",
        forms=_CALENDARS,
        severity="warning",
        why="shows the tags",
    ),
    Need(
        client="Proton Calendar",
        code="long-line",
        forms=_CALENDARS,
        severity="error",
        limit=75,
        why="counts octets, and refuses a line of more than that",
    ),
    Need(
        client="Proton Calendar",
        code="split-character",
        forms=_CALENDARS,
        severity="error",
        why="shows other letters",
    ),
)


def needs(code: str, form: Form) -> tuple[Need, ...]:
    """List the needs that a finding of this code in a file of this form goes against."""
    return tuple(need for need in NEEDS if need.code == code and form in need.forms)


def limit(code: str) -> int:
    """Give the number that the check of a code goes by: the strictest of all clients."""
    return min(need.limit for need in NEEDS if need.code == code and need.limit is not None)
