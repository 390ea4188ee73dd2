"""Labelled facts: `Label: value`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import points
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.facts import is_price, put_price
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_RULE = "record.label"
#: Labelled facts that are kept as they are written.
_FACTS = frozenset({"title", "location", "organizer"})


class Labelled(msgspec.Struct, frozen=True):
    """A fact behind its label: the field, the value, the label's line and the value's, the label."""

    field: str
    value: str
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        """The label as it is written."""
        return self.lines[0].text.partition(":")[0].casefold()


def read_label(line: Line, fields: Mapping[str, str], know: Knowledge) -> tuple[str, str] | None:
    """Read `Label: value`; a label alone on its line gives an empty value."""
    match = know.labelled(line.text)
    if match is None:
        return None
    field = fields.get(match["label"].casefold())
    return None if field is None else (field, (match["value"] or "").strip())


def labels_hour(line: Line, know: Knowledge) -> bool:
    """Tell whether a label of events stands before an hour without a day: “Meet: 10 am, Lock Café”."""
    label = read_label(line, know.event_labels, know) if ":" in line.text and has_digit(line.text) else None
    return label is not None and know.grammar.find_clock(label[1]) is not None and know.grammar.find(label[1]) is None


def read_labels(lines: Sequence[Line], fields: Mapping[str, str], know: Knowledge) -> list[Labelled]:
    """Read every labelled fact of some lines; the value of a label that stands alone is the next line."""
    found, index = [], 0
    while index < len(lines):
        line = lines[index]
        label = read_label(line, fields, know)
        if label is not None and label[1]:
            found.append(Labelled(label[0], label[1], (line,)))
        elif label is not None and _is_place_itself(label[0], lines[index : index + 2], know):
            found.append(Labelled(label[0], line.text, (line,)))
        elif label is not None and index + 1 < len(lines):
            found.append(Labelled(label[0], lines[index + 1].text, (line, lines[index + 1])))
            index += 1
        index += 1
    return found


def _is_place_itself(field: str, lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a word that can be a label is the place itself, as a price stands below it: "The hall"."""
    line, *below = lines
    is_name = field == "location" and know.places.fullmatch(line.text) is not None
    return is_name and bool(below) and is_price(below[0].text, know)


def put_event_fact(draft: Draft, fact: Labelled, setting: Setting) -> None:
    """Keep one labelled fact of an event; dates and times are kept apart by their own callers."""
    line = fact.lines[-1]
    match fact.field:
        case "price":
            put_price(draft, fact.value, line, _RULE, setting.know)
        case "registration_deadline":
            day = setting.know.grammar.first_day(fact.value, setting.context)
            draft.put("registration_deadline", day, fact.lines, _RULE, fact.value)
        case "performers" if points.people_in(fact.value, setting.know):
            draft.put("performers", points.people_in(fact.value, setting.know), fact.lines, _RULE, fact.value)
        case "categories" | "performers":
            values = tuple(v.strip() for v in fact.value.split(",") if v.strip())
            draft.put(fact.field, values, fact.lines, _RULE, fact.value)
        case field if field in _FACTS:
            shown = fact.value if len(fact.lines) == 1 else None
            draft.put(fact.field, fact.value.strip(" ,;"), fact.lines, _RULE, shown)
        case _:
            # What labels say besides is of no use to a calendar.
            return
