"""Open Graph of a page that is one article, in the words of schema.org."""

from __future__ import annotations

import re

from feeds.parse.structured.thing import Thing

RULE = "opengraph"
SIGN = "og:type"
_FACTS = {
    "og:title": "headline",
    "og:description": "description",
    "og:url": "url",
    "og:site_name": "publisher",
    "og:locale": "inLanguage",
    "article:published_time": "datePublished",
    "article:modified_time": "dateModified",
    "article:author": "author",
    "article:section": "articleSection",
    "article:tag": "keywords",
}
#: Without one of these, a program has called a page that stays an article.
_NEWS = ("datePublished", "author", "articleSection")
_END_OF_HEAD = "</head"
_MOST = 500


def things(html: str) -> list[Thing]:
    """Give the article that a page is, if it says so; its title and description may be those of the page."""
    from feeds.parse.dom import parsed  # noqa: PLC0415  only for pages that need a tree

    end = html.find(_END_OF_HEAD)
    document = parsed(html[:end] if end > 0 else html)
    page, meta = Thing(types=("Article",)), dict[str, str]()
    for node in document.css("meta[content]")[:_MOST]:
        name = (node.attributes.get("property") or node.attributes.get("name") or "").strip().lower()
        content = node.attributes.get("content") or ""
        if not content.strip():
            continue
        meta.setdefault(name, content)
        if name in _FACTS:
            page.put(_FACTS[name], content)
    if meta.get("og:type", "").strip().lower() != "article" or not any(name in page.facts for name in _NEWS):
        return []
    title = document.css_first("title")
    if "headline" not in page.facts and title is not None:
        page.put("headline", title.text())
    if "description" not in page.facts and "description" in meta:
        page.put("description", meta["description"])
    canonical = document.css_first('link[rel~="canonical"][href]')
    if "url" not in page.facts and canonical is not None:
        page.put("url", canonical.attributes.get("href") or "")
    site = next(iter(page.facts.get("publisher", [])), None)
    if isinstance(site, str) and site.strip():
        behind = re.compile(rf"\s+[|\u2013\u2014\u00b7\u00bb:-]\s+{re.escape(site.strip())}\s*$", re.IGNORECASE)
        page.facts["headline"] = [behind.sub("", one) for one in page.facts.get("headline", []) if isinstance(one, str)]
    return [page]
