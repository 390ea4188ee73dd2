"""The rows of a listing with the title above each and the lines below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise, takewhile

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, entries, rows, stamps
from feeds.recognise.anchors import is_heading
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Setting
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rows import Form, Row
from feeds.recognise.rules import Knowledge
from feeds.recognise.walk import Walk

#: Forms of which two make a listing; the others only belong to one.
FIRM: tuple[Form, ...] = ("cells", "first", "last", "day", "every")
#: Forms that hold a title of their own, unless on the whole page another one stands above them.
_UNDER: tuple[Form, ...] = ("first", "last", "every")
_LOOSE = 0.5
_FEW = 3
_MOST_ABOVE = 3
_MOST_KIND_WORDS = 3
_NAME_END = re.compile(r"\s?[:–—|-]\s")


class Entry(msgspec.Struct, frozen=True):
    """A row with the title above it, if there, and the lines that follow it up to the next one.

    `head` is the line above several that tells their day.
    """

    row: Row
    title: Line | None
    body: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    head: tuple[Line, ...] = ()


def has_label(line: Line, know: Knowledge) -> bool:
    """Tell whether a line opens with a label of events."""
    return read_label(line, know.event_labels, know) is not None


def titled(walk: Walk, lines: Sequence[Line], setting: Setting) -> list[Entry]:
    """Give the rows with the title above each and the lines that follow it."""
    if not walk.rows:
        return []
    under = _forms_under_titles(walk, lines, setting)
    titles = [
        _title_above(row, before, lines, setting, under) if row.start - 1 not in walk.breaks else None
        for before, row in zip((None, *walk.rows), walk.rows, strict=False)
    ]
    has_kinds = _are_below_kinds(walk, lines, setting.know)
    if has_kinds:
        titles = [None if row.form == "day" else title for row, title in zip(walk.rows, titles, strict=True)]
    parts = _over_parts(walk.rows, titles, setting.know)
    titles = [None if title is not None and title.number in parts else title for title in titles]
    titles = _over_prose(walk, _over_subtitles(walk, titles, lines, setting), lines, setting.know)
    shared = _shared(walk, titles, lines)
    kept = [n for n, (row, title) in enumerate(zip(walk.rows, titles, strict=True)) if row.form != "off" or title]
    if not kept:
        return []
    walk = Walk(tuple(walk.rows[n] for n in kept), tuple(walk.columns[n] for n in kept), walk.breaks)
    titles = [titles[n] for n in kept]
    named = [shared.get(id(row), title) for row, title in zip(walk.rows, titles, strict=True)]
    at = {line.number: index for index, line in enumerate(lines)}
    starts = [row.start if title is None else at[title.number] for row, title in zip(walk.rows, titles, strict=True)]
    ends = [*starts[1:], len(lines)]
    bodies = []
    between = [
        lines[at[title.number] + 1 : row.start] if title is not None else ()
        for row, title in zip(walk.rows, titles, strict=True)
    ]
    places = _places_between(between, setting.know)
    for row, over, end in zip(walk.rows, between, ends, strict=False):
        stop = next((b for b in walk.breaks if row.end <= b < end), end)
        stop = _before_record(lines, row.end, stop, setting.know)
        told = [
            line for line in over if line.is_sentence or entries.is_fate(line, setting.know) or line.number in places
        ]
        bodies.append([*told, *lines[row.end : stop]])
    if not has_kinds and _has_titles_above(walk.rows, titles, bodies, lines, setting):
        return []
    bodies = _trimmed(walk.rows, titles, bodies, setting)
    for n in range(len(bodies) - 2, -1, -1):
        first, second = (lines[row.start].number for row in walk.rows[n : n + 2])
        if named[n] is not None and named[n] is named[n + 1] and all(line.number < first for line in bodies[n]):
            # What stands below the last of the days is said of all.
            bodies[n] = [*bodies[n], *(line for line in bodies[n + 1] if not bodies[n] or line.number > second)]
    return [
        Entry(_in_one_place(row) if id(row) in shared else row, title, _unquoted(body, lines[row.start]), columns)
        for row, title, body, columns in zip(walk.rows, named, bodies, walk.columns, strict=True)
    ]


def _over_parts(found: Sequence[Row], titles: Sequence[Line | None], know: Knowledge) -> set[int]:
    """Number the lines that head a part of the list, no title of its rows: these hold titles of their own."""
    runs: dict[int, list[Row]] = {}
    last: tuple[int, Row] | None = None
    for row, title in zip(found, titles, strict=True):
        number = title.number if title is not None else last[0] if last and last[1].end == row.start else None
        last = (number, row) if number is not None else None
        if number is not None:
            runs.setdefault(number, []).append(row)
    long = {number: run for number, run in runs.items() if len(run) > 1}
    told = [texts[0].text for run in long.values() for row in run if (texts := cells.text_of(row.pieces))]
    names = sum(_is_surely_title(text, know) for text in told)
    return set(long) if names > 1 and names * _FEW >= len(told) else set()


def _is_surely_title(text: str, know: Knowledge) -> bool:
    """Tell whether a text can be no place: a kind, a name with a colon or quotes, or words that are no name."""
    if know.places.search(text) is not None:
        return False
    if ": " in text or text[-1:] in '?!"“”»«’' or know.is_kind(text):
        return True
    words = text.split()[1:]
    return any(word.isalpha() and word.islower() and word not in know.small_words for word in words)


def _places_between(between: Sequence[Sequence[Line]], know: Knowledge) -> set[int]:
    """Number the lines between a title and its date that are its place: a house, or what comes again where others are.

    The nearest to the date is it: "Store Scene" below "Gæstespil".
    """
    short = [[line for line in lines if not (line.is_sentence or line.cells)] for lines in between]
    counts = Counter(line.text for lines in short for line in lines)
    houses = [_house_from_last(lines, know) for lines in short]
    spots = sorted({spot for spot in houses if spot})
    # Where one line below each title is a house mostly, it is a place elsewhere too.
    is_set = len(spots) == 1 and sum(map(bool, houses)) * 2 >= sum(len(lines) >= spots[0] for lines in short)
    found: set[int] = set()
    for lines, house in zip(short, houses, strict=True):
        near = [n for n in spots if n <= len(lines) and _can_be_place(lines[-n], know)]
        spot = house or next((n for n in near if is_set or counts[lines[-n].text] > 1), 0)
        found |= {lines[-spot].number} if spot else set()
    return found


def _house_from_last(lines: Sequence[Line], know: Knowledge) -> int:
    """Count the lines from the last one up to the first that is a house; 0 if none is."""
    return next((n for n, line in enumerate(reversed(lines), 1) if _is_house_line(line, know)), 0)


def _is_house_line(line: Line, know: Knowledge) -> bool:
    return cells.names_house(line.text.partition(",")[0], know) and _can_be_place(line, know)


def _can_be_place(line: Line, know: Knowledge) -> bool:
    return cells.is_place(line.text, know) and not know.is_kind(line.text)


def _before_record(lines: Sequence[Line], start: int, stop: int, know: Knowledge) -> int:
    """End what is said of an entry before a paragraph that says behind a label of its own when it is."""
    opening = start
    for index in range(start, stop):
        if lines[index].after_gap:
            opening = index
        label = (
            read_label(lines[index], know.event_labels, know) if opening > start and ":" in lines[index].text else None
        )
        if label is not None and label[0] == "when" and has_digit(label[1]) and know.grammar.find(label[1]) is not None:
            return opening
    return stop


def _shared(walk: Walk, titles: Sequence[Line | None], lines: Sequence[Line]) -> dict[int, Line]:
    """Give the rows that share a title with those right above them that title, and the first of them too."""
    titled = {id(row): title for row, title in zip(walk.rows, titles, strict=True) if title is not None}
    tails = _tails(walk.rows, titled.keys(), lines)
    shared: dict[int, Line] = {}
    for before, row in pairwise(walk.rows):
        if id(row) in tails:
            title = shared.get(id(before)) or titled[id(before)]
            shared[id(before)] = shared[id(row)] = title
    return shared


def _in_one_place(row: Row) -> Row:
    """Join the texts of a row below a title that it shares: town and house."""
    texts = cells.text_of(row.pieces)
    if len(texts) < 2:
        return row
    place = Piece("place", ", ".join(piece.text for piece in texts), texts[0].line)
    rest = tuple(piece for piece in row.pieces if piece.sort != "text")
    return msgspec.structs.replace(row, pieces=(place, *rest))


def _unquoted(body: Sequence[Line], first: Line) -> tuple[Line, ...]:
    """Give the lines below a day without the mark that stands before it and all of them: they are quoted."""
    mark = BULLET.match(first.text)
    if mark is None or not all(line.text.startswith(mark[0]) for line in body):
        return tuple(body)
    return tuple(msgspec.structs.replace(line, text=line.text[mark.end() :], shown=line.text) for line in body)


def _over_subtitles(
    walk: Walk, titles: list[Line | None], lines: Sequence[Line], setting: Setting
) -> list[Line | None]:
    """Find titles with a line or two below them, before the date, where most dates have a title above."""
    found = list(titles)
    for n, (before, row) in enumerate(zip((None, *walk.rows), walk.rows, strict=False)):
        floor = before.end if before is not None else 0
        top = next((i for i in range(row.start, max(floor, row.start - _MOST_ABOVE) - 1, -1) if lines[i].after_gap), 0)
        known = titles[n]
        is_low = known is None or not known.after_gap
        is_day = row.form == "day" and is_low and floor <= top < row.start - 1 and top not in walk.breaks
        if is_day and lines[top].after_gap and all(_is_subtitle(line, setting) for line in lines[top : row.start]):
            moved = msgspec.structs.replace(row, start=top + 1, end=top + 1)
            found[n] = _title_above(moved, before, lines, setting, frozenset())
    if _are_headings(titles, found):
        return titles
    days = sum(row.form == "day" for row in walk.rows)
    titled = sum(title is not None and row.form == "day" for title, row in zip(found, walk.rows, strict=True))
    return found if titled > 1 and titled * 2 > days else titles


def _are_below_kinds(walk: Walk, lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether days stand below words for kinds ("TALK", "Workshop"), and above the titles."""
    days = [row for row in walk.rows if row.form == "day" and row.start and not lines[row.start].after_gap]
    above = [lines[row.start - 1] for row in days]
    kinds = sum(know.is_kind(line.text) or know.kicker.fullmatch(line.text) is not None for line in above)
    are_short = all(line.after_gap and len(line.text.split()) <= _MOST_KIND_WORDS for line in above)
    is_so = kinds > 1 and 3 * kinds >= 2 * len(days) and are_short
    return is_so and all(_has_title_below(row, lines, know) for row in days)


def _has_title_below(row: Row, lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether two lines of text stand right below a day: a title, and where."""
    below = list(takewhile(lambda line: not line.after_gap, lines[row.end : row.end + 2]))
    return len(below) > 1 and not any(
        cells.is_price_text(line.text, know) or has_label(line, know) or len(line.cells) > 1 for line in below
    )


def _over_prose(walk: Walk, titles: list[Line | None], lines: Sequence[Line], know: Knowledge) -> list[Line | None]:
    """Find titles with sentences between them and a row that tells only when and where: "9-21 May | Gallery | free"."""
    found = list(titles)
    for n, (before, row) in enumerate(zip((None, *walk.rows), walk.rows, strict=False)):
        texts = [piece.text for piece in cells.text_of(row.pieces)]
        is_bare = titles[n] is None and row.form == "cells" and len(texts) == 1 and not lines[row.start].after_gap
        if not is_bare or walk.columns[n] or not cells.names_house(texts[0], know):
            continue
        floor = before.end if before is not None else 0
        top = next((i for i in range(row.start - 1, floor - 1, -1) if lines[i].after_gap or i == 0), row.start)
        at = top + int(know.kicker.fullmatch(lines[top].text) is not None)
        between = lines[at + 1 : row.start]
        is_title = is_heading(lines[at], know) and not lines[at].is_sentence and not lines[at].cells
        if at < row.start and is_title and between and all(line.is_sentence for line in between):
            found[n] = lines[at]
    return found


def _are_headings(titles: Sequence[Line | None], found: Sequence[Line | None]) -> bool:
    """Tell whether the lines in capitals over titles head several of them: as many titles have none."""
    pairs = [(old, new) for old, new in zip(titles, found, strict=True) if new is not None]
    shouted = sum(
        old is not None and old is not new and new.text.isupper() and not old.text.isupper() for old, new in pairs
    )
    plain = sum(not new.text.isupper() for _, new in pairs)
    return 0 < shouted <= plain


def _is_subtitle(line: Line, setting: Setting) -> bool:
    """Tell whether a line can be a title or what is said below it."""
    know = setting.know
    is_fact = read_label(line, know.event_labels, know) is not None or cells.is_price_text(line.text, know)
    return len(line.cells) < 2 and not is_fact and not entries.opens_with_clock(line, know)


def _has_titles_above(
    found: Sequence[Row],
    titles: Sequence[Line | None],
    bodies: Sequence[Sequence[Line]],
    lines: Sequence[Line],
    setting: Setting,
) -> bool:
    """Tell whether each date stands below its title in a paragraph of its own: then it heads nothing."""
    above = []
    for number, (row, title) in enumerate(zip(found, titles, strict=True)):
        if row.form != "day" or title is not None:
            continue
        last = bodies[number - 1][-1] if number and bodies[number - 1] else None
        line = last or (lines[row.start - 1] if number == 0 and row.start else None)
        above.append(line is not None and line.after_gap and _can_be_title(line, setting.know))
    return len(above) > 1 and all(above)


def _can_be_title(line: Line, know: Knowledge) -> bool:
    if know.kicker.fullmatch(line.text.rstrip(":")) is not None or line.text.endswith(":"):
        return True
    if line.is_sentence and not line.text.endswith(("?", "!")):
        return False
    return not cells.is_price_text(line.text, know) and not entries.opens_with_clock(line, know)


def _forms_under_titles(walk: Walk, lines: Sequence[Line], setting: Setting) -> frozenset[Form]:
    """Name the forms whose rows mostly stand right below a line that opens a paragraph: that line is the title."""
    dated = {index for row in walk.rows for index in range(row.start, row.end)}
    every = frozenset({*FIRM, *_UNDER})
    # Words that repeat something, in a sentence or behind a title of its own, stand alone.
    know = setting.know
    open_rows = [
        row for row in walk.rows if row.form != "every" or not (lines[row.start].after_gap or _has_own_name(row, know))
    ]
    named = _named_under_heads(walk.rows, lines, know)
    open_rows = [row for row in open_rows if id(row) not in named]
    below = [
        row
        for row in open_rows
        if row.form in every
        and row.start - 1 not in dated
        and _title_above(row, None, lines, setting, frozenset(_UNDER)) is not None
    ]
    tails = _tails(walk.rows, {id(row) for row in below}, lines)
    for forms in (frozenset(_UNDER), every, frozenset({"cells", "every"})):
        told = [row for row in open_rows if row.form in forms and id(row) not in tails]
        titled = [row for row in below if row.form in forms]
        if len(titled) > 1 and len(titled) * 3 >= len(told) * 2:
            return frozenset(_UNDER)
    return frozenset()


def _tails(found: Sequence[Row], titled: Set[int], lines: Sequence[Line]) -> set[int]:
    """Find the rows that go on right below one under a title, in the same form: the other towns or days of it."""
    tails: set[int] = set()
    for before, row in pairwise(found):
        is_next = row.start == before.end and not lines[row.start].after_gap and row.form == before.form
        if is_next and row.form in {*_UNDER, "day"} and (id(before) in titled or id(before) in tails):
            tails.add(id(row))
    return tails


def _title_above(
    row: Row, before: Row | None, lines: Sequence[Line], setting: Setting, under: frozenset[Form]
) -> Line | None:
    """Give the title right above a date, where it opens the paragraph."""
    floor = before.end if before is not None else 0
    above = row.start - 1
    if (_can_open(row) and _has_own_name(row, setting.know)) or _heads_named(row, lines, above, setting.know):
        return None
    if above > floor and not lines[above].after_gap and entries.is_fate(lines[above], setting.know):
        above -= 1
    is_where = _tells_only_where(row, setting.know)
    while is_where and above > floor and not lines[above].after_gap and row.start - above < _MOST_ABOVE:
        # "Annual Lecture", "Mia Holm: Law and laughter", "20 November, 6 pm, Old Theatre".
        above -= 1
    is_kind = above >= floor and _is_kind_of(lines[above], row, setting.know)
    is_led = is_kind or is_where
    if (row.form not in {"day", "cells", "off", "told"} | under and not is_led) or above < floor:
        return None
    line = lines[above]
    # A heading of several may stand over the first title.
    is_headed = above > 0 and (lines[above - 1].text.isupper() or is_kind) and lines[above - 1].after_gap
    if any(line.after_gap for line in lines[above + 1 : row.start + 1]) or not (
        line.after_gap or above == 0 or is_headed
    ):
        return None
    below = row.end < len(lines) and not lines[row.end].after_gap
    is_table = row.form == "cells" and below and len(lines[row.end].cells) > 1
    know = setting.know
    is_title = (is_heading(line, know) and not line.is_sentence) or line.text.endswith(("?", "!"))
    texts = [piece.text for piece in cells.text_of(row.pieces)]
    # "Concert" above "2 August, 10 am. The Green." or "3 May, 7 pm, Hill Church" is no kind of anything.
    is_house = len(texts) == 1 and not below and cells.names_house(texts[0], know)
    is_whole = is_house or (row.form != "cells" and len(texts) == 1 and know.places.fullmatch(texts[0]) is not None)
    is_kicker = not is_whole and know.kicker.fullmatch(line.text.rstrip(":")) is not None
    if is_table or not is_title or is_kicker or know.marker(line.text):
        return None
    is_rule = len(line.text) > 1 and line.text[0] == line.text[1] and not line.text[0].isalnum()
    return None if is_rule or stamps.month_heading(line.text, know) else line


def _can_open(row: Row) -> bool:
    """Tell whether a name before a colon can open a row: one that repeats, or the days of an exhibition."""
    is_range = row.when.dates is not None and row.when.dates.is_range and not row.when.clocks
    return row.form == "every" or (row.form == "last" and is_range and row.when.before.rstrip().endswith(":"))


def _has_own_name(row: Row, know: Knowledge) -> bool:
    """Tell whether a name opens a row that repeats, before a colon or a dash: "Choir: Tuesdays 7 pm", not "May: …"."""
    texts = cells.text_of(row.pieces)
    text = BULLET.sub("", texts[0].line.text) if texts else ""
    name = texts[0].text if texts else ""
    is_name = any(word not in know.grammar.months and len(word) > 1 for word in name.casefold().split())
    return is_name and text.startswith(name) and _NAME_END.match(text, len(name)) is not None


def _tells_only_where(row: Row, know: Knowledge) -> bool:
    """Tell whether behind a day with its hour stands no more than a noun of places: "12 May at 6 pm, the hall"."""
    texts = [piece.text for piece in cells.text_of(row.pieces)]
    is_timed = bool(row.when.clocks) or (row.when.dates is not None and row.when.dates.is_range)
    return row.form == "first" and is_timed and len(texts) == 1 and cells.names_house(texts[0], know)


def _heads_named(row: Row, lines: Sequence[Line], above: int, know: Knowledge) -> bool:
    """Tell whether a line heads a list whose rows hold a title and a place: "Hull Fair, 3 May, Quay".

    A town or two before the day is none: "York, 3 May, Guildhall" below the title of a tour.
    """
    if row.form != "last" or above < 0 or not _names_itself(row, know):
        return False
    if know.heading.search(lines[above].text) is not None:
        return True
    below = lines[row.end] if row.end < len(lines) and not lines[row.end].after_gap else None
    other = rows.read_row([below], 0, None, know) if below is not None else None
    return other is not None and other.form == "last" and _names_itself(other, know)


def _named_under_heads(found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Find the rows that hold titles of their own below the line that heads them."""
    named: set[int] = set()
    for before, row in pairwise((None, *found)):
        if row is None or row.form != "last":
            continue
        is_next = before is not None and id(before) in named and before.end == row.start
        if _names_itself(row, know) if is_next else _heads_named(row, lines, row.start - 1, know):
            named.add(id(row))
    return named


def _names_itself(row: Row, know: Knowledge) -> bool:
    texts = cells.text_of(row.pieces)
    if len(texts) < 2 or " " not in texts[0].text or cells.names_house(texts[0].text, know):
        return False
    at = texts[0].line.text.find(texts[0].text) + len(texts[0].text)
    return texts[0].line.text[at : at + 2] == ", " and not texts[1].text[:1].islower()


def _is_kind_of(line: Line, row: Row, know: Knowledge) -> bool:
    """Tell whether a line names its kind before a colon, above a range of days and a place: "Exhibition: Inks"."""
    kind, colon, name = line.text.partition(": ")
    dates, texts = row.when.dates, cells.text_of(row.pieces)
    is_range = row.form == "first" and dates is not None and dates.is_range
    is_named = bool(colon) and bool(name) and know.kind_word.fullmatch(kind) is not None
    return is_range and is_named and bool(texts) and cells.is_place(texts[0].text, know)


def _trimmed(
    found: Sequence[Row], titles: Sequence[Line | None], bodies: list[list[Line]], setting: Setting
) -> list[list[Line]]:
    """End each entry where its text does: at a gap, unless the others go on behind theirs."""
    loose = {
        form: _is_loose([b for r, b in zip(found, bodies, strict=True) if r.form == form])
        for form in {r.form for r in found}
    }
    kept = []
    for number, (row, body) in enumerate(zip(found, bodies, strict=True)):
        skip = 1 if row.form == "day" and titles[number] is None else 0
        if not loose[row.form]:
            gap = _first_gap(body, skip, setting.know)
            is_last = number == len(bodies) - 1
            prose = 0 if is_last or titles[number] is None else _prose_after(body[gap:])
            kept.append(body[: gap + prose])
            continue
        others = [
            len(b)
            for n, (r, b) in enumerate(zip(found, bodies, strict=True))
            if n != number and r.form == row.form and n != len(bodies) - 1
        ]
        kept.append(body if number < len(bodies) - 1 else body[: max(others, default=len(body))])
    return kept


def _prose_after(body: Sequence[Line]) -> int:
    """Count the sentences that go on behind a gap."""
    return next((n for n, line in enumerate(body) if not line.is_sentence), len(body))


def _is_loose(bodies: list[list[Line]]) -> bool:
    inner = [any(line.after_gap for line in body[1:]) for body in bodies[:-1] if len(body) > 1]
    return bool(inner) and sum(inner) > len(inner) * _LOOSE


def _first_gap(body: Sequence[Line], skip: int, know: Knowledge) -> int:
    for index in range(skip, len(body)):
        if body[index].after_gap and not _goes_on(body[index:], know):
            return index
    return len(body)


def _goes_on(body: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether another event of the same day begins behind a gap: a title, and the clock time right below."""
    under = 1 + (len(body) > 2 and not body[1].after_gap and entries.is_fate(body[1], know))
    return (
        len(body) > under
        and not body[under].after_gap
        and (entries.opens_with_clock(body[under], know) or entries.has_clock_clause(body[under], know))
        and (is_heading(body[0], know) or body[0].text.endswith("?"))
    )


def own_lines(found: Sequence[Entry], lines: Sequence[Line]) -> set[int]:
    """Number the lines that some entries stand on."""
    return {
        line.number
        for entry in found
        for line in (*lines[entry.row.start : entry.row.end], *entry.body, *([entry.title] if entry.title else ()))
    }
