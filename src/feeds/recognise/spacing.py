"""Where a gap means something on a page whose lines all stand apart, or all close: told by the lines around it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import Literal, TypeAlias

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.spacing_weights import WEIGHTS

#: What a line is by itself.
Sort: TypeAlias = Literal[
    "opener", "row", "label alone", "label", "day", "hour", "price", "button", "address", "entry", "dated", "prose",
    "sentence", "role", "with a date", "kind", "capitals", "figure", "figures", "place", "small", "word", "short",
]  # fmt: skip
#: Of so many pairs of lines nearly all stand apart; rows and entries of a list never do, but make no page.
_FEWEST_PAIRS, _SHARE, _LEAST_SHARE = 7, 0.95, 0.5
#: So many lines without any gap have parts.
_FEWEST_CLOSE = 15
#: A page of so much prose is made of paragraphs: each stands apart as it should.
_MOST_PROSE = 0.5
_SHORT, _LONG, _LONGER, _LONGEST = 12, 45, 80, 160
_LENGTHS = (_SHORT, 25, _LONG, _LONGER, _LONGEST)
_LONGEST_DATED = 400
_LONGEST_BUTTON, _LONGEST_PRICE, _LONGEST_HOUR = 60, 40, 25
_LONGEST_ROLE, _LONGEST_POSTING = 120, 200
_LATEST_DATE, _BESIDE_DATE = 12, 14
_AROUND = " .,:;!()[]→»›-–—*•#"
_ADDRESS = re.compile(
    r"\S+@\S+\.\w|https?://|www\.|\b[\w-]+\.(?:dk|no|se|de|com|org)\b|\b(?:tel|tlf|tfn)\b", re.IGNORECASE
)
_LABEL = re.compile(r"[^\W\d][^:.!?]{0,30}:(?:\s+(?P<value>\S.*))?")
_FEW, _RUN = 5, 3
#: The season or the like for which a whole page is, on one of its first lines.
_PERIOD = re.compile(r"[^\W\d_][^\d:,.]{2,20} 20\d\d(?:\s?[/–-]\s?\d{2,4})?")
_TOP = 4
#: What holds for one pair of neighbours holds for the others of the same sorts: how much their mean counts.
_ALIKE = 0.7
#: A title can look like any of them.
_NAMES = frozenset({"place", "short", "role", "word", "figures", "kind", "capitals", "small"})


class _Seen(msgspec.Struct, frozen=True):
    """What a line is, and what else is seen on it."""

    sort: Sort
    marks: tuple[str, ...]


def told(lines: tuple[Line, ...], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines of a page that all stand apart, or all close, with the gaps that mean something.

    All other pages tell their gaps themselves.
    """
    apart = sum([line.after_gap for line in lines])
    if not (_is_spaced(lines, apart) if apart else _is_close(lines)):
        return lines
    if apart and is_prose(lines):
        return lines
    gaps = Gaps(lines, know)
    meant = [is_gap and (line.after_gap or not apart) for line, is_gap in zip(lines[1:], gaps.meant(), strict=True)]
    return tuple(
        line if line.after_gap == has_gap else msgspec.structs.replace(line, after_gap=has_gap)
        for line, has_gap in zip(lines, (False, *meant), strict=True)
    )


def is_prose(lines: Sequence[Line]) -> bool:
    """Tell whether most lines of a page are prose, whose paragraphs stand apart as they should."""
    return sum(map(_is_prose, lines)) >= _MOST_PROSE * len(lines)


def _is_prose(line: Line) -> bool:
    size = len(line.text)
    return size > _LONGEST or (size > _LONG and line.is_sentence)


def _is_close(lines: Sequence[Line]) -> bool:
    """Tell whether so much stands on a page without any gap that it has parts; tables and lists need none."""
    if len(lines) < _FEWEST_CLOSE:
        return False
    listed = sum(_is_of_list(above, below) for above, below in pairwise(lines))
    return listed < _LEAST_SHARE * len(lines)


def _is_spaced(lines: Sequence[Line], apart: int) -> bool:
    """Tell whether nearly all lines of a page stand apart, but rows and entries of lists."""
    if apart < max(_FEWEST_PAIRS, _LEAST_SHARE * len(lines)):
        return False
    joined = [(above, below) for above, below in pairwise(lines) if not below.after_gap]
    close = sum(not _is_of_list(above, below) for above, below in joined)
    return apart >= _SHARE * (apart + close)


def _is_of_list(above: Line, below: Line) -> bool:
    """Tell whether two lines are rows of a table or entries of a list."""
    are_rows = len(above.cells) > 1 and len(below.cells) > 1
    return are_rows or (BULLET.match(above.text) is not None and BULLET.match(below.text) is not None)


class Gaps:
    """What the lines of a page tell of the gaps between them."""

    def __init__(self, lines: Sequence[Line], know: Knowledge) -> None:
        again = Counter(line.text for line in lines)
        self._lines = lines
        self._seen = [_seen(line, know, is_again=again[line.text] > 1) for line in lines]
        self._sorts: list[Sort] = [seen.sort for seen in self._seen]
        self._prose = self._sorts.count("prose") / len(lines)
        self._counts = Counter(self._sorts)
        self._pairs = Counter(pairwise(self._sorts))
        self._triples = Counter(zip(self._sorts, self._sorts[1:], self._sorts[2:], strict=False))

    def meant(self) -> list[bool]:
        """Tell of each line but the first whether a gap above it means something."""
        scores = [
            sum(WEIGHTS.get(name, 0.0) * value for name, value in self.signals(at)) for at in range(1, len(self._lines))
        ]
        alike: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        pairs = [(_family(above), _family(below)) for above, below in pairwise(self._sorts)]
        for pair, score in zip(pairs, scores, strict=True):
            alike[pair].append(score)
        means = {pair: sum(told) / len(told) for pair, told in alike.items()}
        told = [(1 - _ALIKE) * score + _ALIKE * means[pair] > 0 for pair, score in zip(pairs, scores, strict=True)]
        # "Spring 2026" heads the page.
        headed = next((at for at, line in enumerate(self._lines[:_TOP]) if _PERIOD.fullmatch(line.text)), None)
        if headed is not None and headed < len(told):
            told[headed] = True
        return told

    def signals(self, at: int) -> Iterator[tuple[str, float]]:
        """Give what speaks for a gap above the line at an index, or, by its weight, against it."""
        above, below = self._sorts[at - 1], self._sorts[at]
        yield "", 1.0
        yield f"{above}, {below}", 1.0
        for side, seen in (("above", self._seen[at - 1]), ("below", self._seen[at])):
            yield f"{seen.sort} {side}", 1.0
            for mark in seen.marks:
                yield f"has {mark} {side}", 1.0
        if above == below:
            yield "same", 1.0
        yield "longer", log((len(self._lines[at].text) + _FEW) / (len(self._lines[at - 1].text) + _FEW))
        yield from self._signals_around(at)
        yield from self._signals_of_page(at)

    def _signals_around(self, at: int) -> Iterator[tuple[str, float]]:
        """Give what the lines next to both tell."""
        above, below = self._sorts[at - 1], self._sorts[at]
        before = self._sorts[at - 2] if at > 1 else None
        behind = self._sorts[at + 1] if at + 1 < len(self._sorts) else None
        yield "first" if before is None else f"{before} before", 1.0
        yield "last" if behind is None else f"{behind} behind", 1.0
        if below == before != above:
            yield "turns above", 1.0
        if above == behind != below:
            yield "turns below", 1.0

    def _signals_of_page(self, at: int) -> Iterator[tuple[str, float]]:
        """Give what the whole page tells: how often such lines are on it, and how much prose."""
        sorts, size = self._sorts, len(self._sorts)
        above, below = sorts[at - 1], sorts[at]
        yield "often", self._pairs[above, below] / size
        yield "often above", self._counts[above] / size
        yield "often below", self._counts[below] / size
        for name, first in (("opens again", at), ("ends again", at - 3), ("spans again", at - 1)):
            run = sorts[max(first, 0) : first + _RUN]
            if first >= 0 and len(run) == _RUN and (name != "spans again" or at > 1):
                yield name, log(self._triples[run[0], run[1], run[2]])
        yield "prose", self._prose
        if above == "prose":
            yield "prose above prose" if below == "prose" else "prose ends", self._prose
        elif below == "prose":
            yield "prose begins", self._prose


def _family(sort: Sort) -> str:
    return "name" if sort in _NAMES else sort


def _seen(line: Line, know: Knowledge, *, is_again: bool) -> _Seen:
    text = line.text
    marks = [*_marks(line, know)]
    if is_again:
        marks.append("again")
    wide = sum(len(text) > most for most in _LENGTHS)
    return _Seen(_sort_of(line, marks, know), (*marks, f"length {wide}"))


def _marks(line: Line, know: Knowledge) -> Iterator[str]:
    text = line.text
    if line.icon:
        yield "icon"
    if line.is_sentence:
        yield "stop"
    if text.isupper():
        yield "capitals"
    elif text[0].islower():
        yield "small"
    yield from _words(line, know)
    if has_digit(text):
        yield "digit"
        if len(text) <= _LONGEST_DATED:
            yield from _times(text, know)


def _words(line: Line, know: Knowledge) -> Iterator[str]:
    text = line.text
    size = len(text)
    if know.labelled(text) is not None:
        yield "known label"
    if know.person.search(text) is not None:
        yield "person"
    if size <= _LONGEST_ROLE and know.jobs.role.search(text) is not None:
        yield "role"
    if size <= _LONGEST_POSTING and know.tells_of_posting(text, line.cells):
        yield "posting"
    if size <= _LONGEST_BUTTON and know.places.search(text) is not None:
        yield "place"
    if size <= _LONGEST_PRICE and cells.is_price_text(text, know):
        yield "price"


def _times(text: str, know: Knowledge) -> Iterator[str]:
    dates = know.grammar.find(text)
    if dates is not None:
        yield "date"
        if dates.start <= _LATEST_DATE:
            yield "dated"
        if len(text) <= dates.end - dates.start + _BESIDE_DATE:
            yield "day"
    if know.grammar.find_clock(text) is not None:
        yield "clock"
        if len(text) <= _LONGEST_HOUR:
            yield "hour"


def _sort_of(line: Line, marks: Sequence[str], know: Knowledge) -> Sort:
    text = line.text
    label = _LABEL.fullmatch(text)
    has_value = label is not None and label["value"] is not None
    told: tuple[tuple[Sort, bool], ...] = (
        ("opener", know.marker(text) is not None),
        ("row", len(line.cells) > 1),
        ("label alone", (label is not None or "known label" in marks) and not has_value),
        ("label", has_value),
        ("day", "day" in marks),
        ("hour", "hour" in marks),
        ("price", "price" in marks),
        ("button", _is_button(text, know)),
        ("address", len(text) <= _LONGER and _ADDRESS.search(text) is not None),
        ("entry", BULLET.match(text) is not None),
        ("dated", "dated" in marks),
    )
    return next((sort for sort, is_so in told if is_so), None) or _sort_of_text(line, marks, know)


def _is_button(text: str, know: Knowledge) -> bool:
    bare = text.strip(_AROUND)
    beside = (know.sold_out, know.tickets, know.button, know.remark, know.more, know.length)
    return len(text) <= _LONGEST_BUTTON and any(words.fullmatch(bare) is not None for words in beside)


def _sort_of_text(line: Line, marks: Sequence[str], know: Knowledge) -> Sort:
    text = line.text
    size = len(text)
    told: tuple[tuple[Sort, bool], ...] = (
        ("prose", _is_prose(line)),
        ("sentence", "stop" in marks),
        ("role", "role" in marks and size <= _LONGER),
        ("with a date", "date" in marks),
        ("kind", size <= _LONGEST_BUTTON and know.is_kind(text.strip(_AROUND))),
        ("capitals", "capitals" in marks),
        ("figure", "digit" in marks and size <= _SHORT),
        ("figures", "digit" in marks),
        ("prose", size > _LONGER),
        ("place", "place" in marks),
        ("small", "small" in marks),
        ("word", size <= _SHORT),
    )
    return next((sort for sort, is_so in told if is_so), "short")


__all__ = ["Gaps", "is_prose", "told"]
