"""HTML without what makes a browser's way of reading it take for ever: pure text, before any parser.

The standard's tree construction looks through all open elements at each tag, builds every open formatting element again
in each paragraph, and compares each attribute with all others of its tag: 100 kB of such a page take minutes.
"""

from __future__ import annotations

import re
from collections import Counter

#: Nobody nests formatting elements so deep; what is open beside so many is left out, its text stays.
_MOST_FORMATS = 8
#: Elements that are open at once; the page ends where there are more.
_DEEPEST = 5_000
#: Below so many tags or characters nothing costs much.
_FEW_TAGS, _MANY_TAGS, _LONG = 1_000, 10_000, 100_000
#: To look at a first letter alone takes a third of the time of trying all names.
_NAMES = r"(?=[bcefinstuBCEFINSTU])((?i:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u))(?=[\s/>])"
#: Most hold words and nothing else.
_FORMAT = re.compile(rf"<(?:/{_NAMES}|{_NAMES}([^<>]*+>[^<]*+</\2\s*+>)?+)", re.ASCII)
_MANY_ATTRIBUTES = re.compile(
    r"""<[a-zA-Z][^\s<>/]*+(?>[\s/]++[^\s<>=/]++(?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s<>]*+))?+){300,}+"""
)
#: Elements that hold nothing, or end by themselves where the next one begins.
_SINGLE = "area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|tbody|td|tfoot|th|thead|tr|track|wbr"
_TAG = re.compile(rf"<(/?)(?!(?:{_SINGLE})[\s/>])([a-zA-Z][a-zA-Z0-9-]{{0,30}})", re.IGNORECASE)


def bounded(html: str) -> str:
    """Give a page that can be read in time that grows with its length; nearly every page is such as it is."""
    tags = html.count("<")
    if tags > _FEW_TAGS:
        html = _without_open_formats(html)
    if len(html) > _LONG:
        html = _MANY_ATTRIBUTES.sub("<i", html)
    return _without_depths(html) if tags > _MANY_TAGS else html


def _without_open_formats(html: str) -> str:
    is_open: Counter[str] = Counter()
    total, kept, at = 0, list[str](), 0
    for tag in _FORMAT.finditer(html):
        ends, begins, is_whole = tag.groups()
        is_seen = tag.start() >= at
        if begins and is_seen and total < _MOST_FORMATS:
            if not is_whole:
                total += 1
                is_open[begins.lower()] += 1
            continue
        if begins and is_seen:
            kept.append(html[at : tag.start()])
            at = end if (end := html.find(">", tag.end(2)) + 1) else len(html)
        if is_whole or (ends and is_seen):
            name = (ends or begins).lower()
            total -= is_open[name] > 0
            is_open[name] -= is_open[name] > 0
    return "".join((*kept, html[at:])) if kept else html


def _without_depths(html: str) -> str:
    is_open: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if not tag[1]:
            depth += 1
            is_open[name] += 1
            if depth > _DEEPEST:
                return html[: tag.start()]
        elif is_open[name]:
            depth -= 1
            is_open[name] -= 1
    return html
