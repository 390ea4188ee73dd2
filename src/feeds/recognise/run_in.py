"""Paragraphs that open with the name of an event, each taken apart: "AGM. We meet on 3 May at 7 pm. Free."."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import block_events, stamps
from feeds.recognise.blocks import Block
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.lines import Row, is_remark, read_rows, told_in_prose
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.programme import dated_by_page
from feeds.recognise.rows import read_row, with_colons
from feeds.recognise.rules import Knowledge

#: A stop behind a number ends a sentence where a word follows that is no month.
_BEHIND_NUMBER = re.compile(r"\.(?:(?<=[^\W\d]\s\d\d\.)|(?<=[^\W\d]\s\d\.))\s+(?=[^\W\d_a-zæøåäöüß][^\W\d_]+:? \S)")
_MOST_WORDS = 8
_SHORTEST_NAME, _LONGEST_NAME = 3, 70
_FEWEST = 2
_MANY = 0.5
_NEAR = 60
_HEIGHT = 8


def read(
    lines: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings, *, is_prose: bool = False
) -> bool:
    """Read the events of such paragraphs, of which a page has several; tell whether there were any.

    With `is_prose` only where one of them tells its day in a sentence that no row of a listing can be.
    """
    know = setting.know
    open_lines = [line for line in lines if line.number not in findings.taken]
    can_be = [line for line in open_lines if ". " in line.text[: _NEAR + 2 * _LONGEST_NAME]]
    # Of a paragraph some part has a day or says what repeats.
    if len(can_be) < _FEWEST or len(at := stamps.dated(can_be, know, open_lines)) < _FEWEST:
        return False
    # Of most pages no line has such parts: to look for days and what repeats takes longer.
    parted = [(can_be[n], found) for n in at if (found := _parts_of(can_be[n], know))]
    parts = [part for part in parted if _is_dated(part[0].text, know)] if len(parted) >= _FEWEST else []
    if len(parts) < _FEWEST:
        return False
    told = [line for line in open_lines if _is_dated(line.text, know)]
    entries = [part for part in parts if BULLET.match(part[0].text)]
    if len(parts) < len(told) * _MANY:
        parts = entries
    if len(parts) < _FEWEST or (is_prose and all(read_row([line], 0, None, know) for line, _ in parts)):
        return False
    days = [day for line in lines for found in know.grammar.find_all(line.text) for day in found.days]
    head = [*([opener] if opener is not None else ()), *lines[:_HEIGHT]]
    setting = dated_by_page(head, days, setting)
    made = [_make(line, found, setting, findings) for line, found in parts]
    return any(made)


def _make(line: Line, parts: Sequence[str], setting: Setting, findings: Findings) -> bool:
    own = [msgspec.structs.replace(line, text=text, cells=(), after_gap=False, shown=line.text) for text in parts]
    title = Row((own[0],), "heading")
    rows = told_in_prose(read_rows(own[1:], setting.know), setting.know)
    return block_events.make(Block(title, (title, *rows), parts[0]), setting, findings)


def _is_dated(text: str, know: Knowledge) -> bool:
    if know.repetition.has(text):
        return True
    return has_digit(text) and know.grammar.find(text) is not None


def _parts_of(line: Line, know: Knowledge) -> list[str]:
    """Give the name that opens a paragraph and the sentences behind it; nothing where it has no such name."""
    text = BULLET.sub("", line.text)
    if ". " not in text[: _NEAR + _LONGEST_NAME] or len(line.cells) > 1:
        return []
    text = with_colons(text, know) if "? " in text else text
    sentences = know.sentences(text)
    if not sentences or not _is_name(_BEHIND_NUMBER.split(sentences[0])[0], know):
        return []
    first, *more = [part for one in sentences for part in _BEHIND_NUMBER.split(one)]
    if not any(_is_dated(one, know) for one in more):
        return []
    return [first, *(text if text.endswith((".", "!", "?")) else f"{text}." for text in more)]


def _is_name(text: str, know: Knowledge) -> bool:
    """Tell whether a sentence is no sentence: short, without a time, without a word that says it takes place."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_NAME or text.endswith(("!", "…")):
        return False
    if not words[0][:1].isupper() and words[0][:1] not in "\"“”„«»'‘’":
        return False
    if stamps.weekday(words[0], know.grammar) is not None or is_remark(text, know) or len(text) < _SHORTEST_NAME:
        return False
    is_told = know.event_verb.search(text) is not None or know.title_lead.match(text) is not None
    return text.isupper() or not (is_told or _is_dated(text, know) or know.deadline.search(text) is not None)
