"""Lines that an editor or a mail program wrapped: what a width parted is one line again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from feeds import lang
from feeds.expressions import holds

FEWEST_CELLS = 3
#: Bars, middle dots, tabs, wide spaces and dot leaders part a line into cells.
PARTS = re.compile(
    r"\s*[|¦·•∙⋅◆◇■▪]\s*|\s+::\s+|\s+»(?:\s+|$)|(?<=[^\s|·•»]) {2,}(?=[^\s|·•»])|\s*\t+\s*|"
    r"\s*(?:\.{4,}|…{2,}|_{4,}|(?:\. ){3,}\.?)\s*"
)
CELL_MARKS = ("|", "¦", "·", "•", "∙", "⋅", "◆", "◇", "■", "▪", " :: ", "»", "....", "……", "____", ". . .")
#: What stands before an entry of a list.
BULLET = re.compile(r"^(?:[^\w\s\"'“”„«‘’‹(\[{|¿¡<§$€£@&#….,:;!?/%°]{1,2}|\(?[a-h0-9]\))\s+(?=\S)")
SENTENCE_TAILS = tuple(stop + closer for stop in ".!?…" for closer in ("", *'"”“’»«)'))
#: Characters. Expressions take time that grows faster than a line; no paragraph is half as long as this.
LONGEST_ROW = 4_000
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
_PARTED = re.compile(r"\w-$")
_LONGEST_CONJUNCTION = 4
_OPEN_ENDS = (",", "|", "·", "•", "–", "-", "/", "&", ":", "+")
_LEADER = "...."
_DASHES = "-–—"
_ROW_MARKS = "|·"
_LABEL = re.compile(r"(?P<label>(?:\d{1,3} )?[^\W\d][\w /-]{1,30}):(?:\s|$)")
_BRACKETS = ("()", "[]", "”“", "»«")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d[\d.:/–-]*")
_FEW_TOKENS = 3
_LABEL_BEHIND = re.compile(r"(?<=[.!?] )[^\W\d][\w-]+(?: [^\W\d][\w-]+)?$")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
#: Where more of the lines than this share open in small letters, small letters tell nothing.
_SMALL_SHARE = 3
_ROW_SHARE = 4
_EMPTY_CELL = re.compile(r"[|·]\s*[–-]$")
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")

Row: TypeAlias = tuple[int, int, str]


def unwrapped(raw: Sequence[str]) -> Sequence[Row]:
    """Join the lines that only a width parts: the next one's first word would not have fitted on them.

    Each is given with its first and last line, counted from 1. One that is longer than any paragraph is parted.
    """
    return [(first, last, part) for first, last, line in _joined(raw) for part in _parts(line)]


def _parts(line: str) -> Iterator[str]:
    """Part a line into pieces that are not too long: behind a sentence, else at a space, else anywhere."""
    begin = 0
    while len(line) - begin > LONGEST_ROW:
        last = begin + LONGEST_ROW
        sentence = max(line.rfind(end, begin + LONGEST_ROW // 2, last) for end in _SENTENCE_ENDS)
        space = sentence if sentence >= 0 else line.rfind(" ", begin + 1, last)
        end = space + 1 or last
        yield line[begin:end]
        begin = end
    yield line[begin:]


def _joined(raw: Sequence[str]) -> Sequence[Row]:
    width = _width(raw)
    rows: list[Row] = [(number, number, line) for number, line in enumerate(raw, 1)]
    if width is None:
        return rows
    page = _Page(raw, width)
    joined = rows[:1]
    for number, _, line in rows[1:]:
        first, _, above = joined[-1]
        has_room = len(above) < LONGEST_ROW
        if has_room and page.is_full(number - 2) and page.runs_on(above, raw[first - 1 : number - 1], line):
            joined[-1] = (first, number, _join(above.rstrip(), line.strip()))
        else:
            joined.append((number, number, line))
    return joined


def _width(raw: Sequence[str]) -> int | None:
    """Tell at how many columns a page is wrapped, or None: sentences must run over the ends of its longest lines."""
    # A long address is never parted, so it tells nothing; neither does a menu.
    longest = max((len(line.rstrip()) for line in raw if " " in line.strip() and not _is_menu(line)), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    near = [(above, below) for above, below in pairwise(raw) if above.strip() and below.strip()]
    full = [(above, below) for above, below in near if _needed(above, below) > longest]
    sure = [_needed(above, below) for above, below in full if _goes_on(above, below)]
    slack = _SLACK if any(not below.lstrip()[0].islower() for _, below in full) else 2 * _SLACK
    usual = next((usual for usual in _USUAL_WIDTHS if usual - slack <= longest <= usual), None)
    if usual is None:
        return longest if len(sure) > 1 and len(sure) * _RUNNING_SHARE >= len(full) else None
    is_wrapped = len(sure) * _RUNNING_SHARE >= len(full) or len(full) * _FULL_SHARE >= len(near)
    # Whatever was parted would not have fitted.
    return min(usual, *(needed - 1 for needed in sure)) if sure and is_wrapped else None


def _is_menu(line: str) -> bool:
    return line.count(" | ") >= FEWEST_CELLS


def _goes_on(above: str, below: str) -> bool:
    """Tell whether a line surely goes on below: in small letters, or because it ends in a comma or a small word."""
    last = above.rsplit(maxsplit=1)[-1]
    return (
        below.lstrip()[0].islower()
        or last.endswith((",", "+", "&"))
        or _is_small(last, below)
        or _is_one_date(above, below)
    )


def _is_small(last: str, below: str) -> bool:
    """Tell whether the last word of a line is a small one of any language, and leads to a day if one stands below."""
    return last in _small_words() and (_unparted(below) == below or last.casefold() in _leading_words())


def _unparted(below: str) -> str:
    """Join the day and the month that a line begins with: they are seldom parted."""
    first, *rest = below.split(maxsplit=2)
    is_day = first.rstrip(".").isdigit() and bool(rest) and rest[0].rstrip(".,;:").casefold() in _calendar_words()[0]
    return f"{first}_{rest[0]}" if is_day else below


def _needed(above: str, below: str) -> int:
    """Count the columns that a line and the first word of the next one would take; a day and its month are one word."""
    return len(above.rstrip()) + 1 + len(_unparted(below).split(maxsplit=1)[0])


@cache
def _small_words() -> frozenset[str]:
    """Give the common words of every language, but for labels and prices: a line that ends in one goes on."""
    loaded = [lang.load(code) for code in lang.available()]
    labels = {
        name.casefold()
        for one in loaded
        for names in (*one.labels.event.values(), *one.labels.job_posting.values(), one.labels.notice, one.words.free)
        for name in names
    }
    return frozenset(w for one in loaded for w in one.language.stopwords if w not in labels)


@cache
def _weekdays() -> frozenset[str]:
    loaded = (lang.load(code) for code in lang.available())
    return frozenset(name.casefold() for one in loaded for names in one.dates.weekdays for name in names)


@cache
def _leading_words() -> frozenset[str]:
    """Give the short forms that something follows, in small letters: "Dr.", "no.", "kl."."""
    loaded = [lang.load(code) for code in lang.available()]
    short = {f"{word}." for one in loaded for word in one.sentences.abbreviations if word.isalpha()}
    lead = {word for one in loaded for word in (*one.times.prefixes, *one.dates.before_day)}
    return frozenset(word.casefold() for word in (*short, *lead))


@cache
def _calendar_words() -> tuple[frozenset[str], frozenset[str]]:
    """Give the months of every language, and the words behind an hour."""
    loaded = [lang.load(code) for code in lang.available()]
    months = (name for one in loaded for names in one.dates.months for name in names)
    return frozenset(map(str.casefold, months)), frozenset(word for one in loaded for word in one.times.suffixes)


class _Page:
    """What the lines of a wrapped page tell of where lines begin and end on it."""

    def __init__(self, raw: Sequence[str], width: int) -> None:
        self._raw, self._width = raw, width
        self._fulls = [self._has_no_room(at) for at in range(len(raw))]
        starts = [line for at, line in enumerate(raw) if line.strip() and not (at and self._fulls[at - 1])]
        ends = [line for at, line in enumerate(raw) if line.strip() and not self._fulls[at]]
        goes_on = [raw[at + 1] for at, full in enumerate(self._fulls) if full and raw[at + 1].lstrip()[0].islower()]
        self._shapes = Counter(filter(None, map(_shape, starts)))
        self._columns = Counter(filter(None, map(_column, starts)))
        self._is_table = self._is_of_rows()
        self._labels = Counter(m["label"] for line in starts if (m := _LABEL.match(line.strip())) is not None)
        self._marks = Counter(line.lstrip()[0] for line in starts)
        self._ends = Counter(map(_end, ends))
        self._indents = {_indent(line) for line in goes_on}
        self._is_small = sum(line.lstrip()[0].islower() for line in starts) * _SMALL_SHARE > len(starts)
        self._usual = _usual_marks(raw)

    def is_full(self, at: int) -> bool:
        """Tell whether the line at an index had no room for the first word of the next one."""
        return self._fulls[at]

    def _has_no_room(self, at: int) -> bool:
        above, below = self._raw[at], self._raw[at + 1] if at + 1 < len(self._raw) else ""
        return bool(above.strip()) and bool(below.strip()) and _needed(above, below) > self._width

    def _is_of_rows(self) -> bool:
        """Tell whether below most rows whose end is sure stands the next; what opens otherwise is the rest of one."""
        below = [
            (_shape(row), _shape(line))
            for at, (row, line) in enumerate(pairwise(self._raw))
            if line.strip() and not self._fulls[at] and _has_cells(row) and self._shapes[_shape(row)] > 1
        ]
        return sum(row != line for row, line in below) * _ROW_SHARE < len(below)

    def runs_on(self, row: str, pieces: Sequence[str], below: str) -> bool:
        """Tell whether a line goes on below it; `row` is what its `pieces` are joined to so far."""
        row, start = row.strip(), below.strip()
        if not (_has_letters(row) and _has_letters(start)):
            return False
        is_running = len(pieces) > 1
        is_alike = self._is_alike(row, start, is_running=is_running)
        pros = self._for(row, pieces[-1].strip(), start, is_running=is_running, is_alike=is_alike)
        cons = 3 * is_alike + self._against(row, below) + 4 * self._is_row_below(row, start)
        return pros > cons

    def _for(self, row: str, above: str, below: str, *, is_running: bool, is_alike: bool) -> int:
        """Weigh what speaks for one line."""
        last = above.rsplit(maxsplit=1)[-1]
        is_ended = above.endswith(SENTENCE_TAILS) and last.strip("(").casefold() not in _leading_words()
        is_open = above.endswith(_OPEN_ENDS) and _EMPTY_CELL.search(row) is None and not (is_alike and last[-1] == ":")
        marks = (
            below[0].islower() and not is_alike and not (self._is_small and is_ended),
            is_open or _is_small(last, below),
            _is_open(row),
            not below[0].isalnum() and not self._marks[below[0]],
            _is_one_date(above, below) or last.strip("(").casefold() in _leading_words(),
            self._is_rest_of_row(row, below),
            not is_alike and _completes(row, below, self._usual),
            _opens_with_cell(below) and not _opens_with_cell(row),
        )
        is_likely = is_running or len(below) > self._width // 2 or below.endswith(SENTENCE_TAILS) or not is_ended
        return 3 * sum(marks) + is_likely

    def _is_row_below(self, row: str, below: str) -> bool:
        """Tell whether two lines are rows of one table: both are whole, or open alike, with three cells at least."""
        whole = (mark for mark, count in self._usual.items() if row.count(mark) == below.count(mark) == count)
        if any(self._usual[mark] >= FEWEST_CELLS - 1 for mark in whole):
            return True
        if not (_has_cells(row) and _has_cells(below)) or (
            self._shapes[_shape(row)] > 1 and _shape(row) != _shape(below)
        ):
            return False
        if _LEADER in row and _LEADER in below:
            return not _opens_with_cell(below)
        counts = [len(PARTS.split(line)) for line in (row, below)]
        return counts[0] == counts[1] >= FEWEST_CELLS

    def _is_rest_of_row(self, row: str, below: str) -> bool:
        """Tell whether a line is what does not fit of the table's row above it."""
        if self._shapes[_shape(row)] > 1 and self._is_table and _has_cells(row):
            return _shape(below) not in self._shapes
        column = _column(row)
        return self._columns[column] > 1 and column > 0 and _column(below) not in (0, *self._columns)

    def _against(self, row: str, below: str) -> int:
        """Weigh what speaks for two lines."""
        start = below.strip()
        is_set_off = bool(self._indents) and _indent(below) not in self._indents
        is_heading = start.isupper() and not row.isupper() and " " in start
        opens_day = start.split(maxsplit=1)[0].rstrip(".,:").casefold() in _weekdays() and not start[0].islower()
        is_whole = self._shapes[_shape(row)] < 2 and any(
            row.count(mark) == count and mark in start for mark, count in self._usual.items()
        )
        is_menu = _has_cells(start) and not _has_cells(row)
        weighed = 3 * (is_set_off + is_heading + is_whole) + 5 * (self._ends[_end(row)] > 0)
        return weighed + 2 * (opens_day + is_menu) + self._entry(row, start)

    def _is_alike(self, row: str, below: str, *, is_running: bool) -> bool:
        """Tell whether a line opens as the row above it does, or as several lines do."""
        shape = _shape(below)
        is_usual = self._shapes[shape] > 1 and (
            row.endswith((*SENTENCE_TAILS, ":")) or (self._shapes[_shape(row)] > 1 and not is_running)
        )
        return shape != "" and (_opening(shape) == _opening(_shape(row)) or is_usual)

    def _entry(self, row: str, below: str) -> int:
        """Weigh whether a line opens with a label, or with a mark of lists that a line cannot go on with."""
        if BULLET.match(below) is not None:
            goes_on = below[0] in _DASHES and row[-1].isalnum() and BULLET.match(row) is None
            return 0 if goes_on else 4
        label = _LABEL.match(below)
        is_known = label is not None and (self._labels[label["label"]] > 0 or _LABEL.match(row) is not None)
        return 4 if is_known else 2 * (label is not None)


def _is_one_date(above: str, below: str) -> bool:
    """Tell whether a day, or an hour, is parted: "the 3" above "May", "May" above "2026", "17" above "Uhr"."""
    months, hours = _calendar_words()
    last, first = above.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0].rstrip(".,;:|")
    if last.rstrip(".").isdigit():
        return first.casefold() in months or first in hours
    return _YEAR.match(below) is not None and last.rstrip(".,").casefold() in months


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _column(line: str) -> int:
    """Count the columns before the second cell of a line that wide spaces part; 0 where none do."""
    wide = _WIDE.search(line, _indent(line))
    return 0 if wide is None else wide.end()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _shape(line: str) -> str:
    """Give the form of how a line opens, figures, marks and letters by their case; nothing if any sentence opens so."""
    tokens = line.split(maxsplit=_FEW_TOKENS)[:_FEW_TOKENS]
    shape = _WORD.sub(lambda m: "a" if m[0].islower() else "A", _FIGURES.sub("9", " ".join(tokens)))
    return shape if len(tokens) > 1 and any(not (c.isalpha() or c in " ,") for c in shape.rstrip(".,:")) else ""


def _opening(shape: str) -> tuple[str, ...]:
    return tuple(shape.split()[:2])


def _end(line: str) -> str:
    """Give the words behind the last sentence of a line, one or two, or nothing that any other can end in."""
    found = _LABEL_BEHIND.search(line)
    return line if found is None else found[0]


def _is_open(text: str) -> bool:
    """Tell whether a bracket or a quotation is still open at the end of a text."""
    return any(text.rfind(pair[0]) > text.rfind(pair[1]) for pair in _BRACKETS)


def _usual_marks(raw: Sequence[str]) -> dict[str, int]:
    """Count the bars and dots in a row of the page's table: as many as in most of its rows."""
    found = {}
    for mark in _ROW_MARKS:
        counts = Counter(line.count(mark) for line in raw if line.count(mark) > 1)
        if counts:
            found[mark] = counts.most_common(1)[0][0]
    return found


def _completes(above: str, below: str, usual: dict[str, int]) -> bool:
    """Tell whether two lines are one row of the page's table: together they have as many bars as others have."""
    return any(
        above.count(mark) < count and above.count(mark) + below.count(mark) == count and below.count(mark) < count
        for mark, count in usual.items()
    )


def _join(above: str, below: str) -> str:
    """Join two pieces; what is parted at a hyphen is one word, but for a hyphen that waits ("in- and outside")."""
    waits = below.split(maxsplit=1)[0].islower() and len(below.split(maxsplit=1)[0]) <= _LONGEST_CONJUNCTION
    return f"{above}{below}" if _PARTED.search(above) and not waits else f"{above} {below}"


def _opens_with_cell(text: str) -> bool:
    """Tell whether a line opens with what parts cells: a bar, a dot, a leader."""
    return text.startswith((*_ROW_MARKS, *_DASHES, "..", "…", "__"))


def _has_cells(text: str) -> bool:
    return holds(text, CELL_MARKS) or "  " in text.strip()
