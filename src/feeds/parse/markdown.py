"""Input format `markdown`: a text with its facts over it; without them, what its words tell. Doorway to markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from feeds.errors import SourceError
from feeds.model import KINDS, Fetched, Item, Rejected, Source
from feeds.parse import names, objects
from feeds.parse.named import Cell, Row, plain_line, read
from feeds.recognise import recognise
from feeds.text import clean, decode, one_line

if TYPE_CHECKING:
    from feeds.parse.front_matter import Matter

_RULE = "markdown"
_LARGEST = 1_000_000  # characters of a text
_SHOWN = 200
_DATED_NAME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-")
#: Facts that a text has whatever it tells.
_SLIGHT = frozenset({"title", "categories", "identifier", "language", "url", "draft", "authors", "summary", "updated"})
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t#]*(?:\n|\Z)")


def split(body: bytes) -> Sequence[bytes]:
    """Leave a text whole."""
    return (body,)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a text: one item from the facts over it, else all that is recognised in it.

    Raises:
        SourceError: the bytes are no text, or too many.
    """
    try:
        text = clean(decode(fetched.body))
    except ValueError as error:
        raise SourceError(str(error), where=fetched.location) from error
    if len(text) > _LARGEST:
        raise SourceError(f"it has more than {_LARGEST:,} characters", where=fetched.location, remedy="split it")
    from feeds.parse.front_matter import parted  # noqa: PLC0415  its library is loaded with it

    try:
        matter = parted(text)
    except ValueError as error:
        shown, reason = one_line(text[:_SHOWN]), one_line(str(error))[: _SHOWN * 2]
        lines = (fetched.line, fetched.line)
        yield Rejected(kind=source.kind or KINDS[0], lines=lines, text=shown, rule=_RULE, reason=reason)
        return
    facts = _facts(matter.facts)
    if facts is not None:
        yield from _items(matter, facts, fetched, source)


def _facts(matter: Mapping[str, object]) -> dict[str, object] | None:
    """Give all facts over a text as one table; None for a draft."""
    facts = dict(matter)
    for name, inner in matter.items():
        if isinstance(inner, Mapping) and names.plain(name) in names.inside("matter"):
            del facts[name]
            facts = {**inner, **facts}
    # Jekyll's way to say that it is a draft, or none.
    is_published = next((facts.pop(key) for key in ("published",) if _is_truth(facts.get(key))), "true")
    return None if str(is_published).lower() == "false" else facts


def _is_truth(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("true", "false"))


def _items(matter: Matter, facts: dict[str, object], fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    row = objects.row(facts, source)
    known = {names.plain(cell.name) for cell in row.cells}
    tells = set(names.facts_of(known, source.kind or names.kind_of(frozenset(known))).values()) | set(row.chosen)
    if not tells - _SLIGHT - {"kind"}:
        found = list(_recognised(matter, facts, source))
        if any(not isinstance(thing, Rejected) for thing in found) or not facts:
            yield from found
            return
    yield from read(_whole(row, matter, tells, fetched), fetched, source, _RULE)


def _whole(row: Row, matter: Matter, tells: set[str], fetched: Fetched) -> Row:
    """Add what stands in the text and in the name of the file."""
    body, cells = matter.body, list(row.cells)
    heading = _HEADING.match(body)
    if heading is not None and "title" not in tells:
        cells.append(Cell("title", (_words(heading["title"]),)))
    if heading is not None:
        titles = [*row.chosen.get("title", ()), *(text for cell in cells for text in cell.texts)]
        body = body[heading.end() :] if _words(heading["title"]) in map(plain_line, titles) else body
    dated = _DATED_NAME.match(PurePosixPath(fetched.location).name)
    if dated is not None and not tells & {"published", "when"}:
        cells.append(Cell("published at", (dated["day"],)))
    if body.strip() and "content" not in row.chosen:
        cells = [Cell("summary", cell.texts) if names.plain(cell.name) == "description" else cell for cell in cells]
        cells.append(Cell("content html", (_converter().render(body),)))
    return Row(cells, row.chosen)


def _recognised(matter: Matter, facts: Mapping[str, object], source: Source) -> Iterator[Item | Rejected]:
    """Read the text as a page; its lines are those of the file."""
    title = objects.texts_of(facts.get("title"))
    lines = [""] * matter.before + plain_lines(matter.body)
    if title and matter.before and not _HEADING.match(matter.body):
        lines[0] = plain_line(title[0])
    found = recognise(
        "\n".join(lines),
        language=source.language,
        timezone=source.timezone,
        rules=source.rules,
        markers=source.markers,
    )
    yield from found.items
    yield from found.rejected


def plain_lines(text: str) -> list[str]:
    """Give the words of a text without its marks, each on the line on which it stands."""
    lines = [""] * (text.count("\n") + 1)
    row, number_of_item = 0, ""
    for token in _converter().parse(text):
        if token.type == "tr_open" and token.map:
            row = token.map[0]
        elif token.type == "list_item_open":
            # "3. May 2026" on a line of its own is an item of a list to Markdown.
            number_of_item = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "html_block" and token.map:
            lines[token.map[0]] = plain_line(token.content)
        elif token.map and (token.type == "code_block" or (token.type == "fence" and not token.info.strip())):
            # What was set in by four blanks is hardly code here; columns stand under each other in both.
            first = token.map[0] + (token.type == "fence")
            block = token.content.rstrip("\n").split("\n")
            lines[first : first + len(block)] = block
        elif token.type == "inline":
            first = token.map[0] if token.map else row
            told, number_of_item = number_of_item + _words_of(token), ""
            for number, words in enumerate(told.split("\n"), first):
                if number < len(lines):
                    lines[number] = f"{lines[number]}\t{words}" if lines[number] else words
    return lines


def _words(text: str) -> str:
    return one_line(" ".join(map(_words_of, _converter().parseInline(text))))


def _words_of(token: Token) -> str:
    words = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            words.append("\n")
        elif child.type != "html_inline":
            words.append(child.content)
    return "".join(words)


def _converter() -> MarkdownIt:
    # HTML in it is made safe with all the rest; a converter keeps nothing between two texts.
    return MarkdownIt("commonmark").enable("table")
