"""The lines of iCalendar (RFC 5545 section 3.1) as programs really write them, and the components that they make. Pure.

Read here, not by a library: icalendar takes 0.2 ms for a line and stops at what these lines often are: folded by hand,
cut off, without an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[;:])")
#: A fold right behind the name: the value, or the first parameter, stands on a line of its own.
_FOLDED_NAME = re.compile(r"^([A-Za-z0-9-]{1,60})[ \t]*\n(?:[ \t]*\n)*[ \t]+(?=[;:])", re.MULTILINE)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n'^])")
_DATED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
_COMMA = re.compile(r"(?<!\\),")
_DEEPEST = 8
#: What stands for a line end or a quote in a parameter (RFC 6868).
_CARETS = {"n": "\n", "'": '"', "^": "^"}


class Property(NamedTuple):
    """A content line: `value` is as it stands there, parameters are without quotes; `line` counts from 1."""

    name: str
    value: str
    parameters: dict[str, str]
    line: int

    @property
    def text(self) -> str:
        """Give the value as text."""
        return unescaped(self.value)

    @property
    def texts(self) -> list[str]:
        """Give the values of a list."""
        return [unescaped(part) for part in _COMMA.split(self.value)]


class Component(NamedTuple):
    """A component with its properties and the components in it; `line` is where it begins."""

    name: str
    line: int
    properties: list[Property]
    parts: list[Component]

    def first(self, name: str) -> Property | None:
        """Give the first property of this name that has a value."""
        return next((one for one in self.properties if one.name == name and one.value.strip()), None)

    def all(self, name: str) -> list[Property]:
        """Give all properties of this name."""
        return [one for one in self.properties if one.name == name]

    def text(self, name: str) -> str | None:
        """Give a text, or None."""
        found = self.first(name)
        return found.text if found is not None else None


def unescaped(value: str) -> str:
    """Give a TEXT value (RFC 5545 section 3.3.11) as it is meant."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Unfold lines, each with its number; what is neither a property nor folded goes on with the one before."""
    pieces: list[str] = []
    start = 1
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(_FOLDED_NAME.sub(_joined, whole).split("\n"), 1):
        if pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif pieces and line and _NAME.match(line) is None:
            pieces.append(f"\\n{line}")
        elif line:
            if pieces:
                yield start, "".join(pieces)
            pieces, start = [line], number
    if pieces:
        yield start, "".join(pieces)


def _joined(found: re.Match[str]) -> str:
    # The lines that it takes are kept as empty ones, for numbers to stay true.
    return "\n" * found[0].count("\n") + found[1]


def parsed(line: str, number: int) -> Property | None:
    """Part a content line, or give None when it is none."""
    found = _NAME.match(line)
    if found is None:
        return None
    parameters, place = {}, found.end()
    while line[place : place + 1] == ";":
        one = _PARAMETER.match(line, place)
        if one is None:
            return _loosely(found[0], line, number)
        parameters[one[1].upper()] = _meant(one[2])
        place = one.end()
    if line[place : place + 1] != ":":
        return _loosely(found[0], line, number)
    value = line[place + 1 :]
    if ":" in value and "TZID" in parameters and found[0].upper() in _DATED:
        # The name of a zone that should be quoted.
        rest, _, value = value.rpartition(":")
        parameters["TZID"] += f":{rest}"
    return Property(found[0].upper(), value, parameters, number)


def _loosely(name: str, line: str, number: int) -> Property | None:
    """Part a line whose parameters are not quoted as they should be: its value begins behind the last colon."""
    head, colon, value = line.rpartition(":")
    zone = re.search(r";TZID=([^;]*)", head, re.IGNORECASE)
    return Property(name.upper(), value, {"TZID": zone[1].strip('"')} if zone else {}, number) if colon else None


def _meant(value: str) -> str:
    if '"' in value:
        value = value.replace('"', "")
    return _CARET.sub(lambda mark: _CARETS[mark[1]], value) if "^" in value else value


def components(text: str) -> list[Component]:
    """Give the components of a file, the outermost; one without an end goes on to that of what holds it."""
    root = Component("", 1, [], [])
    path = [root]
    for number, line in logical_lines(text):
        told = parsed(line, number)
        if told is None:
            continue
        if told.name == "BEGIN":
            _begin(path, told.value.strip().upper(), number)
        elif told.name == "END":
            name = told.value.strip().upper()
            while len(path) > 1 and any(one.name == name for one in path[1:]):
                if path.pop().name == name:
                    break
        else:
            path[-1].properties.append(told)
    return root.parts


def _begin(path: list[Component], name: str, number: int) -> None:
    if name == "VCALENDAR":
        del path[1:]
    elif name in _ENTRIES:
        # No entry holds another one: the one before was not closed.
        while any(one.name in _ENTRIES for one in path):
            path.pop()
    opened = Component(name, number, [], [])
    if len(path) < _DEEPEST:
        path[-1].parts.append(opened)
        path.append(opened)


_ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
