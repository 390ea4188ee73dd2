"""What reading a feed costs beside feedparser alone, its sanitising off: `python -m benchmarks.sources`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import NamedTuple

import feedparser  # type: ignore[import-untyped]

from benchmarks.words import DOES, FIELDS, FIRST, LAST, TOPICS, WHO
from feeds.model import Article, Fetched, Item, Rejected, Source
from feeds.parse import parser
from feeds.text import safe_html

SOURCE = Source(name="feed", path=Path("feed"), format="feed", language="da")
ENTRIES = (50, 1_000)


class Cost(NamedTuple):
    """Processor time in seconds: feedparser alone, our whole parser, and cleaning the same HTML alone."""

    entries: int
    theirs: float
    ours: float
    cleaning: float

    @property
    def ratio(self) -> float:
        """Whole, beside feedparser alone."""
        return self.ours / self.theirs

    @property
    def without_cleaning(self) -> float:
        """The same without what makes HTML safe, which feedparser does not do either."""
        return (self.ours - self.cleaning) / self.theirs


def feed(entries: int) -> bytes:
    """Make an RSS feed as blogs write it: an excerpt, 1.2 kB of HTML, two categories, no events."""
    chance = Random(7)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Nyt</title><link>https://nyt.example/</link>'
        "<language>da</language>\n" + "".join(_entry(chance, number) for number in range(entries)) + "</channel></rss>"
    ).encode()


def _entry(chance: Random, number: int) -> str:
    sentences = [f"{chance.choice(WHO).capitalize()} {chance.choice(DOES)} {chance.choice(FIELDS)}." for _ in range(16)]
    link = f"https://nyt.example/2026/03/{number}/"
    paragraphs = (" ".join(sentences[place : place + 4]) for place in range(0, 16, 4))
    body = "".join(f'<p>{escape(text)} <a href="{link}#mere">Kilde</a></p>\n' for text in paragraphs)
    topics = "".join(f"<category><![CDATA[{chance.choice(TOPICS)}]]></category>" for _ in range(2))
    return (
        f"<item><title>{escape(sentences[0][:-1])}</title><link>{link}</link>"
        f"<dc:creator><![CDATA[{chance.choice(FIRST)} {chance.choice(LAST)}]]></dc:creator>"
        f"<pubDate>Mon, 02 Mar 2026 {number % 24:02d}:15:00 +0100</pubDate>{topics}"
        f'<guid isPermaLink="false">https://nyt.example/?p={number}</guid>'
        f"<description><![CDATA[<p>{escape(sentences[1])} [&#8230;]</p>]]></description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>\n"
    )


def read(body: bytes) -> list[Item | Rejected]:
    """Read a feed as Feeds does."""
    return list(parser("feed").parse(Fetched(location="feed", body=body), SOURCE))


def cost(entries: int, rounds: int) -> Cost:
    """Measure the three in turns; each is the median of its rounds."""
    body = feed(entries)
    html = [item.content or "" for item in read(body) if isinstance(item, Article)]
    works: tuple[Callable[[], object], ...] = (
        lambda: feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False),
        lambda: read(body),
        lambda: [safe_html(one) for one in html],
    )
    taken: list[list[float]] = [[], [], []]
    for _ in range(rounds):
        for times, work in zip(taken, works, strict=True):
            began = process_time()
            work()
            times.append(process_time() - began)
    return Cost(entries, *map(median, taken))


def rows(rounds: int, sizes: tuple[int, ...] = ENTRIES) -> list[str]:
    """Write the rows of the table in README.md."""
    found = (cost(entries, rounds) for entries in sizes)
    return [
        f"| a feed of {one.entries:,} entries | {one.theirs * 1000:.0f} ms | {one.ours * 1000:.0f} ms "
        f"| {one.ratio:.2f} × | {one.without_cleaning:.2f} × |"
        for one in found
    ]


if __name__ == "__main__":
    print("\n".join(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 15)))
