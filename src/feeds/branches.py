"""Where the parts of a regular expression begin and end."""

from __future__ import annotations


def alternatives(pattern: str) -> list[str]:
    """Part a pattern into its alternatives."""
    found, begin, at = list[str](), 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "|":
            found.append(pattern[begin:at])
            begin = at + 1
        at = _group_end(pattern, at) if char == "(" else class_end(pattern, at) + 1 if char == "[" else at + 1
        at += char == "\\"
    return [*found, pattern[begin:]]


def class_end(pattern: str, begin: int) -> int:
    """Give where a set of characters ends."""
    at = begin + 1 + pattern.startswith("[^", begin)
    at += pattern.startswith("]", at)
    while at < len(pattern) and pattern[at] != "]":
        at += 1 + (pattern[at] == "\\")
    return at


def _group_end(pattern: str, begin: int) -> int:
    """Give where a group is over."""
    depth, at = 0, begin
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = class_end(pattern, at)
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return at + 1
        at += 1
    return at
