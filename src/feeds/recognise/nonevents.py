"""What has a day and an hour and is no event: reports of what was, lessons of a school, works, and closed houses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from feeds.dates import Day
from feeds.expressions import has_digit
from feeds.model import Event, Item
from feeds.recognise import chaff
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.facts import STATUS_PARTS, is_of_interviews
from feeds.recognise.moments import without_times
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge

_RULE = "event.none"
_REPORT = "no event: it tells what was"
_LESSON = "no event: it is a lesson of a school"
_WORKS = "no event: it says what is shut off, worked on or closed"
_INTERVIEWS = "no event: it is the day of those who apply for a job"
#: Where a clause ends. A comma beside a date is part of it.
_CLAUSE = re.compile(r"(?<!\0),(?! ?\0)|[;:–—(]| - ")
_PARTS = re.compile(r"[|,;:–—\t\0]+| - |\s{2,}")
_QUOTES = '"“”„»«'
_NEAR = 2
_MARKS = " .,-–—:|()\0"
_FEWEST_LESSONS = 3
_LONGEST_HEADING = 70
_LONGEST_CELL = 40
#: Then neither works nor lessons of a school begin.
_EVENING = range(17, 21)


def without_lessons(lines: Sequence[Line], setting: Setting, findings: Findings) -> tuple[Line, ...]:
    """Give the lines without timetables of a school, which are refused."""
    lessons = [line for region in _timetables(lines, setting.know) for line in region]
    for line in lessons:
        if setting.know.grammar.find_clock(line.text) is not None:
            findings.refuse("event", (line,), _RULE, _LESSON)
    return chaff.leave_out(lines, {line.number for line in lessons})


def without_reports(lines: Sequence[Line], know: Knowledge) -> tuple[Line, ...]:
    """Give the lines without paragraphs that tell what was at an hour; what is told of a day alone can be history."""
    reports = (line for line in lines if is_report(line, know))
    return chaff.leave_out(lines, {line.number for line in reports if know.grammar.find_clock(line.text) is not None})


def past_days(line: Line, know: Knowledge) -> frozenset[tuple[Day, ...]]:
    """Give the days of which a paragraph tells what was, beside one of what is to be: "We met on … We meet on …"."""
    dated = _dated_apart(line, know)
    past = [one for one in dated if _tells_what_was(one, know)] if len(dated) > 1 else []
    days = (found.days for one in past for found in know.grammar.find_all(one))
    return frozenset(days) if len(past) < len(dated) else frozenset()


def is_report(line: Line, know: Knowledge) -> bool:
    """Tell whether each sentence of a paragraph that names a day tells what was on it."""
    dated = _dated_apart(line, know)
    return bool(dated) and all(_tells_what_was(one, know) for one in dated)


def _dated_apart(line: Line, know: Knowledge) -> list[str]:
    """Give the sentences with a day of a paragraph that has a verb of the past, and calls nothing off."""
    if not line.is_sentence or not has_digit(line.text) or know.past.search(line.text) is None:
        return []
    return [] if know.any_of(*STATUS_PARTS).search(line.text) is not None else _dated(line.text, know)


def _tells_what_was(sentence: str, know: Knowledge) -> bool:
    """Tell whether the clause with the day of a sentence has a verb of the past, and says nothing of what is to be."""
    if sentence.endswith("?"):
        return False
    blank = without_times(sentence, know)
    dates = know.grammar.find_all(sentence)
    begin = 0
    for end in (*(match.start() for match in _CLAUSE.finditer(blank)), len(blank)):
        if any(begin <= found.start < end for found in dates) and not _is_past(blank[begin:end], know):
            return False
        begin = end
    return True


def _is_past(clause: str, know: Knowledge) -> bool:
    verb = know.past.search(clause)
    if verb is None or know.weak_verb.search(clause) is not None or any(mark in clause for mark in _QUOTES):
        return False
    return know.subordinate.search(clause[: verb.start()]) is None


def _timetables(lines: Sequence[Line], know: Knowledge) -> Iterator[Sequence[Line]]:
    """Give the lines from each heading of a school's timetable to the last of its lessons."""
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_HEADING or line.is_sentence or know.lesson_plan.match(line.text) is None:
            continue
        told = [n for n, below in enumerate(lines[index + 1 :], index + 1) if _is_lesson(below, know)]
        timed = [n for n in told if has_digit(lines[n].text)]
        if len(timed) >= _FEWEST_LESSONS and len(told) * 2 > timed[-1] - index - len(told):
            late = sum(_is_in_evening(lines[n], know) for n in timed)
            # Courses for adults have the same names.
            if late * 3 < len(timed) * 2:
                yield lines[index : told[-1] + 1]
            return


def _is_in_evening(line: Line, know: Knowledge) -> bool:
    clock = know.grammar.find_clock(line.text)
    return clock is not None and clock.start.hour in _EVENING


def _is_lesson(line: Line, know: Knowledge) -> bool:
    """Tell whether a part of a line is the name of a subject."""
    parts = (part.strip(_MARKS) for part in _PARTS.split(without_times(line.text, know)))
    return any(_names_lesson(part, know) for part in parts)


def _names_lesson(part: str, know: Knowledge) -> bool:
    found = know.lesson.match(part) if len(part) <= _LONGEST_CELL else None
    return found is not None and (
        found.end() == len(part) or know.place_lead.match(part[found.end() :].lstrip()) is not None
    )


def refuse(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Refuse the events whose day is one of what was, of works, or of those who apply for a job."""
    if not any(isinstance(item, Event) for _, item in findings.items):
        return
    at = {line.span[0]: line for line in lines}
    kept: list[tuple[int, Item]] = []
    for number, item in findings.items:
        line = at.get(_told_on(item)) if isinstance(item, Event) else None
        reason = _why_none(item, line, setting.know) if isinstance(item, Event) else None
        if reason is not None:
            findings.refuse("event", (line or lines[0],), _RULE, reason)
        else:
            kept.append((number, item))
    findings.items[:] = kept


def _told_on(event: Event) -> int:
    """Give the number of the line that tells when an event is, or else what it is called."""
    told = {one.field: one.lines[0] for one in reversed(event.evidence)}
    return told.get("start") or told.get("recurrence_text") or told.get("title") or 0


def _why_none(event: Event, line: Line | None, know: Knowledge) -> str | None:
    if line is not None and is_report(line, know):
        return _REPORT
    if _is_of_works(event, know):
        return _WORKS
    return _INTERVIEWS if _is_day_of_interviews(event, know) else None


def _is_of_works(event: Event, know: Knowledge) -> bool:
    if _is_paid(event) or event.performers or event.organizer or event.registration_deadline:
        # Nobody comes to road works for money.
        return False
    title = event.title or ""
    if know.shut.fullmatch(title) is not None or know.service.fullmatch(title.strip(" ?")) is not None:
        return True
    works = know.works.match(title)
    if works is not None and _leads_to_place(title[works.end() :], know) and not _is_evening_out(event, know):
        return True
    # "The water is shut off" as the title of a day, in the plan of a garden club, is what its members want to know.
    texts = (text for text in _told_when(event) if text.rstrip().endswith("."))
    return any(know.works_told.search(one) for text in texts for one in _dated(text, know))


def _is_paid(event: Event) -> bool:
    """Tell whether a price stands near the day; further down it is what somebody sells."""
    price = next((one.lines[0] for one in event.evidence if one.field == "price"), None)
    return price is not None and price - _told_on(event) <= _NEAR


def _is_evening_out(event: Event, know: Knowledge) -> bool:
    """Tell whether an event begins in the evening in a house, or names its kind: “Diversions”, 7 pm, Old Mill."""
    told = (part.strip(_MARKS) for one in event.evidence for part in _PARTS.split(one.text))
    if any(know.kind_word.fullmatch(part) is not None for part in told):
        return True
    start = event.start
    is_evening = isinstance(start, datetime) and start.hour in _EVENING and event.end is None
    return is_evening and know.places.search(event.location or "") is not None


def _is_day_of_interviews(event: Event, know: Knowledge) -> bool:
    """Tell whether “Interviews:” stands before the day of an event that is called otherwise."""
    if know.interviews.search(event.title or "") is not None:
        return False
    texts = (text for text in _told_when(event) if know.interviews.search(text) is not None)
    for sentence in (one for text in texts for one in _dated(text, know)):
        dates = know.grammar.find(sentence)
        if dates is not None and is_of_interviews(sentence[: dates.start], know):
            return True
    return False


def _told_when(event: Event) -> Iterator[str]:
    """Give the texts that tell when an event is."""
    # A day without a year gives no start.
    field = "start" if event.start is not None else "summary"
    return (one.text for one in event.evidence if one.field == field)


def _dated(text: str, know: Knowledge) -> list[str]:
    """Give the sentences of a text that name a day."""
    return [one for one in know.sentences(text) if has_digit(one) and know.grammar.find(one) is not None]


def _leads_to_place(rest: str, know: Knowledge) -> bool:
    """Tell whether nothing stands behind the name of works but where they are: “Road works in Mill Lane”."""
    bare = rest.lstrip()
    if not bare or bare[0] in ",(":
        return True
    return know.place_lead.match(bare) is not None or know.places.search(bare) is not None
