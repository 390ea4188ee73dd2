"""Listings of events in the text that tables and lists leave: what a page tells in a second form beside the first."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.model import Event, Item, Rejected, day_of
from feeds.parse.page.tree import HEADINGS, Page
from feeds.recognise import Recognition
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import month_heading

_LISTING = "event.listing"
_LONGEST_MONTH = 80


def listings(
    found: Recognition, things: Sequence[Item | Rejected], page: Page, lines: Sequence[str], know: Knowledge
) -> list[Item | Rejected]:
    """Give the listed events under headings of months or events that are none of `things`, and what is refused."""
    listed = [item for item in found.items if isinstance(item, Event) and item.evidence[0].rule == _LISTING]
    given = [thing for thing in things if isinstance(thing, Event)]
    if not listed:
        return []
    heads = {element.text() for element in page.order if element.tag in HEADINGS}
    under = _under_events(lines, heads, {line for event in listed for line in _lines_of(event)}, know)
    titles = [(_title(event), _day(event)) for event in given]
    kept = [event for event in listed if event.evidence[0].lines[0] in under and not _is_again(event, titles)]
    own = {line for event in kept for line in _lines_of(event)}
    return [*kept, *(one for one in found.rejected if one.kind == "event" and not own.isdisjoint(_span(one.lines)))]


def _lines_of(event: Event) -> set[int]:
    """Give the lines of its title and its day; a place can be that of all, and stand elsewhere."""
    return {line for fact in event.evidence if fact.field in ("title", "start") for line in _span(fact.lines)}


def _span(lines: tuple[int, int]) -> range:
    return range(lines[0], lines[1] + 1)


def _under_events(lines: Sequence[str], heads: set[str], own: set[int], know: Knowledge) -> set[int]:
    """Give those of the listings' own lines whose heading names a month or events: news and comments have days too."""
    under: set[int] = set()
    is_under = False
    for number, line in enumerate(lines, 1):
        if number in own:
            under |= {number} if is_under else set()
        elif line and len(line) <= _LONGEST_MONTH and month_heading(line, know) is not None:
            is_under = True
        elif line in heads:
            is_under = _names_events(line, know)
    return under


def _names_events(heading: str, know: Knowledge) -> bool:
    marked = know.marker(heading)
    if marked is not None:
        return marked[0].block == "programme"
    if know.kind_of_text.search(heading) is not None:
        return False
    return know.list_heading.fullmatch(heading) is not None or know.heading.search(heading) is not None


def _is_again(event: Event, titles: Sequence[tuple[str, object]]) -> bool:
    """Tell whether a listed event is one that a table or list has, in more or fewer words."""
    title, day = _title(event), _day(event)
    if not title or event.recurrence_rule is not None:
        return False
    near = (known for known, other in titles if known and (day == other or day is None or other is None))
    return any(title in known or known in title for known in near)


def _title(event: Event) -> str:
    return " ".join((event.title or "").casefold().split())


def _day(event: Event) -> object:
    return None if event.start is None else day_of(event.start)
