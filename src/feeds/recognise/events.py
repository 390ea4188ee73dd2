"""Events in blocks of their own: the single one (`Event: title`), and the list that gives category and place first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feeds.dates import Span, Unclear
from feeds.model import Event
from feeds.recognise import details, timetable
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    DateLine,
    category_and_place,
    date_line,
    ends_with_price,
    find_registration,
    is_price,
    one_each,
    put_attendance,
    put_dates,
    put_price,
    put_status,
    split_bar,
    year_of,
)
from feeds.recognise.page import Line, Section
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_RULE = "event.block"
_LIST_RULE = "event.list"


class _Parts:
    """An event's lines: those that describe it, the one that dates it, and all of them."""

    __slots__ = ("body", "used", "when")

    def __init__(self, body: list[Line], when: DateLine | None, used: Sequence[Line]) -> None:
        self.body = body
        self.when = when
        self.used = used


def in_block(section: Section, setting: Setting, findings: Findings) -> None:
    """Read the one event of a block that its title opens."""
    opener = section.opener
    if opener is None or section.title is None:
        return
    lines = [line for line in section.lines if line.number not in findings.taken]
    setting = setting.at(year=year_of(section.title))
    draft = Draft()
    draft.put("title", section.title, opener, _RULE, section.title)
    body, when = _split_at_date(lines, setting)
    used = (opener, *body, *([when.line] if when else ()))
    reason = _cut_off(body, when, section, setting)
    if reason is not None:
        findings.refuse("event", used, _RULE, reason)
        return
    _finish(draft, _Parts(body, when, used), setting, findings)


def in_list(section: Section, setting: Setting, findings: Findings) -> None:
    """Read the events of a list; what stands before the first `category | place` is its introduction."""
    lines = [line for line in section.lines if line.number not in findings.taken]
    starts = [i for i, line in enumerate(lines) if category_and_place(line, setting.know)]
    for start, end in pairwise([*starts, len(lines)]):
        _list_item(lines[start:end], setting, findings, is_last=section.is_last and end == len(lines))


def _list_item(group: Sequence[Line], setting: Setting, findings: Findings, *, is_last: bool) -> None:
    if len(group) < 2:
        findings.refuse("event", group, _LIST_RULE, "cut off: a category and a place without a title")
        return
    if is_last and (len(group) == 2 or not group[-1].is_sentence) and date_line(group[-1], setting.know) is None:
        findings.refuse("event", group, _LIST_RULE, "cut off: the page ends inside the item")
        return
    title = group[1]
    setting = setting.at(year=year_of(title.text))
    draft = Draft()
    draft.put("title", title.text, title, _LIST_RULE)
    rest, when = _split_at_date(group[2:], setting)
    _finish(draft, _Parts([group[0], *rest], when, group), setting, findings)


def _split_at_date(lines: Sequence[Line], setting: Setting) -> tuple[list[Line], DateLine | None]:
    know = setting.know
    for index, line in enumerate(lines):
        # What stands before a bar holds no more than the line.
        if not know.grammar.can_hold(line.text) or read_label(line, know.event_labels, know) is not None:
            continue
        found = date_line(line, know, split_bar(line.text)[0])
        if found is not None and found.is_bare:
            return list(lines[:index]), found
    return list(lines), None


def _cut_off(body: Sequence[Line], when: DateLine | None, section: Section, setting: Setting) -> str | None:
    if not section.is_last:
        return None
    if when is None:
        whole = any(read_label(line, setting.know.event_labels, setting.know) for line in body)
        return None if whole else "cut off: the page ends before the event's date"
    if when.line.number != setting.last_line:
        return None
    parts = split_bar(when.line.text)[1:]
    if parts and not ends_with_price(parts[-1], setting.know):
        return "cut off: the page ends inside the event's last line"
    if when.dates.days[-1].year is None and not parts and when.clock is None:
        return "cut off: the page ends inside the event's date"
    return None


def _finish(draft: Draft, parts: _Parts, setting: Setting, findings: Findings) -> None:
    know = setting.know
    text = details.put(draft, _put_heading(draft, parts.body, setting), setting)
    new = put_status(draft, (parts.used[0], *text), setting)
    stretches = put_dates(draft, parts.when, new, setting, _RULE)
    if isinstance(stretches, Unclear):
        findings.refuse("event", (parts.used[-1],), "event.date", stretches.reason)
        stretches = []
    if text:
        draft.put("summary", " ".join(line.text for line in text), text, _RULE)
    if parts.when is not None:
        _put_price_of(draft, parts.when.line, know)
    details.put_tickets(draft, parts.used, setting)
    find_registration(draft, text, setting)
    place = draft.values.get("location")
    put_attendance(draft, place if isinstance(place, str) else None, text or parts.used, know)
    timetable.put(draft, parts.used, setting, findings)
    _emit(draft, stretches, setting, findings, parts.used)


def _put_price_of(draft: Draft, line: Line, know: Knowledge) -> None:
    for part in split_bar(line.text)[1:]:
        if is_price(part, know) or know.free.search(part) or any(c.isdigit() for c in part):
            put_price(draft, part, line, _RULE, know)


def _put_heading(draft: Draft, body: list[Line], setting: Setting) -> list[Line]:
    if body:
        parts = category_and_place(body[0], setting.know)
        if parts is not None:
            draft.put("categories", (parts[0],), body[0], _RULE, parts[0])
            draft.put("location", parts[1], body[0], _RULE, parts[1])
            return body[1:]
    return body


def _emit(draft: Draft, found: list[Span], setting: Setting, findings: Findings, used: Sequence[Line]) -> None:
    for one in one_each(draft, found, used[-1], used, _RULE):
        findings.add(one.make(Event, setting.code), used)
