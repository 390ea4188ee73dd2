"""The way that needs no telling: tables with a header, and elements that repeat each other, become items."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from feeds.model import Event, Item, Kind, Rejected, day_of
from feeds.parse.page import grids
from feeds.parse.page.cards import Card, Reader
from feeds.parse.page.grids import Grid
from feeds.parse.page.kinds import Surroundings, are_stories, items_of, kind_of, own_kind, refused, tells_of_events
from feeds.parse.page.lists import List, common_links, tells_of_story, title_of
from feeds.parse.page.setting import Setting
from feeds.parse.page.tables import Table, of_publications, read_row, tables_of
from feeds.parse.page.tree import Element, Page
from feeds.parse.page_text import PageText
from feeds.recognise.facts import is_menu
from feeds.recognise.rules import Knowledge, knowledge

LIST, TABLE, GRID = "html.list", "html.table", "html.grid"
OVER = "it stands under a heading for what is over"
#: An item or what was refused, with its first and last line (from 1).
Thing = tuple[tuple[int, int], Item | Rejected]
_MOST_NAMES = 0.6


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What a list or table holds, each thing with its first and last line, and all lines that it stands on.

    `is_sure` says that its items are stories beyond doubt, which no sentence or line tells better; `is_read` that
    its things are what recognition found on its lines, `is_table` that a header tells what its columns hold.
    """

    things: tuple[Thing, ...]
    lines: frozenset[int]
    is_sure: bool
    is_read: bool = False
    is_table: bool = False

    @property
    def kinds(self) -> list[Kind]:
        """List the kind of each item."""
        return [thing.kind for _, thing in self.things if not isinstance(thing, Rejected)]


def records(page: Page, lists: Sequence[List]) -> list[Element]:
    """Give the elements whose lines matter: the items of the lists, and the rows of tables."""
    rows = (element for element in page.order if element.tag == "tr" and not element.chrome)
    return [*(item for one in lists for item in one.items), *rows]


def read(page: Page, lists: Sequence[List], text: PageText, setting: Setting) -> tuple[list[Group], set[int]]:
    """Read the tables and lists of a page, in its order; gives as well the lines of tables that hold no items."""
    know = knowledge(setting.language)
    reader = Reader(setting, know, text.lines)
    own = (page.heading, page.title)
    is_jobs = any(know.jobs.heading.search(heading) for heading in own)
    groups: list[Group] = []
    # Whatever the days of a calendar hold, their numbers are no text.
    others: set[int] = set()
    for grid in grids.grids_of(page):
        days, lines = _days(grid, reader, text, own), frozenset(_lines_of(grid.rows, text))
        if any(not isinstance(thing, Rejected) for _, thing in days):
            groups.append(Group(things=tuple(days), lines=lines, is_sure=True, is_table=True))
        others |= lines
    for table in tables_of(page, know, is_jobs=is_jobs):
        found = _rows(table, reader, text)
        if any(not isinstance(thing, Rejected) for _, thing in found):
            lines = frozenset(line for (first, last), _ in found for line in range(first, last + 1))
            groups.append(Group(things=tuple(found), lines=lines, is_sure=False, is_table=True))
    if not is_jobs:
        others |= _lines_of(of_publications(page, know), text)
    taken = others.union(*(group.lines for group in groups))
    for one in lists:
        own_lines = _lines_of(one.items, text)
        group = _items(one, reader, text, own) if taken.isdisjoint(own_lines) else None
        if group is not None:
            groups.append(group)
            taken |= group.lines
    return sorted(groups, key=lambda group: group.things[0][0]), others


def told_once(things: Sequence[Item | Rejected]) -> list[Item | Rejected]:
    """Leave out the days of a calendar that a list or a table tells too, which says more of them."""
    events = [thing for thing in things if isinstance(thing, Event)]
    others = {_name(event) for event in events if event.evidence[0].rule != GRID}
    again = {id(event) for event in events if event.evidence[0].rule == GRID and _name(event) in others}
    return [thing for thing in things if id(thing) not in again] if again else list(things)


def _name(event: Event) -> tuple[str, object]:
    return (event.title or "").casefold(), None if event.start is None else day_of(event.start)


def year_of(groups: Sequence[Group]) -> int | None:
    """Give the one year of all events of lists and tables: what stands beside them and names none is of that year."""
    events = (thing for group in groups for _, thing in group.things if isinstance(thing, Event))
    years = {day_of(event.start).year for event in events if event.start is not None}
    return years.pop() if len(years) == 1 else None


def _headed(one: List, text: PageText) -> set[int]:
    """Give the line of the heading right above a list."""
    mark = text.marks.get(id(one.items[0]))
    if mark is None or not mark.headings:
        return set()
    above = mark.lines[0] - 1
    while above > 0 and not text.lines[above - 1]:
        above -= 1
    return {above} if above > 0 and text.lines[above - 1] == mark.headings[-1] else set()


def _lines_of(items: Sequence[Element], text: PageText) -> set[int]:
    found: set[int] = set()
    for item in items:
        mark = text.marks.get(id(item))
        if mark is not None:
            found.update(range(mark.lines[0], mark.lines[1] + 1))
    return found


def _rows(table: Table, reader: Reader, text: PageText) -> list[Thing]:
    found: list[Thing] = []
    heading: tuple[str, ...] = ()
    for row in table.rows:
        mark = text.marks.get(id(row))
        if mark is None:
            continue
        card = read_row(table, row, reader, mark.lines, (*mark.headings, *heading))
        if card is None:
            heading = (row.text(),)
            continue
        found += _things(card, table.kind, reader, mark.headings, TABLE)
    return found


def _days(grid: Grid, reader: Reader, text: PageText, own: Sequence[str]) -> list[Thing]:
    cards = grids.read(grid, reader, text, own)
    return [thing for card in cards for thing in _things(card, "event", reader, (), GRID)]


def _items(one: List, reader: Reader, text: PageText, own: Sequence[str]) -> Group | None:
    know = reader.know
    common = common_links(one)
    read = [
        (card, item, mark.headings)
        for item in one.items
        if (mark := text.marks.get(id(item))) is not None and (card := reader.card(item, mark, common)) is not None
    ]
    if not read:
        return None
    read.sort(key=lambda one: one[0].lines)
    cards = [card for card, _, _ in read]
    headings = [*(heading for _, _, above in read[:1] for heading in above[-1:]), *own]
    around = Surroundings(headings, reader.setting, one.items)
    if _is_of_names(cards, around, know):
        return None
    kind = kind_of(cards, around, know)
    if kind == "article" and not _are_stories(cards, [item for _, item, _ in read], common):
        return None
    found: list[Thing] = []
    for card, item, above in read:
        if not _names_a_part(card.full_title, know):
            found += _things(card, own_kind(card, item, kind), reader, above, LIST)
    if not found:
        return None
    lines = frozenset(_lines_of(one.items, text) | _headed(one, text))
    return Group(things=tuple(found), lines=lines, is_sure=kind == "article" and are_stories(cards, around, one.items))


def _are_stories(cards: Sequence[Card], items: Sequence[Element], common: frozenset[str]) -> bool:
    """Tell whether a list is one of stories: most are dated or signed, or look like such; others offer something."""
    dated = sum(bool(card.published or card.dates or card.authors) for card in cards)
    if dated * 2 >= len(cards):
        return True
    if sum("price" in card.facts for card in cards) * 2 >= len(cards):
        # The goods of a shop.
        return False
    titles = ((item, title_of(item, common)) for item in items)
    told = sum(title is not None and tells_of_story(item, title) for item, title in titles)
    return told * 2 >= len(cards)


def _things(card: Card, kind: Kind, reader: Reader, headings: Sequence[str], rule: str) -> list[Thing]:
    if kind == "event" and any(reader.know.opens("past", heading) for heading in headings):
        return [(card.lines, refused(card, kind, rule, OVER))]
    return [(card.lines, thing) for thing in items_of(card, kind, reader.setting, reader.know, rule)]


def _names_a_part(title: str, know: Knowledge) -> bool:
    """Tell whether what would be a title is the heading of a part of the page, or a word of its menus."""
    return know.list_heading.fullmatch(title) is not None or is_menu(title, know)


def _is_of_names(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> bool:
    """Tell whether a list is a column of people, whose sentences tell more than their places in it."""
    if any(know.opens("notices", heading) for heading in around.headings):
        return True
    if tells_of_events(cards, around):
        # Bands and speakers have such names too.
        return False
    names = sum(know.person.fullmatch(card.title) is not None for card in cards)
    return names >= len(cards) * _MOST_NAMES
