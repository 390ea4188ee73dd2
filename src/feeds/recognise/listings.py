"""Listings of events: one row for each, or a date heading above one or several; by form, never by a site's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from datetime import date
from itertools import islice, pairwise

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import cells, course, deck, entries, openings, order, rows, stamps
from feeds.recognise.anchors import IN_STREAM, is_below_stream
from feeds.recognise.card_lines import Card
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.entries import Told, Usual
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import labels_hour, read_label
from feeds.recognise.rows import Form, Row
from feeds.recognise.rules import Knowledge
from feeds.recognise.titled_rows import FIRM, Entry, own_lines, titled
from feeds.recognise.usual import find_usual, tells_of_all
from feeds.recognise.walk import month_over, rows_of, with_fixtures, with_places_first, without_line
from feeds.recognise.years import Years

_RULE = "event.listing"
_QUOTED = re.compile(r"[\"“”„»«'‘’][^\"“”„»«]{4,}[\"“”„»«'‘’]$")
_SHORTEST_NAME = 5
_HEIGHT = 6
_FEW, _TWO = 3, 2
_LONGEST_ARTICLE = 3
_LONG_NAME = 9
#: A date among the first lines of a page is its own, unless a clock time stands beside it.
_TOP = 3
#: "© 2026", "Hull Council 2026", "(c) Hull 2026."
_YEAR_ALONE = re.compile(
    r"^(?:[^\W\d][^\d|]{2,50} |(?:[^\d|]{0,40} )?(?:©|\([cC]\)|[Cc]opyright)[^\d|]{0,40})20\d\d(?!\d|[-–/.]\d)"
)


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
    month = month_over(opener, setting)
    if month is None and not _can_be_listed(open_lines, opener, setting.know):
        return False
    walk = rows_of(open_lines, month, setting)
    if not walk.rows:
        return False
    games = with_fixtures(walk)
    has_games = games is not walk
    walk = with_places_first(games, setting.know)
    told_of_all = course.find(open_lines, walk.rows, setting.know)
    walk = without_line(walk, told_of_all.index) if told_of_all is not None else walk
    above = [*head, *([opener] if opener else ()), *open_lines[:_HEIGHT]]
    # Games say by themselves what they are.
    is_headed = has_games or any(setting.know.heading.search(line.text) for line in above if not line.is_sentence)
    found = _listed(
        _without_records(titled(walk, open_lines, setting), open_lines, setting),
        opener,
        setting.know,
        is_headed=is_headed,
        is_course=told_of_all is not None
        or tells_of_all(open_lines[: walk.rows[0].start] if walk.rows else (), setting.know),
    )
    found = _in_order(_without_prose(_without_people(found, setting.know), open_lines, setting.know), setting.know)
    if not found:
        return False
    if opener is None and _are_texts(found, open_lines, setting.know):
        for entry in found:
            findings.turn_away("event", open_lines[entry.row.start : entry.row.end], _RULE, IN_STREAM)
        return True
    usual = msgspec.structs.replace(_said_of_all(open_lines, head, found, setting.know), repeated=_repeated(found))
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
    usual = _said_of_all(told, around.head, found, know)
    # Where the page says where all are, other lines tell who speaks.
    if usual.line is not None or not _put_all(found, _Listed(told, opener, around, usual), setting, findings):
        return False
    # Weeks over cards, and what was written as one line with others, are no days of anything else.
    weeks = setting.know.rules("vague_date")
    over = told[: cards[-1].shown.end]
    findings.taken.update(line.number for line in over if any(rule.matches(line.text) for rule in weeks))
    findings.taken.update({line.number for line in free} - {line.number for line in told})
    return True


def _of_card(card: Card, title: str, know: Knowledge) -> Entry:
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
    return Entry(row, None, body, head=(shown.head,) if shown.head is not None else ())


def _price_on(line: Line, know: Knowledge) -> str:
    """Give the price on a line; "50 kr. | Few seats left" tells more."""
    priced = (cell for cell in line.cells if cells.is_price_text(cell, know))
    return next(priced, line.text)


def _put_all(found: list[Entry], listed: _Listed, setting: Setting, findings: Findings) -> bool:
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
    own, made = own_lines(found, open_lines), False
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


def _in_order(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Put what stands below the days into one order: the title, then the place."""
    found = _with_speakers_behind(found, know)
    return _with_places_near(_with_names_apart(_with_titles_first(found, know), know), know)


def _with_titles_first(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Put titles in front of the places above them: below most days a place, or what comes again, opens the text."""
    spots = [_two_texts(entry, know) if entry.row.form == "day" and entry.title is None else -1 for entry in found]
    opening = [entry.body[at].text for entry, at in zip(found, spots, strict=True) if at >= 0]
    counted = Counter(opening)
    places = sum(cells.is_place(o, know) and (counted[o] > 1 or cells.names_house(o, know)) for o in opening)
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


def _with_names_apart(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Part the name below a day from the sentences behind it."""
    bodies = [entry.body if entry.row.form == "day" and entry.title is None else () for entry in found]
    return [
        msgspec.structs.replace(entry, body=body) if body else entry
        for entry, body in zip(found, openings.names_apart(bodies, know), strict=True)
    ]


def _with_speakers_behind(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Put titles in front of who speaks."""
    below = [n for n, entry in enumerate(found) if entry.row.form == "day" and entry.title is None]
    return _with_bodies(found, below, order.speakers_behind([found[n].body for n in below], know))


def _with_places_near(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Put places right below the titles."""
    below = [n for n, entry in enumerate(found) if entry.row.form == "day" or entry.title is not None]
    titled = [found[n].title is not None for n in below]
    return _with_bodies(found, below, order.places_near([found[n].body for n in below], titled, know))


def _with_bodies(found: list[Entry], at: Sequence[int], bodies: Sequence[tuple[Line, ...]]) -> list[Entry]:
    told = dict(zip(at, bodies, strict=True))
    return [msgspec.structs.replace(entry, body=told[n]) if n in told else entry for n, entry in enumerate(found)]


def _two_texts(entry: Entry, know: Knowledge) -> int:
    """Give the first of two lines of text below a day, behind the clock times; -1 if there are none."""
    body = entry.body
    at = next((n for n, line in enumerate(body) if not stamps.only_clocks(line.text, know)), len(body))
    two = body[at : at + 2]
    is_text = (
        len(two) > 1
        and not two[1].after_gap
        and not any(line.is_sentence or len(line.cells) > 1 or cells.is_price_text(line.text, know) for line in two)
    )
    return at if is_text else -1


def _past(found: Sequence[Entry], year: int | None, lines: Sequence[Line]) -> set[int]:
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


def _listed(
    found: list[Entry], opener: Line | None, know: Knowledge, *, is_headed: bool, is_course: bool
) -> list[Entry]:
    """Give the entries that make up a listing: two of one form that say more than a day, or one under its heading.

    The days of a course are rich by what is told of all of them.
    """
    rich = Counter(entry.row.form for entry in found if is_course or _is_rich(entry, know))
    if is_headed:
        rich.update(e.row.form for e in found if e.row.form in {"first", "cells"} and not _is_rich(e, know))
    if opener is not None:
        return list(found) if any(rich[form] for form in FIRM) else []
    found = [entry for entry in found if not _is_day_of_page(entry, know)]
    firm = {form for form in FIRM if rich[form] > 1}
    if not firm and is_headed:
        return [entry for entry in found if entry.row.form == "every" and _is_whole(entry, know)]
    if not firm:
        return []
    return [
        entry
        for n, entry in enumerate(found)
        if entry.row.form in firm or entry.row.form not in FIRM or _is_rich(entry, know) or _is_between(n, found, firm)
    ]


def _is_between(number: int, found: Sequence[Entry], firm: Set[Form]) -> bool:
    """Tell whether a title behind a day stands right between the rows of a listing, of which it has not the form."""
    row = found[number].row
    around = [entry.row for entry in (*found[max(number - 1, 0) : number], *found[number + 1 : number + 2])]
    is_near = len(around) == _TWO and around[0].end == row.start and around[1].start == row.end
    return row.form == "first" and is_near and all(other.form in firm for other in around)


def _is_whole(entry: Entry, know: Knowledge) -> bool:
    """Tell whether words that repeat something stand with a name of it and an hour, above a few short lines at most."""
    texts = cells.text_of(entry.row.pieces)
    is_short = len(entry.body) <= _FEW and not any(line.after_gap or line.is_sentence for line in entry.body[1:])
    is_alone = entry.title is None and is_short and not any(line.after_gap for line in entry.body[:1])
    return is_alone and bool(texts) and bool(entry.row.when.clocks) and know.hours.search(texts[0].text) is None


def _without_records(found: list[Entry], lines: Sequence[Line], setting: Setting) -> list[Entry]:
    """Leave dates that stand alone to the records of a page, where as many others stand behind labels."""
    know = setting.know
    labels = (read_label(line, know.event_labels, know) for line in lines if ":" in line.text)
    dated = (label[1] for label in labels if label is not None and label[0] == "when")
    labelled = sum(know.grammar.find(value) is not None for value in dated)
    days = sum(entry.row.form == "day" for entry in found)
    return [entry for entry in found if entry.row.form != "day" or labelled * 2 < days]


def _without_people(found: list[Entry], know: Knowledge) -> list[Entry]:
    """Leave out the rows that say who does what from a day on: a name, and a post in small letters behind it."""
    named = [entry for entry in found if _names_post(entry.row, know)]
    bare = [entry for entry in found if not entry.row.when.clocks and entry.row.form in {"first", "last", "cells"}]
    if len(named) < 2 or len(named) * 3 < len(bare) * 2:
        return found
    return [entry for entry in found if entry not in bare]


def _without_prose(found: list[Entry], lines: Sequence[Line], know: Knowledge) -> list[Entry]:
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


def _is_day_of_page(entry: Entry, know: Knowledge) -> bool:
    when = entry.row.when
    is_range = when.dates is not None and when.dates.is_range
    has_year = when.dates is not None and when.dates.days[0].year is not None
    if entry.row.start >= _TOP or entry.row.form == "first" or not has_year or when.clocks or when.every or is_range:
        return False
    return not any(entries.opens_with_clock(line, know) or labels_hour(line, know) for line in entry.body)


def _are_texts(found: Sequence[Entry], lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether whole days without hours stand below the heading of a list of texts: "Blog", "Episodes"."""
    if not all(_is_day_of_text(entry) for entry in found):
        return False
    return is_below_stream(lines, found[0].row.start, know)


def _is_day_of_text(entry: Entry) -> bool:
    when = entry.row.when
    is_day = when.dates is not None and when.dates.days[0].year is not None and not when.dates.is_range
    is_priced = any(piece.sort == "price" for piece in entry.row.pieces)
    return is_day and not when.clocks and not when.every and not is_priced


def _is_rich(entry: Entry, know: Knowledge) -> bool:
    """Tell whether an entry says more than a title and a day."""
    row = entry.row
    sorts = Counter(piece.sort for piece in row.pieces)
    if row.when.clocks or row.stops or row.when.every or sorts["price"] or (row.when.dates and row.when.dates.is_range):
        return bool(row.form != "day" or entry.title or entry.body)
    if row.form == "last" or _is_day_of_page(entry, know):
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


def _told(entry: Entry, lines: Sequence[Line], usual: Usual, notes: tuple[Line, ...] = ()) -> Told:
    return Told(
        row=entry.row,
        own=(*entry.head, *lines[entry.row.start : entry.row.end]),
        title=entry.title,
        body=entry.body,
        columns=entry.columns,
        usual=usual,
        notes=notes,
    )


def _repeated(found: Sequence[Entry]) -> frozenset[str]:
    """Give the lines that stand below several titles, and what ends several of these behind a comma."""
    below = ({line.text for line in entry.body if not line.is_sentence} for entry in found)
    counted = Counter(text for texts in below for text in texts | {text.rpartition(", ")[2] for text in texts})
    return frozenset(text for text, count in counted.items() if count > 1)


def _said_of_all(lines: Sequence[Line], head: Sequence[Line], found: Sequence[Entry], know: Knowledge) -> Usual:
    """Find what lines that are no entry's say of all of them."""
    own = own_lines(found, lines)
    others = [line for line in (*head, *lines) if line.number not in own]
    return find_usual(others, know, is_timed=sum(not entry.row.when.clocks for entry in found) < _TWO)


def _with_hour_in_title(entry: Entry, usual: Usual) -> Entry:
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


def _titles(found: Sequence[Entry], lines: Sequence[Line], know: Knowledge) -> list[str]:
    return [cells.without_status(entries.title_of(_told(entry, lines, Usual())), know)[0] for entry in found]


def _amended(found: list[Entry], lines: Sequence[Line], setting: Setting) -> tuple[list[Entry], dict[int, list[Line]]]:
    """Give an entry the lines elsewhere that name it and say what becomes of it, or until when to register."""
    know = setting.know
    titles = _titles(found, lines, know)
    own = own_lines([entry for entry in found if entry.row.form != "told"], lines)
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
            if is_own:
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


def _named_by_day(told: Entry, line: Line, found: Sequence[Entry], know: Knowledge) -> Entry | None:
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


def _stands_in(entry: Entry, line: Line, lines: Sequence[Line]) -> bool:
    return line is entry.title or line in lines[entry.row.start : entry.row.end]


def _moved_out(found: list[Entry], line: Line, named: Sequence[int]) -> list[Entry]:
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


def _in_towns(found: list[Entry], lines: Sequence[Line], setting: Setting) -> list[Entry]:
    """Give rows below "“Title” is shown here too:" that title; what stands on them is where."""
    titles = _titles(found, lines, setting.know)
    kept: list[Entry] = []
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


def _with_title(entry: Entry, title: str) -> Entry:
    texts = cells.text_of(entry.row.pieces)
    line = texts[0].line
    place = ", ".join(piece.text for piece in texts)
    rest = [piece for piece in entry.row.pieces if piece.sort != "text"]
    found = (Piece("text", title, line), Piece("text", place, line), *rest)
    return msgspec.structs.replace(entry, row=msgspec.structs.replace(entry.row, pieces=found))
