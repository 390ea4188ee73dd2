"""What stands round the content of a page: boxes with content of their own are shown, marks and ways are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from feeds import lang
from feeds.parse.page.labels import are_of_item, label_of
from feeds.parse.page.placed import join_lines
from feeds.parse.page.setting import language_of
from feeds.parse.page.tree import HEADINGS, Element, Page
from feeds.recognise.rules import knowledge

_BESIDE = frozenset({"aside", "sidebar", "complementary"})
_WRAPPERS = frozenset({"div", "aside", "section"})
_LONGEST_MARK, _LONGEST_WAY = 16, 160
_LISTS = frozenset({"ul", "ol"})
_FEWEST_WAYS, _LONGEST_WAY_NAME = 3, 30
_WAY = re.compile(r"\s*[/>›»→]\s*")
_LEAST_SIZE, _MOST_SIZE = 30, 6_000
_LONGEST_HEADING = 60
_LOWEST = 6  # rank of headings
_CHROME_TAGS = frozenset({"nav", "form", "dialog"})
#: What names a fact by its tag, or by a colon at its end.
_NAMING = frozenset({"dt", "strong", "b"})


def clear(page: Page) -> None:
    """Make lines of print paragraphs; leave out the way to a page; show boxes of content, below the page's own."""
    join_lines(page)
    begin = page.titles[0].at if page.titles else 0
    for element in page.order[1:begin]:
        if element.chrome or not element.links or element.size > _LONGEST_WAY:
            continue
        if _is_menu(element) if element.tag in _LISTS else _is_way(element):
            _hide(element)
    for box in filter(_is_box, page.around):
        shown = [part for part in _parts(box, page) if _holds_content(part, page)]
        for part in shown:
            _show(part, box)
        if shown and box.at < begin:
            _move_down(box, page)


def hide_adverts(page: Page, lines: Sequence[str]) -> bool:
    """Leave out the parts of a page that are nothing but the mark of an advert; tell whether there was one."""
    marks = _adverts().fullmatch
    words = [line for line in lines if line and not line[_LONGEST_MARK : _LONGEST_MARK + 1] and line.isalpha()]
    if not any(map(marks, words)):
        return False
    small = (one for one in page.order if 0 < one.size <= _LONGEST_MARK and one.tag in _WRAPPERS and not one.chrome)
    found = [one for one in small if marks(one.text())]
    for element in found:
        _hide(element)
    return bool(found)


@cache
def _adverts() -> re.Pattern[str]:
    """Give an expression for what marks an advert in any language: that of the page is not known yet."""
    told = (lang.load(code).words.adverts for code in lang.available())
    return re.compile("|".join(word for words in told for word in words), re.IGNORECASE)


def _is_way(element: Element) -> bool:
    """Tell whether an element is the way to a page: "Home › News › Names", where all but the last are links."""
    parts = _WAY.split(element.text())
    links = [one.text() for one in element.elements() if one.tag == "a"]
    return len(parts) > 1 and not element.heads and parts[: len(links)] == links and len(parts) - len(links) <= 1


def _is_menu(element: Element) -> bool:
    """Tell whether a list holds nothing but short links without a number: the ways to other pages."""
    links = [one for one in element.elements() if one.tag == "a"]
    if len(links) < _FEWEST_WAYS or element.times or element.heads or element.numbers:
        return False
    return sum(link.size for link in links) == element.size and all(link.size <= _LONGEST_WAY_NAME for link in links)


def _hide(element: Element) -> None:
    element.chrome = True
    for one in element.elements():
        one.chrome = True


def _is_box(element: Element) -> bool:
    if not _LEAST_SIZE <= element.size <= _MOST_SIZE:
        return False
    role = element.attrs.get("role") or ""
    return element.tag in _BESIDE or role in _BESIDE or not _BESIDE.isdisjoint(element.words)


def _parts(box: Element, page: Page) -> list[list[Element]]:
    """Part a box at its headings; what stands below one goes with it, and the smaller ones below one for items."""
    parts: list[list[Element]] = [[]]
    over = _LOWEST
    for child in _pieces(box):
        head = _head_of(child)
        if head is not None and (rank := int(head.tag[1])) <= over:
            parts.append([])
            over = rank if _is_for_items(head.text(), page) else _LOWEST
        parts[-1].append(child)
    return [part for part in parts if part]


def _pieces(element: Element) -> Iterator[Element]:
    """Give the elements of a box that stand one below the other, whatever is wrapped around several of them."""
    children = [child for child in element.children if not isinstance(child, str)]
    for child in children:
        is_wrapper = child.heads > 1 or (child.heads == 1 and len(children) == 1)
        if is_wrapper and child.tag not in HEADINGS:
            yield from _pieces(child)
        else:
            yield child


def _head_of(element: Element) -> Element | None:
    head = element if element.tag in HEADINGS else element.first_head
    return None if head is None or head.size > _LONGEST_HEADING else head


def _holds_content(part: Sequence[Element], page: Page) -> bool:
    if are_of_item([label for element in part for label in _labels(element)]):
        return True
    head = _head_of(part[0])
    is_more = head is not None and sum(element.size for element in part) > head.size
    return head is not None and is_more and _is_for_items(head.text(), page)


def _is_for_items(heading: str, page: Page) -> bool:
    """Tell whether a heading stands over items of a page: people who change jobs."""
    code = language_of(page, heading)
    return code in lang.available() and knowledge(code).opens("notices", heading)


def _labels(element: Element) -> Iterator[str]:
    for one in (element, *element.elements()):
        text = one.text() if one.tag in _NAMING else ""
        label = text if one.tag == "dt" or text.endswith(":") else label_of(one)
        if label is not None:
            yield label


def _show(part: Sequence[Element], box: Element) -> None:
    for piece in part:
        above: Element | None = piece
        while above is not None and above is not box:
            above.chrome = False
            above = above.parent
        for one in piece.elements():
            one.chrome = one.tag in _CHROME_TAGS
    box.chrome = False


def _move_down(box: Element, page: Page) -> None:
    above = box.parent
    if above is not None:
        above.children.remove(box)
        page.body.children.append(box)
