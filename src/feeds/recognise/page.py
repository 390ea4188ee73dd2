"""A page as lines, the language it is in, and the blocks its markers divide it into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from feeds import lang
from feeds.lang import Block
from feeds.recognise.rules import Knowledge
from feeds.text import clean

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_PARTS = re.compile(r"\s*[|·•»]\s*|(?<=[^\W\d_])[^\S\n]{2,}(?=[^\W_])|\t+")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_TAIL = re.compile(r"[.!?…][\"”’»)]?$")
_DETECTION_LENGTH = 6000


class Line(msgspec.Struct, frozen=True):
    """A line that is not blank: 1-based `number`, folded `text`, `indent` in columns, a blank line before it or not.

    `parts` counts what bars, middle dots or wide spaces part it into.
    """

    number: int
    text: str
    indent: int
    after_gap: bool
    parts: int = 1

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        return _SENTENCE_TAIL.search(self.text) is not None


class Section(msgspec.Struct, frozen=True):
    """A block of the page: its kind, the line that opens it (none for `main`), the title there, and its lines."""

    kind: Block | None
    opener: Line | None
    title: str | None
    lines: tuple[Line, ...]
    is_last: bool


def read_lines(text: str) -> tuple[Line, ...]:
    """Give the lines of a page that are not blank."""
    lines, gap = [], False
    for number, raw in enumerate(_INVISIBLE.sub("", clean(text)).split("\n"), 1):
        folded = _SPACES.sub(" ", raw).strip()
        if not folded:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        lines.append(Line(number, folded, indent, gap, len(_PARTS.split(raw.strip()))))
        gap = False
    return tuple(lines)


@cache
def _betrayers() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for code in lang.available():
        for word in lang.load(code).language.stopwords:
            words[word] = (*words.get(word, ()), code)
    return words


def detect_language(text: str, default: str) -> str:
    """Tell which language's common words a text holds most of; words of one language alone count double."""
    scores: dict[str, int] = {}
    betrayers = _betrayers()
    for word in _WORD.findall(text[:_DETECTION_LENGTH].casefold()):
        codes = betrayers.get(word, ())
        for code in codes:
            scores[code] = scores.get(code, 0) + (4 if len(codes) == 1 else 1)
    return max(sorted(scores), key=lambda code: scores[code]) if scores else default


def divide(lines: Sequence[Line], know: Knowledge) -> tuple[Section, ...]:
    """Divide a page at its markers; the first section is the main one and has no marker.

    A heading that is a common word (a menu has them too) opens a block only where its lines bear it out.
    """
    openings: list[_Opening] = [_Opening(0, None, None, None)]
    for index, line in enumerate(lines):
        found = know.marker(line.text)
        if found is not None:
            openings.append(_Opening(index + 1, found[0].block, line, found[1]))
    kept = [openings[0]]
    for number, opening in enumerate(openings[1:], 1):
        end = openings[number + 1].start - 1 if number + 1 < len(openings) else len(lines)
        if _is_borne_out(opening.kind, lines[opening.start : end], know):
            kept.append(opening)
    ends = [opening.start - 1 for opening in kept[1:]] + [len(lines)]
    return tuple(
        Section(o.kind, o.opener, o.title, tuple(lines[o.start : end]), end == len(lines))
        for o, end in zip(kept, ends, strict=True)
    )


class _Opening(msgspec.Struct, frozen=True):
    start: int
    kind: Block | None
    opener: Line | None
    title: str | None


def _is_borne_out(kind: Block | None, lines: Sequence[Line], know: Knowledge) -> bool:
    match kind:
        case "programme":
            return any(know.grammar.find(line.text) is not None for line in lines)
        case "postings":
            return any(know.label.fullmatch(line.text) is not None for line in lines)
        case _:
            return True
