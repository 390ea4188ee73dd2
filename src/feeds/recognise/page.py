"""A page as lines, the language it is in, and the blocks its markers divide it into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import filterfalse

import msgspec

from feeds import lang
from feeds.lang import Block
from feeds.recognise.rules import Knowledge
from feeds.text import clean

# Not the joiners U+200C and U+200D: scripts and emoji need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_PARTS = re.compile(r"\s*[|·•»]\s*|(?<=[^\W\d_])[^\S\n]{2,}(?=[^\W_])|\t+")
#: What stands before an entry of a list.
BULLET = re.compile(r"^[-–—•*·]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_TAILS = tuple(stop + closer for stop in ".!?…" for closer in ("", *'"”’»)'))
_DETECTION_LENGTH = 6000
#: BCP 47: a language that cannot be told.
UNKNOWN = "und"
#: Of a page's different words every tenth is a common one of its language; of a strange language, every fortieth.
_LEAST_SHARE = 0.05
_FEW_WORDS = 30


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
        return self.text.endswith(_SENTENCE_TAILS)


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
        bare = raw.strip()
        if not bare:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip())
        folded = " ".join(bare.split())
        lines.append(Line(number, folded, indent, gap, _count_parts(bare, folded)))
        gap = False
    return tuple(lines)


def _count_parts(text: str, folded: str) -> int:
    if text == folded and not ("|" in text or "·" in text or "•" in text or "»" in text):
        # Most lines: no wide space and no bar, so nothing that the expression could find.
        return 1
    return len(_PARTS.split(text))


@cache
def _betrayers() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for code in lang.available():
        for word in lang.load(code).language.stopwords:
            words[word] = (*words.get(word, ()), code)
    return words


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    return {code: lang.load(code).language.endings for code in lang.available()}


@cache
def _tails() -> tuple[int, frozenset[str]]:
    """Give the last letters of all endings, as many as the shortest one has."""
    every = [ending for endings in _endings().values() for ending in endings]
    length = min(map(len, every))
    return length, frozenset(ending[-length:] for ending in every)


@cache
def _letters() -> dict[str, frozenset[str]]:
    return {code: frozenset(lang.load(code).language.letters) for code in lang.available()}


def detect_language(text: str, default: str) -> str:
    """Tell which language's common words a text holds most of; `und` (BCP 47) when it holds too few of any.

    Words of one language alone count fourfold, word endings double.
    """
    scores: Counter[str] = Counter()
    known: Counter[str] = Counter()
    betrayers = _betrayers()
    tokens = text[:_DETECTION_LENGTH].casefold().split()
    # Most tokens are words as they stand; the expression is slow, so it sees only the others.
    words = [*filter(str.isalpha, tokens), *_WORD.findall(" ".join(filterfalse(str.isalpha, tokens)))]
    counts = Counter(words)
    for word in counts.keys() & betrayers.keys():
        for code in betrayers[word]:
            known[code] += 1
            scores[code] += counts[word] * (4 if len(betrayers[word]) == 1 else 1)
    # Few words end as any ending does; only those are compared with all of them.
    length, tails = _tails()
    ended = [word for word in counts if word[-length:] in tails]
    for code, endings in _endings().items():
        scores[code] += 2 * sum(word.endswith(endings) for word in ended)
    best = max(sorted(scores), key=lambda code: scores[code])
    if len(counts) >= _FEW_WORDS:
        return best if known[best] >= len(counts) * _LEAST_SHARE else UNKNOWN
    return best if scores[best] else default


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
