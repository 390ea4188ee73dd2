"""The shapes of lines in lists of postings: marks before titles, labels with values, cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from feeds.expressions import has_digit
from feeds.recognise.job_lines import (
    apply_by,
    begins_closed,
    cell_kind,
    is_role,
    is_rule,
    is_term,
    parted,
    status,
)
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge

#: Marks of any kind before a title: arrows, squares, stars, emoji, a dash; a counter; a place in brackets.
_MARK = re.compile(r"(?:[^\w\s(\[\"'«“”„#&/.,:+-]+\s*|[-–—*+#=]+\s+)+")
_COUNTER = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}[.)]|\(?[a-z]\))\s+")
_BRACKET = re.compile(r"\[(?P<place>[^\]\d]{2,60})\]\s*")
LEADER = re.compile(r"(?P<label>[^\W\d][^.:]{1,30}?)\s*(?:\.{2,}|…+|_{3,}|(?: \.){2,})\s*(?P<value>\S.*)")
LABEL = re.compile(r"(?P<label>[^\W\d](?:[\w ,/&'’.@-]{0,50}[\w.])?)\s?:\s+(?P<value>\S.*)")
CELL = re.compile(r"\s*[|·•●]\s*|\s+(?:[–—-]{1,2}|/{1,2}|→)\s+|\s*;\s+")
_ASIDE_DATE = re.compile(r"\s*\([^()]*\)$")
_MONEY = re.compile(r"[£€$]|\b(?:kr|CHF|EUR|DKK|SEK|NOK|Fr)\b\.?")
_LONGEST_TITLE = 110
_LONGEST_LINE = 600
_FEWEST_ALIKE = 3
_ENDS = 2


def strength(lines: Sequence[Line], know: Knowledge) -> int:
    """Count the lines that only postings have."""
    return sum(_is_strong(line, know) for line in lines)


def _is_strong(line: Line, know: Knowledge) -> bool:
    text = line.text
    if len(text) > _LONGEST_LINE:
        return False
    if GENDERS.search(text) is not None:
        return True
    if has_digit(text) and apply_by(text, know) is not None:
        return True
    label = LABEL.match(text) or LEADER.match(text)
    if label is not None and know.jobs.applying.search(label["label"]) is not None:
        return True
    cells = cells_in(line, text)
    if len(cells) > 1:
        return any(is_term(cell, know) for cell in cells[1:]) and is_role(cells[0], know)
    return len(text) <= _LONGEST_TITLE and (status(text, know) or (label is None and is_term(text, know)))


def blocks_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Part lines at gaps and rules; lines without a letter or a figure are left out."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if blocks[-1] and (line.after_gap or is_rule(line)):
            blocks.append([])
        if any(map(str.isalnum, line.text)):
            blocks[-1].append(line)
    return blocks


def cells_in(line: Line, text: str) -> list[str]:
    """Part a line, or what is left of it, at tabs, bars, dots, dashes and strokes that stand apart."""
    pieces = line.cells if line.cells and text == line.text else (text,)
    return [cell for piece in pieces for cell in CELL.split(piece) if cell.strip()]


def whole_days(cells: list[str], text: str, know: Knowledge) -> list[str]:
    """Join the two cells that are the ends of a stretch of days: “When: 8 June – 31 July”."""
    if len(cells) < _ENDS or not has_digit(text):
        return cells
    found = know.grammar.find(text)
    if found is None or not found.is_range:
        return cells
    for n, (first, last) in enumerate(pairwise(cells)):
        begin = text.find(first)
        end = text.find(last, begin + len(first)) + len(last)
        if begin <= found.start < begin + len(first) and end - len(last) < found.end <= end:
            return [*cells[:n], text[begin:end], *cells[n + 2 :]]
    return cells


def titled_cells(cells: list[str], text: str, know: Knowledge) -> list[str]:
    """Join the first two cells where a stroke parts two words for one job: "Cook / Chef – Oslo"."""
    named = len(cells) > 1 and " " not in cells[0] and text.startswith(f"{cells[0]} / {cells[1]}")
    if named and is_role(cells[0], know) and know.jobs.role.match(cells[1]) is not None:
        return [f"{cells[0]} / {cells[1]}", *cells[2:]]
    if len(cells) < _FEWEST_ALIKE or not text.startswith(pair := f"{cells[0]} / {cells[1]}"):
        return cells
    is_one = all(is_role(cell, know) and " " not in cell for cell in cells[:2])
    return [pair, *cells[2:]] if is_one else cells


def unmarked(text: str) -> tuple[str, str | None, bool]:
    """Take marks, counters and a place in brackets off the front of a line."""
    begin = 0
    for pattern in (_MARK, _COUNTER):
        match = pattern.match(text, begin)
        begin = match.end() if match is not None and match.end() < len(text) else begin
    bracket = _BRACKET.match(text, begin)
    if bracket is not None and bracket.end() < len(text):
        return text[bracket.end() :], bracket["place"], True
    return text[begin:].rstrip(" —–-★*=#") or text, None, begin > 0


def without_call(title: str, know: Knowledge) -> str:
    """Take a word that seeks somebody off the end of a title: "Cook wanted"."""
    role, _, word = title.rstrip("!").rpartition(" ")
    if not role or know.jobs.heading.fullmatch(word) is None or not is_role(role, know):
        return title
    asked = (rule.read(title.rstrip("!")) for rule in know.rules("vacancy"))
    return role if any(facts == {"role_name": role} for facts in asked) else title


def kind_of(text: str, know: Knowledge) -> str:
    """Tell what a cell is: a field, `closed`, `other`, or `plain` for a name of whatever kind."""
    kind = cell_kind(text, know)
    if kind is None and begins_closed(text, know) and (text.isupper() or " " not in text.partition(",")[0]):
        return "closed"
    is_name = ": " in text or (is_role(text, know) and not _is_of_terms(text, know))
    if kind == "employment_type" and is_name and not know.jobs.term.fullmatch(text):
        return "plain"
    if kind == "other" and is_role(text, know) and cell_kind(_ASIDE_DATE.sub("", text), know) is None:
        return "plain"
    if kind is not None:
        return kind
    is_other = not text[:1].isupper() or _MONEY.search(text) is not None
    return "other" if is_other else "plain"


def _is_of_terms(text: str, know: Knowledge) -> bool:
    """Tell whether a text opens with terms that name no job: "37 hours, changing shifts"."""
    first, *rest = parted(text)
    is_small = bool(rest) and all(piece[:1].islower() for piece in rest)
    return is_small and know.jobs.term.fullmatch(first) is not None and not is_role(first, know)
