"""On which line of a TOML file each table and key stands: the standard library's reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]

_NAME = r'[A-Za-z0-9_-]+|"[^"\n]*"|\'[^\'\n]*\''
_HEADER = re.compile(rf"\s*(?P<open>\[\[?)\s*(?P<names>(?:{_NAME})(?:\s*\.\s*(?:{_NAME}))*)\s*\]")
_KEY = re.compile(rf"\s*(?P<names>(?:{_NAME})(?:\s*\.\s*(?:{_NAME}))*)\s*=")
_NAMES = re.compile(_NAME)
# What may stretch over lines: strings of three quotes; and brackets, which strings and comments must not open.
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]')


def places(text: str) -> dict[Place, int]:
    """Give the 1-based line of each table and key, as in `{("source", 0): 4, ("source", 0, "path"): 6}`.

    The text must be TOML that `tomllib` reads.
    """
    found: dict[Place, int] = {(): 1}
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            *around, name = _names(header["names"])
            table = (*_newest(around, counts), name)
            if header["open"] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            names = _names(key["names"])
            for depth in range(1, len(names) + 1):
                found.setdefault((*table, *names[:depth]), number)
    return found


def line_of(place: Place, found: dict[Place, int]) -> int:
    """Give the line of a place, or that of the nearest thing around it."""
    while place not in found:
        place = place[:-1]
    return found[place]


def _newest(names: list[str], counts: dict[Place, int]) -> Place:
    """Name the table around another; of an array of tables, the newest is meant."""
    place: Place = ()
    for name in names:
        place = (*place, name)
        place = (*place, counts[place]) if place in counts else place
    return place


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in _NAMES.findall(text))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that begin a statement; those inside a long string or a bracket do not."""
    depth, quote = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not depth and not quote:
            yield number, line
        depth, quote = _after(line, depth, quote)


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    rest = line
    if quote:
        _, end, rest = line.partition(quote)
        if not end:
            return depth, quote
    for match in _TOKEN.finditer(rest):
        mark = match[0]
        if mark in ('"""', "'''"):
            # Whatever follows is text, up to the same three quotes.
            return _after(rest[match.end() :], depth, mark)
        depth += (mark in "[{") - (mark in "]}")
    return depth, ""
