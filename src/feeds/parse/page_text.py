"""The text of a page as recognition reads it best: headings, entries, rows and labels on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

import msgspec

from feeds.expressions import has_digit
from feeds.parse.page.labels import is_label, label_of
from feeds.parse.page.tree import BLOCKS, FEWEST_PARTS, HEADINGS, Element, Page, page_of
from feeds.text import clean, one_line

#: A blank line parts them from what is around.
_APART = frozenset(
    {"article", "blockquote", "dl", "figure", "hr", "ol", "p", "pre", "section", "table", "ul", "form", "fieldset"}
    | {"center", "main", "header", "footer", "aside", "menu", "dir", *HEADINGS}
)
#: Inline elements that stand side by side as boxes, whatever the page's source has between them.
_BOXES = frozenset({"a", "label", "small", "span", "strong", "time"})
#: A record of short lines holds together; longer ones are texts with paragraphs.
_LONGEST_RECORD = 600
_LONGEST_CELL = 200
_LONGEST_TERM = 60
#: The last rank of headings of a page and its parts.
_LARGE = 2
#: A row of more cells has columns.
_MOST_STACKED, _MOST_BREAKS = 3, 2
_FEWEST_BOXES, _SAMPLE = 3, 20
#: Lower than that of any heading.
_LAST_RANK = 7
_LONGEST_LED = 60
_TITLES = frozenset({"a", "b", "strong"})
#: Around all that is in a cell they only say how it looks.
_WRAPPERS = frozenset({"font", "span", "div"})
#: No name of a month or weekday is longer.
_LONGEST_DAY = 12
_LONGEST_DATED, _NEAR = 120, 40
#: Of the only cell of a row they make several lines.
_PARTING = frozenset({"p", "br", "div"})
_LONGEST_CHIP = 40
_FEWEST_CHIPS = 2
_FEWEST_CARDS = 3
_LONGEST_BADGE = 4
_MOST_BADGES, _LONGEST_NAME = 5, 24
_LONGEST_PAIR = 5
_CHIP_END = " · "
_BOLD = frozenset({"strong", "b"})
_SENTENCE_ENDS = (".", "!", "?", "…")
_LEAST_TOLD = 10  # letters
_PART_END = re.compile(r"[.!?…]\s*[–—|•·+*-]*\s*$")
_LAST_DASH = re.compile(r"\s*[–—|•·+*-]+\s*$")
#: HTML has no such character.
_CELL_END = "\x00"


class Link(msgspec.Struct, frozen=True):
    """A link on a line (from 1) of the text."""

    line: int
    text: str
    href: str


class Mark(msgspec.Struct, frozen=True):
    """The lines (1-based, both included) that an element became, and the headings that it stands under."""

    lines: tuple[int, int]
    headings: tuple[str, ...]

    def above(self, taken: Sequence[int]) -> Mark:
        """Give the mark as it is when lines were taken out."""
        first, last = self.lines
        return Mark((first - bisect(taken, first), last - bisect(taken, last)), self.headings)


class PageText(msgspec.Struct, frozen=True):
    """The lines of a page, its links, and where the marked elements stand, by `id` of the element."""

    lines: tuple[str, ...]
    links: tuple[Link, ...]
    marks: dict[int, Mark]

    @property
    def text(self) -> str:
        """The whole as one text."""
        return "\n".join(self.lines)


def text_of(html: str) -> str:
    """Give the text of a page without what stands round its content."""
    return rendered(page_of(html)).text


def rendered(page: Page, records: Collection[Element] = ()) -> PageText:
    """Write a page as lines; `records` are elements that repeat each other: each holds together, and is marked."""
    writer = _Writer(records)
    writer.write(page.body)
    writer.end_line()
    return _held(PageText(tuple(writer.lines), tuple(writer.links), writer.marks), writer.heads)


def _held(text: PageText, heads: Sequence[tuple[int, int]]) -> PageText:
    """Take out the blank lines below headings of a rank that mostly has a day or the like below it.

    `heads` has the rank of each heading, and its line.
    """
    gaps: dict[int, list[int]] = {}
    for rank, number in heads:
        gap, below = (*text.lines[number : number + 2], "", "")[:2]
        is_dated = not gap and len(below) <= _LONGEST_DATED and has_digit(below[:_NEAR])
        gaps.setdefault(rank, []).append(number + 1 if is_dated else 0)
    close = [found for found in gaps.values() if len(found) > 1 and sum(map(bool, found)) * 3 >= len(found) * 2]
    taken = sorted(number for found in close for number in found if number)
    if not taken:
        return text
    dropped = frozenset(taken)
    return PageText(
        tuple(line for number, line in enumerate(text.lines, 1) if number not in dropped),
        tuple(msgspec.structs.replace(link, line=link.line - bisect(taken, link.line)) for link in text.links),
        {key: mark.above(taken) for key, mark in text.marks.items()},
    )


def piece_of(element: Element) -> PageText:
    """Write what is in one element as lines."""
    writer = _Writer(())
    writer.write(element)
    writer.end_line()
    return PageText(tuple(writer.lines), tuple(writer.links), writer.marks)


class _Writer:
    """Collects lines; `gap` says that a blank line has to come before the next one, `is_headed` that none may."""

    def __init__(self, records: Collection[Element]) -> None:
        self.heads: list[tuple[int, int]] = []
        self.lines: list[str] = []
        self.links: list[Link] = []
        self.marks: dict[int, Mark] = {}
        self._records = {id(element) for element in records}
        self._parts: list[str] = []
        self._waiting: list[tuple[str, str]] = []
        self._headings: list[tuple[int, str]] = []
        self._gap = False
        self._is_headed = False
        self._compact = 0
        self._lead = ""

    def write(self, element: Element) -> None:
        """Write all that is in an element."""
        parts, records = self._parts, self._records
        before: str | None = None
        children = element.children
        has_box, mark = False, ""
        for child in children:
            if isinstance(child, str):
                parts.append(child)
                if before is None or not child.isspace():
                    before = None
            elif not child.chrome:
                tag = child.tag
                if tag in _BOXES:
                    if has_box:
                        mark = mark or _mark_between(element, is_chip=tag == "span")
                        if mark == _CHIP_END or before in _BOXES:
                            parts.append(mark)
                    has_box = True
                before = tag
                way = _WAYS.get(tag)
                if id(child) in records:
                    self._write_record(child)
                elif way is not None:
                    way(self, child)
                else:
                    self.write(child)

    def end_line(self) -> None:
        """Put what was collected on a line of its own."""
        if not self._parts:
            return
        parts = self._parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        is_plain = text.isprintable()
        text = text.strip(" ") if is_plain and "  " not in text else " ".join(text.split())
        if not text:
            self._waiting.clear()
            return
        if not is_plain and not text.isprintable():
            text = "\t".join(clean(cell).strip() for cell in text.split(_CELL_END)).rstrip()
        self._put(text)

    def _put(self, text: str) -> None:
        if self._gap and self.lines:
            self.lines.append("")
        self._gap = self._is_headed = False
        self.lines.append(f"{self._lead}{text}")
        self._lead = ""
        if self._waiting:
            self.links += [Link(len(self.lines), label, href) for label, href in self._waiting]
            self._waiting.clear()

    def _end_here(self, _: Element) -> None:
        self.end_line()

    def _write_block(self, element: Element) -> None:
        is_apart = not self._compact and (element.has_blocks or element.tag in _APART)
        self._part(is_apart)
        is_held = element.tag == "details" and element.size <= _LONGEST_RECORD
        self._compact += is_held
        if element.tag == "pre":
            self._write_lines(element)
        elif not element.children[1:2] or not self._write_several(element):
            self.write(element)
        if is_held:
            self.end_line()
            self._compact -= 1
        self._part(is_apart)

    def _write_several(self, element: Element) -> bool:
        """Write a label with its value, or a paragraph of several parts; tell whether an element is one of these."""
        children = element.children
        if type(children[0]) is str and not children[0].isspace():
            return False
        label = label_of(element) if not children[_LONGEST_PAIR:] else None
        if label is not None and is_label(label):
            self._write_labelled(label, element)
            return True
        openings = _openings(element) if children[2 * FEWEST_PARTS - 2 :] and not element.has_blocks else ()
        if openings:
            self._write_parts(element, openings)
        return bool(openings)

    def _write_parts(self, element: Element, openings: Collection[int]) -> None:
        """Write a paragraph as several: each begins with a name in bold, behind a sentence and perhaps a dash."""
        whole = element.children
        begins = [n for n, child in enumerate(whole) if id(child) in openings]
        for begin, end in pairwise((0, *begins, len(whole))):
            if begin == end:
                continue
            part = Element(element.tag, element.attrs, element.parent, [])
            part.children = whole[begin:end]
            self.write(part)
            self._parts = [_LAST_DASH.sub("", "".join(self._parts))]
            self.end_line()
            self._gap = not self._compact

    def _write_labelled(self, label: str, element: Element) -> None:
        value = next(child for child in reversed(element.children) if not isinstance(child, str))
        self._parts.append(f"{label.rstrip(': ')}: ")
        way = None if value.has_blocks or value.tag in BLOCKS else _WAYS.get(value.tag)
        if way is not None:
            way(self, value)
        elif value.has_blocks:
            self._parts.append(value.text())
        else:
            self.write(value)

    def _part(self, is_apart: bool) -> None:
        if self._parts:
            self.end_line()
        if is_apart and not self._is_headed:
            self._gap = True

    def _write_lines(self, element: Element) -> None:
        # Its columns stand under each other by the blanks between them.
        for line in clean("".join(_texts(element))).split("\n"):
            if line.strip():
                self._put(line.rstrip())
            else:
                self._gap = True

    def _write_heading(self, element: Element) -> None:
        self._is_headed = False
        self._part(not self._compact)
        begin = len(self.lines)
        self.write(element)
        self.end_line()
        if not self._compact:
            rank = int(element.tag[1])
            while self._headings and self._headings[-1][0] >= rank:
                self._headings.pop()
            self._headings.append((rank, " ".join(line for line in self.lines[begin:] if line)))
            self.heads.append((rank, len(self.lines)))
            # A small heading belongs to what stands right below it, as a title does.
            self._is_headed = rank > _LARGE
            self._gap = not self._is_headed

    def _write_button(self, element: Element) -> None:
        # It is the heading of what opens below it.
        self._write_block(element)
        if not self._compact:
            self.heads.append((_LAST_RANK, len(self.lines)))
            self._gap = True

    def _write_link(self, element: Element) -> None:
        href = element.attrs.get("href")
        if element.has_blocks:
            label = element.first_head.text() if element.first_head is not None else element.text()
            self.end_line()
            begin = len(self.lines)
            self.write(element)
            self.end_line()
            if href and len(self.lines) > begin:
                self.links.append(Link(begin + 1 + (not self.lines[begin]), label, href))
            return
        if element.children[1:2] and _is_card(element):
            self._write_card(element)
        else:
            self.write(element)
        if href:
            self._waiting.append((element.text(), href))

    def _write_card(self, element: Element) -> None:
        """Write a link that is a whole record: its title in bold above what else its boxes tell."""
        boxes = [child for child in element.children if not isinstance(child, str)]
        is_titled = boxes[0].tag in _BOLD
        self._part(is_apart=not self._compact and is_titled)
        # The day and the month of a date are one fact.
        mark = " " if any(box.size <= _LONGEST_BADGE and box.numbers for box in boxes) else _CHIP_END
        for number, box in enumerate(boxes):
            self._parts.append(mark if self._parts else "")
            self.write(box)
            if is_titled and not number:
                self.end_line()

    def _write_record(self, element: Element) -> None:
        """Write an element that repeats others: a short one without gaps, so that its lines hold together."""
        is_row = element.tag == "tr" and not _is_stack(element.cells)
        self._part(is_apart=not is_row)
        begin = len(self.lines)
        above = self._headings[:]
        headings = tuple(text for _, text in above)
        is_short = element.size <= _LONGEST_RECORD and not (is_row and _is_layout(element.cells))
        has_parts = element.heads > 1 and _has_parts(element)
        is_short = is_short and not has_parts
        heads = len(self.heads)
        self._compact += is_short
        if is_row:
            self._write_row(element)
        else:
            self.write(element)
        self.end_line()
        self._compact -= is_short
        if element.tag != "tr" and not has_parts:
            # A list is read item by item.
            del self.heads[heads:]
        # What it is called itself heads nothing that follows.
        self._headings = above
        self._gap = not is_row or not is_short
        while begin < len(self.lines) and not self.lines[begin]:
            begin += 1
        if begin < len(self.lines):
            self.marks[id(element)] = Mark((begin + 1, len(self.lines)), headings)

    def _write_list(self, element: Element) -> None:
        """Write the badges of a record, “Full time”, “Nights”, side by side; any other list line by line."""
        if not (self._compact and _are_badges(element)):
            self._write_block(element)
            return
        self.end_line()
        self._parts.append(_CHIP_END.join(child.text() for child in element.children if not isinstance(child, str)))
        self.end_line()

    def _write_entry(self, element: Element) -> None:
        self.end_line()
        # An entry of several lines is a record: a bullet would make its first line another one than those of a page.
        if element.has_blocks or any(one.tag == "br" for one in element.elements()):
            is_short = element.size <= _LONGEST_RECORD
            self._gap = True
            self._compact += is_short
            self.write(element)
            self.end_line()
            self._compact -= is_short
            self._gap = True
            return
        self._lead = "- "
        self.write(element)
        self.end_line()
        self._lead = ""

    def _write_row(self, element: Element) -> None:
        cells = element.cells
        if _is_layout(cells):
            for cell in cells:
                self._part(is_apart=True)
                self.write(cell)
            self._part(is_apart=True)
            return
        self.end_line()
        label = label_of(element)
        is_labelled = label is not None and is_label(label) and not is_label(cells[-1].text())
        below: list[str] = []
        for number, cell in enumerate(cells):
            if number:
                self._parts.append("" if is_labelled else _CELL_END)
            if is_labelled and not number:
                self._parts.append(f"{cell.text().rstrip(': ')}: ")
                continue
            head, sentences = sentences_below(cell)
            below += [sentences] if sentences else []
            self._parts.append(head)
            for link in (one for one in cell.elements() if one.tag == "a"):
                if link.attrs.get("href"):
                    self._waiting.append((link.text(), link.attrs["href"] or ""))
        self.end_line()
        for sentences in below:
            self._put(sentences)

    def _write_terms(self, element: Element) -> None:
        self._part(not self._compact)
        label = ""
        for child in _terms(element):
            if child.tag == "dt" and child.size <= _LONGEST_TERM and not (child.heads or child.links or label):
                label = child.text()
                continue
            if label:
                self.end_line()
                self._parts.append(f"{label.rstrip(': ')}: ")
            if label and not child.has_blocks:
                self.write(child)
            else:
                self._write_block(child)
            label = ""
            self.end_line()
        self._parts.append(label)
        self._part(not self._compact)


#: How elements are written that are no words in a line.
_WAYS: dict[str, Callable[[_Writer, Element], None]] = {
    **dict.fromkeys(BLOCKS, _Writer._write_block),
    **dict.fromkeys(HEADINGS, _Writer._write_heading),
    "a": _Writer._write_link,
    "button": _Writer._write_button,
    "br": _Writer._end_here,
    "dl": _Writer._write_terms,
    "li": _Writer._write_entry,
    "ul": _Writer._write_list,
    "tr": _Writer._write_row,
}


def _is_card(element: Element) -> bool:
    """Tell whether a link is one of several side by side that are nothing but boxes."""
    boxes = [child for child in element.children if not isinstance(child, str)]
    if not boxes[1:] or not all((one.tag in _BOXES or one.tag in _BOLD) and one.size for one in boxes):
        return False
    if any(isinstance(child, str) and not child.isspace() for child in element.children):
        return False
    around = element.parent.children if element.parent is not None else ()
    return sum(not isinstance(one, str) and one.path == element.path for one in around) >= _FEWEST_CARDS


def _openings(element: Element) -> frozenset[int]:
    """Find the words in bold that each begin a part of a paragraph, the first of all among them."""
    children = [child for child in element.children if not isinstance(child, str) or not child.isspace()]
    bold = [n for n, child in enumerate(children) if not isinstance(child, str) and child.tag in _BOLD]
    if len(bold) < FEWEST_PARTS or bold[0] != 0:
        return frozenset()
    before = [children[n - 1] for n in bold[1:]]
    texts = [text for text in before if isinstance(text, str) and _PART_END.search(text) is not None]
    # "<b>Where:</b> Hull" begins a fact.
    if len(texts) < len(before) or any(_text(children[n]).endswith(":") for n in bold):
        return frozenset()
    return frozenset(id(children[n]) for n in bold)


def _text(child: Element | str) -> str:
    return child if isinstance(child, str) else child.text()


def _mark_between(element: Element, *, is_chip: bool) -> str:
    """Say what stands between the boxes of an element: each can be a fact of its own."""
    if is_chip and _are_chips(element.children):
        return _CHIP_END
    return _CELL_END if _has_columns(element) else " "


def _are_chips(children: Sequence[Element | str]) -> bool:
    """Tell whether there is nothing but short boxes of one look side by side: each tells one thing."""
    first = children[1] if isinstance(children[0], str) else children[0]
    if isinstance(first, str) or first.tag != "span" or not first.attrs:
        return False
    boxes = [child for child in children if not isinstance(child, str)]
    if len(boxes) < _FEWEST_CHIPS:
        return False
    looks = {(one.attrs.get("class") or "").partition(" ")[0] for one in boxes}
    if len(looks) > 1 or "" in looks or not all(one.tag == "span" and 0 < one.size <= _LONGEST_CHIP for one in boxes):
        return False
    return all(child.isspace() for child in children if isinstance(child, str))


def _are_badges(element: Element) -> bool:
    """Tell whether a list is nothing but a few words each, none of them a link or a number first of all."""
    entries = [child for child in element.children if not isinstance(child, str)]
    if not _FEWEST_CHIPS <= len(entries) <= _MOST_BADGES or element.links or element.times or element.heads:
        return False
    texts = [one.text() for one in entries if one.tag == "li" and 0 < one.size <= _LONGEST_NAME]
    return len(texts) == len(entries) and all(text[:1].isalpha() and ":" not in text for text in texts)


def _terms(element: Element) -> list[Element]:
    found: list[Element] = []
    for child in element.children:
        if not isinstance(child, str) and not child.chrome:
            found += [child] if child.tag in ("dt", "dd") else _terms(child) if child.tag == "div" else []
    return found


def _is_layout(cells: Sequence[Element]) -> bool:
    """Tell whether the cells of a row are parts of a page and no facts."""
    if len(cells) == 1 and any(one.tag in _PARTING for one in cells[0].elements()):
        return True
    return any(
        cell.size > _LONGEST_CELL
        or cell.heads
        or any(one.tag in ("table", "ul", "ol", "dl") for one in cell.elements())
        for cell in cells
    )


def _is_stack(cells: Sequence[Element]) -> bool:
    """Tell whether a row is a record in few cells: behind one with a date a title stands above other words."""
    if not 1 < len(cells) <= _MOST_STACKED or any(cell.tag == "th" for cell in cells[1:]):
        return False
    first = cells[0].text()
    is_led = 0 < len(first) <= _LONGEST_LED and has_digit(first)
    return any(_opens_with_title(cell, is_certain=is_led) for cell in cells[1:])


def _opens_with_title(cell: Element, *, is_certain: bool) -> bool:
    parts = _parts_of(cell)
    if len(parts) <= _MOST_BREAKS:
        return False
    first, second = parts[:2]
    is_title = is_certain if isinstance(first, str) else first.tag in _TITLES
    return is_title and not isinstance(second, str) and second.tag == "br"


def _parts_of(cell: Element) -> list[Element | str]:
    """Give what is in a cell, without what is wrapped around all of it."""
    parts = _seen(cell)
    while len(parts) == 1 and not isinstance(parts[0], str) and parts[0].tag in _WRAPPERS:
        parts = _seen(parts[0])
    return parts


def _seen(element: Element) -> list[Element | str]:
    return [one for one in element.children if not (isinstance(one, str) and one.isspace())]


def sentences_below(cell: Element) -> tuple[str, str]:
    """Give the first line of a cell and the sentences below it, which tell more of it; or all, and nothing."""
    whole = cell.text()
    if not whole.endswith(_SENTENCE_ENDS):
        return whole, ""
    parts = _parts_of(cell)
    is_last = [not isinstance(one, str) and (one.tag == "br" or one.tag in BLOCKS) for one in parts]
    if True not in is_last:
        return whole, ""
    end = max(is_last.index(True), 1)
    head = one_line(" ".join(map(_text, parts[:end])))
    sentences = one_line(" ".join(map(_text, parts[end:])))
    is_told = sum(char.isalpha() for char in sentences) >= _LEAST_TOLD and not head.endswith(_SENTENCE_ENDS)
    return (head, sentences) if head and is_told else (whole, "")


def _has_columns(element: Element) -> bool:
    """Tell whether an element that repeats others is made of boxes, each with its own name, that are facts of it."""
    if not _is_of_boxes(element):
        return False
    above = element.parent
    beside = above.children if above is not None else ()
    alike = [one for one in beside if not isinstance(one, str) and one.path == element.path]
    # Of three short ones the day, the month and the year of one date can be made.
    return len(alike) >= _FEWEST_BOXES and any(map(_has_long_boxes, alike[:_SAMPLE]))


def _is_of_boxes(element: Element) -> bool:
    named: set[tuple[str, str | None]] = set()
    count = 0
    for one in element.children:
        if isinstance(one, str):
            if not one.isspace():
                return False
        elif one.tag not in _BOXES or one.has_blocks:
            return False
        else:
            count += 1
            named.add((one.tag, one.attrs.get("class")))
    return _FEWEST_BOXES <= len(named) == count and any(name or tag == "time" for tag, name in named)


def _has_long_boxes(element: Element) -> bool:
    long = sum(not isinstance(one, str) and one.size > _LONGEST_DAY for one in element.children)
    return long >= _FEWEST_BOXES - 1


def _has_parts(element: Element) -> bool:
    """Tell whether what repeats has parts of its own: two headings of one rank, neither the day or month of a date."""
    ranks = [one.tag for one in element.elements() if one.tag in HEADINGS and one.size > _LONGEST_DAY]
    return len(set(ranks)) < len(ranks)


def _texts(element: Element) -> list[str]:
    found = []
    for child in element.children:
        found += [child] if isinstance(child, str) else ["\n"] if child.tag == "br" else _texts(child)
    return found
