"""The lists of a page: elements of one shape that repeat, each with a title, a link, a date, some words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec

from feeds.parse.page.tree import HEADINGS, Element, Page, words_of

_FEWEST = 3
_LEAST_SIZE, _MOST_SIZE = 15, 8_000  # characters of one item on the average
_SAMPLE = 12
_LEAST_VALUE = 1.4
_MOST_GROUPS = 400
_MOST_LISTS = 6
_MOST_ITEMS = 1_000
_LEAST_SHARE = 0.6
_LONGEST_TITLE = 250
_LONGEST_DAY = 12
#: Tags that never are a whole item.
_PARTS = frozenset(
    {"p", "span", "time", "strong", "em", "b", "i", "small", "img", "td", "th", "dt", "br", "font", "figure"}
)
_CLIMB = 6
#: How much more text a wrapper may hold than what repeats in it.
_MOST_MORE = 4
#: Words of class names of stories, for those that have no date.
STORY_WORDS = frozenset({"article", "post", "news", "story", "teaser", "entry", "blog", "headline"})
_ADDRESS_OF_STORY = re.compile(r"/(?:19|20)\d\d/|\d{5,}|(?:[^/-]+-){3}")


class List(msgspec.Struct, frozen=True):
    """Items that repeat each other, in the order of the page, and how sure it is that they are such."""

    items: tuple[Element, ...]
    value: float


def lists_of(page: Page) -> list[List]:
    """Find the lists of a page, the best one first; none of them holds another."""
    groups: dict[int, list[Element]] = {}
    for element in page.order:
        if element.size >= _LEAST_SIZE and not element.chrome and (element.links or element.heads):
            groups.setdefault(element.path, []).append(element)
    able = [group for group in groups.values() if len(group) >= _FEWEST and _is_able(group)][:_MOST_GROUPS]
    valued = [(_value(group), group) for group in able]
    ranked = sorted(
        ((value, group) for value, group in valued if value >= _LEAST_VALUE),
        key=lambda pair: -pair[0] * len(pair[1]),
    )
    return _apart(ranked)


def _apart(ranked: Sequence[tuple[float, list[Element]]]) -> list[List]:
    taken: set[int] = set()
    found: list[List] = []
    for value, group in ranked:
        items = _whole(group)[:_MOST_ITEMS]
        if len(found) == _MOST_LISTS:
            break
        own = {id(item) for item in items}
        if any(_lies_in(item, taken) for item in items) or any(
            _lies_in(item, own) for one in found for item in one.items
        ):
            continue
        taken |= own
        found.append(List(tuple(items), value))
    return found


def _lies_in(element: Element, around: set[int]) -> bool:
    above: Element | None = element
    while above is not None:
        if id(above) in around:
            return True
        above = above.parent
    return False


def _is_able(group: Sequence[Element]) -> bool:
    tag = group[0].tag
    if tag in _PARTS or (tag in HEADINGS and not group[0].links):
        return False
    size = sum(element.size for element in group) / len(group)
    return _LEAST_SIZE <= size <= _MOST_SIZE


def _value(group: Sequence[Element]) -> float:
    """Value what the items of a group have, from 0 to 2.5: a title, a date, some more words."""
    step = max(1, len(group) // _SAMPLE)
    sample = group[::step][:_SAMPLE]
    # Buttons are looked for where no heading tells titles from them.
    common = _common(sample) if any(item.first_head is None for item in sample) else frozenset()
    values = [_value_of(element, common) for element in sample]
    titled = sum(value >= 1 for value in values)
    return sum(values) / len(values) if titled >= len(values) * _LEAST_SHARE else 0.0


def _common(items: Sequence[Element]) -> frozenset[str]:
    """Give the texts of links that most items have: buttons, and no titles."""
    counts = Counter(text for item in items for text in {link.text() for link in links_of(item)})
    return frozenset(text for text, count in counts.items() if count > 1 and count * 2 >= len(items))


def _value_of(item: Element, common: frozenset[str]) -> float:
    title = title_of(item, common)
    if title is None:
        return 0.0
    text = title.text()
    if not any(char.isalpha() for char in text) or len(text) > _LONGEST_TITLE:
        return 0.0
    more = item.size - title.size
    value = 1.0 + (0.5 if more >= 20 else 0.0)
    if item.times or item.numbers > title.numbers:
        value += 1.0
    elif title.tag in HEADINGS or title.first_head or _is_in_heading(title):
        # A story of a front page often has a headline and nothing else.
        value += 0.4 if tells_of_story(item, title) else -0.5
    else:
        # A link and some words are a menu with explanations.
        value -= 0.5
    return value


def tells_of_story(item: Element, title: Element) -> bool:
    """Tell whether an item without a date shows that it is a story: by its tag, class names or address."""
    if item.tag == "article" or not STORY_WORDS.isdisjoint(item.words):
        return True
    if any(not STORY_WORDS.isdisjoint(words_of(one.attrs.get("class") or "")) for one in item.elements()):
        return True
    link = link_of(item, title, frozenset())
    return link is not None and _ADDRESS_OF_STORY.search(link.attrs.get("href") or "") is not None


def _is_in_heading(element: Element) -> bool:
    above = element.parent
    return above is not None and above.tag in HEADINGS


def links_of(item: Element) -> list[Element]:
    """Give the links of an item, itself first when it is one."""
    found = [one for one in item.elements() if one.tag == "a" and one.attrs.get("href")] if item.links else []
    return [item, *found] if item.tag == "a" and item.attrs.get("href") else found


def title_of(item: Element, common: frozenset[str]) -> Element | None:
    """Find what an item is called: its first heading with a name, what is marked as its title, or its longest link."""
    heads = [one for one in item.elements() if one.tag in HEADINGS] if item.heads > 1 else []
    first = item.first_head
    if first is not None and _is_name(first.text(), common) and not (heads and _is_part_of_date(first.text())):
        return first
    for head in heads[1:4]:
        if _is_name(head.text(), common) and not _is_part_of_date(head.text()):
            return head
    marked = next((one for one in item.elements() if _is_marked(one) and _is_name(one.text(), common)), None)
    if marked is not None:
        return marked
    links = [link for link in links_of(item) if link is not item and _is_name(link.text(), common)]
    if links:
        return max(links, key=lambda link: link.size)
    if item.tag == "a":
        return next(
            (one for one in item.elements() if one.tag in ("strong", "b") and _is_name(one.text(), common)), None
        )
    return None


def _is_part_of_date(text: str) -> bool:
    """Tell whether a heading is the month or the weekday of a date whose parts stand in headings of their own."""
    return len(text) <= _LONGEST_DAY and text.strip(" .,").casefold() in _words_of_dates()


@cache
def _words_of_dates() -> frozenset[str]:
    """Give the names of months and weekdays in all languages: that of the page is not known yet."""
    from feeds import lang  # noqa: PLC0415  few pages have headings that are so short

    told = (lang.load(code).dates for code in lang.available())
    groups = (group for dates in told for group in (*dates.months, *dates.weekdays))
    return frozenset(word.casefold() for group in groups for word in group)


def _is_marked(element: Element) -> bool:
    names = element.attrs.get("class") or element.attrs.get("itemprop")
    if not names:
        return False
    words = words_of(names)
    return not _TITLES.isdisjoint(words) and words.isdisjoint(_NOT_TITLES) and element.size <= _LONGEST_TITLE


_TITLES = frozenset({"title", "headline", "heading"})
_NOT_TITLES = frozenset({"venue", "location", "place", "subtitle", "category", "author", "job", "sub", "wrapper"})


def _is_name(text: str, common: frozenset[str]) -> bool:
    return 3 <= len(text) <= _LONGEST_TITLE and text not in common and _has_letters(text)


def _has_letters(text: str) -> bool:
    """Tell whether a text has three letters; nearly every one begins with them."""
    left = 3
    for char in text:
        left -= char.isalpha()
        if not left:
            return True
    return False


def link_of(item: Element, title: Element, common: frozenset[str]) -> Element | None:
    """Find the link of an item: that of its title, else itself, else its first one that is no mail, call or file."""
    above: Element | None = title
    while above is not None:
        if above.tag == "a" and leads_on(above):
            return above
        if above is item:
            break
        above = above.parent
    own = next((one for one in title.elements() if one.tag == "a" and leads_on(one)), None) if title.links else None
    if own is not None:
        return own
    links = [link for link in links_of(item) if leads_on(link)]
    named = next((link for link in links if link.text() == title.text()), None)
    if named is not None:
        return named
    outer = item.parent
    if outer is not None and outer.tag == "a" and leads_on(outer):
        return outer
    # Whoever reads more of an item does so by its only address.
    addresses = {link.attrs.get("href") for link in links}
    return links[0] if links and (len(addresses) == 1 or links[0].text() in common or not links[0].text()) else None


_NO_PAGE = re.compile(
    r"\s*(?:#|mailto:|tel:|javascript:|webcal:|sms:|data:)|.*\.(?:ics|jpe?g|png|gif|webp|svg)(?:\?|$)", re.IGNORECASE
)


def leads_on(link: Element) -> bool:
    """Tell whether a link leads to a page."""
    href = link.attrs.get("href")
    return bool(href) and _NO_PAGE.match(href or "") is None


def _whole(group: list[Element]) -> list[Element]:
    """Go outwards as long as around each item there is one element, with the same title."""
    best = items = group
    for _ in range(_CLIMB):
        around = [item.parent for item in items]
        outer = [one for one in around if one is not None]
        if len({id(one) for one in outer}) != len(items) or outer[0].tag == "body":
            return best
        size, inner = sum(one.size for one in outer), sum(one.size for one in items)
        is_same = all(
            one.first_head is item.first_head and not one.chrome for one, item in zip(outer, items, strict=True)
        )
        if not is_same or size > inner * _MOST_MORE + 100 * len(items):
            return best
        items = outer
        best = items
    return best


def common_links(one: List) -> frozenset[str]:
    """Give the texts of links that most items of a list have."""
    return _common(one.items)
