"""iCalendar (RFC 5545): bytes, lines and nesting; `components` has what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.check.components import PLACES, Calendar, Part
from feeds.check.problems import Report, shown
from feeds.check.profiles import limit
from feeds.check.written import text_of

_BEGIN = b"BEGIN:VCALENDAR"
_SPLIT_CHARACTER = re.compile(b"\r?\n[ \t][\x80-\xbf]")
_QUOTED = re.compile(r'([^:"]*(?:"[^"]*"[^:"]*)*):(.*)')
_UID = re.compile(r"^UID(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_LONGEST = limit("long-line")
_LARGEST = limit("google-size")


def ids(body: bytes) -> tuple[str, ...]:
    """List the UIDs of the events in the order of the file, that of each repetition too."""
    unfolded = body.replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")
    _, *events = unfolded.decode("utf-8", "replace").split("\nBEGIN:VEVENT\n")
    return tuple(match[1] for event in events if (match := _UID.search(event)))


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with a calendar."""
    if report.size > _LARGEST:
        report.add("google-size", f"has {report.size} bytes")
    if _SPLIT_CHARACTER.search(body):
        report.add("split-character", "a line is folded inside a character")
        return
    text = text_of(body, report)
    start = body.find(_BEGIN)
    if text is None:
        return
    if start < 0:
        report.add("wrong-format", "is not a calendar")
        return
    if start > 0:
        report.add("text-before-begin", f"{start} bytes stand before the calendar")
    _check_parts(_lines(body[start:], report), report)


def _lines(body: bytes, report: Report) -> list[str]:
    """Give the lines unfolded, and report how they were written."""
    if not body.endswith(b"\r\n") or not body.count(b"\r") == body.count(b"\n") == body.count(b"\r\n"):
        report.add("bad-line-end", "not every line ends with CR and LF")
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").replace(b"\n", b"\r\n") + b"\r\n"
    physical = body.split(b"\r\n")[:-1]
    if max(map(len, physical)) > _LONGEST:
        _long_lines(physical, report)
    unfolded = body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    return unfolded.decode("utf-8").split("\r\n")[:-1]


def _long_lines(lines: list[bytes], report: Report) -> None:
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST:
            report.add("long-line", f"line {number} of the calendar has {len(line)} octets")


def _check_parts(lines: list[str], report: Report) -> None:
    calendar, stack, begun = Calendar(report), list[Part](), False
    for name, value in _named(lines, report):
        if not stack and (begun or (name, value) != ("BEGIN", "VCALENDAR")):
            report.add("bad-nesting", f"{shown(name)} stands outside the calendar")
            return
        if name == "BEGIN":
            begun = True
            stack.append(Part(value))
        elif name != "END":
            stack[-1].add(name, value)
        elif stack[-1].kind == value and value in PLACES.get(stack[-2].kind if stack[1:] else "", (value,)):
            calendar.see(stack.pop(), stack[-1] if stack else None)
        else:
            report.add("bad-nesting", f"{shown(value)} ends where {shown(stack[-1].kind)} is open")
            return
    if stack:
        report.add("bad-nesting", f"{shown(stack[-1].kind)} does not end")


def _named(lines: list[str], report: Report) -> Iterator[tuple[str, str]]:
    """Give what stands before and after the colon of each line; a name comes with its parameters."""
    for line in lines:
        name, colon, value = line.partition(":")
        if '"' in name and (match := _QUOTED.fullmatch(line)):
            name, value = match[1], match[2]
        plain = name.partition(";")[0].replace("-", "")
        if colon and plain.isascii() and plain.isalnum():
            yield name, value
        else:
            report.add("bad-line", f"a line is no property: {shown(line)}")
