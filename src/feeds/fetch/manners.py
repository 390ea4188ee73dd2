"""When a server may be asked again: what it said itself, and patience with one that fails; pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)
"""A server that asks for more is asked again after a day all the same."""
_FIRST = 60.0  # seconds after the first failure; twice as many after each further one
_SPREAD = 0.25
_SECONDS = re.compile(r"\d{1,9}")
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})\"?\s*(?=,|$)", re.IGNORECASE)
_ANEW = re.compile(r"(?:^|,)\s*(?:no-cache|no-store)\b", re.IGNORECASE)


def retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Read Retry-After (RFC 9110 section 10.2.3), in seconds or as a date; None without a sensible one."""
    said = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(said):
        return _bounded(timedelta(seconds=int(said)), now)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _bounded(moment - now, now)


def fresh_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Read Cache-Control (RFC 9111 sections 4.2.1 and 5.2.2): until when the answer is as good as a new one."""
    said = headers.get("cache-control", "")
    found = _MAX_AGE.search(said)
    if found is None or _ANEW.search(said):
        return None
    age = headers.get("age", "").strip()
    left = int(found[1]) - (int(age) if _SECONDS.fullmatch(age) else 0)
    return _bounded(timedelta(seconds=left), now)


def back_off(host: str, failures: int, now: datetime) -> datetime:
    """Wait twice as long after each failure in a row, a little more or less for each host: not all at one instant."""
    seconds = min(_FIRST * 2 ** min(failures - 1, 20), LONGEST.total_seconds())
    drawn = int.from_bytes(hashlib.sha256(f"{host} {failures}".encode()).digest()[:4], "big") / 2**32
    return now + timedelta(seconds=round(seconds * (1 - _SPREAD * drawn)))


def _bounded(wait: timedelta, now: datetime) -> datetime | None:
    return now + min(wait, LONGEST) if wait > timedelta(0) else None
