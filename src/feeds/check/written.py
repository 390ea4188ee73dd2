"""How bytes, dates and addresses are written: the readers that several formats share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from feeds.check.problems import Report, shown

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# RFC 822 as RSS has it: a year of four digits, and `UTC` is no zone there.
_RFC822 = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)}), )?\d{{1,2}} [A-Z][a-z]{{2}} \d{{4}} \d\d:\d\d(?::\d\d)? "
    r"(?:GMT|UT|[ECMP][SD]T|[+-]\d{4})",
    re.ASCII,
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MARK = b"\xef\xbb\xbf"
_C0 = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
# C1 controls without U+0085, a line end, and the two that are no characters, as UTF-8 has them.
_OTHERS = re.compile(b"\xc2[\x80-\x84\x86-\x9f]|\xef\xbf[\xbe\xbf]")
_ANY = re.compile(b"[%b]|%b" % (re.escape(_C0), _OTHERS.pattern))


def text_of(body: bytes, report: Report) -> str | None:
    """Decode a file, or report why it cannot go out as text."""
    if body.startswith(_MARK):
        report.add("bad-encoding", "begins with a byte order mark")
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add("bad-encoding", f"is not UTF-8 at byte {error.start}")
        return None
    return None if _has_forbidden(body, report) else text


def _has_forbidden(body: bytes, report: Report) -> bool:
    # To drop the first kind and compare lengths is faster than to look for one.
    if len(body.translate(None, _C0)) == len(body) and not _OTHERS.search(body):
        return False
    place = _ANY.search(body)
    line = body.count(b"\n", 0, place.start() if place else 0) + 1
    report.add("forbidden-character", f"a control character, or what is none at all, in line {line}")
    return True


@lru_cache(maxsize=4096)
def rfc822(text: str) -> datetime | None:
    """Read the date of an RSS or OPML element; None when it is not one, or not that weekday."""
    match = _RFC822.fullmatch(text)
    try:
        moment = parsedate_to_datetime(text) if match else None
    except ValueError:
        return None
    if match is None or moment is None or match["weekday"] not in (None, _WEEKDAYS[moment.weekday()]):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=4096)
def rfc3339(text: str) -> datetime | None:
    """Read the date of an Atom element or a JSON Feed member; None when it is not one."""
    try:
        return datetime.fromisoformat(text) if _RFC3339.fullmatch(text) else None
    except ValueError:
        return None


def dated(
    report: Report, name: str, text: str, read: Callable[[str], datetime | None], entry: str | None = None
) -> datetime | None:
    """Read a date and report what is wrong with it; None when it is none."""
    moment = read(text)
    if moment is None:
        report.add("bad-date", f"{name} is no right date: {shown(text)}", entry)
    elif report.is_ahead(moment):
        report.add("future-date", f"{name} is ahead: {shown(text)}", entry)
    return moment


def is_absolute(address: str | None) -> bool:
    """Tell whether an address has a scheme."""
    return address is not None and _SCHEME.match(address) is not None


class Addresses:
    """Reports links that lead nowhere; relative ones too, where the file says its own address in full."""

    def __init__(self, report: Report, own: str | None) -> None:
        self._report = report
        self._strict = is_absolute(own)
        if own is None:
            report.add("missing-self-link", "does not say its own address")

    def see(self, name: str, address: str | None, entry: str | None = None) -> None:
        """Check one address."""
        if not address:
            self._report.add("link-without-address", f"{name} has no address", entry)
        elif self._strict and not is_absolute(address):
            self._report.add("relative-address", f"{name} is relative: {shown(address)}", entry)


class Identifiers:
    """Reports identifiers that are missing, not ours, or there already."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: set[str] = set()

    def see(self, uid: str, where: str, *, again: bool = False) -> None:
        """Check the identifier of an entry; `again` when it may stand there a second time."""
        if not uid:
            self._report.add("missing-id", f"{where} has no identifier")
        elif not uid.startswith("urn:"):
            self._report.add("foreign-id", f"{where} has an identifier that is no urn: {shown(uid)}", uid)
        elif uid in self._seen and not again:
            self._report.add("duplicate-id", f"{where} has an identifier that stands there already", uid)
        self._seen.add(uid)
