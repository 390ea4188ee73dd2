"""XML: parsing, and what RSS and Atom have in common."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from feeds.check.problems import Report, shown
from feeds.check.written import is_absolute, text_of

ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "{http://purl.org/syndication/history/1.0}"
_ENCODING = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


def root_of(body: bytes, report: Report) -> Element | None:
    """Parse a document, or report why no reader can."""
    text = text_of(body, report)
    if text is None or not _is_plain(text, report):
        return None
    try:
        with _uncollected():
            return ElementTree.fromstring(body)  # noqa: S314  without a document type there are no entities to expand
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        report.add("malformed", f"is not well-formed: {error}")
        return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking the tree again and again while it grows: three quarters of the time of 30 MB."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_plain(text: str, report: Report) -> bool:
    declared = _ENCODING.match(text)
    if declared and declared[1].lower() != "utf-8":
        report.add("bad-encoding", f"says that it is {shown(declared[1])}")
        return False
    prolog = _PROLOG.match(text)
    if text.startswith("<!DOCTYPE", prolog.end() if prolog else 0):
        report.add("wrong-format", "has a document type, which feeds have not")
        return False
    return True


def said(element: Element | None) -> str:
    """Give the text of an element without space around it; nothing when there is no element."""
    return (element.text or "").strip() if element is not None else ""


def parts_of(element: Element, once: frozenset[str], where: str, report: Report) -> dict[str, Element]:
    """Give the elements inside one by their names, and report those that should not be there twice."""
    parts = {child.tag: child for child in element}
    if len(parts) < len(element):
        tags = [child.tag for child in element]
        for tag in sorted(once & parts.keys()):
            if tags.count(tag) > 1:
                report.add("repeated-element", f"{where} has {shown(tag.rpartition('}')[2])} twice")
    return parts


def is_empty(element: Element | None) -> bool:
    """Tell whether an element is missing, or has nothing in it."""
    return element is None or not (said(element) or len(element))


def require(parent: dict[str, Element], names: tuple[tuple[str, str], ...], where: str, report: Report) -> None:
    """Report the elements, each with the code for its absence, that are missing or empty."""
    for name, code in names:
        if is_empty(parent.get(name)):
            report.add(code, f"{where} has no {name.rpartition('}')[2]}")


def atom_links(parent: Element) -> Iterator[tuple[str, Element]]:
    """Give the Atom links of an element with their relations."""
    for link in parent.iterfind(f"{ATOM}link"):
        yield link.get("rel", "alternate"), link


def own_address(parent: Element) -> str | None:
    """Give the address that a feed says it has."""
    return next((link.get("href") for rel, link in atom_links(parent) if rel == "self"), None)


def check_hub(parent: Element, report: Report) -> None:
    """Report a hub beside an address that is not whole: a hub knows a feed by that alone (WebSub section 4)."""
    has_hub = any(rel == "hub" for rel, _ in atom_links(parent))
    if has_hub and not is_absolute(own_address(parent)):
        report.add("hub-without-self", "names a hub, and not its own address in full")


def check_history(parent: Element, report: Report) -> None:
    """Report a document that is both an archive and complete (RFC 5005 section 2 and 4)."""
    if parent.find(f"{_HISTORY}archive") is not None and parent.find(f"{_HISTORY}complete") is not None:
        report.add("archive-and-complete", "is an archive and says that it is complete")
