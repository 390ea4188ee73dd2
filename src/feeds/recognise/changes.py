"""What a page says elsewhere of an event that it lists: "The talk “X” on 3 May is cancelled", "Race Night: OFF"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from feeds.dates import Span, Unclear
from feeds.model import Event, EventStatus, Evidence
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.moments import new_told, read_told, spans_of
from feeds.recognise.page import Line

_SHORTEST_TITLE = 5
_LONGEST = 300
_STATUSES: tuple[tuple[str, EventStatus], ...] = (
    ("cancelled", "cancelled"),
    ("undated", "postponed"),
    ("moved", "rescheduled"),
    ("postponed", "postponed"),
)
_PARTS = tuple(part for part, _ in _STATUSES)


def amend(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Give the events of a page the fate that a line elsewhere on it tells, by their titles."""
    told = setting.know.any_of(*_PARTS)
    events = [(index, item) for index, (_, item) in enumerate(findings.items) if isinstance(item, Event) and item.title]
    elsewhere = [line for line in lines if line.number not in findings.taken and len(line.text) <= _LONGEST]
    if not events or not told.can_match("\n".join([line.text for line in elsewhere])):
        return
    for line in elsewhere:
        if told.search(line.text) is None:
            continue
        text = line.text.casefold()
        for index in [i for i, event in events if _names(text, event)]:
            number, item = findings.items[index]
            if isinstance(item, Event) and item.status is None:
                findings.items[index] = (number, _changed(item, line, setting))


def _names(text: str, event: Event) -> bool:
    title = (event.title or "").casefold()
    at = text.find(title)
    return len(title) >= _SHORTEST_TITLE and at >= 0 and not text[:at][-1:].isalnum()


def _changed(event: Event, line: Line, setting: Setting) -> Event:
    know = setting.know
    part, status = next((p, s) for p, s in _STATUSES if know.any_of(p).search(line.text) is not None)
    rule = next(rule.name for rule in know.rules(part) if rule.search(line.text) is not None)
    span = _new_span(line, event, setting) if status == "rescheduled" else None
    evidence = Evidence(field="status", lines=line.span, text=line.text, rule=rule)
    kept = tuple(one for one in event.evidence if span is None or one.field not in {"start", "end"})
    if span is not None:
        dated = Evidence(field="start", lines=line.span, text=line.text, rule=rule)
        start, end = span.start, span.end
        return replace(event, status=status, start=start, end=end, evidence=(*kept, evidence, dated))
    if status == "postponed":
        kept = tuple(one for one in kept if one.field not in {"start", "end", "timezone"})
        return replace(event, status=status, start=None, end=None, timezone=None, evidence=(*kept, evidence))
    return replace(event, status=status, evidence=(*kept, evidence))


def _new_span(line: Line, event: Event, setting: Setting) -> Span | None:
    """Read the new date; without a new hour the event keeps its own."""
    told = new_told(line.text, setting.know) or read_told(line.text, setting.know)
    year = event.start.year if isinstance(event.start, date) else None
    spans = spans_of(told.moments[:1], setting.at(year=year))
    if isinstance(spans, Unclear) or not spans:
        return None
    new = spans[0]
    if isinstance(event.start, datetime) and not isinstance(new.start, datetime):
        start = datetime.combine(new.start, event.start.timetz())
        end = start + (event.end - event.start) if isinstance(event.end, datetime) else None
        return Span(start, end)
    return new
