"""Lines of cards that tell several things ("Concert – Foyer", "7 pm | Main hall"), parted where a form comes again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Literal, TypeAlias

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_Sort: TypeAlias = Literal["hour", "price", "length", "noise", "house", "kind", "text"]
_MARK = re.compile(r"\s+[–—|·•/-]\s+|, |\s{2,}|\t")
_LONGEST_LINE, _LONGEST_AGE = 120, 3
_MOST_PARTS = 5
#: What is no words of an event.
_TOLD = frozenset({"hour", "price", "length", "noise"})
_FEWEST = 2
_LEAST = 3
_QUOTES = "“”„«»\"'"
_DAY_ALONE = re.compile(r"[0-3]?\d\.?")


class _Parts(msgspec.Struct, frozen=True):
    """What a mark parts a line into, and what each part can be; behind an hour there needs to be no mark."""

    mark: str
    texts: tuple[str, ...]
    sorts: tuple[_Sort, ...]

    @property
    def is_plain(self) -> bool:
        """Tell whether they are two, both of words."""
        return len(self.texts) == _FEWEST and not _TOLD.intersection(self.sorts)

    @property
    def can_part(self) -> bool:
        """Tell whether they are facts, and words of one thing at most."""
        told = _TOLD.intersection(self.sorts)
        words = [text for text, sort in zip(self.texts, self.sorts, strict=True) if sort not in _TOLD]
        if "price" in told and words and not {"house", "kind"}.intersection(self.sorts):
            # "40 kr, drinks included" is one price.
            return self.mark != "," and words[0][:1].isupper() and len(words) == 1
        return bool(told) and (len(words) == 1 or (not words and len(told) > 1) or "length" in told)


def parted(lines: Sequence[Line], choices: frozenset[str], know: Knowledge) -> list[Line]:
    """Part lines at marks, and hours from the titles behind them, where a form comes again on the page.

    `choices` are words of the menus above the cards: kinds.
    """
    lines = _days_first(lines, know)
    parts = {n: part for n, line in enumerate(lines) if (part := _parts(line, choices, know)) is not None}
    # Hours with a title on lines below one another are the programme of an event, or rows.
    led = {n for n, part in parts.items() if not part.mark}
    parts = {n: part for n, part in parts.items() if n not in led or not {n - 1, n + 1} & led}
    if not parts:
        return list(lines)
    placed = _with_places({n: part for n, part in parts.items() if part.is_plain}, know)
    told = sum(part.can_part for part in parts.values())
    found: list[Line] = []
    for n, line in enumerate(lines):
        own = parts.get(n)
        if own is None:
            found.append(line)
        elif n in placed or (own.can_part and ("length" in own.sorts or told >= _FEWEST)):
            found += _pieces(line, own)
        else:
            found.append(line)
    return found


def _with_places(plain: dict[int, _Parts], know: Knowledge) -> Set[int]:
    """Find the lines of a kind and a place: kinds before a mark, and behind it houses or what comes again."""
    found: set[int] = set()
    for mark in {part.mark for part in plain.values()}:
        marked = {n: part for n, part in plain.items() if part.mark == mark}
        before = Counter(part.texts[0] for part in marked.values())
        behind = Counter(part.texts[1] for part in marked.values())
        kinds = {n for n, part in marked.items() if part.sorts[0] == "kind" or before[part.texts[0]] > 1}
        kinds = kinds if mark != "," else {n for n in kinds if marked[n].sorts[0] == "kind"}
        houses = {n for n, part in marked.items() if part.sorts[1] == "house" or behind[part.texts[1]] > 1}
        houses = {n for n in houses if cells.is_place(marked[n].texts[1], know)}
        both = kinds & houses
        if mark == ",":
            found |= both if len(both) >= _FEWEST and len(both) * 2 >= len(kinds) else set()
        elif len(kinds | houses) * 3 >= len(marked) * 2 and len(both) * 3 >= len(marked) and len(both) >= _FEWEST:
            found |= kinds | houses
    return found


def _parts(line: Line, choices: frozenset[str], know: Knowledge) -> _Parts | None:
    """Part a line at one of its marks; none where it tells one thing or is running text."""
    text = line.text
    if len(text) > _LONGEST_LINE or know.length.fullmatch(text) is not None:
        return None
    marks = {found[0].strip() or " " for found in _MARK.finditer(text)}
    label = read_label(line, know.event_labels, know)
    if (label is not None and label[0] != "when") or (marks and has_digit(text) and _is_whole(line, know)):
        return None
    if not marks and len(line.cells) > 1:
        # A row of columns.
        return None
    led = _led_by_hour(text, know) if has_digit(text) else None
    if not marks or (led is not None and _MARK.search(led.texts[0])):
        return led
    # What stands around a comma mostly belongs together.
    # "£12 in advance / £15 at the door" is the price of one thing.
    tried = sorted(marks - {","}, key=lambda mark: (mark == "/", mark)) or sorted(marks)
    found = [_sorted(tuple(_cut(text, mark)), mark, choices, know) for mark in tried]
    best = max(found, key=lambda parts: (sum(sort != "text" for sort in parts.sorts), -len(parts.texts)))
    if led is not None and not best.can_part:
        # "7 pm Winter jazz – cancelled".
        return led
    if any(
        sort == "text" and has_digit(part) and know.grammar.find(part)
        for part, sort in zip(best.texts, best.sorts, strict=True)
    ):
        return None
    is_price = "house" not in best.sorts and "hour" not in best.sorts and cells.is_price_text(text, know)
    return best if 1 < len(best.texts) <= _MOST_PARTS and not is_price else None


def _led_by_hour(text: str, know: Knowledge) -> _Parts | None:
    """Part an hour from the title behind it."""
    clocks, rest = stamps.take_clocks(text, know)
    title = stamps.without_joint(rest)
    if not clocks or not title or not (title[0].isalnum() or title[0] in _QUOTES):
        return None
    return _Parts("", (text[: len(text) - len(rest)].strip(" -–—|"), title), ("hour", "text"))


def _sorted(texts: tuple[str, ...], mark: str, choices: frozenset[str], know: Knowledge) -> _Parts:
    return _Parts(mark, texts, tuple(_sort(text, choices, know) for text in texts))


def _cut(text: str, mark: str) -> Iterator[str]:
    """Cut a text at each mark of one sort."""
    begin = 0
    for found in _MARK.finditer(text):
        if (found[0].strip() or " ") == mark:
            yield text[begin : found.start()].strip()
            begin = found.end()
    yield text[begin:].strip()


def _is_whole(line: Line, know: Knowledge) -> bool:
    """Tell whether all of a line is a day or an hour."""
    return cells.read_cell(line.text, line, None, know, has_date=False).sort in {"date", "clock", "every"}


def _sort(text: str, choices: frozenset[str], know: Knowledge) -> _Sort:
    if know.length.fullmatch(text) is not None:
        return "length"
    label, colon, value = text.partition(": ")
    is_hour = not colon or know.event_labels.get(label.casefold()) == "when"
    if has_digit(text) and is_hour and not text.isdigit() and stamps.only_clocks(value or text, know):
        return "hour"
    if know.audience.fullmatch(text.strip(" .!")) is not None:
        return "kind" if can_be_kind(text) else "noise"
    if cells.is_price_text(text, know):
        return "price"
    if know.is_kind(text):
        return "kind"
    head = text.partition(", ")[0]
    if know.places.search(head) is not None and cells.names_house(head, know):
        return "house"
    return "kind" if text.casefold() in choices else "text"


def can_be_kind(audience: str) -> bool:
    """Tell whether words for whom something is can be a kind of event: "Children", not "PG" or "For children"."""
    return len(audience) > _LONGEST_AGE and " " not in audience and not has_digit(audience)


def _pieces(line: Line, parts: _Parts) -> Iterator[Line]:
    """Give the parts of a line as lines; beside the length of a film its kind and language tell nothing."""
    kept = [
        text
        for text, sort in zip(parts.texts, parts.sorts, strict=True)
        if "length" not in parts.sorts or sort in {"hour", "price", "length", "house"}
    ]
    for n, text in enumerate(kept):
        yield msgspec.structs.replace(line, text=text, cells=(), after_gap=line.after_gap and n == 0)


def _days_first(lines: Sequence[Line], know: Knowledge) -> Sequence[Line]:
    """Write "SEP" above "14" as one day, where most numbers that stand alone have a month above them."""
    alone = [n for n, line in enumerate(lines) if _DAY_ALONE.fullmatch(line.text) is not None]
    below = {n for n in alone if n and stamps.month_heading(lines[n - 1].text, know) is not None}
    if len(below) < _LEAST or len(below) * 3 < len(alone) * 2 or any(lines[n].after_gap for n in below):
        return lines
    found: list[Line] = []
    for n, line in enumerate(lines):
        if n in below:
            found[-1] = msgspec.structs.replace(found[-1], text=f"{line.text} {found[-1].text}")
        else:
            found.append(line)
    return found
