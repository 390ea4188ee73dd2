"""HTML: whole, balanced, and without any script but structured data."""

from __future__ import annotations

from html.parser import HTMLParser

import msgspec

from feeds.check.problems import Report, shown
from feeds.check.written import text_of

#: Tags of which each that is opened is closed again: those that hold others, and those that spoil all that follows.
_PAIRED = frozenset(
    {
        *("html", "head", "title", "body", "main", "header", "footer", "nav", "section", "article", "aside", "div"),
        *("ul", "ol", "dl", "table", "form", "script", "style", "a", "code", "span"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_DATA = "application/ld+json"
_DOCTYPE = "<!doctype html>"


def ids(body: bytes) -> tuple[str, ...]:
    """Give nothing: a page is not read entry by entry."""
    return ()


def check(body: bytes, report: Report) -> None:
    """Report what is wrong with a page."""
    text = text_of(body, report)
    if text is None:
        return
    if text[: len(_DOCTYPE)].lower() != _DOCTYPE:
        report.add("missing-doctype", "does not begin with a document type: browsers draw it by the rules of old pages")
    if not text.rstrip().endswith("</html>"):
        report.add("cut-short", "does not end with the end of the page")
        return
    page = _Page(report)
    try:
        page.feed(text)
        page.close()
    except AssertionError as error:  # the parser's own, for declarations that it does not know
        report.add("malformed", f"cannot be parsed: {error}")
        return
    page.finish()


class _Page(HTMLParser):
    """Reads a page, and reports as it goes."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self._open: list[str] = []
        self._title = ""
        self._data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        if any(name.startswith("on") for name, _ in attrs):
            self._report.add("foreign-script", f"a tag in {self._line} has a script of its own")
        if tag == "html" and not dict(attrs).get("lang"):
            self._report.add("missing-language", "the page does not say its language")
        if tag == "script":
            self._data = ""
            if dict(attrs).get("type") != _DATA:
                self._report.add("foreign-script", f"a script in {self._line}")
                self._data = "{}"
        if tag in _PAIRED:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag: a slash at its end means nothing to browsers."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, and what was left open inside it."""
        if tag not in _PAIRED:
            return
        if tag not in self._open:
            self._unbalanced(tag, "closed and not opened")
            return
        while (last := self._open.pop()) != tag:
            self._unbalanced(last, "not closed")
        if tag == "script":
            self._check_data()

    def handle_data(self, data: str) -> None:
        """Read text: the title's and that of structured data."""
        where = self._open[-1] if self._open else ""
        if where == "title":
            self._title += data
        elif where == "script" and self._data != "{}":
            self._data += data

    def finish(self) -> None:
        """Report what is missing at the end."""
        for tag in self._open:
            self._unbalanced(tag, "not closed")
        if not self._title.strip():
            self._report.add("missing-title", "the page has no title")

    @property
    def _line(self) -> str:
        return f"line {self.getpos()[0]}"

    def _unbalanced(self, tag: str, how: str) -> None:
        self._report.add("unbalanced-tag", f"{shown(tag)} is {how}, seen in {self._line}")

    def _check_data(self) -> None:
        try:
            msgspec.json.decode(self._data)
        except (msgspec.DecodeError, RecursionError) as error:
            self._report.add("bad-structured-data", f"structured data before {self._line} is not JSON: {error}")
