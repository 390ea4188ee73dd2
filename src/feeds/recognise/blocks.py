"""Events told as blocks: labelled records and groups of short lines, each below its title or round it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.recognise.lines import FACTS, Row

#: How many lines of text may stand between a title and the facts below it.
_MOST_BETWEEN = 4
_MOST_PARAGRAPHS_ABOVE = 3
_FEWEST_STYLED = 2
#: A number that counts an entry.
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|\(\d{1,2}\))\s+(?=\S)")


class Block(msgspec.Struct, frozen=True):
    """The rows of one event: its title, all of them; the title without its number, and the row above them."""

    title: Row | None
    rows: tuple[Row, ...]
    name: str = ""
    above: Row | None = None

    @property
    def has_when(self) -> bool:
        """Tell whether a row says when the event takes place."""
        return any(row.has_when for row in self.rows)


class _Run(msgspec.Struct, frozen=True):
    """Rows of facts that follow one another at `begin:end`."""

    begin: int
    end: int
    keys: frozenset[str]
    has_when: bool


class _Open:
    """An event whose rows are being gathered."""

    __slots__ = ("begin", "has_when", "keys", "title")

    def __init__(self, begin: int, title: int | None, run: _Run) -> None:
        self.begin = begin
        self.title = title
        self.keys = set(run.keys)
        self.has_when = run.has_when

    def take(self, run: _Run) -> None:
        """Add the facts of another run."""
        self.keys |= run.keys
        self.has_when = self.has_when or run.has_when


def find_blocks(rows: Sequence[Row]) -> list[Block]:
    """Divide rows into events: a new one begins where a fact is told again, at the title above it."""
    paragraphs = _paragraphs(rows)
    runs = _runs(rows, paragraphs)
    opened: list[_Open] = []
    floor = 0
    is_many = sum(run.has_when for run in runs) > 1
    styled = _styled_titles(rows, paragraphs, runs)
    for number, run in enumerate(runs):
        title = _title_above(rows, paragraphs[run.begin], floor, run.begin)
        is_titled = title is not None or _stands_above(rows, paragraphs, run.begin, floor)
        known = opened[-1] if opened else None
        # Facts above the title in its own paragraph wait for it.
        is_half = known is not None and known.title is None and paragraphs[known.begin] == paragraphs[run.begin]
        ahead = _in_paragraph(runs, number, paragraphs)
        if known is None or _begins(known, run, ahead, has_title=is_titled, is_many=is_many and not is_half):
            opened.append(_open(rows, paragraphs, run, styled.get(run.begin, title), floor))
        else:
            if known.title is None and title is not None and rows[title].part == "heading":
                known.title = title
            known.take(run)
        floor = run.end
    return _closed(rows, opened)


def _paragraphs(rows: Sequence[Row]) -> list[int]:
    """Give for each row the place where its paragraph begins; a line of dashes parts them too."""
    start, starts = 0, []
    for index, row in enumerate(rows):
        if index and (row.line.after_gap or row.part == "rule" or rows[index - 1].part == "rule"):
            start = index
        starts.append(start)
    return starts


def _runs(rows: Sequence[Row], paragraphs: Sequence[int]) -> list[_Run]:
    runs: list[_Run] = []
    index = 0
    while index < len(rows):
        if not rows[index].is_core:
            index += 1
            continue
        end = index
        keys: set[str] = set()
        while end < len(rows) and paragraphs[end] == paragraphs[index] and rows[end].part in FACTS:
            if keys & rows[end].keys and _starts_anew(rows, index, end):
                break
            keys |= rows[end].keys
            end += 1
        runs.append(_Run(index, end, frozenset(keys), any(row.has_when for row in rows[index:end])))
        index = end
    return runs


def _starts_anew(rows: Sequence[Row], begin: int, index: int) -> bool:
    """Tell whether a fact told again is the next event's: several dates alone below one another are one's."""
    return any(row.part == "label" for row in rows[begin : index + 1])


def _in_paragraph(runs: Sequence[_Run], number: int, paragraphs: Sequence[int]) -> tuple[frozenset[str], bool]:
    """Give the facts of a run and of those after it in its paragraph, up to one that tells a fact again."""
    first = runs[number]
    keys, has_when = first.keys, first.has_when
    for run in runs[number + 1 :]:
        if paragraphs[run.begin] != paragraphs[first.begin] or keys & run.keys:
            break
        keys, has_when = keys | run.keys, has_when or run.has_when
    return keys, has_when


def _begins(known: _Open, run: _Run, ahead: tuple[frozenset[str], bool], *, has_title: bool, is_many: bool) -> bool:
    """Tell whether a run opens the next event; where there are many, facts without a time before it are for all."""
    if known.keys & run.keys:
        return True
    if not has_title:
        return False
    if bool(known.keys & ahead[0]) or (ahead[1] and (known.has_when or is_many)):
        return True
    # A last day under a title of its own is not the event's above: a posting, a competition.
    return is_many and all("_deadline " in key for key in ahead[0])


def _title_above(rows: Sequence[Row], start: int, floor: int, begin: int) -> int | None:
    """Find the title of a run in its own paragraph: the first heading of it, or the last one before the run."""
    if floor <= start:
        return next((i for i in range(start, begin) if rows[i].part == "heading"), None)
    for i in range(begin - 1, max(floor, begin - _MOST_BETWEEN) - 1, -1):
        if rows[i].part == "heading":
            return i
    return None


def _title_below(rows: Sequence[Row], run: _Run) -> int | None:
    """Find the title right below a date that opens a paragraph, or below labels that do."""
    first = rows[run.begin]
    index = run.end if first.part == "label" else run.begin + 1
    is_apart = first.part == "when" and bool(first.cells)
    if is_apart or first.lead or index >= len(rows) or rows[index].line.after_gap:
        return None
    return index if rows[index].part in {"heading", "kicker"} else None


def _kicker(rows: Sequence[Row], start: int, begin: int) -> int | None:
    """Find a line that only says what kind of event follows: the title where there is no other."""
    kickers = (i for i in range(start, begin) if rows[i].part == "kicker")
    return next((i for i in kickers if not rows[i].line.text.endswith(":")), None)


def _styled_titles(rows: Sequence[Row], paragraphs: Sequence[int], runs: Sequence[_Run]) -> dict[int, int]:
    """Give the titles of runs on pages that have them in a form of their own: below each date, or in quotation marks.

    A run that has a title both above and below is decided by the others.
    """
    firsts = [r for r in runs if r.begin == paragraphs[r.begin] and not rows[r.begin].line.is_sentence]
    if len(firsts) < _FEWEST_STYLED:
        return {}
    below = {run.begin: title for run in firsts for title in [_title_below(rows, run)] if title is not None}
    is_above = any(_stands_above(rows, paragraphs, run.begin) for run in firsts[1:])
    labelled = [run for run in firsts if rows[run.begin].part == "label"]
    if any(run.begin not in below for run in labelled):
        # A heading below some labels is a line of the text, unless all have one.
        below = {begin: title for begin, title in below.items() if rows[begin].part != "label"}
    return {} if is_above else below


def _stands_above(rows: Sequence[Row], paragraphs: Sequence[int], begin: int, floor: int = 0) -> bool:
    """Tell whether a run opens its paragraph and the one above consists of a title."""
    if begin <= floor or begin != paragraphs[begin] or paragraphs[begin - 1] < floor:
        return False
    parts = {row.part for row in rows[paragraphs[begin - 1] : begin]}
    return "heading" in parts and parts <= {"heading", "kicker", "remark"}


def _open(rows: Sequence[Row], paragraphs: Sequence[int], run: _Run, title: int | None, floor: int) -> _Open:
    if title is None and rows[run.begin].lead:
        return _Open(run.begin, run.begin, run)
    start = paragraphs[run.begin]
    is_whole = floor <= start
    if title is None and floor:
        title = _kicker(rows, max(start, floor), run.begin)
    if title is None and is_whole:
        title = _heading_above(rows, paragraphs, floor, start)
    if title is None:
        title = _kicker(rows, max(start, floor), run.begin)
    begin = start if is_whole else run.begin
    return _Open(begin if title is None else min(title, begin), title, run)


def _heading_above(rows: Sequence[Row], paragraphs: Sequence[int], floor: int, top: int) -> int | None:
    """Find the heading above the paragraph of a run, over text of its own."""
    index, seen = top - 1, 0
    while index >= floor and seen < _MOST_PARAGRAPHS_ABOVE:
        begin = max(paragraphs[index], floor)
        headings = [i for i in range(begin, index + 1) if rows[i].part == "heading"]
        if headings:
            return headings[0]
        index, seen = begin - 1, seen + 1
    return None


def _closed(rows: Sequence[Row], opened: Sequence[_Open]) -> list[Block]:
    if not opened:
        return []
    ends = [*(one.begin for one in opened[1:]), len(rows)]
    ends[-1] = _end_of_last(rows, opened, ends)
    ends = [_end_of_section(rows, one, end) for one, end in zip(opened, ends, strict=True)]
    titles = [rows[one.title] if one.title is not None else None for one in opened]
    names = _names(titles)
    return [
        Block(title, tuple(rows[one.begin : end]), name, rows[one.begin - 1] if one.begin else None)
        for one, end, title, name in zip(opened, ends, titles, names, strict=True)
    ]


def _end_of_section(rows: Sequence[Row], one: _Open, end: int) -> int:
    """End an event with a number before its title where the next section with one begins: "4. New caretaker"."""
    if one.title is None or _NUMBER.match(rows[one.title].line.text) is None:
        return end
    numbered = (i for i in range(one.title + 1, end) if _NUMBER.match(rows[i].line.text) is not None)
    return next((i for i in numbered if rows[i].part == "heading" and rows[i].line.after_gap), end)


def _names(titles: Sequence[Row | None]) -> list[str]:
    """Give the titles; numbers that count them are no part of them."""
    texts = [title.line.text if title is not None else "" for title in titles]
    numbered = sum(_NUMBER.match(text) is not None for text in texts)
    return [_NUMBER.sub("", text) for text in texts] if numbered > 1 else texts


def _end_of_last(rows: Sequence[Row], opened: Sequence[_Open], ends: Sequence[int]) -> int:
    """End the last event where its paragraph ends, when the others have but one: the page's foot follows."""

    def first_gap(begin: int, end: int) -> int:
        core = max(i for i in range(begin, end) if rows[i].is_core)
        return next((i for i in range(core + 1, end) if rows[i].line.after_gap or rows[i].part == "rule"), end)

    others = zip(opened[:-1], ends[:-1], strict=True)
    if len(opened) > 1 and all(first_gap(one.begin, end) == end for one, end in others):
        return first_gap(opened[-1].begin, len(rows))
    return len(rows)
