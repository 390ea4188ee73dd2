"""The lines of an article that are no text of it: its picture, its byline, a credit, a date, where to read more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from feeds.expressions import Index, has_digit, holds, lowered
from feeds.kept import kept
from feeds.recognise.rules import CompiledRule, Knowledge, facts_of

#: The rule that reads a line, and the facts that it finds there.
Reading: TypeAlias = tuple[CompiledRule, dict[str, str]]

SPECIAL = ("picture", "locked", "byline", "credit", "skip", "published")
LONGEST_SPECIAL = 260
#: What a writer is, behind the name: ", farming editor".
_OFFICE = re.compile(r",(?: [a-zà-ÿ][\w-]*){1,4}(?=$|,)")
_BARS = re.compile(r" [|·•] |\s{3,}")
_BAR_MARKS = (" | ", " · ", " • ", "   ")
_NOTHING: Mapping[str, Reading] = {}


class ArticleLines:
    """What lines are in an article; several readers ask it of each line, and of most lines it is nothing."""

    def __init__(self, know: Knowledge) -> None:
        """Number the rules of all parts: one look at a line tells those whose words stand in it."""
        self._know = know
        self._rules = [(part, rule) for part in SPECIAL for rule in know.rules(part)]
        self._index = Index([rule.pattern for _, rule in self._rules])

    def read(self, text: str, parts: Iterable[str]) -> Reading | None:
        """Read a whole line with the first of some parts that fits it."""
        found = self.parts(text)
        if found:
            for part in parts:
                if part in found:
                    return found[part]
        return None

    @kept
    def parts(self, text: str) -> Mapping[str, Reading]:
        """Give what a whole line is by each part that fits it."""
        if len(text) > LONGEST_SPECIAL:
            return _NOTHING
        found = self._whole(text)
        if ", " in text and "byline" not in found:
            found = self._also("byline", self._without_offices(text), found)
        if "published" not in found and has_digit(text) and holds(text, _BAR_MARKS):
            found = self._also("published", self._without_change(text), found)
        return found

    def _whole(self, text: str) -> Mapping[str, Reading]:
        found: dict[str, Reading] = {}
        for part, rule in self._able(self._index.of(lowered(text))):
            if part not in found and (match := rule.pattern.fullmatch(text)) is not None:
                found[part] = rule, facts_of(match)
        return found

    @kept
    def _able(self, bits: int) -> Sequence[tuple[str, CompiledRule]]:
        """List the rules that some bits stand for; of the same few most lines have words."""
        return [rule for number, rule in enumerate(self._rules) if bits >> number & 1]

    def _also(self, part: str, shorter: str | None, found: Mapping[str, Reading]) -> Mapping[str, Reading]:
        """Add what a line is without some of its words."""
        read = self._whole(shorter).get(part) if shorter is not None else None
        return found if read is None else {**found, part: read}

    def _without_offices(self, text: str) -> str | None:
        """Give a byline without what the writers are."""
        plain = _OFFICE.sub("", text)
        if plain == text:
            return None
        for word in self._know.language.dates.list_words:
            plain = plain.replace(f", {word} ", f" {word} ")
        return plain

    def _without_change(self, text: str) -> str | None:
        """Give a date of publication without the date of a change behind it."""
        first, *rest = _BARS.split(text)
        return first if rest and self._know.updated.search(rest[0]) is not None else None


@cache
def article_lines(know: Knowledge) -> ArticleLines:
    """Give the lines of articles in a language."""
    return ArticleLines(know)
