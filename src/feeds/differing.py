"""Two long texts to the part in which they differ, for people who compare them. Pure."""

from __future__ import annotations

from itertools import takewhile

LONG = 100
"""Characters up to which a text is shown whole."""
_AROUND = 24  # characters that show where a difference stands
_LEFT_OUT = "\u2026"


def differing(before: str, after: str) -> tuple[str, str]:
    """Give both texts whole, or when they are long the part in which they differ with a few words around it."""
    if max(len(before), len(after)) <= LONG:
        return before, after
    if not before or not after:
        return shortened(before), shortened(after)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return _part(before, head, tail), _part(after, head, tail)


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shortened(text: str) -> str:
    """Leave out the middle of a long text."""
    if len(text) <= LONG:
        return text
    half = LONG // 2 - 2
    return f"{text[:half].rstrip()} {_LEFT_OUT} {text[-half:].lstrip()}"


def _part(text: str, head: int, tail: int) -> str:
    first, last = _word_start(text, head - _AROUND), _word_end(text, len(text) - tail + _AROUND)
    begin, end = _LEFT_OUT if first else "", _LEFT_OUT if last < len(text) else ""
    return f"{begin}{shortened(text[first:last])}{end}"


def _word_start(text: str, place: int) -> int:
    if place <= 0:
        return 0
    space = text.find(" ", place, place + _AROUND)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - _AROUND, place)
    return space if space >= 0 else place
