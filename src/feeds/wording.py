"""What a record is called and how it reads, in its own language: the same words in every output format."""

from __future__ import annotations

from feeds.lang import Language
from feeds.model import Item


def headline(item: Item, language: Language) -> str:
    """Give the one-line title of an item; a notice, which has none, is named by its change."""
    return item.title or getattr(item, "person").name  # noqa: B009


def body_html(item: Item, language: Language) -> str:
    """Give the item as safe HTML: its facts, then its text."""
    return ""


def body_text(item: Item, language: Language) -> str:
    """Give the item as plain text with newlines, for a calendar's DESCRIPTION."""
    return ""


def summary(item: Item, language: Language) -> str | None:
    """Give one plain-text paragraph for a feed's summary, or None."""
    return item.summary
