"""Pages of text written as HTML: the block of one item becomes a card with a heading, rows of cells a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from feeds.model import Item
from feeds.recognise import recognise

_CELLS = re.compile(r"\t|\s{2,}")
_MOST_LINES, _LONGEST_TITLE, _LONGEST_NAME, _LONGEST_HEADING = 12, 90, 60, 60
_NO_HEADING = re.compile(r"\d|[.!?:]$")

Block = list[tuple[int, str]]


def page_of(text: str, language: str) -> str:
    """Write a text as a page; which lines are of one item is what recognition says of the text."""
    items = [item for item in recognise(text, language=language).items if item.kind != "article"]
    body = "\n".join(_parts(text, items))
    return f'<!doctype html><html lang="{language}"><head><title></title></head><body><main>{body}</main></body></html>'


def _parts(text: str, items: Sequence[Item]) -> Iterator[str]:
    """Write the blocks of a text; cards that follow each other stand in one list."""
    written = []
    seen: set[int] = set()
    for block in _blocks(text):
        owner = _owner(block, items)
        if owner is not None and owner not in seen and not any(map(_is_row, block)):
            seen.add(owner)
            written.append((True, _card(block, items[owner])))
        else:
            written.append((False, _block(block)))
    for is_card, parts in groupby(written, key=lambda part: part[0]):
        inner = "\n".join(part for _, part in parts)
        yield f'<div class="list">{inner}</div>' if is_card else inner


def _blocks(text: str) -> list[Block]:
    lines = list(enumerate(text.split("\n"), 1))
    return [list(block) for is_told, block in groupby(lines, key=lambda line: bool(line[1].strip())) if is_told]


def _owner(block: Block, items: Sequence[Item]) -> int | None:
    """Give the number of the one item that a block tells, if it names it."""
    numbers = {number for number, _ in block}
    owners = {
        n
        for n, item in enumerate(items)
        if any(not numbers.isdisjoint(range(fact.lines[0], fact.lines[1] + 1)) for fact in item.evidence)
    }
    if len(owners) != 1 or len(block) > _MOST_LINES:
        return None
    owner = owners.pop()
    return owner if numbers & _named_on(items[owner]) else None


def _named_on(item: Item) -> set[int]:
    return {fact.lines[0] for fact in item.evidence if fact.field in ("title", "person")}


def _is_row(line: tuple[int, str]) -> bool:
    return len(_CELLS.split(line[1].strip())) > 1


def _card(block: Block, item: Item) -> str:
    named = _named_on(item)
    if item.kind == "personnel_notice":
        # A column of people is headed by their names, what is said of them follows.
        named = {block[0][0]} if len(block) > 1 and len(block[0][1]) < _LONGEST_NAME else set()
    rows = "".join(
        f'<h3 class="card__title"><a href="/x/{number}">{escape(line)}</a></h3>'
        if number in named and len(line) < _LONGEST_TITLE
        else f"<p>{escape(line)}</p>"
        for number, line in block
    )
    return f'<article class="card">{rows}</article>'


def _block(block: Block) -> str:
    (_, first), *others = block
    if not (others or _is_row(block[0]) or len(first) >= _LONGEST_HEADING or _NO_HEADING.search(first)):
        return f"<h2>{escape(first)}</h2>"
    written = []
    for is_row, lines in groupby(block, key=_is_row):
        texts = [line for _, line in lines]
        if is_row:
            written.append(f"<table>{''.join(map(_row, texts))}</table>")
        else:
            written.append(f"<p>{'<br>'.join(map(escape, texts))}</p>")
    return "\n".join(written)


def _row(line: str) -> str:
    cells = line.split("\t") if "\t" in line else _CELLS.split(line.strip())
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
