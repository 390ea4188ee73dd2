"""What `history` and `plan` share: how a field that changed reads, before and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import click
import msgspec

from feeds.cli import plain
from feeds.differing import differing, shortened
from feeds.lang import Language
from feeds.model import Config, PartialDate, YearMonth, encode_hook
from feeds.wording import day_text, html_to_text, in_zone, language_for

NOTHING = "nothing"
_HTML = frozenset({"content"})


def change_line(field: str, before: object, after: object, language: Language) -> str:
    """Say in a line what a field was and would be, as far as the two differ."""
    old, new = differing(_words(field, before, language), _words(field, after, language))
    return f"{click.style(field, bold=True)}: {_shown(old)} \N{RIGHTWARDS ARROW} {_shown(new)}"


def _shown(text: str) -> str:
    return plain(text) if text else click.style(NOTHING, dim=True)


def _words(field: str, value: object, language: Language) -> str:
    if isinstance(value, date | YearMonth):
        return day(value, language)
    if field in _HTML and isinstance(value, str):
        value = html_to_text(value)
    return line(msgspec.to_builtins(value, enc_hook=encode_hook))


def line(value: object) -> str:
    """Write a value as one line."""
    match value:
        case None:
            return ""
        case list() | tuple():
            return ", ".join(line(part) for part in value)
        case dict():
            return ", ".join(line(part) for part in value.values())
        case bool():
            return "yes" if value else "no"
        case _:
            return plain(" ".join(str(value).split()))


def day(value: PartialDate, language: Language) -> str:
    """Say a day, a moment on the clocks of its own zone, or a month."""
    return day_text(value, language)


def titled(title: str) -> str:
    """Write the title of an item as a person should see it: one line, not too long."""
    return click.style(plain(shortened(title)), bold=True)


def moment(value: datetime, zone: tzinfo) -> str:
    """Write an instant on the clock of a zone."""
    return f"{in_zone(value, zone):%Y-%m-%d %H:%M:%S %Z}"


def zone_of(config: Config) -> tzinfo:
    """Give the zone of the site."""
    return ZoneInfo(config.site.timezone) if config.site.timezone else UTC


def language_of(config: Config, code: str | None) -> Language:
    """Load the language of an item, else that of the site."""
    return language_for(code, config.site.language)
