"""Pages made of printed ones: each line is an element that is put in its place, and only the eye sees paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from feeds.parse.page.tree import Element, Page
from feeds.recognise.line_ends import opens_small
from feeds.recognise.wrapping import unwrapped

_PLACED = re.compile(r"position\s*:\s*absolute")
_TOP = re.compile(r"(?<![\w-])top\s*:\s*(\d{1,6})")
_LEFT = re.compile(r"(?<![\w-])left\s*:\s*(\d{1,6})")
_LINES = frozenset({"p", "div"})
#: So many lines make such a page.
_FEWEST = 6
_ENDS = frozenset(".!?:;")
#: So many times the least distance of two lines is still that of two lines.
_MOST_LEADING = 1.25


class _Line(msgspec.Struct, frozen=True):
    element: Element
    left: int
    top: int


def join_lines(page: Page) -> None:
    """Make paragraphs of lines that stand right below each other; what only the width of a column parts is one line."""
    placed = [one for one in page.order if "style" in one.attrs and one.tag in _LINES and not one.has_blocks]
    if len(placed) < _FEWEST:
        return
    columns: dict[tuple[int, int], list[_Line]] = {}
    for element in placed:
        line = _line(element)
        if line is not None and element.parent is not None and element.size:
            columns.setdefault((id(element.parent), line.left), []).append(line)
    for lines in columns.values():
        if len(lines) >= _FEWEST:
            _join(lines)


def _line(element: Element) -> _Line | None:
    style = element.attrs.get("style") or ""
    top, left = _TOP.search(style), _LEFT.search(style)
    if top is None or left is None or _PLACED.search(style) is None:
        return None
    return _Line(element, int(left[1]), int(top[1]))


def _join(lines: Sequence[_Line]) -> None:
    steps = [_step(above, line) for above, line in pairwise(lines)]
    least = min((step for step in steps if step > 0), default=0)
    goes_on = [False, *(0 < step <= least * _MOST_LEADING for step in steps)]
    # Titles are wider than what stands in columns, and so are lines that have none below them.
    usual, _ = Counter(line.element.attrs.get("class") for line in lines).most_common(1)[0]
    texts: list[str] = []
    at: list[int] = []
    for number, line in enumerate(lines):
        is_alone = not any(goes_on[number : number + 2])
        texts += [] if goes_on[number] else [""]
        at.append(len(texts) + 1)
        texts.append("" if is_alone or line.element.attrs.get("class") != usual else line.element.text())
    begins = {first for first, _, _ in unwrapped(texts)}
    is_wrapped = len(begins) < len(texts)
    for number in range(len(lines) - 1, 0, -1):
        if goes_on[number]:
            above, below = (lines[n].element for n in (number - 1, number))
            # Letters of print are of many widths: how many stand on a line tells no more than this.
            is_one = at[number] not in begins or (is_wrapped and _runs_on(texts[at[number] - 2], texts[at[number] - 1]))
            _append(above, below, is_one=is_one)


def _runs_on(above: str, below: str) -> bool:
    return bool(above) and bool(below) and above[-1] not in _ENDS and opens_small(below)


def _step(above: _Line, line: _Line) -> int:
    """Say how far a line is below the one that comes before it, if nothing stands between them; else nothing."""
    return line.top - above.top if line.element.at == above.element.end else 0


def _append(first: Element, second: Element, *, is_one: bool) -> None:
    above = first.parent
    if above is None:
        return
    first.children += [" " if is_one else Element("br", {}, first, []), *second.children]
    for child in second.children:
        if not isinstance(child, str):
            child.parent = first
    first.end = second.end
    first.size += second.size
    first.links += second.links
    first.times += second.times
    first.forget_text()
    above.children.remove(second)
    second.children, second.size, second.links, second.times = [], 0, 0, 0
