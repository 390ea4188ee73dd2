"""Listings of events in the text that tables and lists leave: what a page tells in a second form beside the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.model import Event, Item, Rejected, day_of
from feeds.parse.page.cards import can_be_place, fields_of
from feeds.parse.page.setting import Setting
from feeds.parse.page.tree import HEADINGS, Page
from feeds.recognise import Recognition
from feeds.recognise.facts import year_of as year_in
from feeds.recognise.rules import Knowledge, knowledge
from feeds.recognise.stamps import month_heading

_LISTING = "event.listing"
_LONGEST_MONTH = 80
_NO_DATE = "event.date"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_COPYRIGHT = "©"
_LONGEST_FOOT = 300


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


def lacks_year(found: Recognition) -> bool:
    """Tell whether some events have days for which nothing in the text of the page tells a year."""
    return any(one.kind == "event" and one.rule == _NO_DATE for one in found.rejected)


def above_heading(found: Recognition, page: Page, lines: Sequence[str]) -> int | None:
    """Give the line above the heading of a page that was taken for the title of its one event: "Hull Club presents"."""
    events = [item for item in found.items if isinstance(item, Event)]
    title = next((fact for event in events for fact in event.evidence if fact.field == "title"), None)
    if len(events) != 1 or title is None or lines[title.lines[0] - 1] != events[0].title:
        return None
    below = next((line for line in lines[title.lines[1] :] if line), "")
    return title.lines[0] if below and below == page.heading else None


def aside_title(event: Event, page: Page, know: Knowledge) -> str | None:
    """Give the heading of the page, where an event was called by that of the facts aside: "Info", "When and where"."""
    asides = (one for one in page.order if one.tag == "aside" and not one.chrome)
    heads = {one.text() for aside in asides for one in aside.elements() if one.tag in HEADINGS}
    is_list = know.list_heading.fullmatch(page.heading) is not None
    return page.heading if event.title in heads and page.heading and not is_list else None


def marked_place(page: Page, know: Knowledge) -> str | None:
    """Give the one place that an element of a page says to be by its class names."""
    fields = fields_of(know.language.code)
    named = (one for one in page.order if not one.chrome and not one.heads and one.attrs.get("class"))
    texts = {one.text() for one in named if fields[one.attrs["class"] or ""] == "location"}
    return next((text for text in texts if can_be_place(text, know)), None) if len(texts) == 1 else None


class Around(msgspec.Struct, frozen=True):
    """What tells of which year a page is beside its text: the year in its name, else lines around the content."""

    year: int | None
    foot: tuple[str, ...]

    @classmethod
    def of(cls, page: Page, setting: Setting) -> Around:
        """Find it; a copyright of another year than that in which the page was fetched tells nothing."""
        if (year := year_in(page.title)) is not None:
            return cls(year, ())
        know = knowledge(setting.language)
        told: dict[str, None] = {}
        for element in page.order:
            if element.chrome and any(isinstance(one, str) and _YEAR.search(one) for one in element.children):
                text = element.text()
                is_old = setting.seen is not None and str(setting.seen.year) not in text
                is_told = (_COPYRIGHT in text and not is_old) or know.updated.search(text) is not None
                if len(text) <= _LONGEST_FOOT and is_told:
                    told[text] = None
        return cls(None, tuple(told))


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
