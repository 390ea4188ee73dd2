"""Events of pages that are no article: one event told over a whole page, or several, each round its date line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from feeds.clocks import Clock
from feeds.dates import Day, Unclear
from feeds.expressions import has_digit
from feeds.model import Event
from feeds.recognise import block_events, cells, details, entries, nonevents, points, sentences, stamps, timetable
from feeds.recognise.anchors import (
    IN_STREAM,
    Anchor,
    find_anchors,
    is_below_stream,
    is_dated,
    is_fact,
    is_heading,
    is_kicker,
    without_masthead,
    without_status,
)
from feeds.recognise.blocks import Block, find_blocks
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    QUOTED,
    DateLine,
    date_line,
    find_price,
    find_registration,
    is_byline,
    is_menu,
    is_price,
    put_attendance,
    put_dates,
    put_price,
    put_status,
    split_bar,
    year_of,
)
from feeds.recognise.labels import WHEN
from feeds.recognise.lines import SAYS_LITTLE, Row, read_rows, told_in_prose
from feeds.recognise.marks import BULLET
from feeds.recognise.moments import Moment, read_told
from feeds.recognise.page import Line, standing_alone, without_bullet
from feeds.recognise.places import put_place_of
from feeds.recognise.prose import put_prose
from feeds.recognise.records import put_event_fact, read_labels
from feeds.recognise.rows import read_row
from feeds.recognise.rules import Knowledge
from feeds.recognise.when import find_recurrence, put_recurrence, put_schedule
from feeds.recognise.years import season_in

_RULE = "event.page"
_LONGEST_PLACE = 80
_HEIGHT = 8
#: How many years may lie between the dates of one page.
_RECENT = 2
_MOST_KIND_WORDS = 4
_SHORTEST_NAME = 5
#: What cannot stand between a title and its date in a group of short lines.
_APART = frozenset({"heading", "text", "rule"})
_MOST_PROSE = 6
_FARTHEST_PLACE = 3
_MOST_CELLS = 2
#: What stands before the day on which a program came out: "2.4.1 – 3 May 2026".
_VERSION = re.compile(r"(?:v\.? ?\d+|\d+\.\d+)\.\d+(?:[.-]\w+)*")
_OF_A_VERSION = "the day on which a version came out"
#: Three times on a line are those of a timetable.
_TIMES = re.compile(r"(?:\b\d{1,2}[.:]\d\d\b.*){3}")


class _Candidate(msgspec.Struct, frozen=True):
    """What may become an event: its lines without the title's, the title, the line that dates it.

    `is_listed` says that a title and a date are enough, because others beside it say where and when.
    """

    lines: tuple[Line, ...]
    title: Line | None
    name: str
    anchor: Anchor
    is_listed: bool


def on_page(
    lines: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings, *, is_mixed: bool = False
) -> bool:
    """Read the events of a page's main lines, or of the lines under a heading; tell whether there were any.

    On a mixed page, which holds items of other kinds, only records with labels of events are events.
    """
    lines = nonevents.without_reports(lines, setting.know)
    page = [line for line in lines if line.number not in findings.taken and not _dates_page(line, setting)]
    page = [line for line in page if setting.know.updated.match(line.text) is None]
    entries = [line for line in page if BULLET.match(line.text)]
    if opener is None and sentences.is_list(entries, setting.know):
        return _in_sentences(page, opener, setting, findings)
    if is_mixed and opener is None:
        named = sentences.below_headings(page, setting.know)
        sentences.read(named, _dated_by_all(page, setting), findings, are_entries=True)
    if _in_blocks(page, opener, setting, findings, is_mixed=is_mixed):
        _in_sentences(page, opener, setting, findings)
        return True
    page = [line for line in page if line.number not in findings.taken]
    if is_mixed:
        has_kinds = _of_a_kind(page, setting, findings)
        return _in_sentences(page, opener, setting, findings) or has_kinds
    lines = without_masthead(page, setting.know)
    anchors = find_anchors(lines, setting) or _of_programme(lines, setting, findings)
    anchors = anchors if opener is not None else _outside_streams(anchors, lines, setting, findings)
    if not anchors or all(anchor.line.is_sentence for anchor in anchors):
        told = _in_sentences(page, opener, setting, findings)
        if told or not anchors:
            return told
    above = [line for line in page if line.number < anchors[0].line.number]
    days = [day for anchor in anchors if anchor.when for day in anchor.when.dates.days]
    setting = dated_by_page([*([opener] if opener else []), *above[:_HEIGHT]], days, setting)
    if opener is None and len(anchors) == 1:
        return _fill(_single(lines, anchors[0], setting), setting, findings)
    is_list = opener is not None or any(anchor.is_firm for anchor in anchors)
    segments = _segments(lines, anchors, setting)
    found = [_fill(_one_of_many(lines[s:e], a, s, setting, is_list=is_list), setting, findings) for s, e, a in segments]
    return any(found)


def _outside_streams(
    anchors: list[Anchor], lines: Sequence[Line], setting: Setting, findings: Findings
) -> list[Anchor]:
    """Refuse all days if they stand alone below the heading of a list of texts."""
    if not all(_is_day_alone(anchor) for anchor in anchors):
        return anchors
    if not anchors or not is_below_stream(lines, anchors[0].index, setting.know):
        return anchors
    for anchor in anchors:
        findings.refuse("event", (anchor.line,), _RULE, IN_STREAM)
    return []


def _is_day_alone(anchor: Anchor) -> bool:
    when = anchor.when
    return when is not None and when.is_bare and when.clock is None and not anchor.is_firm


def among_others(lines: Sequence[Line], page_head: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the events among postings: those that name their kind, their whole day and their hours.

    Several that each have a name above their weekday, day, hour and place need neither a kind nor a year.
    """
    page = [line for line in lines if line.number not in findings.taken]
    if any(has_digit(line.text) for line in page):
        sentences.read(sentences.below_headings(page, setting.know), setting, findings, are_entries=True)
        _of_a_kind(page, setting, findings)
        blocks = find_blocks(read_rows(page, setting.know))
        invited = [block for block in blocks if _invites(block, setting.know)]
        dated = _dated_by_all([*page_head[:_HEIGHT], *page], setting) if len(invited) > 1 else setting
        for block in blocks:
            if _is_of_a_kind(block, setting):
                block_events.make(block, setting, findings)
            elif block in invited and len(invited) > 1:
                block_events.make(block, dated, findings)


def _of_a_kind(page: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the lines of a page of other things that name a kind of event, its whole day and its hours."""
    know = setting.know
    made = False
    for index, line in enumerate(page):
        row = read_row(page, index, None, know) if has_digit(line.text) and line.number not in findings.taken else None
        if row is None or row.form not in {"first", "last"} or not row.when.clocks or row.when.dates is None:
            continue
        title = next((piece.text for piece in row.pieces if piece.sort == "text"), "")
        if row.when.dates.days[0].year is None or not _names_kind(title, know):
            continue
        told = entries.Told(row=row, own=(line,), title=None, body=(), columns=(), usual=entries.Usual())
        made = entries.put(told, setting, findings) or made
    return made


def beside_listing(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the paragraphs beside a listing that say in a sentence on what day and at what hour something is held."""
    know = setting.know
    told = [
        line
        for line in standing_alone(lines)
        if line.is_sentence and line.number not in findings.taken and _is_held(line, know)
    ]
    if told:
        sentences.read(told, _dated_by_all(lines, setting), findings)


def _is_held(line: Line, know: Knowledge) -> bool:
    """Tell whether the first sentence of a paragraph that has a day says that something is held then, and when."""
    first = next((text for text in know.sentences(line.text) if has_digit(text)), "")
    sentence = sentences.read_sentence(first, line, know) if first else None
    if sentence is None or know.hours.search(first) is not None:
        return False
    moment = sentence.told.moments[0]
    return bool(moment.clocks) and not moment.dates.is_range


def _names_kind(title: str, know: Knowledge) -> bool:
    """Tell whether a title begins or ends with a word for a kind of event: "Open evening for new pupils"."""
    words = title.split()
    found = know.kind_word.match(title)
    rest = title[found.end() :].split() if found is not None else []
    if rest and know.title_end.fullmatch(rest[0]) is not None:
        return True
    tails = (" ".join(words[-count:]) for count in range(1, _MOST_KIND_WORDS + 1))
    return any(know.kind_word.fullmatch(tail) is not None for tail in tails)


def _of_programme(lines: Sequence[Line], setting: Setting, findings: Findings) -> list[Anchor]:
    """Find the line that dates an event which nothing but its programme gives away: prose, or its title."""
    owners = findings.owners
    for index, line in enumerate(lines):
        found = date_line(line, setting.know) if line.number in owners else None
        if found is not None:
            beside = found.before.strip(" ,:–-") if index == 0 and not line.is_sentence else ""
            return [Anchor(index, line, found, is_firm=True, beside=beside)]
    return []


def _dates_page(line: Line, setting: Setting) -> bool:
    """Tell whether a line says when the page is of: a date alone can be an event's as well."""
    if line is not setting.dated_by:
        return False
    found = date_line(line, setting.know)
    return found is not None and not found.is_bare


def _in_blocks(
    page: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings, *, is_mixed: bool
) -> bool:
    """Read the events that are labelled records, or groups of short lines; tell whether there were any."""
    rows = read_rows(page, setting.know)
    blocks = [_with_prose(block, setting.know) for block in find_blocks(rows)]
    if not blocks:
        return False
    days = [day for row in rows for moment in _moments(row, setting) for day in moment.dates.days]
    is_log = (
        opener is None and sum(block_events.is_stamp(moment) for row in rows for moment in _moments(row, setting)) > 1
    )
    first = next(row.line.number for row in blocks[0].rows)
    above = [line for line in page if line.number <= first]
    setting = dated_by_page([*([opener] if opener else []), *above[:_HEIGHT]], days, setting)
    records = [block for block in blocks if _is_record(block, setting.know)]
    told = [row for block in blocks for row in block.rows if row.told.moments]
    dated = sum(row.is_inviting or not row.is_weak for row in told)
    is_listed = opener is not None or dated > 1
    groups = [b for b in blocks if b not in records and _is_group(b, is_listed=is_listed)]
    groups = [b for b in groups if not _tells_of_other(b, blocks)]
    if is_mixed:
        chosen = [block for block in blocks if block in records or (opener is not None and block in groups)]
        made = [_make(block, setting, findings) for block in chosen if opener is not None or _is_plain(block)]
        named = [] if opener is not None else [b for b in blocks if b not in records and _is_of_a_kind(b, setting)]
        made += [block_events.make(block, setting, findings) for block in named]
        return any(made)
    if opener is None and len(records) + len(groups) == 1:
        return _only_one(page, [*records, *groups][0], rows, setting, findings)
    chosen = [block for block in blocks if block in records or block in groups]
    found = [_make(block, setting, findings, is_log=is_log) for block in chosen]
    return any(found)


def _make(block: Block, setting: Setting, findings: Findings, *, is_log: bool = False) -> bool:
    line = _named_below_kind(block, setting.know)
    if line is None:
        return block_events.make(block, setting, findings, is_log=is_log)
    return sentences.read([line], setting, findings)


def _named_below_kind(block: Block, know: Knowledge) -> Line | None:
    """Give the only fact below a word for a kind, a sentence that names its event: "CHILDREN", "The camp …"."""
    if block.title is None or not know.is_kind(block.name):
        return None
    lines = [row.line for row in block.rows if row.is_core]
    if len(lines) != 1 or not lines[0].is_sentence or lines[0] is block.title.line:
        return None
    sentence = sentences.read_sentence((know.sentences(lines[0].text) or [""])[0], lines[0], know)
    is_other = sentence is not None and not know.is_kind(sentence.title) and " " in sentence.title
    return lines[0] if is_other and know.any_of("takes_place").search(lines[0].text) is not None else None


def told_in_sentences(lines: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings) -> None:
    """Read the sentences of a section that open with a date, which other forms would take for a title behind it."""
    know = setting.know
    told = [line for line in lines if line.number not in findings.taken and sentences.is_inverted(line, know)]
    if told:
        days = [day for line in lines for found in know.grammar.find_all(line.text) for day in found.days]
        sentences.read(told, dated_by_page([opener] if opener is not None else [], days, setting), findings)


def told_in_paragraphs(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read a calendar whose entries are paragraphs of sentences; tell whether there were any."""
    open_lines = [line for line in lines if line.number not in findings.taken]
    told = [line for line in sentences.paragraphs(open_lines, setting.know) if not _is_entry(line, setting.know)]
    if not told:
        return False
    days = [day for line in told for found in setting.know.grammar.find_all(line.text) for day in found.days]
    first = min(line.number for line in told)
    above = [line for line in open_lines if line.number < first]
    return sentences.read(told, dated_by_page(above[:_HEIGHT], days, setting), findings, are_entries=True)


def _is_entry(line: Line, know: Knowledge) -> bool:
    """Tell whether an entry of a list is no sentence: a name, then behind a comma, colon or dash its day."""
    row = read_row([line], 0, None, know) if BULLET.match(line.text) is not None else None
    if row is None or row.form != "last" or not (row.when.clocks or row.pieces[1:]):
        return False
    return know.event_verb.search(row.when.before) is None


def _dated_by_all(page: Sequence[Line], setting: Setting) -> Setting:
    days = [day for line in page for found in setting.know.grammar.find_all(line.text) for day in found.days]
    return dated_by_page(page[:_HEIGHT], days, setting)


def _in_sentences(page: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings) -> bool:
    """Read the events of sentences below a heading of events, or of a list of entries that are dated."""
    entries = [line for line in page if BULLET.match(line.text) and line.number not in findings.taken]
    if opener is None and not sentences.is_list(entries, setting.know):
        return False
    days = [day for line in page for found in setting.know.grammar.find_all(line.text) for day in found.days]
    setting = dated_by_page([*([opener] if opener else page[:_HEIGHT])], days, setting)
    return sentences.read(page if opener is not None else entries, setting, findings)


def _only_one(page: Sequence[Line], block: Block, rows: Sequence[Row], setting: Setting, findings: Findings) -> bool:
    """Read the one event of a page: its title is the page's own, unless it stands right above the facts."""
    if not any(row.part == "label" or (row.part == "when" and row.line.is_sentence) for row in block.rows):
        return False
    core = next(row.line for row in block.rows if row.is_core)
    if block.title is None or any(
        row.line.after_gap for row in block.rows if block.title.line.number < row.line.number <= core.number
    ):
        lines = without_masthead(page, setting.know)
        labels = {row.line.number for row in rows if row.part == "label" and row.line is not core}
        named = [line for line in lines if line.number not in labels]
        index = next((i for i, line in enumerate(named) if line.number >= core.number), 0)
        title = _page_title(named, Anchor(index, core, None), setting)
        if title is None and block.title is not None:
            title = block.title.line
        if title is None:
            return False
        kept = {line.number for line in lines}
        own = tuple(row for row in rows if row.line.number in kept)
        if core.number not in kept:
            return False
        row = next((row for row in own if row.line.number == title.number), block.title)
        block = Block(row, own, title.text, block.above)
    return block_events.make(block, setting, findings)


def _moments(row: Row, setting: Setting) -> list[Moment]:
    told = [row.told, *(read_told(fact.value, setting.know) for fact in row.facts if fact.field in WHEN)]
    return [moment for one in told for moment in one.moments]


def _with_prose(block: Block, know: Knowledge) -> Block:
    """Let a sentence say when the event of a block is, where labels below it say only where it is."""
    if block.has_when or not any(fact.field == "location" for row in block.rows for fact in row.facts):
        return block
    return replace(block, rows=told_in_prose(block.rows, know))


def _is_record(block: Block, know: Knowledge) -> bool:
    """Tell whether labels make a block an event: one says when, another where, how late, what it costs."""
    facts = [fact for row in block.rows for fact in row.facts]
    if any(fact.field in WHEN and fact.value.casefold() in know.event_labels for fact in facts):
        # "When: date": a form that is not filled in.
        return False
    fields = {fact.field for fact in facts} - SAYS_LITTLE
    times = {fact.key for fact in facts if fact.field in WHEN}
    is_named = block.title is not None or "title" in fields
    return (
        block.has_when and is_named and (bool(fields - WHEN - {"title"}) or len(times) > 1 or _has_clock(block, know))
    )


def _is_plain(block: Block) -> bool:
    """Tell whether labels say both when and where, below a title of their own, or when and what."""
    fields = {fact.field for row in block.rows for fact in row.facts}
    return (
        bool(fields & WHEN) and bool(fields & {"location", "title", "price"}) and "application_deadline" not in fields
    )


def _is_of_a_kind(block: Block, setting: Setting) -> bool:
    """Tell whether a title names a kind of event, and the line below it its whole day and its hours."""
    title, moments = block.title, [moment for row in block.rows for moment in row.told.moments if row.part == "when"]
    if title is None or len(moments) != 1 or not moments[0].clocks or moments[0].dates.days[0].year is None:
        return False
    dated = next(row for row in block.rows if row.told.moments)
    is_below = dated.line.number == title.line.number + 1
    return is_below and _names_kind(title.line.text, setting.know)


def _invites(block: Block, know: Knowledge) -> bool:
    """Tell whether a name has on the line below it the weekday, the day, the hour and a place, and no person's."""
    title = block.title
    dated = next((row for row in block.rows if row.told.moments), None)
    if title is None or dated is None or dated.line.number != title.line.number + 1 or dated.line.is_sentence:
        return False
    if not title.line.after_gap or title.line.is_sentence:
        return False
    if cells.is_person(title.line.text, know) and know.occasion.search(title.line.text) is None:
        return False
    opens = stamps.weekday(dated.line.text.split()[0], know.grammar) is not None
    row = read_row((dated.line,), 0, None, know) if opens and dated.told.moments[0].clocks else None
    places = [piece.text for piece in cells.text_of(row.pieces)] if row is not None else []
    # "Sat 9 May, 10 am, John Hill" is whose duty it is.
    return len(places) == 1 and (know.places.search(places[0]) is not None or not cells.is_person(places[0], know))


def _has_clock(block: Block, know: Knowledge) -> bool:
    """Tell whether a line of clock times, or the value of a label, says at what hour."""
    values = (fact.value for row in block.rows for fact in row.facts if fact.field in WHEN)
    return any(row.part == "clock" for row in block.rows) or any(
        moment.clocks for value in values for moment in read_told(value, know).moments
    )


def _is_group(block: Block, *, is_listed: bool) -> bool:
    """Tell whether short lines make a block an event: a date and a title together, and something more beside them.

    Below a heading of events (`is_listed`) words that say how it repeats, or that it is off, are enough for a date.
    """
    dated = [row for row in block.rows if row.part == "when"]
    if not dated or block.title is None or sum(bool(row.told.moments) for row in dated) > 1:
        return False
    if dated[0].is_weak and not is_listed:
        return False
    first, last = sorted((block.title, dated[0]), key=lambda row: row.line.number)
    between = [row for row in block.rows if first.line.number < row.line.number <= last.line.number]
    if sum(row.line.after_gap for row in between) > 1 or any(row.part in _APART for row in between[:-1]):
        return False
    below = [row for row in block.rows if row.line.number > last.line.number and not row.line.after_gap]
    if not dated[0].told.moments and not is_listed and not dated[0].line.is_sentence:
        return False
    is_timed = any(moment.clocks or moment.dates.is_range for moment in dated[0].told.moments)
    has_more = is_timed or dated[0].line.is_sentence or not dated[0].told.moments or bool(dated[0].cells)
    return has_more or any(row.part in {"price", "clock", "label", "heading"} for row in below)


def _tells_of_other(block: Block, blocks: Sequence[Block]) -> bool:
    """Tell whether a sentence names the title of another event: it is about that one."""
    told = [row.line.text.casefold() for row in block.rows if row.part == "when" and row.line.is_sentence]
    others = [other.name.casefold() for other in blocks if other is not block and len(other.name) >= _SHORTEST_NAME]
    return any(name in text for text in told for name in others)


def dated_by_page(head: Sequence[Line], days: Sequence[Day], setting: Setting) -> Setting:
    """Give the setting with the year that the lines at the top name, or the one year of the dates."""
    # The second year of a season is not that of its autumn.
    named = (year_of(line.text) for line in head if season_in(line.text) is None)
    year = next((y for y in named if y is not None), None)
    if year is None and setting.context.published is None:
        years = {day.year for day in days}
        # A date long before the others is history.
        latest = max((one for one in years if one is not None), default=0)
        known = {one for one in years if one is not None and one >= latest - _RECENT}
        year = known.pop() if len(known) == 1 and None in years else None
    return setting.at(year=year)


def _segments(lines: Sequence[Line], anchors: Sequence[Anchor], setting: Setting) -> list[tuple[int, int, Anchor]]:
    leads = [_lead(lines, anchors, n, setting) for n in range(len(anchors))]
    heads_everywhere = all(lead < a.index or a.beside for lead, a in zip(leads, anchors, strict=True))
    starts = leads if heads_everywhere else [_kicked(lines, a, setting) for a in anchors]
    ends = [*starts[1:], len(lines)]
    ends[-1] = _end_of_last(lines, starts, anchors)
    return list(zip(starts, ends, anchors, strict=True))


def _end_of_last(lines: Sequence[Line], starts: Sequence[int], anchors: Sequence[Anchor]) -> int:
    """End the last item at a gap when no other item has one: what follows is the page's foot."""

    def first_gap(begin: int, end: int) -> int:
        return next((i for i in range(begin, end) if lines[i].after_gap), end)

    others = zip(anchors[:-1], starts[1:], strict=True)
    if len(anchors) > 1 and all(first_gap(a.index + 1, end) == end for a, end in others):
        return first_gap(anchors[-1].index + 1, len(lines))
    return len(lines)


def _kicked(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> int:
    before = anchor.index - 1
    return before if before >= 0 and is_kicker(lines[before], setting.know) else anchor.index


def _lead(lines: Sequence[Line], anchors: Sequence[Anchor], number: int, setting: Setting) -> int:
    """Find the line at which the item of an anchor starts: its heading just above, or the anchor itself."""
    anchor = anchors[number]
    if anchor.beside and not _heading_is_near(lines, anchor, setting):
        return anchor.index
    floor = anchors[number - 1].index + 1 if number else 0
    index = anchor.index - 1
    if index >= floor and is_heading(lines[index], setting.know):
        return index
    return anchor.index


def _heading_is_near(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> bool:
    above = anchor.index - 1
    return above >= 0 and not lines[anchor.index].after_gap and is_heading(lines[above], setting.know)


def _single(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> _Candidate:
    if anchor.index == 0 and anchor.beside and anchor.is_firm:
        return _Candidate(tuple(lines[1:]), anchor.line, anchor.beside, anchor, is_listed=True)
    title = _page_title(lines, anchor, setting)
    rest = tuple(line for line in lines if line is not title)
    return _Candidate(rest, title, title.text if title else "", anchor, anchor.is_firm)


def _page_title(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> Line | None:
    know = setting.know
    # A line of cells is a menu.
    heads = [line for line in lines[: anchor.index] if line.parts <= _MOST_CELLS]
    before = [line for line in heads if is_heading(line, know) and not is_fact(line, know)]
    # A heading that calls the event off can be nothing but its title.
    told = [line for line in before if _bare_title(line.text, know) != line.text]
    # What stands right below a word for its kind is its name, whatever the page is called.
    kicked = [line for above, line in pairwise(heads) if is_kicker(above, know) and not line.after_gap]
    plain = [line for line in (*(line for line in kicked if line in before), *before) if not is_kicker(line, know)]
    # "Hill Church" on top, and again below the day as its place, is not what is on there.
    places = {line.text for line in lines[anchor.index + 1 :]}
    named = [line for line in plain if line.text not in places]
    if plain and not named:
        named = [line for line in before if is_kicker(line, know)][-1:]
    below = [line for line in lines[anchor.index + 1 : anchor.index + 3] if is_heading(line, know)]
    return next(iter([*told, *named, *plain, *below, *before]), None)


def _one_of_many(
    segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting, *, is_list: bool
) -> _Candidate:
    title = _title_in(segment, anchor, offset, setting)
    rest = tuple(line for line in segment if line is not title)
    name = "" if title is None else anchor.beside if title is anchor.line else BULLET.sub("", title.text)
    return _Candidate(rest, title, name, anchor, is_list)


def _title_in(segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting) -> Line | None:
    know = setting.know
    quoted = next((line for line in segment if QUOTED.match(line.text)), None)
    if quoted is not None:
        return quoted
    before = segment[: anchor.index - offset]
    heads = [line for line in before if line.parts <= _MOST_CELLS]
    heading = next((line for line in heads if is_heading(line, know) and not is_fact(line, know)), None)
    if heading is not None and not is_kicker(heading, know):
        return heading
    if anchor.beside:
        return anchor.line
    after = segment[anchor.index - offset + 1 :]
    return next((line for line in after[:3] if is_heading(line, know) and not is_fact(line, know)), None)


def _bare_title(text: str, know: Knowledge) -> str:
    """Give a title without quotation marks, and without the word in front that calls the event off."""
    match = QUOTED.match(text)
    text = match["title"] if match else text
    return without_status(text, know)


def _fill(candidate: _Candidate, setting: Setting, findings: Findings) -> bool:
    know, anchor, lines = setting.know, candidate.anchor, candidate.lines
    if _is_issue(candidate, know):
        findings.refuse("event", (anchor.line,), _RULE, "the date of an issue: it stands below the name of a paper")
        return False
    title = candidate.title
    if title is not None and (is_byline(title, know) or is_menu(candidate.name, know)):
        findings.refuse("event", (anchor.line,), _RULE, "a byline or a menu stands where its title would")
        return False
    above = next((above for above, line in pairwise(lines) if line is anchor.line), None)
    if above is not None and (is_byline(above, know) or _heads_story(above, anchor, know)):
        findings.refuse("event", (anchor.line,), _RULE, "a date below a byline or a word for news is that of a story")
        return False
    reason = _why_none(candidate, know)
    if reason is not None:
        findings.refuse("event", (anchor.line,), _RULE, reason)
        return False
    used = lines or (anchor.line,)
    draft = Draft()
    lines = tuple(details.put(draft, lines, setting))
    text = _put_labels(draft, lines, anchor, setting)
    if candidate.title is not None:
        draft.put("title", _bare_title(candidate.name, know), candidate.title, _RULE, candidate.name)
    if anchor.beside and candidate.title is not anchor.line:
        draft.put("location", anchor.beside, anchor.line, _RULE, anchor.beside)
    told = _told(anchor, lines, setting)
    new = put_status(draft, [*([candidate.title] if candidate.title else []), anchor.line, *text], setting)
    repeated, told = find_recurrence(_may_repeat(candidate, text), told, setting)
    stretches = put_dates(draft, told, new, setting, _RULE)
    put_recurrence(draft, repeated, setting)
    if told is None and new is None and not anchor.reason:
        put_schedule(draft, repeated, setting, findings)
    reason = stretches.reason if isinstance(stretches, Unclear) else anchor.reason
    if reason:
        findings.refuse("event", (anchor.line,), "event.date", reason)
    _put_place(draft, text, anchor, setting)
    _put_price_line(draft, text, setting)
    timetable.put(draft, (*used, *([candidate.title] if candidate.title else [])), setting, findings)
    is_supported = candidate.is_listed or _is_supported(draft, text, told)
    details.put_tickets(draft, lines, setting)
    find_price(draft, text, know)
    find_registration(draft, text, setting)
    _put_text(draft, text, setting)
    place = draft.values.get("location")
    put_attendance(draft, place if isinstance(place, str) else None, used, know)
    if not is_supported or "title" not in draft.values:
        findings.refuse("event", (anchor.line,), _RULE, "a date alone: no time, place, price or title beside it")
        return False
    findings.add(draft.make(Event, setting.code), used)
    return True


def _heads_story(above: Line, anchor: Anchor, know: Knowledge) -> bool:
    """Tell whether a whole day stands alone below a word for texts: "News", "Aktuelles"."""
    when = anchor.when
    is_day = when is not None and when.is_bare and when.clock is None and when.dates.days[0].year is not None
    return is_day and know.is_kind_of_text(above.text)


def _why_none(candidate: _Candidate, know: Knowledge) -> str | None:
    """Say why what has a title and a day is no event: opening hours, results and minutes, or a version."""
    if know.hours.fullmatch(candidate.name) is not None:
        return block_events.OPEN
    if block_events.is_over(candidate.name, know):
        return block_events.OVER
    return _OF_A_VERSION if _VERSION.fullmatch(candidate.anchor.beside) is not None else None


def _is_issue(candidate: _Candidate, know: Knowledge) -> bool:
    """Tell whether a date below a masthead is that of an issue."""
    when, title = candidate.anchor.when, candidate.title
    is_day = when is not None and when.is_bare and when.clock is None and not when.dates.is_range
    if title is not None and candidate.anchor.reason and when is None:
        # "Week 11" between a name and a menu, or below a masthead.
        rest = [line for line in candidate.lines if line is not candidate.anchor.line]
        return know.masthead.search(title.text) is not None or all(line.parts > _MOST_CELLS for line in rest)
    if not is_day or title is None or candidate.anchor.is_firm:
        return False
    below = [line for line in candidate.lines if line.number > candidate.anchor.line.number]
    return know.masthead.search(title.text) is not None or _is_menu(below[:1], below[1:], know)


def _is_menu(row: Sequence[Line], below: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a row of words is a menu, rather than what there is at an event: "Honey | Music | Horses"."""
    if not any(line.parts > _MOST_CELLS + 1 and not has_digit(line.text) for line in row):
        return False
    near = [*row, *itertools.takewhile(lambda line: not line.after_gap, below)]
    if any(know.places.search(line.text) or know.any_of("price").search(line.text) for line in near):
        return False
    return any(know.navigation.fullmatch(cell) for line in row for cell in split_bar(line.text))


def _may_repeat(candidate: _Candidate, text: Sequence[Line]) -> list[Line]:
    """Give the lines that can say how an event repeats: running text may speak of something else."""
    values = [line for line in candidate.lines if line not in text]
    beside = [line for line in text if not line.is_sentence]
    title = [candidate.title] if candidate.title is not None else []
    return [candidate.anchor.line, *values, *beside, *title]


def _told(anchor: Anchor, lines: Sequence[Line], setting: Setting) -> DateLine | None:
    """Give the date of an anchor with the clock time that stands on a line of its own."""
    when = anchor.when
    if when is None or when.clock is not None:
        return when
    return DateLine(when.line, when.dates, _loose_clock(lines, anchor, setting), when.before, when.after)


def _is_supported(draft: Draft, text: Sequence[Line], told: DateLine | None) -> bool:
    is_range = told is not None and told.dates.is_range
    if is_range or {"location", "price", "status", "sub_events"} & draft.values.keys():
        # Nothing but an event lasts for days on a line of its own.
        return True
    # A date and a time above much prose date the prose.
    has_clock = told is not None and told.clock is not None
    return has_clock and sum(line.is_sentence for line in text) <= _MOST_PROSE


def _put_labels(draft: Draft, lines: Sequence[Line], anchor: Anchor, setting: Setting) -> list[Line]:
    know = setting.know
    facts = read_labels(lines, know.event_labels, know)
    taken = {line.number for fact in facts for line in fact.lines}
    for fact in facts:
        if fact.field not in {"when", "new_date", "end"}:
            put_event_fact(draft, fact, setting)
    return [line for line in lines if line.number not in taken and (line is not anchor.line or line.is_sentence)]


def _loose_clock(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> Clock | None:
    know = setting.know
    for fact in read_labels(lines, know.event_labels, know):
        if fact.field in WHEN:
            clock = know.grammar.find_clock(fact.value)
            if clock is not None:
                return clock
    near = [line for line in lines if 0 < line.number - anchor.line.number <= 4]
    for line in near:
        if is_fact(line, know):
            return know.grammar.find_clock(line.text)
    return None


def _put_place(draft: Draft, text: Sequence[Line], anchor: Anchor, setting: Setting) -> None:
    if "location" in draft.values:
        return
    for index, line in enumerate(text):
        for rule in setting.know.rules("address"):
            if rule.matches(line.text.rstrip(",")):
                above = _address_above(text, index, setting.know)
                parts = [part.text.rstrip(" ,") for part in (*above, line)]
                draft.put("location", ", ".join(parts), (*above, line), rule.name)
                return
    if (house := _house_beside(anchor.line, setting.know)) and not anchor.beside:
        draft.put("location", house, anchor.line, _RULE, house)
    below = [line for line in text if line.number > anchor.line.number and not is_fact(line, setting.know)]
    if below and not anchor.beside and _is_place(below[0], anchor, setting):
        draft.put("location", without_bullet(below[0].text).rstrip(" ,"), below[0], "event.line_below")
    _put_venue(draft, text, setting)
    if anchor.line.is_sentence:
        told = (one for one in setting.know.sentences(anchor.line.text) if setting.know.grammar.find(one) is not None)
        put_place_of(draft, replace(anchor.line, text=next(told, "")), setting.know)


def _house_beside(line: Line, know: Knowledge) -> str:
    """Give the house in a cell behind the date: "The fair for wood · 17 to 19 September · Lake Hall"."""
    days = [n for n, cell in enumerate(line.cells) if has_digit(cell) and know.grammar.find(cell) is not None]
    behind = (cell for cell in line.cells[days[0] + 1 :] if know.places.search(cell) is not None) if days else ()
    return next((cell for cell in behind if not is_price(cell, know) and know.grammar.find_clock(cell) is None), "")


def _put_venue(draft: Draft, text: Sequence[Line], setting: Setting) -> None:
    for line in text:
        for rule in setting.know.rules("venue"):
            match = rule.search(line.text)
            if match is not None:
                draft.put("location", match["location"], line, rule.name, match[0])
                return


def _address_above(text: Sequence[Line], index: int, know: Knowledge) -> list[Line]:
    """Give the lines of a house and a street right above its postcode."""
    above: list[Line] = []
    while index > 0 and len(above) < 2 and not text[index].after_gap and _is_address_part(text[index - 1], know):
        index -= 1
        above.insert(0, text[index])
    return above


def _is_address_part(line: Line, know: Knowledge) -> bool:
    return (
        not line.is_sentence
        and not line.text.endswith(":")
        and len(line.text) <= _LONGEST_PLACE
        and not is_fact(line, know)
        and not is_dated(line, know)
    )


def _is_place(line: Line, anchor: Anchor, setting: Setting) -> bool:
    know = setting.know
    return (
        len(line.text) <= _LONGEST_PLACE
        and line.number - anchor.line.number <= _FARTHEST_PLACE
        and not line.is_sentence
        and not line.text.endswith(":")
        # A menu is none.
        and line.text.count(" / ") < _MOST_CELLS
        and QUOTED.match(line.text) is None
        and _TIMES.search(line.text) is None
        and know.not_a_place.fullmatch(line.text) is None
        and know.person_title.match(line.text) is None
        and not any(rule.search(line.text) for rule in know.rules("price"))
        and not is_fact(line, know)
        and know.grammar.find(line.text) is None
    )


def _put_price_line(draft: Draft, text: Sequence[Line], setting: Setting) -> None:
    for line in text:
        if is_price(line.text, setting.know):
            put_price(draft, line.text, line, _RULE, setting.know)
            return


def _put_text(draft: Draft, text: Sequence[Line], setting: Setting) -> None:
    performers = [line for line in text if setting.know.person_title.match(line.text) and not line.is_sentence]
    if performers:
        told = [points.people_behind(line.text, setting.know) or (line.text,) for line in performers]
        draft.put("performers", tuple(name for names in told for name in names), performers, "event.performer")
    put_prose(draft, text)
