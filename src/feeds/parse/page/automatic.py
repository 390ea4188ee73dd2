"""The way that needs no telling: tables with a header, and elements that repeat each other, become items."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.model import Item, Kind, Rejected
from feeds.parse.page.cards import Card, Reader
from feeds.parse.page.kinds import Surroundings, items_of, kind_of, own_kind, refused, tells_of_events
from feeds.parse.page.lists import List, common_links, tells_of_story, title_of
from feeds.parse.page.setting import Setting
from feeds.parse.page.tables import Table, of_publications, read_row, tables_of
from feeds.parse.page.tree import Element, Page
from feeds.parse.page_text import PageText
from feeds.recognise.facts import is_menu
from feeds.recognise.rules import Knowledge, knowledge

LIST, TABLE = "html.list", "html.table"
_Thing = tuple[tuple[int, int], Item | Rejected]
_MOST_NAMES = 0.6


def records(page: Page, lists: Sequence[List]) -> list[Element]:
    """Give the elements whose lines matter: the items of the lists, and the rows of tables."""
    rows = (element for element in page.order if element.tag == "tr" and not element.chrome)
    return [*(item for one in lists for item in one.items), *rows]


def read(page: Page, lists: Sequence[List], text: PageText, setting: Setting) -> tuple[list[Item | Rejected], set[int]]:
    """Read the tables and lists of a page; gives what they hold in the page's order, and the lines that it stood on."""
    know = knowledge(setting.language)
    reader = Reader(setting, know, text.lines)
    own = (page.heading, page.title)
    is_jobs = any(know.jobs.heading.search(heading) for heading in own)
    things: list[_Thing] = []
    taken: set[int] = set()
    for table in tables_of(page, know, is_jobs=is_jobs):
        _keep(_rows(table, reader, text), things, taken)
    if not is_jobs:
        marks = (text.marks.get(id(row)) for row in of_publications(page, know))
        taken.update(line for mark in marks if mark is not None for line in range(mark.lines[0], mark.lines[1] + 1))
    for one in lists:
        lines = _lines_of(one, text)
        found = _items(one, reader, text, own) if taken.isdisjoint(lines) else []
        if found:
            _keep(found, things, taken)
            taken |= lines | _headed(one, text)
    things.sort(key=lambda thing: thing[0])
    return [thing for _, thing in things], taken


def _keep(found: Sequence[_Thing], things: list[_Thing], taken: set[int]) -> None:
    if any(not isinstance(thing, Rejected) for _, thing in found):
        things += found
        for (first, last), _ in found:
            taken.update(range(first, last + 1))


def _headed(one: List, text: PageText) -> set[int]:
    """Give the line of the heading right above a list."""
    mark = text.marks.get(id(one.items[0]))
    if mark is None or not mark.headings:
        return set()
    above = mark.lines[0] - 1
    while above > 0 and not text.lines[above - 1]:
        above -= 1
    return {above} if above > 0 and text.lines[above - 1] == mark.headings[-1] else set()


def _lines_of(one: List, text: PageText) -> set[int]:
    found: set[int] = set()
    for item in one.items:
        mark = text.marks.get(id(item))
        if mark is not None:
            found.update(range(mark.lines[0], mark.lines[1] + 1))
    return found


def _rows(table: Table, reader: Reader, text: PageText) -> list[_Thing]:
    found: list[_Thing] = []
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


def _items(one: List, reader: Reader, text: PageText, own: Sequence[str]) -> list[_Thing]:
    know = reader.know
    common = common_links(one)
    read = [
        (card, item, mark.headings)
        for item in one.items
        if (mark := text.marks.get(id(item))) is not None and (card := reader.card(item, mark, common)) is not None
    ]
    if not read:
        return []
    read.sort(key=lambda one: one[0].lines)
    cards = [card for card, _, _ in read]
    headings = [*(heading for _, _, above in read[:1] for heading in above[-1:]), *own]
    around = Surroundings(headings, reader.setting, one.items)
    if _is_of_names(cards, around, know):
        return []
    kind = kind_of(cards, around, know)
    if kind == "article" and not _are_stories(cards, [item for _, item, _ in read], common):
        return []
    found: list[_Thing] = []
    for card, item, above in read:
        if not _names_a_part(card.full_title, know):
            found += _things(card, own_kind(card, item, kind), reader, above, LIST)
    return found


def _are_stories(cards: Sequence[Card], items: Sequence[Element], common: frozenset[str]) -> bool:
    """Tell whether a list is one of stories: most are dated or signed, or look like such; others offer something."""
    dated = sum(bool(card.published or card.dates or card.authors) for card in cards)
    if dated * 2 >= len(cards):
        return True
    titles = ((item, title_of(item, common)) for item in items)
    told = sum(title is not None and tells_of_story(item, title) for item, title in titles)
    return told * 2 >= len(cards)


def _things(card: Card, kind: Kind, reader: Reader, headings: Sequence[str], rule: str) -> list[_Thing]:
    if kind == "event" and any(_is_past(heading, reader.know) for heading in headings):
        return [(card.lines, refused(card, kind, rule, "it stands under a heading for what is over"))]
    return [(card.lines, thing) for thing in items_of(card, kind, reader.setting, reader.know, rule)]


def _names_a_part(title: str, know: Knowledge) -> bool:
    """Tell whether what would be a title is the heading of a part of the page, or a word of its menus."""
    return know.list_heading.fullmatch(title) is not None or is_menu(title, know)


def _is_past(heading: str, know: Knowledge) -> bool:
    found = know.marker(heading)
    return found is not None and found[0].block == "past"


def _is_of_names(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> bool:
    """Tell whether a list is a column of people, whose sentences tell more than their places in it."""
    marked = (know.marker(heading) for heading in around.headings)
    if any(found is not None and found[0].block == "notices" for found in marked):
        return True
    if tells_of_events(cards, around):
        # Bands and speakers have such names too.
        return False
    names = sum(know.person.fullmatch(card.title) is not None for card in cards)
    return names >= len(cards) * _MOST_NAMES
