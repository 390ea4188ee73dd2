"""Labels as one page writes them: words of its own, questions, icons, alone on a line; given back as known ones.

A label is what comes again before values of one sort, whatever its word is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec

from feeds.expressions import has_digit, holds
from feeds.recognise import stamps
from feeds.recognise.facts import price_in
from feeds.recognise.labels import WHEN
from feeds.recognise.lines import is_remark
from feeds.recognise.moments import read_value
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_Form: TypeAlias = Literal["inline", "cells", "alone", "icon"]
_Sort: TypeAlias = Literal["when", "price", "deadline", "text"]

#: What icons before a fact stand for in every language.
_ICONS: dict[str, str] = {
    **dict.fromkeys("📅📆🗓🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⏱⏲⌚🕰⌛⏳", "when"),
    **dict.fromkeys("📍🏠🏡🏛🗺🧭🏫🏟🚩", "location"),
    **dict.fromkeys("💰💵💶💷💴💳🪙🎟🎫💸🏷", "price"),
    **dict.fromkeys("🎤👤👥🎙🗣🧑👩👨", "performers"),
}
_INLINE = re.compile(r"(?P<label>[^\W\d_][^:?=|.,;!•·–—]{0,27}?)\s?(?P<mark>[:=?])\s*(?P<value>\S.*)")
_INLINE_MARKS = (":", "?", "=")
_WORDS = re.compile(r"[^\W\d_][^\d:?=|.,;!•·–—]{0,27}")
_SORTS: dict[_Sort, str] = {"when": "when", "price": "price", "deadline": "registration_deadline"}
_TIMES = frozenset({*WHEN, "end", "doors", "previous_date"})
_LAST_DAYS = frozenset({"registration_deadline", "early_bird_deadline", "application_deadline"})
_MOST_WORDS = 3
#: With a full stop behind it.
_LONGEST_LABEL = 29
_LONGEST_VALUE = 160
_LONGEST_PLACE = 70
_FEWEST = 2
_MOST_DAYS = 12
_MOST_BEHIND, _MOST_BESIDE = 5, 2
_MOST, _MANY = 0.75, 0.5


class _Seen(msgspec.Struct, frozen=True):
    """A label at `index` before a value; of one alone on its line the value stands on the `below` lines."""

    index: int
    form: _Form
    label: str
    value: str
    sort: _Sort
    below: int = 0

    @property
    def key(self) -> tuple[_Form, str]:
        """What is the same of all labels of one word."""
        return self.form, self.label.casefold()


def known(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give lines whose labels are those of the language: what a page calls them itself is put in its words."""
    if _most_times(lines, know) < _FEWEST:
        return tuple(lines)
    seen = _seen_in(lines, know)
    if sum(one.sort == "when" for one in seen) < _FEWEST:
        return tuple(lines)
    fields = _fields_of(seen, lines, know)
    dated = sum(one.sort == "when" for one in seen if fields.get(one.key) in {*WHEN, "end"})
    if not fields or dated < _FEWEST:
        return tuple(lines)
    words = _words_for(fields, know)
    given = {
        one.index: one
        for one in seen
        if one.key in words and (one.form != "inline" or not lines[one.index].text.startswith(f"{words[one.key]}:"))
    }
    dropped = {one.index + 1 + n for one in given.values() for n in range(one.below)}
    return tuple(
        _rewritten(line, lines, given[n], words[given[n].key]) if n in given else line
        for n, line in enumerate(lines)
        if n not in dropped
    )


def _most_times(lines: Sequence[Line], know: Knowledge) -> int:
    """Count at the most how many labels have a time as value: on their own line, or alone on the line above it."""
    own = [line for line in lines if line.icon or len(line.cells) == 2 or holds(line.text, _INLINE_MARKS)]
    below = [line for above, line in pairwise(lines) if not line.after_gap and _can_be_alone(above)]
    can_be = [*own, *below]
    return len(stamps.timed(can_be, know)) if len(can_be) >= _FEWEST else len(can_be)


def _rewritten(line: Line, lines: Sequence[Line], one: _Seen, word: str) -> Line:
    last = lines[one.index + one.below]
    shown = " ".join(part.text for part in lines[one.index : one.index + one.below + 1])
    return msgspec.structs.replace(
        line, text=f"{word}: {one.value}", cells=(), span=(line.span[0], last.span[1]), shown=shown
    )


def _seen_in(lines: Sequence[Line], know: Knowledge) -> list[_Seen]:
    alone = Counter(line.text.casefold() for line in lines if _can_be_alone(line))
    found = (_seen(lines, index, alone, know) for index in range(len(lines)))
    return [one for one in found if one is not None]


def _can_be_alone(line: Line) -> bool:
    text = line.text.rstrip(":? ")
    return (
        len(text) <= _LONGEST_LABEL
        and not line.cells
        and _WORDS.fullmatch(text.removesuffix(".")) is not None
        and len(text.split()) <= _MOST_WORDS
        and line.text[:1].isalpha()
    )


def _seen(lines: Sequence[Line], index: int, alone: Counter[str], know: Knowledge) -> _Seen | None:
    line = lines[index]
    if line.icon in _ICONS:
        return _Seen(index, "icon", line.icon, line.text, _sort_of(line.text, know))
    if len(line.cells) == 2 and _is_label(line.cells[0]):
        label, value = line.cells[0].rstrip(":=? "), line.cells[1]
        return _Seen(index, "cells", label, value, _sort_of(value, know))
    match = _INLINE.fullmatch(line.text) if holds(line.text, _INLINE_MARKS) else None
    if match is not None and _is_label(match["label"]):
        return _Seen(index, "inline", match["label"], match["value"], _sort_of(match["value"], know))
    return _seen_alone(lines, index, alone, know)


def _is_label(text: str) -> bool:
    bare = text.rstrip(":=? ")
    return _WORDS.fullmatch(bare) is not None and len(bare.split()) <= _MOST_WORDS


def _seen_alone(lines: Sequence[Line], index: int, alone: Counter[str], know: Knowledge) -> _Seen | None:
    line = lines[index]
    if index + 1 >= len(lines) or lines[index + 1].after_gap or not _can_be_alone(line):
        return None
    label, below = line.text.rstrip(":? "), lines[index + 1]
    dates = know.language.dates
    is_known = label.casefold() in {*dates.from_words, *dates.range_words} or label.casefold() in know.event_labels
    if alone[line.text.casefold()] < _FEWEST and not is_known:
        return None
    if len(below.text) > _LONGEST_VALUE or _is_label_line(below, alone, know):
        return None
    if price_in(line.text, know) or is_remark(line.text, know):
        return None
    sort = _sort_of(below.text, know)
    if sort == "when" and len(read_value(below.text, know).after.split()) > _MOST_BESIDE:
        return None
    count = 1
    while sort == "when" and count < _MOST_DAYS and index + count + 1 < len(lines):
        more = lines[index + count + 1]
        if more.after_gap or not has_digit(more.text) or _sort_of(more.text, know) != "when":
            break
        count += 1
    value = "; ".join(one.text for one in lines[index + 1 : index + 1 + count])
    return _Seen(index, "alone", label, value, sort, count)


def _is_label_line(line: Line, alone: Counter[str], know: Knowledge) -> bool:
    is_known = line.text.rstrip(":? ").casefold() in know.event_labels
    return line.text.endswith(":") or (_can_be_alone(line) and is_known and alone[line.text.casefold()] >= _FEWEST)


def _sort_of(value: str, know: Knowledge) -> _Sort:
    """Tell what a value is by its form: a time, a price, a last day, or words."""
    if len(value) > _LONGEST_VALUE:
        return "text"
    if price_in(value, know):
        return "price"
    if not has_digit(value):
        return "when" if know.repetition.has(value) else "text"
    told = read_value(value, know)
    if told.is_empty:
        return "text"
    lead = told.before.casefold().strip(" ,:")
    if know.deadline.match(value) is not None:
        return "deadline"
    if len(told.after.split()) > _MOST_BEHIND:
        return "text"
    is_opening = (
        len(lead.split()) <= 1 or know.repetition.has(value) or know.any_of("moved", "moved_from").search(value)
    )
    return "when" if is_opening else "text"


def _fields_of(seen: Sequence[_Seen], lines: Sequence[Line], know: Knowledge) -> dict[tuple[_Form, str], str]:
    """Tell for the labels of a page which fact each one stands for."""
    groups: dict[tuple[_Form, str], list[_Seen]] = defaultdict(list)
    for one in seen:
        groups[one.key].append(one)
    fields: dict[tuple[_Form, str], str] = {}
    at = {one.index: one for one in seen}
    for key, group in groups.items():
        field = _word_of(key[1], group, know) or _by_values(key, group, at, know)
        if field is not None and _fits(field, group, key):
            fields[key] = field
    for key, group in groups.items():
        field = know.event_labels.get(key[1])
        is_beside = all(any(other.key in fields for other in _next_to(one, at)) for one in group)
        if key not in fields and field is not None and field not in _TIMES and is_beside:
            fields[key] = field
    places = {"location", "new_location"}
    records = sum(one.sort == "when" for one in seen if fields.get(one.key) in WHEN)
    for key, group in groups.items():
        if key in fields or key[0] == "icon" or len(group) < _FEWEST or know.kicker.fullmatch(key[1]):
            continue
        if know.kind_word.fullmatch(key[1]) or key[1] in know.job_labels:
            continue
        field = _by_place(group, lines, records, has_place=bool(places & set(fields.values())))
        if field is not None and field not in fields.values():
            fields[key] = field
    return fields


def _word_of(label: str, group: Sequence[_Seen], know: Knowledge) -> str | None:
    """Give what a label of the language stands for; "from" and "to" are labels before dates."""
    dates = know.language.dates
    if all(one.sort == "when" for one in group):
        if label in dates.from_words:
            return "when"
        if label in dates.range_words:
            return "end"
    return know.event_labels.get(label)


def _fits(field: str, group: Sequence[_Seen], key: tuple[_Form, str]) -> bool:
    """Tell whether values are what a known label says; one that stands alone must show it."""
    if key[0] != "alone":
        return True
    sorts = Counter(one.sort for one in group)
    if field in _TIMES:
        return sorts["when"] >= len(group) * _MANY
    if field in _LAST_DAYS:
        return sorts["when"] + sorts["deadline"] >= len(group) * _MANY
    if field == "price":
        return sorts["price"] >= len(group) * _MANY
    return len(group) >= _FEWEST


def _by_values(
    key: tuple[_Form, str], group: Sequence[_Seen], seen: Mapping[int, _Seen], know: Knowledge
) -> str | None:
    """Tell what an unknown label stands for by the sort of its values."""
    sorts = Counter(one.sort for one in group)
    icon = _ICONS.get(key[1])
    if icon is not None:
        other = next((sort for sort in ("when", "price") if sorts[sort] >= len(group) * _MOST), None)
        return other or icon
    is_other = key[1] in know.job_labels or know.deadline.search(key[1]) or key[1] in know.grammar.weekdays
    if len(group) < _FEWEST or is_other:
        return None
    sort = next((sort for sort in _SORTS if sorts[sort] >= len(group) * _MOST), None)
    if key[0] == "alone" and sort == "price":
        # A place can stand above a price or an hour as well.
        return None
    beside = sum(any(_is_other(one, other, know) for other in _next_to(one, seen)) for one in group)
    return _SORTS[sort] if sort is not None and beside >= len(group) * _MOST else None


def _next_to(one: _Seen, seen: Mapping[int, _Seen]) -> list[_Seen]:
    """Give the labels on the lines around one."""
    above = [seen[n] for n in range(one.index - 1, one.index - 1 - _MOST_DAYS, -1) if n in seen][:1]
    above = [other for other in above if other.index + other.below == one.index - 1]
    below = seen.get(one.index + one.below + 1)
    return [*above, *([below] if below is not None else [])]


def _is_other(one: _Seen, other: _Seen, know: Knowledge) -> bool:
    """Tell whether a label beside one says another fact: in rows of one kind the first words are titles."""
    return other.key != one.key and (other.sort != one.sort or other.label.casefold() in know.event_labels)


def _by_place(group: Sequence[_Seen], lines: Sequence[Line], records: int, *, has_place: bool) -> str | None:
    """Tell what an unknown label before words stands for: what opens the records is a title, else it says where."""
    if records < _FEWEST or len(group) < records * _MANY or any(one.form == "alone" for one in group):
        return None
    opening = sum(lines[one.index].after_gap or one.index == 0 for one in group)
    if opening >= len(group) * _MOST:
        return "title" if len(group) >= records * _MOST else None
    is_short = all(len(one.value) <= _LONGEST_PLACE for one in group)
    return "location" if is_short and not opening and not has_place else None


def _words_for(fields: dict[tuple[_Form, str], str], know: Knowledge) -> dict[tuple[_Form, str], str]:
    """Give each label a word of the language for its fact: its own if that is known, else one that is not in use."""
    used = {label for _, label in fields}
    words: dict[tuple[_Form, str], str] = {}
    for key, field in fields.items():
        if key[1] in know.event_labels:
            words[key] = key[1].capitalize()
            continue
        word = next((word for word in know.language.labels.event.get(field, ()) if word.casefold() not in used), None)
        if word is not None:
            used.add(word.casefold())
            words[key] = word
    return words


__all__ = ["known"]
