"""Numbers that count the headings of a page, from one on: "1 NEWS", "2 PEOPLE"; "01 Joiner", "02 Cook".

So do small letters where a table of contents above has the same lines: "1 Dates", "2 New faces".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import digits

from msgspec.structs import replace

from feeds.recognise import stamps
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_COUNTED = re.compile(r"(?P<number>0?[1-9]|[1-9]\d) +(?P<rest>[^\W\d_].*)")
_FEWEST = 3
_LONGEST = 80


def without(lines: tuple[Line, ...], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines without the numbers before their headings; below the name of a month these can be days."""
    # Few lines begin with a figure.
    counted = ((n, line) for n, line in enumerate(lines) if line.text[0] in digits and _can_head(line, n))
    found = {n: match for n, line in counted if (match := _COUNTED.fullmatch(line.text)) is not None}
    first = next(iter(found), 0)
    if len(found) > _FEWEST and any(lines[n].text == lines[first].text for n in list(found)[1:]):
        # It opens the table of contents.
        del found[first]
    if len(found) < _FEWEST or [int(match["number"]) for match in found.values()] != list(range(1, len(found) + 1)):
        return lines
    is_padded = all(match["number"].startswith("0") for match in list(found.values())[:9])
    is_shown = is_padded or all(match["rest"].isupper() for match in found.values())
    contents = frozenset[int]() if is_shown else _contents(lines, found)
    if not (is_shown or contents) or _has_days(lines, found, know):
        return lines
    return tuple(
        replace(line, text=found[n]["rest"], shown=line.shown or line.text) if n in found else line
        for n, line in enumerate(lines)
        if n not in contents
    )


def _contents(lines: Sequence[Line], found: dict[int, re.Match[str]]) -> frozenset[int]:
    """Find the lines above the first heading that name all headings: a table of contents."""
    headings = [lines[n].text for n in found]
    above = [line.text for line in lines[: min(found)]]
    try:
        at = above.index(headings[0])
    except ValueError:
        return frozenset()
    return frozenset(range(at, at + len(headings))) if above[at : at + len(headings)] == headings else frozenset()


def _can_head(line: Line, index: int) -> bool:
    is_alone = (line.after_gap or index == 0) and not line.cells
    return is_alone and len(line.text) <= _LONGEST and not line.is_sentence


def _has_days(lines: Sequence[Line], found: dict[int, re.Match[str]], know: Knowledge) -> bool:
    if any(know.grammar.find(lines[n].text) is not None for n in found):
        return True
    return any(stamps.month_heading(line.text, know) or stamps.month_in_heading(line, know) for line in lines)
