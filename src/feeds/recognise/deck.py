"""Cards of events that were copied line by line: which lines belong together, and what each is in all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Literal, TypeAlias

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import card_lines, card_pieces, cells, stamps
from feeds.recognise.card_lines import Card, Shown, Texts
from feeds.recognise.facts import price_in, tells_fate
from feeds.recognise.lines import is_remark
from feeds.recognise.page import Line, spans
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import Month, When

Sort: TypeAlias = Literal["day", "hour", "month", "price", "label", "fate", "noise", "prose", "text"]
#: What words on a card's lines say besides facts.
_WORDS = frozenset({"text", "prose"})
_FEWEST = 3
_LONGEST_WHEN = 90
_LONGEST_TEXT, _LONGEST_FATE = 140, 40
#: Around what a button says.
_DECORATION, _DIGITS = " !.*»›>()[]→", "0123456789"
_LONGEST_CARD = 14
_MOST_ABOVE = 4
_MOST_TEXTS = 6
_MOST_LOOSE = 2
#: One card of so many can have a line that tells several things.
_MOST_PLAIN = 6
#: One event of so many can stand in another form between the cards.
_MOST_READ = 10
#: What labels on cards can tell.
_LABELLED = frozenset({"price", "location", "organizer", "audience", "note", "performers", "categories"})
_ALONE = frozenset({"when", "end", "location", "price"})
_STOP = re.compile(r"\. [^\W\d_]")
_NEAR = 8
_LONGEST_CHOICE = 30
#: What a number of lines above the days counts for that is the one above the first of them.
#: With what cards end where nothing parts them.
_CLOSING = frozenset({"noise", "fate", "price"})


class Mark(msgspec.Struct, frozen=True):
    """A line (or those of a day over several lines), from index `start` to `end`, and what it can be by itself."""

    line: Line
    start: int
    end: int
    sort: Sort
    when: When | None = None
    month: Month | None = None
    head: Line | None = None


_Run: TypeAlias = list[Mark]


def parted(lines: Sequence[Line], above: Sequence[Line], know: Knowledge) -> Sequence[Line]:
    """Part lines of cards that tell several things; none where there can be no cards."""
    if not _can_hold(lines, know):
        return ()
    return card_pieces.parted(lines, _choices_above(lines, above, know), know)


def find(lines: Sequence[Line], above: Sequence[Line], know: Knowledge, *, is_headed: bool) -> list[Card]:
    """Find the cards among lines that are parted; none where what they tell is in doubt.

    `above` is what the page says before these lines, `is_headed` whether a heading opens them as events.
    """
    marks: Sequence[Mark] = _marks(lines, know)
    marks = (
        _without_gaps(marks) if _is_spread(marks) else _with_categories(marks, _choices_above(lines, above, know), know)
    )
    runs, anchor = _runs(marks)
    runs = _without_head(runs, anchor, know)
    if sum(mark.sort == anchor for run in runs for mark in run) < _FEWEST:
        return []
    begin = _begin(next(run for run in runs if any(mark.sort == anchor for mark in run)), anchor)
    told = [*(line for line in above if line.number < lines[0].number), *lines[:begin]]
    texts = Texts([mark.line for run in runs for mark in run if mark.sort in _WORDS], _choices(told), know)
    shown = _paragraphs(runs, anchor, know) or _cut(runs, anchor, texts)
    shown = [card for card in shown if not any(know.is_kind_of_text(line.text) for _, line in card.words)]
    if not _are_plain(shown, know):
        return []
    found = card_lines.read(shown, texts)
    is_headed = is_headed or _has_heading(told, know)
    return found if _are_events(found, know, is_headed=is_headed) else []


def _can_hold(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell cheaply whether lines can hold as many cards: most pages cannot."""
    short = [line for line in lines if len(line.text) <= _LONGEST_WHEN and has_digit(line.text)]
    can_hold = know.grammar.can_hold_figures
    return len(short) >= _FEWEST and (any(can_hold(line.text) for line in short) or stamps.name_month(lines, know))


def _marks(lines: Sequence[Line], know: Knowledge) -> list[Mark]:
    found: list[Mark] = []
    month: Month | None = None
    index = 0
    while index < len(lines):
        mark = _mark(lines, index, month, know)
        month = mark.month or month
        found.append(mark)
        index = mark.end
    return found


def _mark(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> Mark:
    line, end = lines[index], index + 1
    text = line.text
    if text[:1].isdigit() and text[-1:] == "-" and cells.is_price_text(text, know):
        # "8:-" is no day.
        return Mark(line, index, end, "price")
    named = stamps.month_heading(text, know) or stamps.month_in_heading(line, know)
    several = stamps.day_heading(lines, index, month, know)
    if several is not None:
        return Mark(line, index, index + several[1], "day", several[0])
    if named is not None:
        return Mark(line, index, end, "month", month=named)
    label = read_label(line, know.event_labels, know)
    if label is not None and (label[1] or _is_label(text, know)):
        clocks = stamps.only_clocks(label[1], know) if label[0] == "when" else ()
        return Mark(line, index, end, "hour", When(clocks=clocks)) if clocks else Mark(line, index, end, "label")
    if any(rule.matches(text) for rule in know.rules("vague_date")):
        # A week above the cards, or on one.
        is_over = line.after_gap or (end < len(lines) and lines[end].after_gap)
        return Mark(line, index, end, "month" if is_over else "noise")
    if text.isdigit():
        # A price or an age: hours say more.
        return Mark(line, index, end, "noise")
    told = _timed(line, index, month, know)
    return told if told is not None else Mark(line, index, end, _sort_of(line, know))


def _timed(line: Line, index: int, month: Month | None, know: Knowledge) -> Mark | None:
    """Read a line that says a time or a price and nothing else."""
    text, end = line.text, index + 1
    if len(text) > _LONGEST_WHEN or not (has_digit(text) or know.repetition.has(text)):
        return None
    piece = cells.read_cell(text, line, month, know, has_date=False)
    if piece.sort == "clock":
        return Mark(line, index, end, "hour", When(clocks=piece.clocks))
    if piece.when is not None and piece.when.dates is not None:
        return Mark(line, index, end, "day", piece.when)
    if piece.sort == "every" and len(line.cells) <= 1:
        dates = piece.when.dates if piece.when is not None else None
        return Mark(line, index, end, "day", When(dates, piece.clocks, piece.text))
    if piece.sort == "price":
        return Mark(line, index, end, "price")
    return None


def _sort_of(line: Line, know: Knowledge) -> Sort:
    """Tell what a line is that says no time."""
    text = line.text
    bare = text.strip(_DECORATION)
    if len(text) <= _LONGEST_FATE and tells_fate(text, know) and is_remark(text, know):
        return "fate"
    beside = (know.sold_out, know.tickets, know.button, know.remark, know.more, know.length)
    is_for = know.audience.fullmatch(bare) is not None
    if is_for and card_pieces.can_be_kind(bare):
        return "text"
    who, colon, _ = text.partition(": ")
    if colon and know.columns.get(who.casefold()) == "performers":
        # "Conductor: Mia Holm" is no title.
        return "noise"
    if is_for or any(told.fullmatch(bare) for told in beside) or not any(map(str.isalpha, text)):
        return "noise"
    if cells.is_price_text(text, know) and not line.is_sentence:
        return "price"
    return "prose" if len(text) > _LONGEST_TEXT or (line.is_sentence and not text.endswith(("?", "!"))) else "text"


def _is_spread(marks: Sequence[Mark]) -> bool:
    """Tell whether each line is a paragraph of its own: then gaps part no cards."""
    dated = [n for n, mark in enumerate(marks) if mark.sort in {"day", "hour"}]
    inside = marks[dated[0] : dated[-1] + 1] if dated else []
    # What was one line has no gaps inside.
    inside = [mark for above, mark in zip([None, *inside], inside, strict=False) if _is_other_line(above, mark)]
    return sum(mark.line.after_gap for mark in inside) * 5 > len(inside) * 4


def _is_other_line(above: Mark | None, mark: Mark) -> bool:
    return above is None or above.line.number != mark.line.number


def _without_gaps(marks: Sequence[Mark]) -> list[Mark]:
    return [msgspec.structs.replace(mark, line=msgspec.structs.replace(mark.line, after_gap=False)) for mark in marks]


def _with_categories(marks: Sequence[Mark], choices: frozenset[str], know: Knowledge) -> Sequence[Mark]:
    """Take kinds for headings over cards where fewer than cards are, each behind a gap."""
    dated = sum(mark.sort == "day" for mark in marks)
    found = {n for n in range(len(marks) - 1) if _is_category(marks, n, choices, know)}
    if len(found) < _FEWEST - 1 or len(found) * 3 > dated * 2:
        return marks
    return [msgspec.structs.replace(mark, sort="month") if n in found else mark for n, mark in enumerate(marks)]


def _is_category(marks: Sequence[Mark], at: int, choices: frozenset[str], know: Knowledge) -> bool:
    """Tell whether a kind behind a gap stands over cards: alone, above a title or above several days."""
    mark, below = marks[at], marks[at + 1]
    if mark.sort != "text" or not mark.line.after_gap:
        return False
    if mark.line.text.casefold() not in choices and not know.is_kind(mark.line.text):
        return False
    if below.line.after_gap or below.sort == "text":
        return True
    block = takewhile(lambda other: not other.line.after_gap, marks[at + 1 :])
    return sum(other.sort == "day" for other in block) > 1


def _without_head(runs: Sequence[_Run], anchor: Sort, know: Knowledge) -> list[_Run]:
    """Leave out menus, filters and headings above the first card."""
    first = next((n for n, run in enumerate(runs) if any(mark.sort == anchor for mark in run)), len(runs))
    if first == len(runs):
        return list(runs)
    run = runs[first]
    at = next(n for n, mark in enumerate(run) if mark.sort == anchor)
    begin = next((n for n in range(at, 0, -1) if _is_head(run[n - 1], know)), 0)
    return [*runs[:first], run[begin:], *runs[first + 1 :]]


def _is_head(mark: Mark, know: Knowledge) -> bool:
    text = mark.line.text
    bare = text.strip(_DECORATION + _DIGITS)
    if know.is_kind(bare):
        return False
    is_menu = mark.sort == "text" and len(mark.line.cells) >= _FEWEST
    return is_menu or any(told.fullmatch(bare) for told in (know.heading, know.list_heading, know.navigation))


def _runs(marks: Sequence[Mark]) -> tuple[list[_Run], Sort]:
    """Part the marks at what stands over several cards, and tell what dates a card: a day, or an hour below one."""
    hours = sum(
        mark.sort == "hour" and (above is None or above.sort != "hour")
        for above, mark in zip([None, *marks], marks, strict=False)
    )
    days = [n for n, mark in enumerate(marks) if mark.sort == "day"]
    heads = sum(_leads_to_hour(marks, n) for n in days)
    by_hour = bool(days) and max(_FEWEST, len(days) + 1) <= hours and heads * 3 >= len(days) * 2
    by_hour = by_hour or _have_more_hours(marks, days)
    runs: list[_Run] = [[]]
    day: Mark | None = None
    for mark in marks:
        if mark.sort == "month" or (by_hour and mark.sort == "day"):
            runs.append([])
            day = mark if mark.sort == "day" else day
        elif by_hour and mark.sort == "hour":
            if day is not None and not (runs[-1] and runs[-1][-1].sort == "hour"):
                runs[-1].append(_on_day(mark, day))
        else:
            runs[-1].append(mark)
    return [run for run in runs if run], "hour" if by_hour else "day"


def _have_more_hours(marks: Sequence[Mark], days: Sequence[int]) -> bool:
    """Tell whether below each day stand hours, with words between, and below some more of them than below others."""
    if any(mark.when is not None and mark.when.clocks for mark in (marks[n] for n in days)):
        return False
    counts = []
    for begin, end in pairwise([*days, len(marks)]):
        below = [mark.sort for mark in marks[begin + 1 : end] if mark.sort in _WORDS or mark.sort == "hour"]
        counts.append(sum(sort == "hour" and above != "hour" for above, sort in pairwise(["", *below])))
    return len(counts) > 1 and min(counts) > 0 and max(counts) > min(counts)


def _on_day(hour: Mark, day: Mark) -> Mark:
    """Give an hour with the day above it."""
    clocks = hour.when.clocks if hour.when is not None else ()
    when = msgspec.structs.replace(day.when or When(), clocks=clocks)
    return msgspec.structs.replace(hour, when=when, head=day.line)


def _leads_to_hour(marks: Sequence[Mark], at: int) -> bool:
    return at + 1 < len(marks) and marks[at + 1].sort == "hour"


def _paragraphs(runs: Sequence[_Run], anchor: Sort, know: Knowledge) -> list[Shown]:
    """Give the paragraphs that are a card each, if most of what tells an event stands in such."""
    blocks = [run[span.start : span.stop] for run in runs for span in spans([mark.line for mark in run])]
    found: list[Shown] = []
    others, between, is_below = 0, 0, False
    for block in blocks:
        shown = _shown(block, anchor)
        if shown is not None:
            others += between if found else 0
            found.append(shown)
            between, is_below = 0, True
        elif is_below and all(mark.sort == "prose" for mark in block):
            # Text in a paragraph of its own below the facts.
            text = (*found[-1].text, *(mark.line for mark in block))
            found[-1] = msgspec.structs.replace(found[-1], text=text)
        else:
            is_below = False
            # Several cards without gaps between them.
            others += sum(mark.sort == anchor for mark in block) > 1
            between += any(_tells_event(mark, know) for mark in block)
    if found and found[-1].text and not all(card.text for card in found[:-1]):
        # Below the last one the page can speak of all.
        found[-1] = msgspec.structs.replace(found[-1], text=())
    return found if len(found) >= _FEWEST and others * _MOST_READ <= len(found) else []


def _tells_event(mark: Mark, know: Knowledge) -> bool:
    """Tell whether a line can be of an event: it tells a day, what repeats, or what becomes of one."""
    text = mark.line.text
    if mark.sort in {"day", "hour", "fate"} or (has_digit(text) and know.grammar.find(text) is not None):
        return True
    return know.repetition.has(text) or (len(text) <= _LONGEST_TEXT and tells_fate(text, know))


def _shown(block: Sequence[Mark], anchor: Sort) -> Shown | None:
    """Read some marks as a card: one of them dates it, and others hold words."""
    dated = [n for n, mark in enumerate(block) if mark.sort == anchor]
    words = tuple((n, mark.line) for n, mark in enumerate(block) if mark.sort in _WORDS)
    when = block[dated[0]].when if dated else None
    if len(dated) != 1 or when is None or not words or len(block) > _LONGEST_CARD or len(words) > _MOST_TEXTS:
        return None
    hours = [mark.when.clocks for mark in block if mark.sort == "hour" and mark.when is not None]
    if not when.clocks and hours:
        when = msgspec.structs.replace(when, clocks=hours[0])
    return Shown(
        start=block[0].start,
        end=block[-1].end,
        at=dated[0],
        when=when,
        words=words,
        prices=_lines(block, "price"),
        labels=_lines(block, "label"),
        head=block[dated[0]].head,
        has_more=any(mark.sort in {"noise", "fate"} for mark in block),
    )


def _lines(block: Sequence[Mark], sort: Sort) -> tuple[Line, ...]:
    return tuple(mark.line for mark in block if mark.sort == sort)


def _cut(runs: Sequence[_Run], anchor: Sort, texts: Texts) -> list[Shown]:
    """Cut runs of cards where nothing parts them: so many lines of words stand above what dates each."""
    dated = [run for run in runs if any(mark.sort == anchor for mark in run)]
    best: tuple[float, list[Shown]] = (0.0, [])
    for height in range(_MOST_ABOVE):
        blocks = [block for run in dated for block in _blocks(run, anchor, height)]
        found = [shown for block in blocks if (shown := _shown(block, anchor)) is not None]
        parted = sum(any(mark.line.after_gap for mark in block[1:]) for block in blocks)
        if (
            len(found) < _FEWEST
            or len(found) * _MOST_READ < len(blocks) * (_MOST_READ - 1)
            or parted * _MOST_PLAIN > len(blocks)
        ):
            continue
        closed = sum(block[-1].sort in _CLOSING for block in blocks) / len(blocks)
        score = card_lines.likeness(found, texts) + closed
        if score > best[0]:
            best = (score, found)
    return best[1]


def _blocks(run: _Run, anchor: Sort, height: int) -> list[_Run]:
    """Cut a run into cards that have so many lines of words above what dates them."""
    dated = [n for n, mark in enumerate(run) if mark.sort == anchor]
    starts = [_start(run, n, height, last + 1) for last, n in pairwise([-1, *dated])]
    lengths = [end - n for n, end in zip(dated, starts[1:], strict=False)]
    # What follows the last card belongs to it as far as it does elsewhere, up to a gap.
    last = dated[-1] + max(lengths, default=_NEAR)
    gap = next((n for n in range(dated[-1] + 1, len(run)) if run[n].line.after_gap), len(run))
    return [run[start:end] for start, end in pairwise([*starts, min(last, gap, len(run))])]


def _start(run: _Run, at: int, height: int, first: int) -> int:
    words = [n for n in range(first, at) if run[n].sort in _WORDS]
    return words[-height] if 0 < height <= len(words) else words[0] if words and height else at


def _begin(run: _Run, anchor: Sort) -> int:
    """Give the index of the line with which the paragraph of the first day of a run begins."""
    at = next(n for n, mark in enumerate(run) if mark.sort == anchor)
    return run[next((n for n in range(at, 0, -1) if run[n].line.after_gap), 0)].start


def _choices_above(lines: Sequence[Line], above: Sequence[Line], know: Knowledge) -> frozenset[str]:
    """Give the words of the menus and filters above the paragraph with the first day or hour, or a little above it."""
    grammar = know.grammar
    dated = (
        n
        for n, line in enumerate(lines)
        if has_digit(line.text) and (grammar.find(line.text) or grammar.find_clock(line.text))
    )
    at = next(dated, 0)
    begin = next((n for n in range(at, 0, -1) if lines[n].after_gap), max(at - _MOST_ABOVE, 0))
    return _choices([*(line for line in above if line.number < lines[0].number), *lines[:begin]])


def _choices(lines: Sequence[Line]) -> frozenset[str]:
    """Give the words of the menus and filters above the cards."""
    short = [line for line in lines if not line.is_sentence and not has_digit(line.text)]
    words = (cell.rpartition(": ")[2] for line in short for cell in line.cells or (line.text,))
    return frozenset(word.casefold() for word in words if len(word) <= _LONGEST_CHOICE)


def _has_heading(lines: Sequence[Line], know: Knowledge) -> bool:
    return any(know.heading.search(line.text) is not None for line in lines if not line.is_sentence)


def _are_plain(found: Sequence[Shown], know: Knowledge) -> bool:
    """Tell whether the lines of cards tell one thing each: few hold an hour or a price beside words."""
    mixed = sum(_tells_several(card, know) for card in found)
    speaking = sum(any(card_lines.names_speaker(line.text, know) for _, line in card.words) for card in found)
    # Who speaks is told apart from the title elsewhere.
    return mixed * _MOST_PLAIN <= len(found) and speaking * 2 < len(found)


def _tells_several(card: Shown, know: Knowledge) -> bool:
    labels = [label for line in card.labels if (label := read_label(line, know.event_labels, know)) is not None]
    if any(not value or field not in _LABELLED or know.grammar.find_clock(value) for field, value in labels):
        return True
    return any(_is_mixed(line, know) for _, line in card.words) or any(_STOP.search(line.text) for line in card.prices)


def _is_label(text: str, know: Knowledge) -> bool:
    """Tell whether a label stands alone above its value; "Music" is a kind as well."""
    if text.endswith(":"):
        return True
    # "The hall" is a place by itself.
    is_known = know.event_labels.get(text.rstrip("? ").casefold()) in _ALONE
    return is_known and know.places.fullmatch(text) is None


def _is_mixed(line: Line, know: Knowledge) -> bool:
    if len(line.cells) > 1 or _is_label(line.text, know):
        return True
    if not has_digit(line.text):
        return price_in(line.text, know) is not None
    grammar = know.grammar
    found = grammar.find_clock(line.text) or grammar.find(line.text) or price_in(line.text, know)
    return found is not None


def _are_events(found: Sequence[Card], know: Knowledge, *, is_headed: bool) -> bool:
    """Tell whether cards are of events: most say at what hour, where, or what it costs, and few have the same title."""
    if any(card.title.is_sentence and not card.title.text.endswith(("?", "!")) for card in found):
        return False
    if len(found) < _FEWEST or len({card.title.text for card in found}) * 2 < len(found):
        return False
    if sum(len(card.loose) for card in found) > _MOST_LOOSE * len(found):
        return False
    clocks = [card.shown.when.clocks for card in found]
    if sum(any(clock.start.minute % 5 for clock in told) for told in clocks) * 2 > len(found):
        # Programs write such times.
        return False
    timed = sum(map(bool, clocks))
    placed = sum(card.place is not None or bool(card.shown.prices or card.shown.labels) for card in found)
    if is_headed:
        # Below a heading a kind, a length, an age or a button tells cards as well.
        placed += sum(
            card.place is None
            and not (card.shown.prices or card.shown.labels)
            and (card.kind is not None or card.shown.has_more)
            for card in found
        )
    return placed * 3 >= len(found) * 2 and (is_headed or timed * 2 >= len(found))
