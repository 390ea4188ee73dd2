"""Cards that say how to reach somebody, "Press contact", a name, a post and a telephone: nobody's job changes there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.expressions import has_digit
from feeds.recognise import cards
from feeds.recognise.page import Line, paragraphs
from feeds.recognise.phrases import Phrases
from feeds.recognise.rules import GENDERS, Knowledge

_TALLEST, _LONGEST = 8, 60
_FEWEST = 2
#: "Tel. +49 000 555-0", "070-000 00 00".
_TELEPHONE = re.compile(r"(?:[^\W\d_]{1,12}[.:]{0,2} ?)?\+?\(?\d[\d ()/-]{5,20}\d")


def numbers(lines: Sequence[Line], phrases: Phrases) -> frozenset[int]:
    """Number the lines of all cards that only say how to reach somebody."""
    if not any(map(_reaches, lines)):
        return frozenset()
    return frozenset(line.number for block in paragraphs(lines) if _is_contact(block, phrases) for line in block)


def tells_change(heading: str, phrases: Phrases) -> bool:
    """Tell whether a heading says what happened to all below it, “Appointments”, “New colleagues”, and not “People”."""
    return phrases.new.search(heading) is not None or phrases.rubric(heading) is not None


def unreached(lines: tuple[Line, ...], phrases: Phrases) -> tuple[Line, ...]:
    """Leave out how to reach those of whom a heading tells a change, where cards of several say no more than that."""
    told = [block for block in paragraphs(lines) if _is_contact(block, phrases)]
    count = sum(map(len, told))
    if count < len(lines) and (len(told) < _FEWEST or 2 * count <= len(lines)):
        return lines
    return tuple(line for line in lines if not _reaches(line))


def asides(lines: Sequence[Line], know: Knowledge) -> frozenset[int]:
    """Number the lines of cards beside postings that say below “Your contact” whom to ask: “Ann Bo, cook”."""
    if not any(map(_reaches, lines)):
        return frozenset()
    headed = (block for block in paragraphs(lines) if 1 < len(block) <= _TALLEST and any(map(_reaches, block)))
    told = (block for block in headed if know.jobs.aside.fullmatch(block[0].text.rstrip(":")) is not None)
    return frozenset(line.number for block in told if not any(map(_is_of_posting, block)) for line in block)


def _is_of_posting(line: Line) -> bool:
    return line.is_sentence or GENDERS.search(line.text) is not None


def _reaches(line: Line) -> bool:
    """Tell whether a line is an address of mail or a telephone."""
    text = line.text
    if "@" in text:
        return not line.is_sentence and len(text) <= _LONGEST
    return has_digit(text) and _TELEPHONE.fullmatch(text) is not None


def _is_contact(block: Sequence[Line], phrases: Phrases) -> bool:
    if not 1 < len(block) <= _TALLEST or not any(map(_reaches, block)):
        return False
    return not any(_tells(line, phrases) for line in block)


def _tells(line: Line, phrases: Phrases) -> bool:
    """Tell whether a line of a card says more than who somebody is: a sentence, a label of notices, a change."""
    text = line.text
    if _reaches(line):
        return False
    if line.is_sentence or len(text) > _LONGEST or phrases.new.search(text) is not None:
        return True
    label = cards.label_of(line, phrases)
    is_told = phrases.rubric(text) is not None or phrases.verb(text) is not None
    return is_told or (label is not None and label[1] is not None)
