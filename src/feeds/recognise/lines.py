"""The lines of a stretch of a page, each with its part in an event: label, date, price, title, text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from feeds.dates import Context
from feeds.expressions import has_digit
from feeds.recognise.anchors import is_heading, is_kicker, names_weekdays
from feeds.recognise.cells import without_place_lead
from feeds.recognise.facts import STATUS_PARTS, price_in
from feeds.recognise.labels import WHEN, Fact, read_line
from feeds.recognise.marks import BULLET
from feeds.recognise.moments import Told, new_told, read_told, read_value, without_times
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import without_doors
from feeds.recognise.when import has_recurrence

Part: TypeAlias = Literal["label", "when", "clock", "price", "remark", "kicker", "heading", "text", "rule"]
#: What may stand in one run of facts.
FACTS = frozenset({"label", "when", "clock", "price", "remark"})
_OFF = ("cancelled", "undated", "postponed")
#: What a sentence must say of a heading above it to tell of that event.
_TELLING = ("takes_place", "moved", "moved_from", *_OFF)
_ABOVE_PROSE = frozenset({"heading", "remark"})
#: Labels that stand in records of every kind.
SAYS_LITTLE = frozenset({"note", "audience", "categories", "application_deadline"})
_LONGEST_FACT = 140
_LONGEST_VALUE = 160
_LONGEST_STREET = 60
_MOST_BEGIN_WORDS = 3
#: So early in a sentence stands the day with which it opens.
_SOON = 14
_LONGEST_LEAD = 30
_LONGEST_RHYTHM = 90
_LONGEST_OPENING = 90
_LONGEST_TELLING = 240
_MOST_LABELS = 12
_FEWEST_LETTERS = 3
_RULE = re.compile(r"[\W_]+")
_JOINTS = " ,;:|·•–—-"


class Row(msgspec.Struct, frozen=True):
    """A line (with the line of its value below), its part, what it tells; `cells` are what stands beside its time.

    `is_weak` says that a sentence names a day and an hour, but not that anything takes place; `is_inviting` that it
    opens with them and says what is done then.
    """

    lines: tuple[Line, ...]
    part: Part
    facts: tuple[Fact, ...] = ()
    told: Told = Told()
    cells: tuple[str, ...] = ()
    lead: str = ""
    is_weak: bool = False
    is_inviting: bool = False

    @property
    def line(self) -> Line:
        """The line itself, or that of the label."""
        return self.lines[0]

    @property
    def is_core(self) -> bool:
        """Tell whether the row can be the heart of an event: a date, or a label but for one of a remark."""
        return self.part == "when" or any(fact.field not in SAYS_LITTLE for fact in self.facts)

    @property
    def keys(self) -> frozenset[str]:
        """Name the facts that cannot stand twice in one event."""
        if self.part == "when":
            return frozenset({"when"})
        return frozenset(fact.key for fact in self.facts if fact.field not in SAYS_LITTLE)

    @property
    def has_when(self) -> bool:
        """Tell whether the row says when an event takes place."""
        return self.part == "when" or any(fact.field in WHEN for fact in self.facts)


def read_rows(lines: Sequence[Line], know: Knowledge) -> list[Row]:
    """Give each line its part; the values of labels that stand alone are joined to them."""
    return _told_in_prose(_with_values([_row(line, know) for line in lines], know), know)


def _told_in_prose(rows: list[Row], know: Knowledge) -> list[Row]:
    """Mark the sentence right below a heading that says when it takes place, or that it does not."""
    return [
        _prose_row(row, know) if row.part == "text" and above is not None and _is_headed(above, row) else row
        for above, row in zip([None, *rows], rows, strict=False)
    ]


def _is_headed(above: Row, row: Row) -> bool:
    """Tell whether a row stands below a heading; entries of a list stand below none of each other."""
    return above.part in _ABOVE_PROSE and not (BULLET.match(row.line.text) and BULLET.match(above.line.text))


def told_in_prose(rows: Sequence[Row], know: Knowledge) -> tuple[Row, ...]:
    """Mark the first sentence of some rows that says when their event takes place."""
    for index, row in enumerate(rows):
        found = _prose_row(row, know) if row.part == "text" and has_digit(row.line.text) else row
        if found is not row and found.told.moments:
            return (*rows[:index], found, *rows[index + 1 :])
    return tuple(rows)


def _prose_row(row: Row, know: Knowledge) -> Row:
    text = row.line.text
    is_told = know.any_of(*_TELLING).search(text) is not None
    if not is_told and (not has_digit(text) or know.is_closed.search(text) is not None):
        return row
    told = new_told(text, know) or read_told(text, know)
    if not is_told:
        # Below a heading a day and an hour can be those of the event, where others on the page are.
        timed = tuple(moment for moment in told.moments if moment.clocks)
        told = msgspec.structs.replace(told, moments=timed) if timed else told
        is_weak = bool(told.moments) and bool(told.moments[0].clocks) and len(text) <= _LONGEST_TELLING
        if not is_weak:
            return row
        is_inviting = told.moments[0].dates.start <= _SOON and _invites(text, know)
        return msgspec.structs.replace(row, part="when", told=told, is_weak=True, is_inviting=is_inviting)
    is_off = know.any_of(*_OFF).search(text) is not None
    return msgspec.structs.replace(row, part="when", told=told) if told.moments or is_off else row


def _invites(text: str, know: Knowledge) -> bool:
    """Tell whether a sentence says right behind its day and hour what is done then: “… at 10 we walk to the mill”."""
    words = without_times(text, know).replace("\0", " ").split()
    small = (n for n, word in enumerate(words) if word.strip(_JOINTS).casefold() not in {"", *know.leads_time})
    return know.inviting.match(" ".join(words[next(small, 0) :])) is not None


def _row(line: Line, know: Knowledge) -> Row:
    text = BULLET.sub("", line.text)
    if _RULE.fullmatch(text):
        return Row((line,), "rule")
    labels = read_line(line, know)
    if labels is not None:
        return Row((line,), "label", facts=labels.facts, lead=labels.lead)
    if names_weekdays(text, know) or any(rule.matches(text) for rule in know.rules("vague_date")):
        return Row((line,), "when")
    if is_remark(text, know):
        return _remark_row(line, text, know)
    row = _fact_row(line, text, know) if len(text) <= _LONGEST_FACT else None
    if row is None and line.is_sentence and has_digit(text):
        row = _opening_row(line, text, know)
    return _text_row(line, text, know) if row is None else row


def _text_row(line: Line, text: str, know: Knowledge) -> Row:
    if line.is_sentence and not text.rstrip("»”“\"'’)").endswith(("?", "!", "…")):
        return Row((line,), "text")
    if not is_heading(line, know) or not _names_something(text, know):
        return Row((line,), "text")
    return Row((line,), "kicker" if is_kicker(line, know) else "heading")


def _names_something(text: str, know: Knowledge) -> bool:
    """Tell whether a line can be a name: it has words, is no month, and does not open with a date."""
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or know.month_heading.fullmatch(text.strip(_JOINTS)):
        return False
    if is_address(text, know):
        return False
    told = read_told(text, know)
    return not told.moments or bool(told.before.strip(_JOINTS))


def is_address(text: str, know: Knowledge) -> bool:
    """Tell whether a line ends with a street and a postcode: it says where."""
    parts = text.rsplit(", ", 2)
    is_street = len(parts) > 1 and has_digit(parts[-2])
    return is_street and any(rule.matches(parts[-1].rstrip(" .")) for rule in know.rules("address"))


def is_remark(text: str, know: Knowledge) -> bool:
    """Tell whether a line only remarks on an event: that it is off, sold out, for whom it is."""
    bare = text.strip(" *!.•–—-")
    if know.remark.fullmatch(bare) is not None:
        return True
    if know.status_in_front.match(text) is not None and not _tells_more(text, know):
        return False
    statuses = know.any_of(*STATUS_PARTS)
    return statuses.match(bare) is not None or statuses.match(bare, 1) is not None


def _remark_row(line: Line, text: str, know: Knowledge) -> Row:
    """Give a remark that tells an event's fate as a row that says when, with the new date or the one that stays."""
    if know.any_of(*STATUS_PARTS).search(text) is None:
        return Row((line,), "remark")
    told = new_told(text, know)
    if told is None:
        told = read_told(text, know)
    return Row((line,), "when", told=msgspec.structs.replace(told, before="", after=""))


def _tells_more(text: str, know: Knowledge) -> bool:
    """Tell whether a status word is followed by words about the same: a former date, or that a new one follows."""
    if know.any_of("undated", "moved").search(text) is not None:
        return True
    return has_digit(text) and know.any_of("moved_from").search(text.strip(" *!.•")) is not None


def _fact_row(line: Line, text: str, know: Knowledge) -> Row | None:
    if price_in(text, know):
        return Row((line,), "price")
    if len(text) <= _LONGEST_RHYTHM and not line.is_sentence and _opens_with_rhythm(text, know):
        return Row((line,), "when", told=msgspec.structs.replace(read_told(text, know), before="", after=""))
    if know.doors.match(text) is not None and not without_doors(text, know):
        return Row((line,), "remark")
    cells = [BULLET.sub("", cell) for cell in line.cells] or [text]
    told, left = _read_cells(cells, know)
    if told is None:
        return None
    part: Part = "when" if told.moments else "clock"
    return Row((line,), part, told=told, cells=tuple(left))


def _opening_row(line: Line, text: str, know: Knowledge) -> Row | None:
    """Read a paragraph whose first sentence only names a time and a place: "Wednesday 4 March, 7pm, in the hall."."""
    first = know.sentences(text)[:1]
    if not first or len(first[0]) > _LONGEST_OPENING:
        return None
    told, left = _read_cells([first[0]], know)
    if told is None or not told.moments:
        return None
    return Row((line,), "when", told=told, cells=tuple(without_place_lead(cell, know) for cell in left))


def _opens_with_rhythm(text: str, know: Knowledge) -> bool:
    """Tell whether a line begins with the words that say how something repeats."""
    if not has_recurrence(text, know):
        return False
    found = know.repetition.find(text, Context())
    return found is not None and found.begin_at <= 1


def _read_cells(cells: Sequence[str], know: Knowledge) -> tuple[Told | None, list[str]]:
    """Read the date and time of a line's cells, and give what is left; None when they stand behind other text."""
    whole = Told()
    left: list[str] = []
    for number, cell in enumerate(cells):
        told = read_told(cell, know)
        if told.is_empty or not _opens_with_time(told, know) or (whole.moments and told.moments):
            left.append(cell)
            continue
        whole = Told(
            moments=whole.moments or told.moments,
            clocks=whole.clocks or told.clocks,
            before=whole.before or told.before,
        )
        if told.after:
            left.append(told.after)
        if number == 0 and len(cells) == 1 and _is_told_in_prose(told, know):
            return None, []
    return (None, []) if whole.is_empty else (whole, [cell for cell in left if cell.strip(_JOINTS)])


def _opens_with_time(told: Told, know: Knowledge) -> bool:
    """Tell whether nothing but a status, a remark, the doors or a small word stands before the time."""
    before = told.before.strip(_JOINTS)
    clocks = (*told.clocks, *(clock for moment in told.moments for clock in moment.clocks))
    if len(before) <= _LONGEST_LEAD and any(clock.doors is not None for clock in clocks):
        return True
    if not before or before.casefold() in know.leads_time or know.ends_with.fullmatch(before) is not None:
        return True
    begins = know.begins.search(before)
    if begins is not None and begins.end() == len(before) and before.count(" ") < _MOST_BEGIN_WORDS:
        # "The lecture begins 6.30 pm".
        return True
    return know.remark.fullmatch(before) is not None or is_remark(before, know)


def _is_told_in_prose(told: Told, know: Knowledge) -> bool:
    """Tell whether a line that opens with a time goes on as a sentence: "On 3 May we meet at the river."."""
    words = told.after.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) > 3 and small * 2 > len(words) and not price_in(told.after, know)


def _with_values(rows: list[Row], know: Knowledge) -> list[Row]:
    """Join labels that stand alone with the values below: one below each, or all labels above all values."""
    joined: list[Row] = []
    index = 0
    while index < len(rows):
        labels = _labels_alone(rows, index)
        values = rows[index + len(labels) : index + 2 * len(labels)]
        for count in sorted({len(labels), 1}, reverse=True):
            if labels and _are_values(rows, index, count, know):
                values = rows[index + count : index + 2 * count]
                joined += [_valued(label, row) for label, row in zip(labels, values, strict=False)]
                index += 2 * count
                break
        else:
            joined.append(_without_empty(rows[index], know))
            index += 1
    return _with_addresses(joined, know)


def _is_alone(row: Row) -> bool:
    return len(row.facts) == 1 and not row.facts[0].value


def _labels_alone(rows: Sequence[Row], index: int) -> list[Row]:
    end = next((i for i in range(index, len(rows)) if not _is_alone(rows[i])), len(rows))
    return list(rows[index : min(end, index + _MOST_LABELS)])


def _are_values(rows: Sequence[Row], index: int, count: int, know: Knowledge) -> bool:
    labels, values = rows[index : index + count], rows[index + count : index + 2 * count]
    if len(values) < count or any(row.part in {"label", "rule"} for row in values):
        return False
    beside = [row for at in (index - 2, index + 2 * count) if 0 <= at < len(rows) for row in [rows[at]]]
    is_table = count > 1 or any(_is_alone(row) for row in beside)
    return all(_can_be_value(row, label, know, is_table=is_table) for row, label in zip(values, labels, strict=True))


def _can_be_value(row: Row, label: Row, know: Knowledge, *, is_table: bool) -> bool:
    """Tell whether a line is what a label above it announces; without a colon the line itself must show it."""
    text, field = row.line.text, label.facts[0].field
    if len(text) > _LONGEST_VALUE:
        return False
    if label.line.text.rstrip().endswith((":", "?")) or is_table:
        return True
    if field in {*WHEN, "end"} or field.endswith("_deadline"):
        return row.part in {"when", "clock", "remark"} or not read_value(text, know).is_empty
    if field == "price":
        return row.part == "price"
    return field == "location" and row.part == "heading"


def _valued(label: Row, row: Row) -> Row:
    fact = label.facts[0]
    value = BULLET.sub("", row.line.text)
    return Row(
        (*label.lines, *row.lines), "label", facts=(Fact(fact.field, value, (*label.lines, *row.lines), fact.label),)
    )


def _without_empty(row: Row, know: Knowledge) -> Row:
    facts = tuple(fact for fact in row.facts if fact.value)
    if len(facts) == len(row.facts):
        return row
    if facts:
        return msgspec.structs.replace(row, facts=facts)
    text = row.line.text
    return Row(row.lines, "text" if text.endswith(":") or not is_heading(row.line, know, is_label=True) else "heading")


def _with_addresses(rows: Sequence[Row], know: Knowledge) -> list[Row]:
    """Join a place behind a label with the lines of its street and postcode below."""
    joined: list[Row] = []
    skip = 0
    for index, row in enumerate(rows):
        if skip:
            skip -= 1
            continue
        below = _address_below(rows, index, know) if row.facts and row.facts[-1].field == "location" else []
        if below:
            fact = row.facts[-1]
            value = ", ".join([fact.value.rstrip(" ,"), *(b.line.text.rstrip(" ,") for b in below)])
            lines = tuple(line for one in (row, *below) for line in one.lines)
            whole = Fact(fact.field, value, lines, fact.label)
            row = msgspec.structs.replace(row, lines=lines, facts=(*row.facts[:-1], whole))  # noqa: PLW2901
        joined.append(row)
        skip = len(below)
    return joined


def _address_below(rows: Sequence[Row], index: int, know: Knowledge) -> list[Row]:
    below: list[Row] = []
    for row in rows[index + 1 : index + 3]:
        if row.part not in {"heading", "kicker", "text"} or row.line.after_gap or len(row.line.text) > _LONGEST_STREET:
            return []
        below.append(row)
        if any(rule.matches(row.line.text.rstrip(" ,.")) for rule in know.rules("address")):
            return below
    return []
