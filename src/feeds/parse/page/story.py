"""The story that a whole page is: what its elements tell of it besides its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from feeds.expressions import has_digit
from feeds.model import Article, Item, PersonnelNotice, Rejected
from feeds.parse.page.automatic import LIST
from feeds.parse.page.publisher import parts_of
from feeds.parse.page.tree import Element, Page
from feeds.recognise.draft import Publisher
from feeds.recognise.phrases import phrases
from feeds.recognise.rules import Knowledge

_LONGEST_KICKER = 40
_LONGEST_BYLINE = 120
_LONGEST_STORY = 700
_LONGEST_HEADING, _MOST_HEADINGS = 60, 2
_LEAST_SUMMARY, _LONGEST_SUMMARY = 40, 600
_AUTHORS = frozenset({"byline", "author", "authors"})
_LEADS = frozenset({"standfirst", "subtitle", "ingress", "preamble", "teaser", "intro", "lead", "excerpt", "deck"})
_MOST_CAPTIONS = 2
_JOINTS = " ,;|·•–—-/"
_ENDS = (".", "!", "?", ":")


def beside(page: Page, lines: Sequence[str], know: Knowledge) -> dict[int, str]:
    """Give what is left of the lines that are neither title nor text of a story, by number.

    They say above its title what it is about, “Education”, or below it who wrote it, in a name without a word for
    that, or what a picture shows.
    """
    head = _title_of_story(page)
    if head is None or (title := head.text()) not in lines or know.opens("notices", title):
        return {}
    at = lines.index(title)
    told = [one for one in page.order[head.end :] if not one.chrome and one.size]
    captions = [one.text() for one in told if one.tag == "figcaption"][: _MOST_CAPTIONS + 1]
    # Where there are more, they can be all that a page has to tell.
    found = {n: "" for n, line in enumerate(lines, 1) if line in captions and len(captions) <= _MOST_CAPTIONS}
    authors = tuple(_authors(told, know))
    if authors:
        signed = ((n, line) for n, line in enumerate(lines, 1) if line.startswith(authors))
        found |= {
            n: left for n, line in signed if len(line) <= _LONGEST_BYLINE and _is_day(left := _unsigned(line, authors))
        }
    for number in range(at, 0, -1):
        line = lines[number - 1]
        if not line:
            continue
        if len(line) > _LONGEST_KICKER or has_digit(line) or line.endswith(_ENDS) or know.opens("notices", line):
            break
        found[number] = ""
    return found


def _unsigned(line: str, authors: tuple[str, ...]) -> str:
    """Take the names of authors off the beginning of a line."""
    while (name := next((one for one in authors if line.startswith(one)), None)) is not None:
        line = line[len(name) :].strip(_JOINTS)
    return line


def _is_day(text: str) -> bool:
    return not text or has_digit(text)


def _title_of_story(page: Page) -> Element | None:
    head = next((one for one in page.titles if not one.chrome), None)
    is_inside = head is not None and head.around("article") is not None
    is_story = is_inside or page.meta.get("og:type", "").lower() == "article"
    return head if is_story else None


def of_moves(
    things: Sequence[Item | Rejected], page: Page, lines: Sequence[str], code: str, publisher: Publisher
) -> str:
    """Give the lines of those press releases in a list whose titles can tell of somebody who changes jobs.

    The news of a paper are its stories, of which there are too many; those of a house have its name above them.
    """
    listed = [one for one in things if isinstance(one, Article) and one.evidence and one.evidence[0].rule == LIST]
    if not listed:
        return ""
    words = phrases(code)
    heads = islice((head for head in page.order if head.tag == "h2" and not head.chrome), _MOST_HEADINGS)
    own = (page.heading, page.title, *(head.text() for head in heads))
    is_house = any(len(text) <= _LONGEST_HEADING and words.house.search(text) for text in own)
    if not (is_house or _names_house(page, publisher)):
        return ""
    kept: set[int] = set()
    for one in listed:
        first, last = one.evidence[0].lines
        is_short = sum(map(len, lines[first - 1 : last])) <= _LONGEST_STORY
        told = f"{one.title} {one.summary or ''}"
        if is_short and words.can_tell(told) and words.can_name(told):
            kept.update(range(first, last + 1))
    return "\n".join(line if number in kept else "" for number, line in enumerate(lines, 1)) if kept else ""


def _names_house(page: Page, publisher: Publisher) -> bool:
    """Tell whether a heading has words of its own before the name of whose page it is: “News from Hill Ferries”."""
    heading = page.heading
    # The title of a page tells that nearly always, and costs nothing to ask.
    can_be = len(heading) <= _LONGEST_HEADING and any(heading.endswith(f" {part}") for part in parts_of(page.title))
    return can_be and heading.endswith(f" {publisher()}")


def without_headline(found: Sequence[Item | Rejected], page: Page) -> list[Item | Rejected]:
    """Leave out whom the title of a page tells of, where its text does so in more words."""
    title = page.heading
    people = [one for one in found if isinstance(one, PersonnelNotice)]
    told = {(one.person.name, one.change) for one in people if one.text != title}
    return [
        one
        for one in found
        if not (isinstance(one, PersonnelNotice) and one.text == title and (one.person.name, one.change) in told)
    ]


def completed(article: Article, page: Page, know: Knowledge) -> Article:
    """Give an article what class names say of it: who wrote it, and the lines that lead into it."""
    if article.authors and article.summary:
        return article
    head = _title_of_story(page)
    if head is None or head.text() != article.title:
        return article
    told = [one for one in page.order[head.end :] if not one.chrome and one.size]
    authors = article.authors or tuple(dict.fromkeys(_authors(told, know)))
    return msgspec.structs.replace(article, authors=authors, summary=article.summary or _summary(told))


def _authors(told: Sequence[Element], know: Knowledge) -> Iterator[str]:
    for element in filter(lambda one: one.attrs, told):
        is_marked = element.attrs.get("rel") == "author" or not _AUTHORS.isdisjoint(element.words)
        text = element.text() if is_marked and element.size <= _LONGEST_BYLINE else ""
        # "By Ann Mead" is read with the text.
        if text and know.person.fullmatch(text) is not None and know.any_of("byline").fullmatch(text) is None:
            yield text


def _summary(told: Sequence[Element]) -> str | None:
    for element in told:
        is_lead = bool(element.attrs) and not _LEADS.isdisjoint(element.words)
        if (is_lead or _is_bold(element)) and _LEAST_SUMMARY <= element.size <= _LONGEST_SUMMARY:
            return element.text()
        if element.tag == "p" and element.size > _LONGEST_BYLINE:
            # The text has begun.
            return None
    return None


def _is_bold(element: Element) -> bool:
    """Tell whether a paragraph is in bold from beginning to end."""
    first = element.children[0] if element.tag == "p" and element.children else None
    return isinstance(first, Element) and first.tag in ("strong", "b") and first.text() == element.text()
