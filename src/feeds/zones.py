"""Time zones by their names in the IANA database."""

from __future__ import annotations

from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones


def zone_name(name: str) -> str:
    """Give the name of a zone back as it is.

    Raises:
        ValueError: there is no such zone; it says which one was meant, which can be named by its town alone.
    """
    try:
        return str(ZoneInfo(name))
    except (ValueError, OSError, KeyError):
        near = _nearest(name)
        remedy = f"did you mean {near}?" if near is not None else "write it like Europe/Copenhagen"
        raise ValueError(f"there is no time zone {name!r}; {remedy}") from None


def _nearest(name: str) -> str | None:
    # Two zones of one town, like Asia/Istanbul and Europe/Istanbul: the one that comes last is Europe's.
    names = sorted(available_timezones())
    called = {known.rpartition("/")[2].casefold(): known for known in names} | {n.casefold(): n for n in names}
    near = get_close_matches(name.strip().replace(" ", "_").casefold(), called, n=1, cutoff=0.6)
    return called[near[0]] if near else None
