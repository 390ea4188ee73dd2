"""Tables whose header names what stands below in words that the language has for it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.model import Kind
from feeds.parse.page.cards import Card, Reader
from feeds.parse.page.lists import leads_on
from feeds.parse.page.tree import Element, Page
from feeds.parse.page_text import Mark, sentences_below
from feeds.recognise.rows import titled_day
from feeds.recognise.rules import Knowledge

_MOST_COLUMNS = 20
_MOST_ROWS = 2_000
_FEWEST_COLUMNS = 2
#: What only tables of postings tell.
_OWN_JOB = frozenset({"valid_through", "hiring_organization", "employment_type"})


class Table(msgspec.Struct, frozen=True):
    """A table, what its columns hold, its rows below the header, and the kind of item that a row is."""

    kind: Kind
    fields: tuple[str | None, ...]
    title_at: int
    rows: tuple[Element, ...]


def tables_of(page: Page, know: Knowledge, *, is_jobs: bool) -> list[Table]:
    """Find the tables that list items; `is_jobs` says that the page is one of postings."""
    found = (
        _table(element, know, is_jobs=is_jobs)
        for element in page.order
        if element.tag == "table" and not element.chrome and element.size
    )
    return [table for table in found if table is not None]


def _table(element: Element, know: Knowledge, *, is_jobs: bool) -> Table | None:
    rows = [one for one in element.elements() if one.tag == "tr"][:_MOST_ROWS]
    if len(rows) < 2:
        return None
    head = rows[0].cells
    if not _FEWEST_COLUMNS <= len(head) <= _MOST_COLUMNS or not _is_header(rows[0], head):
        return None
    names = [cell.text().strip(" :").casefold() for cell in head]
    kind, fields = _meaning(names, know, is_jobs=is_jobs)
    known = [field for field in fields if field is not None]
    is_list = "when" in known or "clock" in known if kind == "event" else len(known) >= _FEWEST_COLUMNS
    if not is_list:
        return None
    title_at = _title_at(fields, rows[1:], know)
    return Table(kind, tuple(fields), title_at, tuple(rows[1:])) if title_at is not None else None


def of_publications(page: Page, know: Knowledge) -> list[Element]:
    """Give the rows of tables that say when something came out or was changed: episodes, books, files."""
    found: list[Element] = []
    for element in page.order:
        if element.tag != "table" or element.chrome or not element.size:
            continue
        rows = [one for one in element.elements() if one.tag == "tr"][:_MOST_ROWS]
        head = rows[0].cells if rows else []
        if not _FEWEST_COLUMNS <= len(head) <= _MOST_COLUMNS or not _is_header(rows[0], head):
            continue
        names = [cell.text().strip(" :").casefold() for cell in head]
        others = [name for name in names if know.published_column.fullmatch(name) is None]
        if len(others) < len(names) and _OWN_JOB.isdisjoint(know.job_labels.get(name) for name in names):
            found += rows
    return found


def _is_header(row: Element, cells: Sequence[Element]) -> bool:
    if all(cell.tag == "th" for cell in cells):
        return True
    above = row.parent
    # Old pages have no header cells and write the names in bold.
    bold = all(any(one.tag in ("b", "strong") for one in cell.elements()) for cell in cells)
    return bold or (above is not None and above.tag == "thead")


def _meaning(names: Sequence[str], know: Knowledge, *, is_jobs: bool) -> tuple[Kind, list[str | None]]:
    event = [know.columns.get(name) or know.event_labels.get(name) for name in names]
    job = [know.job_labels.get(name) for name in names]
    if (is_jobs and any(job)) or (not _OWN_JOB.isdisjoint(job) and "when" not in event):
        return "job_posting", job
    return "event", event


def _title_at(fields: Sequence[str | None], rows: Sequence[Element], know: Knowledge) -> int | None:
    if "title" in fields:
        return fields.index("title")
    told = [tuple(cell.text() for cell in row.cells) for row in rows]
    if (named := titled_day(fields, told, know)) is not None:
        return named
    unknown = [number for number, field in enumerate(fields) if field is None]
    linked = [n for n in unknown if any(n < len(cells) and cells[n].links for cells in (row.cells for row in rows[:5]))]
    return next(iter(linked or unknown), None)


def read_row(
    table: Table, row: Element, reader: Reader, lines: tuple[int, int], headings: tuple[str, ...]
) -> Card | None:
    """Read one row; None for one that is no item, such as a heading over all columns."""
    cells = row.cells
    if len(cells) < len(table.fields) // 2 + 1 or table.title_at >= len(cells):
        return None
    title, sentences = sentences_below(cells[table.title_at])
    if not title:
        return None
    links = [
        one for cell in (cells[table.title_at], *cells) for one in cell.elements() if one.tag == "a" and leads_on(one)
    ]
    url = reader.setting.address(links[0].attrs.get("href")) if links else None
    facts = [
        (field, text)
        for number, (field, cell) in enumerate(zip(table.fields, cells, strict=False))
        if field is not None and number != table.title_at and (text := cell.text())
    ]
    card = reader.row(title, url, facts, Mark(lines, headings))
    if sentences:
        card.summary, card.told = sentences, (*card.told, sentences)
    return card
