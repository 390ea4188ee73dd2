"""A page as a plain tree: elements and the text between them, without what nobody sees; bounded in nodes and depth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from feeds.text import one_line

if TYPE_CHECKING:
    from feeds.parse.dom import Document, Node

#: Nothing in them is read by people.
_SILENT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "svg", "canvas", "object", "embed", "audio", "video", "map"}
    | {"select", "option", "datalist", "input", "textarea", "button", "head", "math", "link", "meta", "_comment"}
    | {"-comment", "!doctype", "-undef"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: So many words in bold can begin the parts of a paragraph.
FEWEST_PARTS = 3
#: They end a line before and behind them.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr", "li", "main"}
    | {"menu", "nav", "noframes", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul", "legend", "button", *HEADINGS}
)
_DIGITS = re.compile(r"\d+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Class names of what only screen readers say, and of what opens later; "overflow-hidden" is seen.
_UNSEEN = re.compile(
    r"(?<![a-z])(?:sr-only|visually-?hidden|screen-reader\w*|show-for-sr|element-invisible)(?![\w-])"
    r"|(?<!\S)(?:(?:is|js|u)-{1,2}|(?:sm|md|lg|xl|2xl):)?hidden(?!\S)"
)
#: What is hidden on small screens alone: "hidden md:flex".
_SEEN_LATER = re.compile(r"(?<!\S)(?:sm|md|lg|xl|2xl):(?:block|flex|grid|contents|inline[\w-]*|table[\w-]*)(?!\S)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "dialog"})
#: They are judged by themselves, however often they come.
_ALWAYS_ASKED = frozenset({"nav", "dialog", "header"})
_CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"}
)
#: Words of class names and ids of what stands round the content of a page.
_CHROME_WORDS = frozenset(
    {"nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "pagination", "pager", "paging"}
    | {"cookie", "cookies", "cookiebanner", "consent", "gdpr", "share", "sharing", "social", "sidebar", "footer"}
    | {"tagcloud", "related", "newsletter", "modal", "popup", "searchform", "filters", "comments", "masthead", "topbar"}
    | {
        "comment",
        "commentlist",
        "disqus",
        "skiplink",
        "login",
        "advert",
        "advertisement",
        "sponsored",
        "recommended",
    }
)
#: A header inside them is theirs, not the page's.
_OWN_HEADER = frozenset({"main", "article", "section", "li", "td", "dd", "figure"})
_CELLS = frozenset({"td", "th"})
#: What is longer than a day, a place or a name holds for no other row.
_LONGEST_TALL, _TALLEST = 100, 100
_LONGEST_SKIP = 120  # characters
_BUTTON_WORDS = frozenset({"share", "sharing", "social"})
_NONE: frozenset[str] = frozenset()
_OFTEN = 3
_MOST_NODES = 200_000
_DEEPEST = 150
_LEAST_PROSE = 200  # characters
_LONGEST_DEEP = 20_000  # characters
_LONGEST_TEXT = 2_000_000  # characters
#: What holds more of a page's text than this is no part round the content, whatever its name.
_MOST_SHARE = 0.5
#: Class names come again on every page of a site.
_WORDS: dict[str, frozenset[str]] = {}
_SEEN: dict[str, bool] = {}
_MOST_WORDS = 10_000


class Element:
    """An element: `children` are elements and texts; counts are those of all that is below it.

    `path` numbers the way from the top by tags and first class names: elements of one path repeat each other.
    """

    __slots__ = (
        *(
            "_cells",
            "_numbers",
            "_order",
            "_text",
            "at",
            "attrs",
            "children",
            "chrome",
            "end",
            "first_head",
            "has_blocks",
        ),
        *("heads", "links", "parent", "path", "size", "tag", "times"),
    )

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: Element | None, order: list[Element]) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Element | str] = []
        self._order = order
        self._text: str | None = None
        self._numbers: int | None = None
        self._cells: tuple[Element, ...] | None = None
        # The rest is known when all is there: see `_copied`, `_counted` and `_mark_chrome`.
        self.at = self.end = self.path = self.size = self.heads = self.links = self.times = 0
        self.first_head: Element | None = None
        self.has_blocks = self.chrome = False

    def around(self, *tags: str) -> Element | None:
        """Give the nearest element around it that has one of these tags."""
        above = self.parent
        while above is not None and above.tag not in tags:
            above = above.parent
        return above

    @property
    def words(self) -> frozenset[str]:
        """The words that its class names and id are made of, in lower case."""
        attrs = self.attrs
        names, own = attrs.get("class"), attrs.get("id")
        if not own:
            return words_of(names) if names else _NONE
        return words_of(f"{names or ''} {own}")

    def elements(self) -> list[Element]:
        """Give all elements below it, in the order of the page."""
        return self._order[self.at + 1 : self.end]

    @property
    def numbers(self) -> int:
        """Count the texts in it that hold a number; few elements are asked, and to look for one takes its time."""
        return self._own_numbers() + sum(one._own_numbers() for one in self.elements())

    @property
    def cells(self) -> tuple[Element, ...]:
        """The cells of a row, with those that hang into it from rows above."""
        if self._cells is None:
            self._cells = tuple([one for one in self.children if not isinstance(one, str) and one.tag in _CELLS])
        return self._cells

    @cells.setter
    def cells(self, cells: tuple[Element, ...]) -> None:
        self._cells = cells

    def _own_numbers(self) -> int:
        if self._numbers is None:
            self._numbers = sum(isinstance(one, str) and _DIGITS.search(one) is not None for one in self.children)
        return self._numbers

    def text(self) -> str:
        """Give its text on one line."""
        if self._text is None:
            children = self.children
            if len(children) == 1 and isinstance(children[0], str):
                self._text = one_line(children[0])
            else:
                self._text = one_line("".join(self._pieces()))
        return self._text

    def forget_text(self) -> None:
        """Let its text be put together anew: other children were given to it."""
        self._text = None

    def _pieces(self) -> list[str]:
        parts: list[str] = []
        stack: list[Element | str] = self.children[::-1]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                parts.append(one)
            elif one.tag in _JOINED:
                stack += one.children[::-1]
            else:
                # A space between elements that stand side by side: what the page's style does for the eye.
                parts.append(" ")
                stack.append(" ")
                stack += one.children[::-1]
        return parts


#: They stand inside words.
_JOINED = frozenset({"b", "i", "em", "strong", "sup", "sub", "mark", "wbr", "abbr", "u", "font"})


_T = TypeVar("_T")


def _kept(memory: dict[str, _T], names: str, value: _T) -> _T:
    """Remember what class names mean; there are only so many."""
    if len(memory) > _MOST_WORDS:
        memory.clear()
    memory[names] = value
    return value


def words_of(names: str) -> frozenset[str]:
    """Give the words that class names are made of: "eventDate event__place" has three."""
    found = _WORDS.get(names)
    if found is None:
        found = _kept(_WORDS, names, frozenset(word.lower() for word in _WORD.findall(names[:500])))
    return found


class Head:
    """The head of a page: `meta` by name or property, `links` as (rel, type, href, title)."""

    def __init__(self, document: Document) -> None:
        self.meta: dict[str, str] = {}
        self.links: list[tuple[str, str, str, str]] = []
        self.title = ""
        self.base: str | None = None
        root = document.root
        self.language = (root.attributes.get("lang") or "") if root is not None else ""
        self._read_head(document.head)

    def _read_head(self, head: Node | None) -> None:
        node = head.child if head is not None else None
        while node is not None:
            attrs = node.attributes if node.tag in ("meta", "link", "base") else {}
            if node.tag == "meta":
                name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
                self.meta.setdefault(name, one_line(attrs.get("content") or ""))
            elif node.tag == "link" and attrs.get("href"):
                facts = (attrs.get(key) or "" for key in ("rel", "type", "href", "title"))
                rel, kind, href, title = facts
                self.links.append((rel.lower(), kind.lower(), href, one_line(title)))
            elif node.tag == "base" and self.base is None:
                self.base = attrs.get("href")
            elif node.tag == "title" and not self.title:
                self.title = one_line(node.text())
            node = node.next


class Page(Head):
    """A page's tree and its head; `order` has all elements as they begin in the page.

    `titles` are its headings of the first rank, `around` the outermost elements of what stands round the content.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.order = _copied(document)
        self.body = self.order[0]
        _counted(self.order)
        if document.css_first("[rowspan]") is not None:
            _hang(self.order)
        self.titles = [element for element in self.order if element.tag == "h1" and element.size]
        self.around = _mark_chrome(self.order, _numbered(self.order))

    def close(self) -> None:
        """Let the tree go with the page: its parts know each other, and would wait to be found."""
        for element in self.order:
            element.parent = element.first_head = None
        self.order.clear()
        self.titles.clear()
        self.around.clear()

    @property
    def heading(self) -> str:
        """The first heading of the first rank, wherever it stands."""
        return next((text for head in self.titles if (text := head.text())), "")


def _hang(order: Sequence[Element]) -> None:
    """Put the cells of tables that are several rows tall into each of these rows, in their column."""
    tall = [one for one in order if one.tag in _CELLS and _height(one) > 1]
    tables = {id(table): table for one in tall if (table := one.around("table")) is not None}
    for table in tables.values():
        hanging: dict[int, tuple[Element, int]] = {}
        for row in (one for one in table.elements() if one.tag == "tr" and one.around("table") is table):
            cells = _between(row.cells, hanging) if row.cells else ()
            if hanging and cells:
                row.cells = cells
            new = {at: (cell, _height(cell)) for at, cell in enumerate(cells) if at not in hanging}
            hanging = {at: (cell, rows - 1) for at, (cell, rows) in (hanging | new).items() if rows > 1}


def _between(own: Sequence[Element], hanging: Mapping[int, tuple[Element, int]]) -> tuple[Element, ...]:
    """Give the cells of a row with those that hang into it at their columns."""
    cells: list[Element] = []
    waiting = list(reversed(own))
    while waiting or len(cells) in hanging:
        cells.append(hanging[len(cells)][0] if len(cells) in hanging else waiting.pop())
    return tuple(cells)


def _height(cell: Element) -> int:
    said = (cell.attrs.get("rowspan") or "").strip()
    is_short = cell.size <= _LONGEST_TALL and not cell.heads
    return min(int(said), _TALLEST) if is_short and said.isascii() and said.isdigit() else 1


def parsed(html: str, body: bytes | None = None) -> Document:
    """Read a page as browsers do; `body` is the same in UTF-8, if somebody has it."""
    from feeds.parse import dom  # noqa: PLC0415  the library is for pages only

    return dom.parsed(html, body)


def page_of(html: str) -> Page:
    """Read a page into its tree."""
    return Page(parsed(html))


def _copied(document: Document) -> list[Element]:
    """Copy what is seen of a page; `size` is that of an element's own texts as yet."""
    order: list[Element] = []
    stack: list[tuple[Node | None, Element, int]] = [(document.body, Element("body", {}, None, order), 0)]
    parted = _Parted(document)
    nodes = length = 0
    while stack:
        node, element, depth = stack.pop()
        element.at = len(order)
        order.append(element)
        child = node.first_child if node is not None and nodes < _MOST_NODES and length < _LONGEST_TEXT else None
        if child is None:
            continue
        children = element.children
        size = 0
        below: list[tuple[Node | None, Element, int]] = []
        while child is not None:
            nodes += 1
            tag = child.tag or ""
            if tag == "-text":
                text = child.text_content or ""
                length += len(text)
                children.append(text)
                if not text.isspace():
                    size += len(text)
            elif tag not in _SILENT or (tag == "button" and _opens_part(child, element)):
                attrs = {} if tag in _JOINED else child.attributes
                if not attrs or not _is_hidden(attrs):
                    part = Element(tag, attrs, element, order)
                    children.append(part)
                    is_all = tag == "p" and parted.fill(part, child)
                    below.append((None if is_all else child, part, depth + 1))
            child = child.next
        element.size = size
        if depth >= _DEEPEST:
            _flatten(element, below)
        elif below:
            below.reverse()
            stack += below
    return order


def _opens_part(button: Node, around: Element) -> bool:
    """Tell whether a button is the heading of a part of the page, which opens when it is pressed."""
    return around.tag in HEADINGS or "accordion" in words_of(button.attributes.get("class") or "")


class _Parted:
    """Knows the elements of a page in which a line ends, or a moment stands."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def fill(self, paragraph: Element, node: Node) -> bool:
        """Put the text of a paragraph there if it is only prose: its words one by one would tell nothing more."""
        text = node.text()
        if len(text) < _LEAST_PROSE or node.mem_id in self._known:
            return False
        paragraph.children.append(text)
        paragraph.size = 0 if text.isspace() else len(text)
        return True

    @cached_property
    def _known(self) -> set[int]:
        found: set[int] = set()
        for one in self._document.css("br, time"):
            above = one.parent
            while above is not None and (key := above.mem_id) not in found:
                found.add(key)
                above = above.parent
        # Several in one paragraph, of which the first opens it, can be the beginnings of its parts.
        for one in self._document.css("p > strong:first-child, p > b:first-child"):
            above = one.parent
            if above is not None and one.prev is None and len(above.css("strong, b")) >= FEWEST_PARTS:
                found.add(above.mem_id)
        return found


def _flatten(element: Element, below: list[tuple[Node | None, Element, int]]) -> None:
    """Keep the text of what lies deeper than anybody means it to, without its elements."""
    for node, part, _ in below:
        text = node.text(separator=" ")[:_LONGEST_DEEP] if node is not None else ""
        element.children[element.children.index(part)] = text
        element.size += 0 if text.isspace() else len(text)


def _is_hidden(attrs: dict[str, str | None]) -> bool:
    names = attrs.get("class")
    if names:
        seen = _SEEN.get(names)
        if seen is None:
            is_seen = _UNSEEN.search(names) is None or _SEEN_LATER.search(names) is not None
            seen = _kept(_SEEN, names, is_seen)
        if not seen:
            return True
    if "hidden" in attrs:
        return True
    style = attrs.get("style")
    return bool(style) and _HIDDEN_STYLE.search(style or "") is not None


def _counted(order: list[Element]) -> None:
    """Count, from the innermost outwards, what is below each element."""
    for element in reversed(order):
        tag = element.tag
        end = element.end = element.end or element.at + 1
        if tag in HEADINGS and element.size:
            element.heads += 1
            element.first_head = element
        elif tag == "a":
            element.links += "href" in element.attrs
        elif tag == "time":
            element.times += 1
        above = element.parent
        if above is None:
            return
        # The last one below comes first.
        above.end = above.end or end
        above.size += element.size
        if element.heads:
            above.heads += element.heads
            above.first_head = element.first_head
        if element.links:
            above.links += element.links
        if element.times:
            above.times += element.times
        if element.has_blocks or tag in BLOCKS:
            above.has_blocks = True


def _numbered(order: list[Element]) -> list[int]:
    """Number the paths of all elements, and count how often each comes."""
    paths: dict[tuple[int, str], int] = {}
    known: dict[tuple[int, str, str | None], int] = {}
    counts = [1]
    for element in order[1:]:
        tag, above = element.tag, element.parent.path if element.parent is not None else 0
        written = (above, tag, None if tag in _ALIKE else element.attrs.get("class"))
        path = known.get(written)
        if path is None:
            path = known[written] = paths.setdefault((above, _signature(element)), len(paths) + 1)
            if path == len(counts):
                counts.append(0)
        element.path = path
        counts[path] += 1
    return counts


def _mark_chrome(order: list[Element], alike: list[int]) -> list[Element]:
    """Mark what stands round the content, and give it; `alike` tells how many elements there are of each path."""
    total = order[0].size
    around: list[Element] = []
    for element in order[1:]:
        above = element.parent
        if above is not None and above.chrome:
            element.chrome = True
        elif element.tag not in _ALWAYS_ASKED and alike[element.path] >= _OFTEN:
            # What comes again and again is a part of items, whatever its name; but not the buttons to share each.
            element.chrome = bool(element.attrs) and not _BUTTON_WORDS.isdisjoint(element.words)
        elif element.attrs or element.tag in _CHROME_TAGS or element.tag in ("header", "form"):
            element.chrome = _is_chrome(element, total)
            if element.chrome:
                around.append(element)
    return around


def _is_chrome(element: Element, total: int) -> bool:
    tag, attrs = element.tag, element.attrs
    if tag in ("nav", "dialog"):
        return True
    if tag == "header":
        return _is_page_header(element)
    is_named = (
        (tag in _CHROME_TAGS and not (tag == "aside" and _tells_facts(element)))
        or not _CHROME_WORDS.isdisjoint(element.words)
        # What spacers skip is no way past the head of a page.
        or ("skip" in element.words and element.links > 0 and element.size <= _LONGEST_SKIP)
        or (bool(attrs) and (attrs.get("role") or "").lower() in _CHROME_ROLES)
    )
    if is_named:
        if tag == "footer" and _is_in_story(element):
            return False
        return element.size <= total * _MOST_SHARE and not _holds_main(element)
    return tag == "form" and element.size * 3 < total and element.heads <= 1 and not element.times


def _tells_facts(aside: Element) -> bool:
    """Tell whether what stands aside inside the content lists the facts of it: when, where, for how much."""
    return any(one.tag == "dl" for one in aside.elements()) and aside.around("main", "article") is not None


def _is_in_story(element: Element) -> bool:
    """Tell whether an element stands between the title of a story and its text: who wrote it, and when."""
    above = element.around("article")
    if above is None or above.heads == 0:
        return False
    inside = above.elements()
    return any(one.tag == "p" and one.at >= element.end for one in inside) and inside[0].at < element.at


def _is_page_header(element: Element) -> bool:
    if element.around(*_OWN_HEADER) is not None:
        return False
    first = element.first_head
    return first is None or first.tag != "h1" or element.links > 3


def _holds_main(element: Element) -> bool:
    first = element.first_head
    if first is not None and first.tag == "h1":
        return True
    # Names of the page's own frame ("has-sidebar") are no names of a part of it.
    return element.tag in ("main", "body") or any(one.tag == "main" for one in _near(element))


def _near(element: Element) -> Iterator[Element]:
    """Give the elements at most two steps below."""
    for child in element.children:
        if not isinstance(child, str):
            yield child
            yield from (below for below in child.children if not isinstance(below, str))


#: Each of their kind, whatever it is called.
_ALIKE = frozenset({"article", "li", "tr", "td", "dt", "dd", "a", "p", *HEADINGS})
_STATES = frozenset(
    {"odd", "even", "first", "last", "active", "alt", "featured", "sticky", "is-active", "current", "selected", "new"}
)
_SIGNATURES: dict[str, str] = {}


def _signature(element: Element) -> str:
    tag = element.tag
    names = element.attrs.get("class") if tag not in _ALIKE else None
    if not names:
        return tag
    found = _SIGNATURES.get(names)
    if found is None:
        tokens = (_DIGITS.sub("", name) for name in names.split() if name.lower() not in _STATES)
        found = _kept(_SIGNATURES, names, next(tokens, ""))
    return f"{tag}.{found}"
