"""Lines that an editor or a mail program wrapped: what a width parted is one line again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from feeds.expressions import LONGEST_LINE
from feeds.recognise.line_ends import ends_plainly, goes_on, is_day, needed, opens_small
from feeds.recognise.marks import FEWEST_CELLS
from feeds.recognise.seams import Seams

_SENTENCE_ENDS = (". ", "! ", "? ")
#: In columns: what is narrower is a list, what is wider is not wrapped.
_NARROWEST = 40
_WIDEST = 100
#: The widths that editors and mail programs wrap at; the longest line is a little shorter.
_USUAL_WIDTHS = (60, 65, 70, 72, 76, 78, 80)
_SLACK = 3
#: Of the lines of a page that is wrapped, so many at least are as long as they can be; of its longest ones, so many go
#: on in small letters.
_FULL_SHARE, _RUNNING_SHARE = 6, 6
#: Where more of the lines than this share open in small letters, small letters tell nothing.
_SMALL_SHARE = 3
_PARTED = re.compile(r"\w-$")
_LONGEST_CONJUNCTION = 4

Row: TypeAlias = tuple[int, int, str]


def unwrapped(raw: Sequence[str]) -> Sequence[Row]:
    """Join the lines that only a width parts: the next one's first word would not have fitted on them.

    Each is given with its first and last line, counted from 1. One that is longer than any paragraph is parted.
    """
    rows = _joined(raw)
    if max(map(len, raw), default=0) <= LONGEST_LINE and len(rows) == len(raw):
        return rows
    return [(first, last, part) for first, last, line in rows for part in _parts(line)]


def _parts(line: str) -> Iterator[str]:
    """Part a line into pieces that are not too long: behind a sentence, else at a space, else anywhere."""
    begin = 0
    while len(line) - begin > LONGEST_LINE:
        last = begin + LONGEST_LINE
        sentence = max(line.rfind(end, begin + LONGEST_LINE // 2, last) for end in _SENTENCE_ENDS)
        space = sentence if sentence >= 0 else line.rfind(" ", begin + 1, last)
        end = space + 1 or last
        yield line[begin:end]
        begin = end
    yield line[begin:]


def _joined(raw: Sequence[str]) -> Sequence[Row]:
    width = width_of(raw)
    rows: list[Row] = [(number, number, line) for number, line in enumerate(raw, 1)]
    if width is None:
        return rows
    seams = Seams(raw, width)
    joined = rows[:1]
    for number, _, line in rows[1:]:
        first, _, above = joined[-1]
        if len(above) < LONGEST_LINE and seams.is_full(number - 2) and seams.is_one(above, first - 1, number - 1):
            joined[-1] = (first, number, join(above.rstrip(), line.strip()))
        else:
            joined.append((number, number, line))
    return joined


def width_of(raw: Sequence[str]) -> int | None:
    """Tell at how many columns a page is wrapped, or None: sentences must run over the ends of its longest lines."""
    # Most pages have a line that no width would have left as it is.
    if any(len(line) > _WIDEST and _tells_width(line) and len(line.rstrip()) > _WIDEST for line in raw):
        return None
    longest = max((len(line.rstrip()) for line in raw if _tells_width(line)), default=0)
    near = [(above, below) for above, below in pairwise(raw) if above.strip() and below.strip()]
    # A row of a table looks like a menu, but goes on below: then none of them is a menu.
    if any(
        longest < len(above.rstrip()) <= _WIDEST
        and " | " in above
        and not _tells_width(above)
        and goes_on(above, below)
        for above, below in near
    ):
        longest = max(wide for above, _ in near if " " in above.strip() and (wide := len(above.rstrip())) <= _WIDEST)
    if longest < _NARROWEST:
        return None
    # What is wider than the page was not wrapped, so it does not go on below.
    full = [(above, below) for above, below in near if len(above.rstrip()) <= longest < needed(above, below)]
    if not full:
        return None
    tells_small = _telling_small(raw, longest)
    sure = [(above, below) for above, below in full if tells_small(below) or goes_on(above, below)]
    if not (len(sure) * _RUNNING_SHARE >= len(full) or (sure and len(full) * _FULL_SHARE >= len(near))):
        return None
    slack = _SLACK if any(not opens_small(below) for _, below in full) else 2 * _SLACK
    usual = [usual for usual in _USUAL_WIDTHS if usual - slack <= longest <= usual]
    if usual:
        # Of two that can be it, the one that menus have room in too.
        widest = max(len(line.rstrip()) for line in raw)
        # Whatever was parted would not have fitted.
        return min(
            next((width for width in usual if widest <= width), usual[0]),
            *(needed(above, below) - 1 for above, below in sure),
        )
    plain = sum(ends_plainly(above) or goes_on(above, below) for above, below in sure)
    return longest if plain > (longest > _USUAL_WIDTHS[-1]) else None


def _telling_small(raw: Sequence[str], longest: int) -> Callable[[str], bool]:
    """Give what tells that a line opens in small letters because it goes on.

    Nothing does where lines often open so below a gap or a line with room; if these are days, all other words do.
    """
    starts = [
        below
        for above, below in pairwise(("", *raw))
        if below.strip() and (not above.strip() or needed(above, below) <= longest)
    ]
    small = [is_day(line.split(maxsplit=1)[0]) for line in starts if opens_small(line)]
    if len(small) * _SMALL_SHARE <= len(starts):
        return opens_small
    words = len(small) - sum(small)
    if words * _SMALL_SHARE > len(starts) - sum(small):
        return lambda below: False
    return lambda below: opens_small(below) and not is_day(below.split(maxsplit=1)[0])


def _tells_width(line: str) -> bool:
    """Tell whether a line can have been wrapped: a long address is never parted, and neither is a menu."""
    return " " in line.strip() and line.count(" | ") < FEWEST_CELLS


def join(above: str, below: str) -> str:
    """Join two pieces; what is parted at a hyphen is one word, but for a hyphen that waits ("in- and outside")."""
    waits = below.split(maxsplit=1)[0].islower() and len(below.split(maxsplit=1)[0]) <= _LONGEST_CONJUNCTION
    return f"{above}{below}" if _PARTED.search(above) and not waits else f"{above} {below}"
