"""Structured data of pages, beside extruct with all its syntaxes, which gives nodes and no items."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.in_process import Beside, beside
from feeds.model import Source
from feeds.parse.structured import found, nodes

CASES = Path(__file__).parents[1] / "tests" / "cases" / "structured"
BASE = "https://site.example.org/page/"
SOURCE = Source(name="page", language="da", timezone="Europe/Copenhagen")


def worked() -> list[str]:
    """Read the pages of the tests, a few kB each, in all syntaxes."""
    return [path.read_text("utf-8") for path in sorted(CASES.glob("*.html"))]


def listings(events: int = 60) -> Iterator[str]:
    """Make pages that list events, as large as such are: told in JSON-LD, in microdata, and in both."""
    for is_data, is_marked in ((True, False), (False, True), (True, True)):
        rows = "".join(_row(number, is_marked=is_marked) for number in range(events))
        data = f"[{','.join(map(_node, range(events)))}]" if is_data else "[]"
        yield (
            f'<!doctype html><html lang="da"><head><title>Kalender</title>{_HEAD}'
            f'<script type="application/ld+json">{data}</script></head>'
            f"<body>{_MENU}<ul>{rows}</ul>{_MENU}</body></html>"
        )


_HEAD = '<meta property="og:type" content="website"><link rel="stylesheet" href="/a.css">' * 10
_MENU = "<nav><ul>" + '<li class="menu-item"><a href="/side" class="menu-link">Et punkt</a></li>' * 150 + "</ul></nav>"


def _node(number: int) -> str:
    return (
        f'{{"@context":"https://schema.org","@type":"Event","name":"Koncert nr. {number}","startDate":'
        f'"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T19:30:00+02:00","url":"/koncert/{number}",'
        '"eventStatus":"https://schema.org/EventScheduled","description":"&lt;p&gt;En aften med musik.&lt;/p&gt;",'
        '"location":{"@type":"Place","name":"Store sal","address":{"@type":"PostalAddress",'
        '"streetAddress":"Storgade 1","postalCode":"8000","addressLocality":"Aarhus C"}},'
        '"offers":{"@type":"Offer","price":"150","priceCurrency":"DKK"}}'
    )


def _row(number: int, *, is_marked: bool) -> str:
    day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    row = (
        '<li class="card col-md-4" itemscope itemtype="https://schema.org/Event"><div class="card-body">'
        f'<h3 class="title"><a itemprop="url" href="/koncert/{number}">'
        f'<span itemprop="name">Koncert nr. {number}</span></a></h3>'
        f'<time itemprop="startDate" datetime="{day}T19:30">{day}</time><div itemprop="location" itemscope '
        'itemtype="https://schema.org/Place"><span itemprop="name">Store sal</span></div>'
        '<p itemprop="description">En aften med musik, og lidt mere end det.</p></div></li>'
    )
    return row if is_marked else row.replace(" itemscope", "").replace(" itemprop=", " data-part=")


def measure(pages: list[str], rounds: int, *, is_whole: bool) -> Beside | None:
    """Measure ours beside extruct on the same pages; None where it is not installed.

    `is_whole` takes checked items, as a source gives them; else it is nodes alone, which is what extruct gives.
    """
    if find_spec("extruct") is None:
        return None
    import extruct  # noqa: PLC0415

    def ours() -> None:
        for page in pages:
            deque(found(page, BASE, SOURCE) if is_whole else nodes(page, SOURCE), maxlen=0)

    def theirs() -> None:
        for page in pages:
            extruct.extract(page, base_url=BASE, errors="ignore")

    return beside(ours, theirs, rounds)
