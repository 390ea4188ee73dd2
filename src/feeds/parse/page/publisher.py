"""Whose page it is: the name that its head, the top of the site and its foot agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds.parse.page.tree import Element, Page

_PARTS = re.compile(r"\s+[|–—·•:»›-]{1,2}\s+|\s*[|»›]\s*|: ")
#: What stands behind a name at the foot of a page: "Hill Council, Town Square 1".
_BEHIND = re.compile(r"\s*[,·•|–—©(]|\s[-/]\s|\.\s|\s*$|\s+\d")
_COPY = re.compile(r"^\W*(?:copyright\s*)?(?:©|\(c\))?\W*(?:\d{4}(?:\s*[–-]\s*\d{2,4})?\W+)?", re.IGNORECASE)
_BRANDS = frozenset({"logo", "brand", "branding", "sitename"})
_SITE = frozenset({"site", "blog"})
_SITE_PARTS = frozenset({"title", "name"})
_HOME = frozenset({"/", "./", "index.html", "/index.html"})
_SHORTEST, _LONGEST, _MOST_WORDS = 3, 60, 7
_FEWEST_SOURCES = 2
_NEAR = 6
_TOP = 80


def publisher_of(page: Page) -> str | None:
    """Give the name that at least two of its places say: `og:site_name`, the title, the logo, the foot, the heading."""
    places = [set(_said(page)), set(_titled(page)), set(_branded(page))]
    foot = _foot(page)
    heading = page.heading
    best: tuple[int, int, str] | None = None
    for name in dict.fromkeys(name for names in places for name in sorted(names)):
        told = sum(name in names for names in places) + any(_opens(text, name) for text in foot)
        told += name != heading and _is_within(name, heading)
        if told >= _FEWEST_SOURCES and _can_be_name(name) and (best is None or (told, len(name)) > best[:2]):
            best = (told, len(name), name)
    return best[2] if best is not None else None


def _can_be_name(name: str) -> bool:
    return (
        _SHORTEST <= len(name) <= _LONGEST
        and len(name.split()) <= _MOST_WORDS
        and name[:1].isalnum()
        and any(map(str.isupper, name))
        and not name.endswith((".", "!", "?", ":"))
    )


def _said(page: Page) -> Iterator[str]:
    for key in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        if name := page.meta.get(key):
            yield name
            yield _PARTS.split(name)[0]


def parts_of(title: str) -> list[str]:
    """Part the title of a page at what stands between its own name and that of the site."""
    return [part for part in _PARTS.split(title) if part]


def _titled(page: Page) -> Iterator[str]:
    parts = parts_of(page.title)
    if len(parts) > 1:
        yield from (part for part in parts if part != page.heading)


def _branded(page: Page) -> Iterator[str]:
    """Give the names of logos, and of what leads home, in what stands round the content."""
    top = page.titles[0].at if page.titles else _TOP
    for element in page.order:
        attrs = element.attrs
        if not attrs or not (element.at < top or element.chrome):
            continue
        is_home = element.tag == "a" and (attrs.get("href") in _HOME or attrs.get("rel") == "home")
        if is_home or not element.words.isdisjoint(_BRANDS) or _is_site(element):
            yield from filter(None, (element.text(), *_pictured(element)))


def _is_site(element: Element) -> bool:
    words = element.words
    return not words.isdisjoint(_SITE) and not words.isdisjoint(_SITE_PARTS)


def _pictured(element: Element) -> Iterator[str]:
    for one in (element, *element.elements()[:_NEAR]):
        if one.tag == "img":
            yield (one.attrs.get("alt") or "").removesuffix(" logo").removeprefix("Logo ").strip()


def _foot(page: Page) -> list[str]:
    """Give the texts at the foot of a page, without the mark of copyright."""
    feet = [one for one in page.order if one.tag == "footer" or "footer" in one.words]
    texts = [text for foot in feet[-_NEAR:] for one in (foot, *foot.elements()) if (text := one.text())]
    return [_COPY.sub("", text) for text in texts]


def _opens(text: str, name: str) -> bool:
    if not text.startswith(name):
        return False
    behind = text[len(name) :]
    # "Hill Ferries Ltd · Quay 1".
    return _BEHIND.match(behind) is not None or _BEHIND.match(behind.lstrip().partition(" ")[2]) is not None


def _is_within(name: str, heading: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", heading) is not None
