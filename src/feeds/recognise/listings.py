"""Listings of events: one row for each, or a date heading above one or several; by form, never by a site's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from datetime import date
from itertools import compress, islice, pairwise, takewhile

import msgspec

from feeds.clocks import Clock
from feeds.expressions import has_digit
from feeds.recognise import cells, course, deck, entries, openings, order, rows, stamps
from feeds.recognise.anchors import IN_STREAM, is_below_stream, is_heading
from feeds.recognise.card_lines import Card
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.entries import Told, Usual
from feeds.recognise.facts import price_in
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import labels_hour, read_label
from feeds.recognise.rows import Form, Row
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import BARE_HOURS, Month
from feeds.recognise.when import left_out
from feeds.recognise.years import Years

_RULE = "event.listing"
_QUOTED = re.compile(r"[\"“”„»«'‘’][^\"“”„»«]{4,}[\"“”„»«'‘’]$")
_WITH_KINDS = ("categories", "title", "location")
_KINDS_BEHIND = ("title", "categories", "location")
#: Forms of which two make a listing; the others only belong to one.
_FIRM: tuple[Form, ...] = ("cells", "first", "last", "day", "every")
#: Forms that hold a title of their own, unless on the whole page another one stands above them.
_UNDER: tuple[Form, ...] = ("first", "last", "every")
_LOOSE = 0.5
_SHORTEST_NAME = 5
_LONGEST_BUTTON = 30
_HEIGHT = 6
_FEW, _TWO = 3, 2
_LONGEST_ARTICLE = 3
_LONG_NAME = 9
_MOST_ABOVE = 3
_MOST_NAME_WORDS = 3
_MOST_KIND_WORDS = 3
_APART = 2
#: A date among the first lines of a page is its own, unless a clock time stands beside it.
_TOP = 3
#: "© 2026", "Hull Council 2026", "(c) Hull 2026."
_YEAR_ALONE = re.compile(
    r"^(?:[^\W\d][^\d|]{2,50} |(?:[^\d|]{0,40} )?(?:©|\([cC]\)|[Cc]opyright)[^\d|]{0,40})20\d\d(?!\d|[-–/.]\d)"
)
_DASHES = frozenset("–—-")
_NAME_END = re.compile(r"\s?[:–—|-]\s")
_COUNTED = re.compile(r"(?P<word>[^\W\d_]+) (?P<number>\d{1,3}):?")


class _Entry(msgspec.Struct, frozen=True):
    """A row with the title above it, if there, and the lines that follow it up to the next one.

    `head` is the line above several that tells their day.
    """

    row: Row
    title: Line | None
    body: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    head: tuple[Line, ...] = ()


class _Walk(msgspec.Struct, frozen=True):
    """The rows of some lines, the column words that hold for each, and where something else begins."""

    rows: tuple[Row, ...]
    columns: tuple[tuple[str, ...], ...]
    breaks: tuple[int, ...]


class Around(msgspec.Struct, frozen=True):
    """The top and the foot of a page, which may name the year of what stands between."""

    head: Sequence[Line] = ()
    foot: Sequence[Line] = ()


class _Listed(msgspec.Struct, frozen=True):
    """The lines that hold a listing, what opens them, what stands around, and what is said of all entries."""

    lines: Sequence[Line]
    opener: Line | None
    around: Around
    usual: Usual


def read(lines: Sequence[Line], opener: Line | None, around: Around, setting: Setting, findings: Findings) -> bool:
    """Read the listings among some lines; tell whether there were any."""
    head = around.head
    told = openings.hours_first([line for line in lines if line.number not in findings.taken], setting.know)
    open_lines = openings.places_behind(told, setting.know)
    month = _month_over(opener, setting)
    if month is None and not _can_be_listed(open_lines, opener, setting.know):
        return False
    walk = _walk(open_lines, month, setting)
    if not walk.rows:
        return False
    games = _with_fixtures(walk)
    has_games = games is not walk
    walk = _with_places_first(games, setting.know)
    told_of_all = course.find(open_lines, walk.rows, setting.know)
    walk = _without_line(walk, told_of_all.index) if told_of_all is not None else walk
    above = [*head, *([opener] if opener else ()), *open_lines[:_HEIGHT]]
    # Games say by themselves what they are.
    is_headed = has_games or any(setting.know.heading.search(line.text) for line in above if not line.is_sentence)
    found = _listed(
        _without_records(_entries(walk, open_lines, setting), open_lines, setting),
        opener,
        setting.know,
        is_headed=is_headed,
        is_course=told_of_all is not None
        or _tells_of_all(open_lines[: walk.rows[0].start] if walk.rows else (), setting.know),
    )
    found = _in_order(_without_prose(_without_people(found, setting.know), open_lines, setting.know), setting.know)
    if not found:
        return False
    if opener is None and _are_texts(found, open_lines, setting.know):
        for entry in found:
            findings.turn_away("event", open_lines[entry.row.start : entry.row.end], _RULE, IN_STREAM)
        return True
    usual = msgspec.structs.replace(_usual(open_lines, head, found, setting), repeated=_repeated(found))
    if told_of_all is not None:
        location = told_of_all.location or usual.location
        usual = msgspec.structs.replace(usual, location=location, clocks=told_of_all.clocks, line=told_of_all.line)
    found = [_with_hour_in_title(entry, usual) for entry in found]
    usual = msgspec.structs.replace(usual, places=openings.places_leading(told, open_lines, setting.know))
    listed = _Listed(open_lines, opener, around, usual)
    made = _put_all(_in_towns(found, open_lines, setting), listed, setting, findings)
    if made and told_of_all is not None:
        findings.taken.add(told_of_all.line.number)
    return made


def read_cards(
    lines: Sequence[Line], opener: Line | None, around: Around, setting: Setting, findings: Findings
) -> bool:
    """Read the cards of events among some lines; tell whether there were any."""
    free = [line for line in lines if line.number not in findings.taken]
    told = deck.parted(free, around.head, setting.know)
    know = setting.know
    cards = deck.find(told, around.head, know, is_headed=opener is not None) if told else []
    if not cards:
        return False
    titles = [BULLET.sub("", card.title.text) for card in cards]
    if not entries.names_in_order(titles):
        titles = [entries.uncounted(title, know) for title in titles]
    found = [_of_card(card, title, know) for card, title in zip(cards, titles, strict=True)]
    usual = _usual(told, around.head, found, setting)
    # Where the page says where all are, other lines tell who speaks.
    if usual.line is not None or not _put_all(found, _Listed(told, opener, around, usual), setting, findings):
        return False
    # Weeks over cards, and what was written as one line with others, are no days of anything else.
    weeks = setting.know.rules("vague_date")
    over = told[: cards[-1].shown.end]
    findings.taken.update(line.number for line in over if any(rule.matches(line.text) for rule in weeks))
    findings.taken.update({line.number for line in free} - {line.number for line in told})
    return True


def _of_card(card: Card, title: str, know: Knowledge) -> _Entry:
    """Give an entry whose pieces are told apart already."""
    shown = card.shown
    pieces = [Piece("text", title, card.title)]
    labels = [read_label(line, know.event_labels, know) for line in shown.labels]
    # "Only in dry weather" stands where others have their place: this one has its label.
    is_labelled = any(label is not None and label[0] == "location" and label[1] for label in labels)
    if card.place is not None and not is_labelled:
        pieces.append(Piece("place", card.place.text, card.place))
    # The full stop of "kr." is given back.
    pieces += [Piece("price", _price_on(line, know).strip(" ."), line) for line in shown.prices]
    row = Row(shown.start, shown.end, "cells", shown.when, tuple(pieces))
    told = (line for line in card.loose if line.is_sentence or has_digit(line.text))
    body = (*shown.labels, *told, *shown.text)
    return _Entry(row, None, body, head=(shown.head,) if shown.head is not None else ())


def _price_on(line: Line, know: Knowledge) -> str:
    """Give the price on a line; "50 kr. | Few seats left" tells more."""
    priced = (cell for cell in line.cells if cells.is_price_text(cell, know))
    return next(priced, line.text)


def _put_all(found: list[_Entry], listed: _Listed, setting: Setting, findings: Findings) -> bool:
    """Keep the events of the entries of a listing; tell whether there were any."""
    open_lines, usual, around = listed.lines, listed.usual, listed.around
    ordinals = entries.names_in_order([entries.title_of(_told(entry, open_lines, usual)) for entry in found])
    usual = msgspec.structs.replace(usual, has_ordinals=ordinals)
    found, notes = _amended(found, open_lines, setting)
    first = found[0].row.start
    changed = [line for line in open_lines[first:] if setting.know.updated.search(line.text)]
    before = [*around.head, *([listed.opener] if listed.opener else ())]
    above = [*changed, *before, *open_lines[:first]]
    years = Years.above(above, [e.row for e in found], setting, _foot([*open_lines[found[-1].row.end :], *around.foot]))
    own, made = _own(found, open_lines), False
    past = _past(found, years.year, open_lines)
    for entry in found:
        if entry.row.start in past:
            findings.refuse(
                "event", open_lines[entry.row.start : entry.row.end], _RULE, "a date long before the others"
            )
            continue
        whole = _told(entry, open_lines, usual, tuple(notes.get(entry.row.start, ())))
        above = [*before, *open_lines[: entry.row.start]]
        at = msgspec.structs.replace(setting, period=_period(above, own, setting)) if entry.row.when.every else setting
        made = entries.put(whole, years.of(entry.row, at), findings) or made
    findings.taken.update(line.number for used in notes.values() for line in used)
    return made


def _can_be_listed(lines: Sequence[Line], opener: Line | None, know: Knowledge) -> bool:
    """Tell cheaply whether lines can hold as many rows as `_listed` wants: most pages cannot.

    Only rows of firm forms count, each of which has a line of its own that holds a day, repeats something or has cells.
    Two make a listing; below an opener one does, and in the main lines one that repeats.
    """
    repeats = stamps.can_repeat(lines, know)
    fewest = 1 if opener is not None or repeats else _TWO
    firm = [line for line in lines if line.cells or (repeats and know.repetition.can_be_in(line.text))]
    figures = [n for n, line in enumerate(lines) if has_digit(line.text)]
    if len(firm) >= fewest or len(firm) + len(figures) < fewest:
        return len(firm) >= fewest
    undated = (n for n in figures if not _can_be_dated(lines, n, know))
    # So many may be no rows; below the heading of a month days do without it.
    spare = len(firm) + len(figures) - fewest
    return next(islice(undated, spare, None), None) is None or stamps.name_month(lines, know)


def _can_be_dated(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell cheaply whether a line with a figure can be a row with a day, where no heading names its month."""
    text = lines[index].text
    if len(text) > rows.LONGEST and (index == 0 or len(lines[index - 1].text) > stamps.LONGEST_PIECE):
        # What is longer only a day of the week on the line above makes a row.
        return False
    return rows.can_be_dated(text, know)


def _without_line(walk: _Walk, index: int) -> _Walk:
    """Take out a row that tells of all the others; nothing above it belongs to those below."""
    kept = [n for n, row in enumerate(walk.rows) if not row.start <= index < row.end]
    rows_kept, columns = tuple(walk.rows[n] for n in kept), tuple(walk.columns[n] for n in kept)
    return _Walk(rows_kept, columns, tuple(sorted({*walk.breaks, index})))


def _period(above: Sequence[Line], own: Set[int], setting: Setting) -> tuple[date, date] | None:
    """Find the days of the programme in the headings above an entry, the nearest first."""
    know = setting.know
    for line in reversed(above):
        if line.number in own or line.is_sentence or not has_digit(line.text):
            continue
        found = know.repetition.stretch(line.text, setting.context)
        is_other = any(told.search(line.text) for told in (know.is_closed, know.deadline, know.issue))
        if found is not None and not is_other:
            return found
    return None


def _foot(below: Sequence[Line]) -> list[Line]:
    """Give the short lines at the foot of a page that name a year and no day."""
    return [line for line in below[-_HEIGHT:] if _YEAR_ALONE.search(line.text) and not line.is_sentence]


def _in_order(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Put what stands below the days into one order: the title, then the place, without buttons."""
    found = _with_speakers_behind(_without_buttons(found, know), know)
    return _with_places_near(_with_names_apart(_with_titles_first(found, know), know), know)


def _without_buttons(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Leave out what stands below most titles beside their places, and could be one by its form: "Save to my list"."""
    counted = Counter(line.text for entry in found for line in entry.body if _can_be_button(line))
    often = {text for text, count in counted.items() if count >= _FEW and count * 3 >= len(found) * 2}
    often = {text for text in often if know.places.search(text) is None and cells.is_place(text, know)}
    often = {text for text in often if not cells.is_price_text(text, know)}
    if not often:
        return found
    housed = [entry for entry in found if any(know.places.search(line.text) is not None for line in entry.body)]
    beside = Counter(line.text for entry in housed for line in entry.body if line.text in often)
    buttons = {text for text in often if beside[text] * 2 > counted[text]}
    return [
        msgspec.structs.replace(entry, body=tuple(line for line in entry.body if line.text not in buttons))
        for entry in found
    ]


def _can_be_button(line: Line) -> bool:
    is_plain = not (line.is_sentence or line.cells or has_digit(line.text))
    # Names of towns are large.
    return is_plain and len(line.text) <= _LONGEST_BUTTON and any(map(str.islower, line.text.split()))


def _with_titles_first(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Put titles in front of the places above them: below most days a place, or what comes again, opens the text."""
    spots = [_two_texts(entry, know) if entry.row.form == "day" and entry.title is None else -1 for entry in found]
    opening = [entry.body[at].text for entry, at in zip(found, spots, strict=True) if at >= 0]
    counted = Counter(opening)
    places = sum(cells.is_place(text, know) and (counted[text] > 1 or cells.is_house(text, know)) for text in opening)
    below = {entry.body[at + 1].text for entry, at in zip(found, spots, strict=True) if at >= 0}
    if places < 2 or len(counted) == 1 or places * 3 < len(opening) * 2 or len(below) <= len(counted):
        return found
    return [
        entry
        if at < 0
        else msgspec.structs.replace(
            entry, body=(*entry.body[:at], entry.body[at + 1], entry.body[at], *entry.body[at + 2 :])
        )
        for entry, at in zip(found, spots, strict=True)
    ]


def _with_names_apart(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Part the name below a day from the sentences behind it."""
    bodies = [entry.body if entry.row.form == "day" and entry.title is None else () for entry in found]
    return [
        msgspec.structs.replace(entry, body=body) if body else entry
        for entry, body in zip(found, openings.names_apart(bodies, know), strict=True)
    ]


def _with_speakers_behind(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Put titles in front of who speaks."""
    below = [n for n, entry in enumerate(found) if entry.row.form == "day" and entry.title is None]
    return _with_bodies(found, below, order.speakers_behind([found[n].body for n in below], know))


def _with_places_near(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Put places right below the titles."""
    below = [n for n, entry in enumerate(found) if entry.row.form == "day" or entry.title is not None]
    titled = [found[n].title is not None for n in below]
    return _with_bodies(found, below, order.places_near([found[n].body for n in below], titled, know))


def _with_bodies(found: list[_Entry], at: Sequence[int], bodies: Sequence[tuple[Line, ...]]) -> list[_Entry]:
    told = dict(zip(at, bodies, strict=True))
    return [msgspec.structs.replace(entry, body=told[n]) if n in told else entry for n, entry in enumerate(found)]


def _two_texts(entry: _Entry, know: Knowledge) -> int:
    """Give the first of two lines of text below a day, behind the clock times; -1 if there are none."""
    body = entry.body
    at = next((n for n, line in enumerate(body) if not stamps.only_clocks(line.text, know)), len(body))
    two = body[at : at + 2]
    is_text = (
        len(two) > 1
        and not two[1].after_gap
        and not any(
            line.is_sentence or len(line.cells) > 1 or cells.is_price_text(line.text, know) or _has_label(line, know)
            for line in two
        )
    )
    return at if is_text else -1


def _has_label(line: Line, know: Knowledge) -> bool:
    """Tell whether a line opens with a label of events."""
    return read_label(line, know.event_labels, know) is not None


def _past(found: Sequence[_Entry], year: int | None, lines: Sequence[Line]) -> set[int]:
    """Name the rows of groups that tell of earlier years than the page's."""
    groups: list[list[tuple[int, bool]]] = []
    for number, entry in enumerate(found):
        dates = entry.row.when.dates
        is_past = year is not None and dates is not None and (dates.days[-1].year or year) < year
        apart = number == 0 or any(line.after_gap for line in lines[found[number - 1].row.end : entry.row.start + 1])
        if apart:
            groups.append([])
        groups[-1].append((entry.row.start, is_past))
    old = [sum(old for _, old in group) * 2 >= len(group) for group in groups]
    kept = [n for n, group in enumerate(groups) if old[n] and (len(group) > 1 or all(old[n:]))]
    past = {start for n in kept for start, _ in groups[n]}
    return past if len(past) < len(found) else set()


def _month_over(opener: Line | None, setting: Setting) -> Month | None:
    """Find the month of the days below a heading, or else of all of the page's that say none: that of its issue."""
    issued = setting.issued
    loose = Month("", issued.month, issued.year, is_loose=True) if issued is not None else None
    if opener is None:
        return loose
    named = stamps.month_in_heading(opener, setting.know) or stamps.month_beside(opener, setting.know)
    return loose if named is None else _dated_month(msgspec.structs.replace(named, is_loose=True), loose)


def _walk(lines: Sequence[Line], month: Month | None, setting: Setting) -> _Walk:
    know = setting.know
    found: list[Row] = []
    columns: list[tuple[str, ...]] = []
    breaks: list[int] = []
    now: tuple[str, ...] = ()
    series = _series(lines, know)
    index = 0
    while index < len(lines):
        named = stamps.month_heading(lines[index].text, know)
        header = rows.columns_of(lines, index, know)
        row = None
        if named is not None:
            month = _dated_month(named, month)
        elif header:
            now = header
        elif lines[index].text not in series and now != rows.DEADLINES:
            row = None if _leaves_out(lines, index, found, know) else _read_row(lines, index, month, know)
            row = _belonging(row, found, lines, know)
            if row is None and _is_next_entry(lines, index, found):
                breaks.append(index)
            month = _month_below(lines[index], row, month, know)
        if named is not None or header or lines[index].text in series:
            breaks.append(index)
        if row is not None:
            found.append(row)
            columns.append(now)
        index = row.end if row is not None else index + 1
    if not any(row.form == "every" and row.when.clocks for row in found):
        kept = [not _has_no_hour(row, lines) for row in found]
        found, columns = list(compress(found, kept)), list(compress(columns, kept))
    found = _with_places_beside(_with_named_days(found, lines, know), lines, know)
    return _Walk(tuple(_without_sums(found, lines)), tuple(columns), tuple(breaks))


def _month_below(line: Line, row: Row | None, month: Month | None, know: Knowledge) -> Month | None:
    """Give the month of the days below a line that is no heading of one alone."""
    if row is None:
        named = stamps.month_in_heading(line, know)
        if named is None and (month is None or month.is_loose):
            named = stamps.month_beside(line, know)
            return month if named is None else _dated_month(named, month)
        return named or month
    dates = row.when.dates
    last = dates.days[-1] if dates is not None else None
    if month is None or not month.is_loose or last is None or last.month == month.number:
        return month
    # "Sun 1 November" among days of October: those below it are of November too.
    return Month("", last.month, last.year, is_loose=True)


def _has_no_hour(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a line in words only says on which days something is: "Mondays: soup" can be a menu."""
    return row.form == "every" and not row.when.clocks and row.when.dates is None and len(lines[row.start].cells) < _TWO


def _without_sums(found: Sequence[Row], lines: Sequence[Line]) -> list[Row]:
    """Leave out the tables of days with a number behind each: money that came in, visitors, water levels."""
    kept: list[Row] = []
    group: list[Row] = []
    for row in (*found, None):
        if row is not None and (not group or (row.start == group[-1].end and not lines[row.start].after_gap)):
            group.append(row)
            continue
        counted = sum(row.form == "cells" and _is_sum(row) for row in group)
        kept += [] if counted > 1 and counted * 2 > len(group) else group
        group = [row] if row is not None else []
    return kept


def _is_sum(row: Row) -> bool:
    texts = [piece.text for piece in row.pieces if piece.sort in {"text", "price", "clock"}]
    return not row.when.clocks and bool(texts) and texts[0][:1].isdigit() and not texts[0][-1:].isalpha()


def _with_places_beside(found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> list[Row]:
    """Take what stands beside days for their place where it comes again or is one, with a title on the next line."""
    told = [row for row in found if row.form == "first" and _heads(row, lines)]
    texts = Counter(piece.text for row in told for piece in cells.text_of(row.pieces)[:1])
    places = [row for row in told if _is_beside(row, texts, know)]
    if len(places) < 2 or len(places) * 3 < len(told) * 2:
        return list(found)
    heads = set(map(id, told))
    return [_as_day(row) if id(row) in heads else row for row in found]


def _as_day(row: Row) -> Row:
    """Give a row that stands above its title, with all the words on it as one place."""
    texts = cells.text_of(row.pieces)
    place = Piece("text", ", ".join(piece.text for piece in texts), texts[0].line)
    rest = [piece for piece in row.pieces if piece.sort != "text"]
    return msgspec.structs.replace(row, form="day", pieces=(place, *rest))


def _heads(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a row opens its paragraph, with a line below that can be a title."""
    below = lines[row.end] if row.end < len(lines) else None
    is_above = lines[row.start].after_gap and below is not None and not below.after_gap
    return is_above and not has_digit(below.text[:2]) if below is not None else False


def _is_beside(row: Row, texts: Counter[str], know: Knowledge) -> bool:
    text = cells.text_of(row.pieces)[0].text
    if texts[text] > 1 or know.online.fullmatch(text) is not None:
        return True
    return cells.is_house(text, know)


def _is_next_entry(lines: Sequence[Line], index: int, found: Sequence[Row]) -> bool:
    """Tell whether a line is an entry of its own below another: both stand behind the same bullet."""
    if not found or (found[-1].form == "day" and not lines[index].after_gap):
        # A day alone is no entry yet: its title has the same mark where all lines are quoted.
        return False
    bullet = BULLET.match(lines[index].text)
    above = BULLET.match(lines[found[-1].start].text) if bullet is not None else None
    return bullet is not None and above is not None and bullet[0].isalnum() == above[0].isalnum()


def _with_named_days(found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> list[Row]:
    """Take "Sunday 3 May - Rogation" for a day where clock times with titles stand below it as below the others."""
    heads = [_times_below(row, lines, know) if row.form in {"day", "first"} else 0 for row in found]
    days = sum(below > 0 for below, row in zip(heads, found, strict=True) if row.form == "day")
    return [
        msgspec.structs.replace(row, form="day", pieces=())
        if row.form == "first" and (below > 1 or (below and days > 1))
        else row
        for below, row in zip(heads, found, strict=True)
    ]


def _times_below(row: Row, lines: Sequence[Line], know: Knowledge) -> int:
    """Count the lines right below a day that hold a clock time and a title."""
    if row.when.clocks:
        return 0
    below = takewhile(lambda line: not line.after_gap, lines[row.end : row.end + 2])
    # A day of the month in the heading above is no hour.
    told = (rows.read_row([line], 0, row.month, know) for line in below if has_digit(line.text))
    return sum(1 for _ in takewhile(lambda one: one is not None and one.form == "timed", told))


def _series(lines: Sequence[Line], know: Knowledge) -> set[str]:
    """Find the headings that count: "Uge 36" and "Uge 37", "Day 1" and "Day 2"."""
    counted: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        match = _COUNTED.fullmatch(line.text) if has_digit(line.text) else None
        # "Saturday 2" and "Saturday 30" are days.
        is_day = match is not None and stamps.weekday(match["word"], know.grammar)
        if match is not None and not is_day and know.places.fullmatch(match["word"]) is None:
            counted.setdefault(match["word"], []).append((int(match["number"]), line.text))
    rising = [told for told in counted.values() if len(told) > 1 and all(a < b for a, b in pairwise(told))]
    return {text for told in rising for _, text in told if not cells.is_price_text(text, know)}


def _with_fixtures(walk: _Walk) -> _Walk:
    """Join “Home – Away” again: a name that stands before a dash on some rows and behind it on others is no place."""
    told = {n: texts for n, row in enumerate(walk.rows) if (texts := _dashed(row)) is not None}
    both = {before.text for before, _, _ in told.values()} & {behind.text for _, behind, _ in told.values()}
    games = {n: one for n, one in told.items() if both & {one[0].text, one[1].text}} if both else {}
    if len(games) < _TWO or len(games) * 3 < len(told) * 2:
        return walk
    found = list(walk.rows)
    for n, (before, behind, text) in games.items():
        whole = msgspec.structs.replace(before, text=text)
        pieces = tuple(whole if piece is before else piece for piece in found[n].pieces if piece is not behind)
        found[n] = msgspec.structs.replace(found[n], pieces=pieces)
    return msgspec.structs.replace(walk, rows=tuple(found))


def _dashed(row: Row) -> tuple[Piece, Piece, str] | None:
    """Give the first two texts of a row, and what they are together, where a dash alone parts them."""
    texts = cells.text_of(row.pieces)
    if len(texts) < _TWO:
        return None
    first, second = texts[:_TWO]
    at = first.line.text.find(first.text)
    begin = first.line.text.find(second.text, at + len(first.text)) if at >= 0 else -1
    between = first.line.text[at + len(first.text) : begin] if begin >= 0 else ""
    is_dash = between.strip() in _DASHES and between[:1].isspace() and between[-1:].isspace()
    return (first, second, first.line.text[at : begin + len(second.text)]) if is_dash else None


def _with_places_first(walk: _Walk, know: Knowledge) -> _Walk:
    """Find the tables with a place or a kind before the title, or a kind behind it: without column words these tell."""
    told = [[p.text for p in cells.text_of(row.pieces) if p.text in p.line.cells] for row in walk.rows]
    tables = [
        n for n, texts in enumerate(told) if len(texts) > 1 and walk.rows[n].form == "cells" and not walk.columns[n]
    ]
    wide = [n for n in tables if len(told[n]) >= len(_WITH_KINDS)]
    kinds = sum(know.is_kind(told[n][0]) for n in wide)
    if kinds > 1 and kinds * 3 >= len(wide) * 2 and len({told[n][0] for n in wide}) > 1:
        columns = tuple(_WITH_KINDS if n in wide else now for n, now in enumerate(walk.columns))
        return msgspec.structs.replace(walk, columns=columns)
    behind = [told[n][1] for n in tables]
    if len(set(behind)) > 1 and all(know.is_kind(text) for text in behind):
        columns = tuple(_KINDS_BEHIND if n in tables else now for n, now in enumerate(walk.columns))
        return msgspec.structs.replace(walk, columns=columns)
    first, second = (sum(know.places.search(told[n][at]) is not None for n in tables) for at in (0, 1))
    if first < 2 or first * 3 < len(tables) * 2 or second * 2 > first:
        return walk
    columns = tuple(("location", "title") if n in tables else now for n, now in enumerate(walk.columns))
    return msgspec.structs.replace(walk, columns=columns)


def _read_row(lines: Sequence[Line], index: int, month: Month | None, know: Knowledge) -> Row | None:
    row = rows.read_row(lines, index, month, know)
    above = read_label(lines[index - 1], know.event_labels, know) if index and row is not None else None
    if above is None or above[1]:
        return row
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_heading = below is not None and not below.after_gap and stamps.read(below.text, month, know) is not None
    # Else it is the value of a label that stands alone on the line above.
    return row if is_heading else None


def _leaves_out(lines: Sequence[Line], index: int, found: Sequence[Row], know: Knowledge) -> bool:
    """Tell whether a line right below what repeats ends with the days on which it is not: "In the hall. Not 3 May."."""
    if not found or found[-1].form != "every" or lines[index].after_gap or index - found[-1].end >= _FEW:
        return False
    return bool(left_out(lines[index], know))


def _belonging(row: Row | None, found: Sequence[Row], lines: Sequence[Line], know: Knowledge) -> Row | None:
    """Leave out what is no row where it stands: a time alone, a sentence below an event's title."""
    if row is not None and row.form == "timed" and _is_same_day(row, found, lines):
        when = msgspec.structs.replace(found[-1].when, clocks=row.when.clocks, every="")
        return msgspec.structs.replace(row, form="cells", when=when)
    if row is None or row.form == "timed":
        return None
    if row.form == "every" and lines[row.start].is_sentence and _clocks_of_all(lines[row.start].text, know):
        # "The evenings begin at 7.30 in the mill."
        return None
    if row.form == "status":
        return row if found and found[-1].form == "cells" else None
    apart = sum(line.after_gap for line in lines[found[-1].end : row.start + 1]) if found else 0
    if row.is_moved and found and found[-1].form == "day" and not lines[row.start].after_gap and apart < _APART:
        # What a line below a day's title says of that.
        return None
    is_below = found and found[-1].form in {"day", "cells"} and not (row.when.every and found[-1].when.every)
    is_entry = bool(found) and _is_next_entry(lines, row.start, found)
    if row.form in {"every", "told"} and lines[row.start].is_sentence and is_below and not is_entry:
        between = lines[found[-1].end : row.start + 1]
        return None if not any(line.after_gap for line in between) else row
    return row


def _is_same_day(row: Row, found: Sequence[Row], lines: Sequence[Line]) -> bool:
    """Tell whether a row of a table leaves out its day, which is that of the row above: it is set in."""
    line = lines[row.start]
    above = found[-1] if found and found[-1].form == "cells" and found[-1].end == row.start else None
    if above is not None and not above.when.clocks:
        # What is set in below a title says at what hour that is.
        return False
    return above is not None and len(line.cells) > 1 and line.indent > lines[above.start].indent and not line.after_gap


def _dated_month(named: Month, known: Month | None) -> Month:
    """Give a month without a year that of the month above it; one that comes earlier in the year is in the next."""
    if named.year is not None or known is None or known.year is None:
        return named
    return msgspec.structs.replace(named, year=known.year + (named.number < known.number))


def _entries(walk: _Walk, lines: Sequence[Line], setting: Setting) -> list[_Entry]:
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
    walk = _Walk(tuple(walk.rows[n] for n in kept), tuple(walk.columns[n] for n in kept), walk.breaks)
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
        _Entry(_in_one_place(row) if id(row) in shared else row, title, _unquoted(body, lines[row.start]), columns)
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
    name = line.text.partition(",")[0]
    words = name.split()
    # "Stora scenen".
    is_noun = 0 < len(words) <= _MOST_NAME_WORDS and know.place_noun.fullmatch(words[-1]) is not None
    is_house = is_noun or cells.is_house(name, know) or cells.is_house_in(name, know)
    return is_house and _can_be_place(line, know)


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


def _shared(walk: _Walk, titles: Sequence[Line | None], lines: Sequence[Line]) -> dict[int, Line]:
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
    walk: _Walk, titles: list[Line | None], lines: Sequence[Line], setting: Setting
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


def _are_below_kinds(walk: _Walk, lines: Sequence[Line], know: Knowledge) -> bool:
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
        cells.is_price_text(line.text, know) or _has_label(line, know) or len(line.cells) > 1 for line in below
    )


def _over_prose(walk: _Walk, titles: list[Line | None], lines: Sequence[Line], know: Knowledge) -> list[Line | None]:
    """Find titles with sentences between them and a row that tells only when and where: "9-21 May | Gallery | free"."""
    found = list(titles)
    for n, (before, row) in enumerate(zip((None, *walk.rows), walk.rows, strict=False)):
        texts = [piece.text for piece in cells.text_of(row.pieces)]
        is_bare = titles[n] is None and row.form == "cells" and len(texts) == 1 and not lines[row.start].after_gap
        if not is_bare or walk.columns[n] or not (cells.is_house(texts[0], know) or know.places.fullmatch(texts[0])):
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


def _forms_under_titles(walk: _Walk, lines: Sequence[Line], setting: Setting) -> frozenset[Form]:
    """Name the forms whose rows mostly stand right below a line that opens a paragraph: that line is the title."""
    dated = {index for row in walk.rows for index in range(row.start, row.end)}
    every = frozenset({*_FIRM, *_UNDER})
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
    is_led = is_kind or is_where or _goes_on_small(row, lines)
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
    is_house = len(texts) == 1 and not below and _is_surely_place(texts[0], know)
    is_whole = is_house or (row.form != "cells" and len(texts) == 1 and know.places.fullmatch(texts[0]) is not None)
    is_kicker = not is_whole and know.kicker.fullmatch(line.text.rstrip(":")) is not None
    if is_table or not is_title or is_kicker or know.marker(line.text):
        return None
    is_rule = len(line.text) > 1 and line.text[0] == line.text[1] and not line.text[0].isalnum()
    return None if is_rule or stamps.month_heading(line.text, know) else line


def _goes_on_small(row: Row, lines: Sequence[Line]) -> bool:
    """Tell whether a sentence goes on in small letters behind its day: "On 3 May at 8 talks the warden"."""
    texts = cells.text_of(row.pieces) if row.form == "first" and lines[row.start].is_sentence else []
    return bool(texts) and texts[0].text[:1].islower()


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
    return row.form == "first" and is_timed and len(texts) == 1 and _is_surely_place(texts[0], know)


def _is_surely_place(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a noun of places, alone or with its name: "the hall", "Hall B", "Holm Lecture Theatre"."""
    words = text.split()
    is_named = all(word[:1].isupper() or word[:1].isdigit() for word in words)
    is_named = is_named and len(words) > 1 and know.place_noun.fullmatch(words[-1]) is not None
    return know.places.fullmatch(text) is not None or cells.is_house(text, know) or is_named


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
    if len(texts) < 2 or " " not in texts[0].text or _is_surely_place(texts[0].text, know):
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


def _listed(
    found: list[_Entry], opener: Line | None, know: Knowledge, *, is_headed: bool, is_course: bool
) -> list[_Entry]:
    """Give the entries that make up a listing: two of one form that say more than a day, or one under its heading.

    The days of a course are rich by what is told of all of them.
    """
    rich = Counter(entry.row.form for entry in found if is_course or _is_rich(entry, know))
    if is_headed:
        rich.update(e.row.form for e in found if e.row.form in {"first", "cells"} and not _is_rich(e, know))
    if opener is not None:
        return list(found) if any(rich[form] for form in _FIRM) else []
    found = [entry for entry in found if not (_is_masthead(entry, know) or _heads_story(entry, know))]
    firm = {form for form in _FIRM if rich[form] > 1}
    if not firm and is_headed:
        return [entry for entry in found if entry.row.form == "every" and _is_whole(entry, know)]
    if not firm:
        return []
    return [
        entry
        for n, entry in enumerate(found)
        if entry.row.form in firm or entry.row.form not in _FIRM or _is_rich(entry, know) or _is_between(n, found, firm)
    ]


def _is_between(number: int, found: Sequence[_Entry], firm: Set[Form]) -> bool:
    """Tell whether a title behind a day stands right between the rows of a listing, of which it has not the form."""
    row = found[number].row
    around = [entry.row for entry in (*found[max(number - 1, 0) : number], *found[number + 1 : number + 2])]
    is_near = len(around) == _TWO and around[0].end == row.start and around[1].start == row.end
    return row.form == "first" and is_near and all(other.form in firm for other in around)


def _is_whole(entry: _Entry, know: Knowledge) -> bool:
    """Tell whether words that repeat something stand with a name of it and an hour, above a few short lines at most."""
    texts = cells.text_of(entry.row.pieces)
    is_short = len(entry.body) <= _FEW and not any(line.after_gap or line.is_sentence for line in entry.body[1:])
    is_alone = entry.title is None and is_short and not any(line.after_gap for line in entry.body[:1])
    return is_alone and bool(texts) and bool(entry.row.when.clocks) and know.hours.search(texts[0].text) is None


def _without_records(found: list[_Entry], lines: Sequence[Line], setting: Setting) -> list[_Entry]:
    """Leave dates that stand alone to the records of a page, where as many others stand behind labels."""
    know = setting.know
    labels = (read_label(line, know.event_labels, know) for line in lines if ":" in line.text)
    dated = (label[1] for label in labels if label is not None and label[0] == "when")
    labelled = sum(know.grammar.find(value) is not None for value in dated)
    days = sum(entry.row.form == "day" for entry in found)
    return [entry for entry in found if entry.row.form != "day" or labelled * 2 < days]


def _without_people(found: list[_Entry], know: Knowledge) -> list[_Entry]:
    """Leave out the rows that say who does what from a day on: a name, and a post in small letters behind it."""
    named = [entry for entry in found if _names_post(entry.row, know)]
    bare = [entry for entry in found if not entry.row.when.clocks and entry.row.form in {"first", "last", "cells"}]
    if len(named) < 2 or len(named) * 3 < len(bare) * 2:
        return found
    return [entry for entry in found if entry not in bare]


def _without_prose(found: list[_Entry], lines: Sequence[Line], know: Knowledge) -> list[_Entry]:
    """Leave titles above sentences to those who read these, where others have their day in the midst of one."""
    if not all(entry.title is not None and lines[entry.row.start].is_sentence for entry in found):
        return found
    ends = [*(line.after_gap for line in lines[1:]), True]
    told = [
        line
        for above, line, is_last in zip(lines, lines[1:], ends[1:], strict=False)
        if above.after_gap and is_last and line.is_sentence and not (line.after_gap or above.is_sentence or above.cells)
        if has_digit(line.text) and know.grammar.find(line.text) is not None and know.grammar.find_clock(line.text)
    ]
    return found if len(told) <= len(found) else []


def _names_post(row: Row, know: Knowledge) -> bool:
    texts = [piece.text for piece in cells.text_of(row.pieces)]
    return not row.when.clocks and any(
        cells.is_person(name, know) and post[:1].islower() and know.place_lead.match(post) is None
        for name, post in pairwise(texts)
    )


def _is_masthead(entry: _Entry, know: Knowledge) -> bool:
    when = entry.row.when
    is_range = when.dates is not None and when.dates.is_range
    has_year = when.dates is not None and when.dates.days[0].year is not None
    if entry.row.start >= _TOP or entry.row.form == "first" or not has_year or when.clocks or when.every or is_range:
        return False
    return not any(entries.opens_with_clock(line, know) or labels_hour(line, know) for line in entry.body)


def _heads_story(entry: _Entry, know: Knowledge) -> bool:
    """Tell whether a day without an hour stands below a word for texts: "News", "Aktuelles"."""
    title = entry.title.text if entry.title is not None and not entry.row.when.clocks else ""
    return bool(title) and know.is_kind_of_text(title)


def _are_texts(found: Sequence[_Entry], lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether whole days without hours stand below the heading of a list of texts: "Blog", "Episodes"."""
    if not all(_is_day_of_text(entry) for entry in found):
        return False
    return is_below_stream(lines, found[0].row.start, know)


def _is_day_of_text(entry: _Entry) -> bool:
    when = entry.row.when
    is_day = when.dates is not None and when.dates.days[0].year is not None and not when.dates.is_range
    is_priced = any(piece.sort == "price" for piece in entry.row.pieces)
    return is_day and not when.clocks and not when.every and not is_priced


def _is_rich(entry: _Entry, know: Knowledge) -> bool:
    """Tell whether an entry says more than a title and a day."""
    row = entry.row
    sorts = Counter(piece.sort for piece in row.pieces)
    if row.when.clocks or row.stops or row.when.every or sorts["price"] or (row.when.dates and row.when.dates.is_range):
        return bool(row.form != "day" or entry.title or entry.body)
    if row.form == "last" or _is_masthead(entry, know):
        return False
    if row.form != "day":
        return (
            sorts["text"] > 1
            or any(piece.sort == "label" and cells.is_labelled(piece.text, know) for piece in row.pieces)
            or (bool(entry.body) and _opens_with_hour(entry.body[0], know))
        )
    if entry.title is not None and any(entries.has_clock_clause(line, know) for line in entry.body):
        # "Old Mill, 3.30 pm" below a title and its day.
        return True
    return len(entry.body) > 1 or any(_opens_with_hour(line, know) for line in entry.body)


def _opens_with_hour(line: Line, know: Knowledge) -> bool:
    """Tell whether a line below a title opens with a clock time, or says where one meets and when."""
    if not has_digit(line.text) or know.grammar.find_clock(line.text) is None:
        return False
    return entries.opens_with_clock(line, know) or cells.sentence_pieces(line, know)[0].sort in {"clock", "place"}


def _told(entry: _Entry, lines: Sequence[Line], usual: Usual, notes: tuple[Line, ...] = ()) -> Told:
    return Told(
        row=entry.row,
        own=(*entry.head, *lines[entry.row.start : entry.row.end]),
        title=entry.title,
        body=entry.body,
        columns=entry.columns,
        usual=usual,
        notes=notes,
    )


def _repeated(found: Sequence[_Entry]) -> frozenset[str]:
    """Give the lines that stand below several titles, and what ends several of these behind a comma."""
    below = ({line.text for line in entry.body if not line.is_sentence} for entry in found)
    counted = Counter(text for texts in below for text in texts | {text.rpartition(", ")[2] for text in texts})
    return frozenset(text for text, count in counted.items() if count > 1)


def _usual(lines: Sequence[Line], head: Sequence[Line], found: Sequence[_Entry], setting: Setting) -> Usual:
    """Find the sentences that say where all of them take place, at what time, and what they cost."""
    know = setting.know
    own = _own(found, lines)
    others = [line for line in (*head, *lines) if line.number not in own]
    clocks, timed = _usual_clocks(others, found, know)
    price = _usual_price(others, know) or (_price_beside(timed, know) if timed is not None else None)
    for line in others:
        match = know.for_all.search(line.text)
        place = _usual_place(line.text, match, know) if match is not None else ""
        if match is not None and place:
            # The next sentence can say when the doors open.
            told = (know.sentences(line.text[match.start() :]) or [""])[0]
            clocks = clocks or stamps.find_clocks(told, know)[0]
            return Usual(place, clocks, line, price or _price_beside(line, know))
    return Usual(clocks=clocks, price=price)


def _with_hour_in_title(entry: _Entry, usual: Usual) -> _Entry:
    """Leave an hour in words in the title where the page says it of all: "The Moon at half past seven"."""
    row = entry.row
    hour = next((piece for piece in row.pieces if piece.sort == "clock" and not has_digit(piece.text)), None)
    name = next((piece for piece in row.pieces if piece.sort == "text"), None)
    if hour is None or name is None or not (usual.clocks and hour.clocks and hour.text.startswith(name.text)):
        return entry
    if hour.clocks[0].start != usual.clocks[0].start:
        return entry
    whole = msgspec.structs.replace(name, text=hour.text)
    pieces = tuple(whole if piece is name else piece for piece in row.pieces if piece is not hour)
    when = msgspec.structs.replace(row.when, clocks=())
    return msgspec.structs.replace(entry, row=msgspec.structs.replace(row, pieces=pieces, when=when))


def _usual_clocks(
    lines: Sequence[Line], found: Sequence[_Entry], know: Knowledge
) -> tuple[tuple[Clock, ...], Line | None]:
    """Find the hour at which all begin: “All talks start at 7.30 pm”, “Doors 7 pm, film 7.30 pm”."""
    if sum(not entry.row.when.clocks for entry in found) < _TWO:
        return (), None
    told = ((clocks, line) for line in lines if has_digit(line.text) and (clocks := _clocks_of_all(line.text, know)))
    return next(told, ((), None))


def _clocks_of_all(text: str, know: Knowledge) -> tuple[Clock, ...]:
    """Read the hour in a text that says it of all."""
    for match in know.hour_for_all.finditer(text):
        told = (know.sentences(text[match.end() :]) or [""])[0]
        clocks = stamps.take_clocks(told, know)[0]
        if not clocks and match[0].count(" ") >= _TWO:
            clocks = _bare_hour(told, know)
        if clocks and know.grammar.find(told) is None:
            return clocks
    return ()


def _bare_hour(text: str, know: Knowledge) -> tuple[Clock, ...]:
    """Read an hour without a word for it, with which a clause ends: “all screenings begin 19.30 and …”."""
    hour = BARE_HOURS.match(text)
    word = text[hour.end() :].split()[:1] if hour is not None else []
    is_last = hour is not None and (not word or word[0] in know.language.dates.list_words or text[hour.end()] in ",;.")
    return stamps.only_clocks(hour[0], know) if hour is not None and is_last else ()


def _tells_of_all(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a sentence above a list of days says at what hour, or where, all of them are."""
    for line in lines:
        if line.is_sentence and has_digit(line.text) and _clocks_of_all(line.text, know):
            return True
        match = know.for_all.search(line.text) if line.is_sentence else None
        if match is not None and _usual_place(line.text, match, know):
            return True
    return False


def _price_beside(line: Line, know: Knowledge) -> tuple[str, Line] | None:
    """Find the price beside the place of all, behind a word for it: “Tickets £6 on the door”."""
    for sentence in know.sentences(line.text):
        word = sentence.partition(" ")[0].rstrip(":").casefold()
        price = price_in(sentence, know) if know.event_labels.get(word) == "price" else None
        if price is not None:
            return cells.bare_price(price, know), line
    return None


def _usual_price(lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    for line in lines:
        match = know.price_for_all.search(line.text)
        price = price_in(match["price"], know) if match is not None else _price_unless(line, know)
        if price is not None:
            return price, line
    return None


def _price_unless(line: Line, know: Knowledge) -> str | None:
    """Give the price of all that tell no other: “Entry: £10 unless stated otherwise”."""
    for sentence in know.sentences(line.text):
        unless = know.price_unless.search(sentence)
        told = sentence[: unless.start()].rstrip(" ,(") if unless is not None else ""
        label, colon, behind = told.partition(":")
        if colon and know.event_labels.get(label.strip().casefold()) == "price":
            told = behind
        if told and (price := price_in(told, know)) is not None:
            return cells.bare_price(price, know)
    return None


def _usual_place(text: str, match: re.Match[str], know: Knowledge) -> str:
    """Give the place of all, without the hour behind it; opening hours, months and languages are none."""
    place = match["location"]
    unless = know.price_unless.search(place)
    place = place[: unless.start()] if unless is not None else place
    behind = know.grammar.find_clock(text[match.start("location") :])
    if behind is not None and behind.begin_at < len(place):
        place = place[: behind.begin_at]
    joint = know.joiner.search(place)
    if joint is not None and know.begins.match(place, joint.end()) is not None:
        # "in the Old Mill and begin at 7 pm".
        place = place[: joint.start()]
    house, comma, aside = place.strip(" ,").partition(", ")
    # "the Observatory, whatever the sky does"
    is_aside = bool(comma) and aside[:1].islower() and know.places.search(aside) is None
    place = house if is_aside else place.strip(" ,")
    small = place.casefold().split()
    # "In March and April", "in August and the café is open".
    is_season = all(word in know.grammar.months or word in know.small_words for word in small[:2])
    is_named = not place.islower() or know.places.search(place) is not None
    told = (know.sentences(text[match.start() :]) or [""])[0]
    return place if is_named and not is_season and know.hours.search(told) is None else ""


def _own(found: Sequence[_Entry], lines: Sequence[Line]) -> set[int]:
    return {
        line.number
        for entry in found
        for line in (*lines[entry.row.start : entry.row.end], *entry.body, *([entry.title] if entry.title else ()))
    }


def _titles(found: Sequence[_Entry], lines: Sequence[Line], know: Knowledge) -> list[str]:
    return [cells.without_status(entries.title_of(_told(entry, lines, Usual())), know)[0] for entry in found]


def _amended(
    found: list[_Entry], lines: Sequence[Line], setting: Setting
) -> tuple[list[_Entry], dict[int, list[Line]]]:
    """Give an entry the lines elsewhere that name it and say what becomes of it, or until when to register."""
    know = setting.know
    titles = _titles(found, lines, know)
    own = _own([entry for entry in found if entry.row.form != "told"], lines)
    notes: dict[int, list[Line]] = {}
    amending: set[int] = set()
    for line in lines:
        if not _amends(line, know):
            continue
        named = [n for n, title in enumerate(titles) if found[n].row.form != "told" and _names(line.text, title)]
        if named and line.number in own:
            found = _moved_out(found, line, [titles.index(titles[n]) for n in named])
            is_own = any(
                line.number in {b.number for b in found[n].body} or _stands_in(found[n], line, lines) for n in named
            )
            if is_own or _is_row(found, line, lines):
                continue
        if named:
            best = max(named, key=lambda n: len(titles[n]))
            notes.setdefault(found[best].row.start, []).append(line)
            amending.add(line.number)
    for entry in found:
        line = lines[entry.row.start]
        is_open = entry.row.form == "told" and line.number not in amending
        same = _named_by_day(entry, line, found, know) if is_open else None
        if same is not None:
            notes.setdefault(same.row.start, []).append(line)
            amending.add(line.number)
    kept = [e for e in found if e.row.form != "told" or lines[e.row.start].number not in amending]
    return kept, notes


def _named_by_day(told: _Entry, line: Line, found: Sequence[_Entry], know: Knowledge) -> _Entry | None:
    """Find the only event on the day by which a sentence names it: “The talk on 16 October has been postponed”."""
    texts, dates = cells.text_of(told.row.pieces), told.row.when.dates
    name = texts[0].text.casefold() if texts else ""
    # With its article before it or at its end: "visningen". A word without one is a name: "Harvest supper".
    fewest = know.article.match(rows.without_note(line.text, know)) is None
    words = [name[: len(name) - n] for n in range(fewest, _LONGEST_ARTICLE + 1)] if " " not in name else []
    is_kind = any(know.is_kind(word) or know.occasion.fullmatch(word) is not None for word in words)
    if not is_kind or dates is None:
        return None
    day = (dates.days[0].month, dates.days[0].day)
    others = [(entry, entry.row.when.dates) for entry in found if entry.row.form != "told"]
    same = [e for e, on in others if on is not None and (on.days[0].month, on.days[0].day) == day]
    return same[0] if len(same) == 1 else None


def _stands_in(entry: _Entry, line: Line, lines: Sequence[Line]) -> bool:
    return line is entry.title or line in lines[entry.row.start : entry.row.end]


def _is_row(found: Sequence[_Entry], line: Line, lines: Sequence[Line]) -> bool:
    return any(_stands_in(entry, line, lines) for entry in found)


def _moved_out(found: list[_Entry], line: Line, named: Sequence[int]) -> list[_Entry]:
    """Take a line out of the entry under which it stands when it names others and not that one."""
    return [
        entry
        if n in named or line not in entry.body or not entry.row.pieces
        else msgspec.structs.replace(entry, body=tuple(b for b in entry.body if b is not line))
        for n, entry in enumerate(found)
    ]


def _amends(line: Line, know: Knowledge) -> bool:
    parts = ("cancelled", "moved", "postponed", "registration")
    return know.any_of(*parts).search(line.text) is not None


def _names(text: str, title: str) -> bool:
    """Tell whether a text names a title, whole or by its long first word ("forfatteraftenen")."""
    folded, first = text.casefold(), title.partition(" ")[0].strip(":,").casefold()
    if len(title) >= _SHORTEST_NAME and title.casefold() in folded:
        return True
    return len(first) >= _LONG_NAME and first in folded


def _in_towns(found: list[_Entry], lines: Sequence[Line], setting: Setting) -> list[_Entry]:
    """Give rows below "“Title” is shown here too:" that title; what stands on them is where."""
    titles = _titles(found, lines, setting.know)
    kept: list[_Entry] = []
    name = ""
    for number, entry in enumerate(found):
        above = lines[entry.row.start - 1] if entry.row.start else None
        is_row = number > 0 and found[number - 1].row.end == entry.row.start
        quoted = _QUOTED.search(above.text) if above is not None and not (above.is_sentence or is_row) else None
        is_named = above is not None and (above.text.endswith(":") or quoted is not None)
        if above is not None and is_named and entry.row.form in {"first", "last", "cells"}:
            name = max((t for t in titles[:number] if _names(above.text, t)), key=len, default="")
            if quoted is not None and not name and setting.know.places.search(titles[number]):
                name = quoted[0].strip("\"“”„»«'‘’")
        elif not (name and kept and entry.row.start == kept[-1].row.end):
            name = ""
        kept.append(_with_title(entry, name) if name else entry)
    return kept


def _with_title(entry: _Entry, title: str) -> _Entry:
    texts = cells.text_of(entry.row.pieces)
    line = texts[0].line
    place = ", ".join(piece.text for piece in texts)
    rest = [piece for piece in entry.row.pieces if piece.sort != "text"]
    found = (Piece("text", title, line), Piece("text", place, line), *rest)
    return msgspec.structs.replace(entry, row=msgspec.structs.replace(entry.row, pieces=found))
