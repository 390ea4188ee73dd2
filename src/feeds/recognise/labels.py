"""Labelled facts of events: `Label: value`, several on a line, alone on a line, with a dash or with nothing between."""

from __future__ import annotations

import re

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.facts import price_in
from feeds.recognise.marks import BULLET
from feeds.recognise.moments import read_told
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_AROUND = " |·•;,\t*_"
_LONGEST_PLACE = 90
_LONGEST_LEAD = 120
#: What stands behind a label that has no value yet.
_LOOSE_MARK = ("", ":", "?")
#: What a label of several words ("Hosted by") says without a mark.
_PEOPLE = frozenset({"organizer", "performers"})
WHEN = frozenset({"when", "new_date"})


class Fact(msgspec.Struct, frozen=True):
    """A fact behind its label: the field, the value, the lines of both, and the label itself."""

    field: str
    value: str
    lines: tuple[Line, ...]
    label: str

    @property
    def is_shouted(self) -> bool:
        """Tell whether the label stands in capitals, and its value does not."""
        return self.lines[0].text.startswith(self.label.upper()) and not self.value.isupper()

    @property
    def key(self) -> str:
        """What cannot stand twice in one record; facts of one kind can, behind labels of their own."""
        return f"{self.field} {self.label}"


class Labels(msgspec.Struct, frozen=True):
    """The labelled facts of one line, and the text in front of them."""

    lead: str
    facts: tuple[Fact, ...]


def read_line(line: Line, know: Knowledge) -> Labels | None:
    """Read the labelled facts of a line; a label that stands alone has an empty value."""
    text = BULLET.sub("", line.text).strip("*_ ")
    if ":" in text:
        found = list(know.inline_label.finditer(text))
        if found and (found[0].start() == 0 or len(found) > 1) and found[0].start() <= _LONGEST_LEAD:
            return Labels(text[: found[0].start()].strip(_AROUND + ":–—-("), _between(text, found, line, know))
    fact = _one(text, line, know)
    return None if fact is None else Labels("", (fact,))


def _between(text: str, found: list[re.Match[str]], line: Line, know: Knowledge) -> tuple[Fact, ...]:
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        _fact(match["label"], text[match.end() : end].strip(_AROUND), line, know)
        for match, end in zip(found, ends, strict=True)
    )


def _fact(label: str, value: str, line: Line, know: Knowledge) -> Fact:
    return Fact(know.event_labels[label.casefold()], value, (line,), label.casefold())


def _one(text: str, line: Line, know: Knowledge) -> Fact | None:
    match = know.event_label.fullmatch(text)
    if match is None:
        return None
    mark, value = (match["mark"] or "").strip(), (match["value"] or "").strip(_AROUND)
    fact = _fact(match["label"], value, line, know)
    if not value:
        return fact if mark in _LOOSE_MARK else None
    if (not mark and fact.label in know.leads_time) or _opens_untimed(fact, know):
        return None
    return fact if mark in {":", "=", "?"} or _is_plain(fact, mark, know) else None


def _opens_untimed(fact: Fact, know: Knowledge) -> bool:
    """Tell whether a label of time opens a paragraph and no time stands behind it: "Premiere: The Bear" is a title."""
    if fact.field not in WHEN or not fact.lines[0].after_gap or fact.value[:1].islower():
        return False
    return not has_digit(fact.value) and read_told(fact.value, know).is_empty and not know.repetition.has(fact.value)


def _is_plain(fact: Fact, mark: str, know: Knowledge) -> bool:
    """Tell whether a value is so plainly what its label says that no colon need stand between them."""
    if fact.field in WHEN or (fact.field == "registration_deadline" and mark):
        told = read_told(fact.value, know)
        return not told.is_empty and len(told.before) <= 1
    if not mark and fact.field in _PEOPLE and " " in fact.label:
        return len(fact.value) <= _LONGEST_PLACE and fact.value[0].isupper()
    if not mark and not (fact.is_shouted and len(fact.label) > 1):
        return False
    if fact.field == "price":
        return price_in(fact.value, know) is not None
    return (
        fact.field in {"location", "organizer"} and len(fact.value) <= _LONGEST_PLACE and not fact.lines[0].is_sentence
    )
