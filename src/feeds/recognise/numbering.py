"""Numbers that count the headings of a page, from one on: "1 NEWS", "2 PEOPLE"; "01 Joiner", "02 Cook"."""

from __future__ import annotations

import re
from string import digits

from msgspec.structs import replace

from feeds.recognise.page import Line

_COUNTED = re.compile(r"(?P<number>0?[1-9]|[1-9]\d) +(?P<rest>[^\W\d_].*)")
_FEWEST = 3
_LONGEST = 80


def without(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Give the lines without the numbers before their headings."""
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
    if not (is_padded or all(match["rest"].isupper() for match in found.values())):
        return lines
    return tuple(
        replace(line, text=found[n]["rest"], shown=line.shown or line.text) if n in found else line
        for n, line in enumerate(lines)
    )


def _can_head(line: Line, index: int) -> bool:
    is_alone = (line.after_gap or index == 0) and not line.cells
    return is_alone and len(line.text) <= _LONGEST and not line.is_sentence
