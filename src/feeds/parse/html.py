"""Input format `html`: structured data, the source's own selectors, lists that repeat, and the text of a page."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import msgspec

from feeds import charsets
from feeds.addresses import web_address
from feeds.errors import SourceError
from feeds.identity import uid_in
from feeds.model import Article, Event, Fetched, Item, JobPosting, Kind, PersonnelNotice, Rejected, Source, day_of
from feeds.parse.links import Offer, offers
from feeds.parse.moments import moment
from feeds.parse.page import automatic, frame, offered, story
from feeds.parse.page.automatic import Group, told_once
from feeds.parse.page.beside import Around, above_heading, aside_title, listings, marked_place
from feeds.parse.page.kinds import mode_of
from feeds.parse.page.lists import List, lists_of
from feeds.parse.page.publisher import publisher_of
from feeds.parse.page.setting import Setting, base_of, joined, setting_of
from feeds.parse.page.tree import Page, page_of, parsed
from feeds.parse.page.weighed import Reading, Weighed, bare, weigh
from feeds.parse.page_text import Link, PageText, rendered
from feeds.recognise import Recognition
from feeds.recognise.page import without_bullet
from feeds.recognise.rules import Knowledge, knowledge
from feeds.text import decode, one_line

if TYPE_CHECKING:
    from feeds.parse.dom import Document

_OURS = "Feeds"  # what our pages say made them
_LONGEST_BELOW = 150
_LEAST_SHARED = 8  # characters that a link and a title share at the least to be the same
#: What all structured data has one of, in its text or in its tree: to look there costs a tenth of looking for the data.
_SIGNS = ("ld+json", "LD+JSON")
_SIGN_OF_HEAD, _END_OF_HEAD = "og:", "</head"
_MARKED = "[itemscope], [typeof], .h-event, .h-entry, .vevent"
#: Beginnings of what `og:type` says of the page of a story, an episode or a video.
_STORIES = ("article", "video.", "music.")
#: The rule that takes a day alone as an event's, and why it does not on the page of a story.
_ALONE, _OF_STORY = "event.page", "a day alone is that of the story"
_OF_LIST = "its title is the heading of a list"
#: What a later way may add to what an earlier one told.
_FILLED = ("url", "summary", "location", "price", "organizer", "status", "hiring_organization", "job_location")


def split(body: bytes) -> tuple[bytes, ...]:
    """Leave a page whole: its parts mean something together."""
    return (body,)


def text_of(body: bytes, charset: str | None = None) -> str:
    """Give the text of a page, in the lines that evidence points to.

    Raises:
        ValueError: the bytes are no text.
    """
    page = page_of(decode(body, charsets.found(body, charset)))
    frame.clear(page)
    return _text(page, lists_of(page)).text


def _text(page: Page, lists: Sequence[List]) -> PageText:
    records = automatic.records(page, lists)
    text = rendered(page, records)
    return rendered(page, records) if frame.hide_adverts(page, text.lines) else text


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Give the items of a page, those of each way behind those of the ones before it; then what was refused.

    Raises:
        SourceError: the bytes are no text, or the page only stands in for another.
    """
    yield from Opened(fetched).things(source)


class Opened:
    """A page that was read into a tree, once for all that is to be found on it.

    Raises:
        SourceError: the bytes are no text.
    """

    def __init__(self, fetched: Fetched) -> None:
        charset = charsets.found(fetched.body, fetched.charset)
        try:
            self._html = decode(fetched.body, charset)
        except ValueError as error:
            raise SourceError(str(error), where=fetched.location) from error
        self._fetched = fetched
        is_whole = charset == "utf-8" and "\ufffd" not in self._html and not fetched.body.startswith(codecs.BOM_UTF8)
        self._document = parsed(self._html, fetched.body if is_whole else None)

    @cached_property
    def _page(self) -> Page:
        return Page(self._document)

    def offers(self, source: Source) -> tuple[Offer, ...]:
        """List the feeds and calendars that the page names."""
        return offers(self._page, self._fetched.url or source.url)

    def things(self, source: Source) -> Iterator[Item | Rejected]:
        """Give what `parse` does, and let go of the tree.

        Raises:
            SourceError: the page only stands in for another.
        """
        given = _given(self._html, self._document, self._fetched, source)
        if source.select is not None:
            things = _selected(given, self._document, self._fetched, source)
        else:
            things = _found(given, self._page, self._fetched, source)
        if not any(not isinstance(thing, Rejected) for thing in things):
            _check(self._html, self._fetched.location)
        yield from (thing for thing in things if not isinstance(thing, Rejected))
        yield from (thing for thing in things if isinstance(thing, Rejected))


def _check(html: str, where: str) -> None:
    """Look at a page that gave nothing for signs that there is nothing on it to read."""
    from feeds.walls import wall, walled  # noqa: PLC0415  most pages give something

    found = wall(200, {}, html.encode("utf-8", "replace"))
    if found is not None:
        raise walled(where, found)


def _given(html: str, document: Document, fetched: Fetched, source: Source) -> list[Item | Rejected]:
    """Give what the page tells in structured data."""
    if not _bears_sign(html) and document.css_first(_MARKED) is None:
        return []
    from feeds.parse import structured  # noqa: PLC0415  most pages have none

    return list(structured.found(html, fetched.url or source.url, source, document))


def _bears_sign(html: str) -> bool:
    # One character is found in no time, several are not.
    at = html.find("+")
    while at >= 0:
        if html[at - 2 : at + 5] in _SIGNS:
            return True
        at = html.find("+", at + 1)
    end = html.find(_END_OF_HEAD)
    return html.find(_SIGN_OF_HEAD, 0, end if end > 0 else len(html)) >= 0


def _selected(
    given: Sequence[Item | Rejected], document: Document, fetched: Fetched, source: Source
) -> list[Item | Rejected]:
    """Give what the source's own selectors find; structured data adds what they do not ask for."""
    from feeds.parse import selectors  # noqa: PLC0415  most sources have none

    known = [thing for thing in given if not isinstance(thing, Rejected)]
    return [
        thing if isinstance(thing, Rejected) else _completed(thing, known)
        for thing in selectors.read(document, fetched, source)
    ]


def _completed(item: Item, others: Sequence[Item]) -> Item:
    twin = next((other for other in others if other.kind == item.kind and _is_same(item, other)), None)
    if twin is None:
        return item
    names = (name for name in item.__struct_fields__ if name not in ("evidence", "identifier", "language"))
    lacking = {name: getattr(twin, name) for name in names if getattr(item, name) in (None, ())}
    if isinstance(item, Event) and item.start is not None:
        # Moments that somebody else told of it fit no other start.
        lacking = {name: value for name, value in lacking.items() if name not in ("start", "end", "timezone")}
    return msgspec.structs.replace(item, **lacking)


def _found(given: Sequence[Item | Rejected], page: Page, fetched: Fetched, source: Source) -> list[Item | Rejected]:
    base = base_of(page, fetched, source)
    told = [thing for thing in given if not isinstance(thing, Rejected)]
    if page.meta.get("generator") == _OURS and (own := [item for item in told if uid_in(item) is not None]):
        # A page of ours tells its items whole; what else it shows are the same facts for people.
        page.close()
        return [_bare_of_ours(item, page.language) for item in own]
    frame.clear(page)
    lists = lists_of(page)
    text = _text(page, lists)
    setting = setting_of(page, text.text, fetched, source)
    groups, others = automatic.read(page, lists, text, setting)
    reading = _reading(page, text, others, setting)
    weighed = _weighed(groups, reading, page)
    shown = told_once([thing for group in weighed.groups for _, thing in group.things])
    listed = _wanted([_linked(thing, text, setting) for thing in shown], page, told, base)
    things: list[Item | Rejected] = [*_with_facts(told, listed, setting.told)]
    things += (thing for thing in given if isinstance(thing, Rejected))
    things += (thing for thing in listed if isinstance(thing, Rejected) or not _is_told(thing, told))
    headline = _story(told)
    found: list[Item | Rejected] = []
    if weighed.found is not None:
        has_events = any(isinstance(item, Event) for item in told)
        rest = _Rest(weighed.found, text, things, _kinds_given(told, weighed.groups), has_events)
        found += _others(page, rest, setting, is_article=headline is not None)
    if setting.told == setting.language:
        found += _moves(things, page, reading)
        found = story.without_headline(found, page)
        things = offered.with_employer(things, found, reading.publisher)
    if headline is not None and _is_column(headline, page, found, setting):
        things, headline = [thing for thing in things if not _is_story(thing, headline)], None
    things = _with_story(things, headline, found)
    page.close()
    return things


def _reading(page: Page, text: PageText, others: set[int], setting: Setting) -> Reading:
    know = knowledge(setting.language)
    return Reading(
        text=text,
        others=dict.fromkeys(others, "") | story.beside(page, text.lines, know),
        setting=setting,
        around=partial(Around.of, page, setting),
        publisher=cache(partial(_publisher, page, know)),
    )


def _weighed(groups: Sequence[Group], reading: Reading, page: Page) -> Weighed:
    """Give lists as the better way tells them, and what is beside; without a file for its language no text is read."""
    if reading.setting.told != reading.setting.language:
        return Weighed(tuple(groups), None)
    weighed = weigh(groups, reading)
    line = None if weighed.found is None else above_heading(weighed.found, page, reading.text.lines)
    if line is None:
        return weighed
    return weigh(groups, msgspec.structs.replace(reading, others={**reading.others, line: ""}))


def _bare_of_ours(item: Item, language: str | None) -> Item:
    """Take off an item of ours what was put to it for people: the status before a title, a headline that was made."""
    from feeds.parse import own_entries  # noqa: PLC0415  few pages are ours
    from feeds.wording import language_for  # noqa: PLC0415

    known = item if item.language else msgspec.structs.replace(item, language=language)
    return own_entries.bare(known, language_for(known.language))


def _story(told: Sequence[Item]) -> Article | None:
    """Give the one article that structured data tells of without its text."""
    articles = [item for item in told if isinstance(item, Article)]
    return articles[0] if len(articles) == 1 and articles[0].content is None else None


def _is_column(headline: Article, page: Page, found: Sequence[Item | Rejected], setting: Setting) -> bool:
    """Tell whether what only calls itself an article is a column of people: there is nothing else to read in it."""
    from feeds.parse.structured.opengraph import RULE  # noqa: PLC0415  few pages are told by their head alone

    is_called = all(fact.rule == RULE for fact in headline.evidence)
    is_named = is_called and knowledge(setting.language).opens("notices", page.heading)
    return is_named and any(isinstance(thing, PersonnelNotice) for thing in found)


def _with_story(
    things: Sequence[Item | Rejected], story: Article | None, found: Sequence[Item | Rejected]
) -> list[Item | Rejected]:
    """Put the text of an article to what structured data says of it; of any other article it is not told."""
    read = [thing for thing in found if isinstance(thing, Article)]
    others = [thing for thing in found if story is None or not isinstance(thing, Article)]
    if story is None or len(read) != 1:
        return [*things, *others]
    title, own = read[0].title or "", story.title or ""
    is_same = bool(title) and (bare(title) in bare(own) or bare(own) in bare(title))
    whole = _told_whole(story, read[0]) if is_same else story
    return [*(whole if thing is story or _is_story(thing, story) else thing for thing in things), *others]


def _is_story(thing: Item | Rejected, story: Article) -> bool:
    return isinstance(thing, Article) and thing.title == story.title and thing.content is None


def _told_whole(story: Article, read: Article) -> Article:
    # Behind the title of a page often stands the name of the site.
    title = read.title if (story.title or "").startswith(read.title or "\0") else story.title
    return msgspec.structs.replace(
        story,
        title=title,
        url=story.url or read.url,
        summary=story.summary or read.summary,
        content=read.content,
        authors=story.authors or read.authors,
        published=story.published or read.published,
        credit=story.credit or read.credit,
        language=story.language or read.language,
    )


def _wanted(
    listed: Sequence[Item | Rejected], page: Page, told: Sequence[Item], base: str | None
) -> list[Item | Rejected]:
    """Give the items of lists that are the page's: on the page of one item, others of its kind are only named."""
    own = {base, _own_address(page, base)}
    kinds = {one.kind for one in told if one.url is not None and one.url in own}
    if page.meta.get("og:type", "").lower() == "article":
        kinds.add("article")
    return [thing for thing in listed if thing.kind not in kinds]


def _own_address(page: Page, base: str | None) -> str | None:
    return next((joined(base, link[2]) for link in page.links if link[0] == "canonical"), None)


def _is_told(item: Item, others: Sequence[Item]) -> bool:
    return any(_is_same(item, other) for other in others)


def _is_same(one: Item, other: Item) -> bool:
    """Tell whether two items are one: of the same address, or the same title; events of one day."""
    starts = [thing.start for thing in (one, other) if isinstance(thing, Event) and thing.start is not None]
    if len({day_of(start) for start in starts}) > 1:
        return False
    if one.url is not None and one.url == other.url:
        return True
    return bool(one.title) and bare(one.title) == bare(other.title)


def _with_facts(told: Sequence[Item], listed: Sequence[Item | Rejected], language: str | None) -> list[Item]:
    """Give what structured data tells, with what it leaves out and the page shows."""
    others = [thing for thing in listed if not isinstance(thing, Rejected)]
    found = (_filled(item, others) for item in told)
    return [item if item.language else msgspec.structs.replace(item, language=language) for item in found]


def _filled(item: Item, others: Sequence[Item]) -> Item:
    twin = next((other for other in others if other.kind == item.kind and _is_same(item, other)), None)
    names = [name for name in _FILLED if name in item.__struct_fields__ and getattr(item, name) is None]
    return item if twin is None else msgspec.structs.replace(item, **{name: getattr(twin, name) for name in names})


def _kinds_given(told: Sequence[Item], groups: Sequence[Group]) -> frozenset[Kind]:
    """Name the kinds that structured data, tables and lists tell, but for lists that were told by their lines."""
    listed = (kind for group in groups if group.is_table or not group.is_read for kind in group.kinds)
    return frozenset(listed).union(item.kind for item in told)


class _Rest(msgspec.Struct, frozen=True):
    """What recognition finds in a text besides `things`; of the kinds that are `given` only listings count.

    `has_events` says that structured data tells the page's events: its text has the same ones.
    """

    found: Recognition
    text: PageText
    things: Sequence[Item | Rejected]
    given: frozenset[Kind]
    has_events: bool


def _others(page: Page, rest: _Rest, setting: Setting, *, is_article: bool) -> Iterator[Item | Rejected]:
    """Give what else the page's text tells: items of the kinds that nothing else gave, and listings of events."""
    found, text, given = rest.found, rest.text, rest.given
    if is_article:
        given -= {"article"}
    elif any(thing.kind in given for thing in rest.things if not isinstance(thing, Rejected)) or _lists_past(rest):
        # A page that lists things is no article, were they over.
        given |= {"article"}
    kinds = Counter(item.kind for item in found.items)
    is_alone, is_sole, is_advert = (kinds[kind] == 1 for kind in ("article", "event", "job_posting"))
    is_story = is_article or _is_of_story(page, text, setting)
    is_told = "event" in given and not (is_story or rest.has_events)
    know = knowledge(setting.language)
    beside = {id(one) for one in (listings(found, rest.things, page, text.lines, know) if is_told else ())}
    for item in found.items:
        if item.kind in given and id(item) not in beside:
            continue
        if isinstance(item, Article) and know.list_heading.fullmatch(item.title or "") is not None:
            yield _refused(item, _OF_LIST)
            continue
        if is_story and isinstance(item, Event) and _dates_the_story(item, setting):
            yield _refused(item, _OF_STORY)
            continue
        one = _linked(item, text, setting)
        if isinstance(one, Event) and is_sole:
            one = _sole(one, page, know)
        elif isinstance(one, JobPosting) and is_advert:
            one = offered.titled(one, page.heading, text.lines, know)
        yield _of_page(one, page, setting) if isinstance(one, Article) and is_alone else one
    yield from (candidate for candidate in found.rejected if candidate.kind not in given or id(candidate) in beside)


def _refused(item: Item, reason: str) -> Rejected:
    fact = item.evidence[0]
    return Rejected(kind=item.kind, lines=fact.lines, text=fact.text, rule=fact.rule, reason=reason)


def _lists_past(rest: _Rest) -> bool:
    return any(isinstance(thing, Rejected) and thing.reason == automatic.OVER for thing in rest.things)


def _sole(event: Event, page: Page, know: Knowledge) -> Event:
    """Give the one event of a page its title and its place as the page shows them."""
    title = aside_title(event, page, know) or event.title
    place = event.location or marked_place(page, know)
    mode = event.attendance_mode or mode_of(place, know)
    return msgspec.structs.replace(event, title=title, location=place, attendance_mode=mode)


def _moves(things: Sequence[Item | Rejected], page: Page, reading: Reading) -> list[Item | Rejected]:
    """Give the people of press releases in a list, where their titles have a word of those who change jobs."""
    text, setting = reading.text, reading.setting
    told = story.of_moves(things, page, text.lines, setting.language, reading.publisher)
    found = reading.read(told).items if told else ()
    return [_linked(item, text, setting) for item in found if isinstance(item, PersonnelNotice)]


def _publisher(page: Page, know: Knowledge) -> str | None:
    """Say whose page it is; a word for what is on it names nobody."""
    name = publisher_of(page)
    is_word = name is None or know.marker(name) is not None or know.list_heading.fullmatch(name) is not None
    return None if is_word or know.jobs.heading.fullmatch(name or "") is not None else name


def _is_of_story(page: Page, text: PageText, setting: Setting) -> bool:
    """Tell whether a page is that of a story: it says so, or tags and comments stand below."""
    if page.meta.get("og:type", "").lower().startswith(_STORIES):
        return True
    below = knowledge(setting.language).below
    return any(below.fullmatch(without_bullet(line)) for line in text.lines if 0 < len(line) <= _LONGEST_BELOW)


def _dates_the_story(event: Event, setting: Setting) -> bool:
    """Tell whether what was read as an event on the page of a story is the day of that story."""
    is_told = isinstance(event.start, datetime) or event.end is not None or event.recurrence_rule is not None
    if is_told or event.evidence[0].rule != _ALONE:
        return False
    day = setting.published or setting.seen
    return event.start is None or day is None or day_of(event.start) <= day


def _of_page(item: Item, page: Page, setting: Setting) -> Item:
    """Give the article that is a whole page what the page says of itself."""
    stated = moment(page.meta.get("article:published_time", ""), setting.zone)
    url = item.url or _own_address(page, setting.base) or web_address(setting.base)
    if isinstance(item, Article):
        item = story.completed(item, page, knowledge(setting.language))
    return msgspec.structs.replace(item, published=item.published or stated, url=url)


def _linked(item: Item | Rejected, text: PageText, setting: Setting) -> Item | Rejected:
    """Give an item the address of the link whose text is its title, or of the only one on its title's lines."""
    if isinstance(item, Rejected) or item.url is not None or item.kind == "article":
        return item
    lines = {
        number
        for fact in item.evidence
        if fact.field in ("title", "person")
        for number in range(fact.lines[0], fact.lines[1] + 1)
    }
    near = [link for link in text.links if link.line in lines]
    link = next((link for link in (*near, *text.links) if _names(link, item)), None)
    url = setting.address(link.href) if link is not None else None
    return item if url is None else msgspec.structs.replace(item, url=url)


def _names(link: Link, item: Item) -> bool:
    title, label = bare(item.title), bare(one_line(link.text))
    if not title or len(label) < _LEAST_SHARED:
        return bool(title) and title == label
    return label == title or (len(label) * 2 > len(title) and (label in title or title in label))
