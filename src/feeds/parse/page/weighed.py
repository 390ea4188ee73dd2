"""Which of two ways tells more of a list or table: its elements one by one, or its lines as recognition reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import msgspec

from feeds.model import Event, Item, JobPosting, PersonnelNotice, Rejected, day_of
from feeds.parse.page.automatic import Group, Thing, year_of
from feeds.parse.page.beside import Around, lacks_year
from feeds.parse.page.setting import Setting
from feeds.parse.page_text import PageText
from feeds.recognise import Recognition, recognise
from feeds.recognise.draft import Publisher
from feeds.recognise.job_lines import is_role
from feeds.recognise.rules import Knowledge, knowledge

_NAMING = ("title", "person")
#: What elements tell better than lines do, or where lines do not tell it.
_OF_EVENT = ("url", "summary", "organizer", "categories", "published")
_OF_POSTING = (*_OF_EVENT[:2], "hiring_organization", "employment_type", "valid_through", "published")
_OF_NOTICE = ("url",)
#: Such a share of what looks like stories must be told as something else.
_MOST = 0.6
_Span = tuple[int, int]


class Weighed(msgspec.Struct, frozen=True):
    """The lists and tables of a page, each as the better way tells it, and what recognition finds besides."""

    groups: tuple[Group, ...]
    found: Recognition | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be recognised of a page: its text, but for the lines of `others`, which stand there as they are told.

    What tells its year stands `around` its text, and its `publisher` hires where nobody else does.
    """

    text: PageText
    others: Mapping[int, str]
    setting: Setting
    around: Callable[[], Around]
    publisher: Publisher

    def without(self, groups: Sequence[Group]) -> Recognition | None:
        """Recognise the lines that are none of these groups'; None where there are no others."""
        lines = list(self.text.lines)
        for number, told in self.others.items():
            lines[number - 1] = told
        for number in set().union(*(group.lines for group in groups)):
            lines[number - 1] = ""
        left = "\n".join(lines)
        if not left.strip():
            return None
        found = self.read(left, year_of(groups))
        if not lacks_year(found):
            return found
        around = self.around()
        if around.year is None and not around.foot:
            return found
        return self.read("\n".join((left, "", *around.foot)), year_of(groups) or around.year)

    def read(self, text: str, year: int | None = None) -> Recognition:
        """Recognise a text as one of the page's."""
        source, setting = self.setting.source, self.setting
        return recognise(
            text,
            language=setting.language,
            timezone=setting.zone.key if source.timezone is None else source.timezone,
            published=setting.published,
            year=year if setting.published is None else None,
            publisher=self.publisher,
            rules=source.rules,
            markers=source.markers,
        )


def weigh(groups: Sequence[Group], reading: Reading) -> Weighed:
    """Read a page's text with its lists in place; where that tells no more of a list, its lines are left out."""
    sure = [group for group in groups if group.is_sure]
    found = reading.without(sure)
    if found is None:
        return Weighed(tuple(groups), None)
    told = [group if group.is_sure else _told(group, found, reading.text, reading.setting) for group in groups]
    # What stands beside a table is no part of it.
    apart = [group for group in told if group.is_table or not group.is_read]
    if len(apart) > len(sure):
        found = reading.without(apart)
    return Weighed(tuple(told), found and _outside(found, [group for group in told if group.is_read]))


class _Card:
    """What stands on one item of a list: as its elements tell it, and as its lines do."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.own: list[Item] = []
        self.own_refused: list[Rejected] = []
        self.read: list[Item] = []
        self.read_refused: list[Rejected] = []

    @property
    def is_whole(self) -> bool:
        return any(map(_is_whole, self.own))

    @property
    def is_read(self) -> bool:
        """Tell whether its lines tell items, and such as are called what it is."""
        return bool(self.read) and all(_is_whole(item) and self._names(item) for item in self.read)

    def can_be_story(self, setting: Setting) -> bool:
        """Tell whether what its lines tell has a day alone, or one that lay behind when the page was fetched."""
        know = knowledge(setting.language)
        return all(_tells_day_alone(item, know) or _lies_behind(item, setting.seen) for item in self.read)

    def _names(self, item: Item) -> bool:
        """Tell whether an item is called what the element is, or stands on the line that names it."""
        if isinstance(item, PersonnelNotice) or not self.own:
            return True
        title, line = bare(item.title), bare(self._lines[_line_of(item) - 1])
        return any(title in (own := bare(one.title)) or own in line for one in self.own)

    def things(self) -> list[Item | Rejected]:
        """Give what its lines tell, with what only its elements do; where they tell nothing, what these do."""
        if self.read:
            own = self.own[0] if len(self.own) == 1 else None
            return [*(item if own is None else _filled(item, own) for item in self.read), *self.read_refused]
        if self.read_refused and self.is_whole:
            return [*self.read_refused]
        return [*self.own, *self.own_refused]


def _told(group: Group, found: Recognition, text: PageText, setting: Setting) -> Group:
    """Give a list as its lines tell it, if they tell at least as much; else as it was."""
    cards: dict[_Span, _Card] = {}
    for span, thing in group.things:
        card = cards.setdefault(span, _Card(text.lines))
        if isinstance(thing, Rejected):
            card.own_refused.append(thing)
        else:
            card.own.append(thing)
    on_line = {line: card for (first, last), card in cards.items() for line in range(first, last + 1)}
    others: list[Thing] = []
    for thing in (*found.items, *found.rejected):
        line = thing.lines[0] if isinstance(thing, Rejected) else _line_of(thing)
        if line not in group.lines:
            continue
        near = on_line.get(line)
        if near is None:
            others.append(((line, line), thing))
        elif isinstance(thing, Rejected):
            near.read_refused.append(thing)
        else:
            near.read.append(thing)
    is_story = group.kinds.count("article") * 2 > len(group.kinds)
    read = sum(card.is_read and not (is_story and card.can_be_story(setting)) for card in cards.values())
    least = len(cards) * _MOST if is_story else sum(card.is_whole for card in cards.values())
    if read < max(1, least):
        return group
    things = [*others, *((span, thing) for span, card in cards.items() for thing in card.things())]
    return msgspec.structs.replace(group, things=tuple(sorted(things, key=lambda thing: thing[0])), is_read=True)


def _line_of(item: Item) -> int:
    return next((fact.lines[0] for fact in item.evidence if fact.field in _NAMING), item.evidence[0].lines[0])


def _is_whole(item: Item) -> bool:
    match item:
        case Event():
            return item.start is not None
        case PersonnelNotice():
            return bool(item.organization or item.role_name or item.previous_role_name)
        case JobPosting():
            return True
    return False


def _tells_day_alone(item: Item, know: Knowledge) -> bool:
    if isinstance(item, JobPosting):
        # Whose page it is hires nobody yet: grants and prizes have deadlines too.
        return not (item.job_location or item.employment_type or is_role(item.title or "", know))
    if not isinstance(item, Event):
        return False
    is_day = not isinstance(item.start, datetime) and item.end is None
    return is_day and not (item.location or item.price or item.recurrence_rule or item.status)


def _lies_behind(item: Item, seen: date | None) -> bool:
    if not isinstance(item, Event) or item.start is None or item.recurrence_rule or seen is None:
        return False
    return day_of(item.end or item.start) < seen


def bare(title: str | None) -> str:
    """Give the letters and digits of a title alone, to compare it with another."""
    return "".join(char for char in (title or "").casefold() if char.isalnum())


def _filled(item: Item, card: Item) -> Item:
    names = _OF_EVENT if isinstance(item, Event) else _OF_POSTING if isinstance(item, JobPosting) else _OF_NOTICE
    told = (name for name in names if getattr(item, name) in (None, ()))
    return msgspec.structs.replace(item, **{name: getattr(card, name, getattr(item, name)) for name in told})


def _outside(found: Recognition, groups: Sequence[Group]) -> Recognition:
    lines = set().union(*(group.lines for group in groups))
    items = tuple(item for item in found.items if not item.evidence or _line_of(item) not in lines)
    rejected = tuple(one for one in found.rejected if one.lines[0] not in lines)
    return msgspec.structs.replace(found, items=items, rejected=rejected)
