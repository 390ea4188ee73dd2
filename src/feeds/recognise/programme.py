"""Events of pages that are no article: one event told over a whole page, or several, each round its date line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import msgspec

from feeds.dates import Clock, Unclear
from feeds.model import Event
from feeds.recognise.anchors import (
    Anchor,
    find_anchors,
    is_dated,
    is_fact,
    is_heading,
    is_kicker,
    without_masthead,
    without_status,
)
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    DateLine,
    find_price,
    find_registration,
    is_price,
    put_attendance,
    put_dates,
    put_price,
    put_status,
    year_of,
)
from feeds.recognise.page import BULLET, Line
from feeds.recognise.records import Labelled, put_event_fact, read_labels
from feeds.recognise.rules import Knowledge

_RULE = "event.page"
_QUOTED = re.compile(r"^[\"“”'‘’»«„]\s*(?P<title>.{3,160}?)\s*[\"“”'‘’»«]$")
_LONGEST_PLACE = 80
_HEIGHT = 8
_LONG = 80
_MOST_PROSE = 6
_FARTHEST_PLACE = 3


class _Candidate(msgspec.Struct, frozen=True):
    """What may become an event: its lines without the title's, the title, the line that dates it.

    `is_listed` says that a title and a date are enough, because others beside it say where and when.
    """

    lines: tuple[Line, ...]
    title: Line | None
    name: str
    anchor: Anchor
    is_listed: bool


def on_page(lines: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings) -> bool:
    """Read the events of a page's main lines, or of the lines under a heading; tell whether there were any."""
    page = [line for line in lines if line.number not in findings.taken]
    lines = without_masthead(page, setting.know)
    anchors = find_anchors(lines, setting)
    if not anchors:
        return False
    above = [line for line in page if line.number < anchors[0].line.number]
    setting = _dated_by_page([*([opener] if opener else []), *above[:_HEIGHT]], anchors, setting)
    if opener is None and (len(anchors) == 1 or _is_one_record(anchors)):
        return _fill(_single(lines, anchors[0], setting), setting, findings)
    is_list = opener is not None or any(anchor.is_firm for anchor in anchors)
    segments = _segments(lines, anchors, setting)
    found = [_fill(_one_of_many(lines[s:e], a, s, setting, is_list=is_list), setting, findings) for s, e, a in segments]
    return any(found)


def _dated_by_page(head: Sequence[Line], anchors: Sequence[Anchor], setting: Setting) -> Setting:
    year = next((y for y in (year_of(line.text) for line in head) if y is not None), None)
    if year is None and setting.context.published is None:
        years = {d.year for a in anchors if a.when for d in a.when.dates.days}
        known = years - {None}
        year = known.pop() if len(known) == 1 and None in years else None
    return setting.at(year=year)


def _is_one_record(anchors: Sequence[Anchor]) -> bool:
    return sum(a.is_firm for a in anchors) == 1 and all(a.is_firm or a.beside for a in anchors)


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
    while index >= floor and _is_of_item(lines[index], anchor, setting.know):
        index -= 1
    if index >= floor and is_heading(lines[index], setting.know):
        return index
    return anchor.index


def _is_of_item(line: Line, anchor: Anchor, know: Knowledge) -> bool:
    """Tell whether a line can stand between an item's heading and its date: a fact; before a label also its text."""
    return is_fact(line, know) or (anchor.is_firm and line.text.endswith("."))


def _heading_is_near(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> bool:
    above = anchor.index - 1
    return above >= 0 and not lines[anchor.index].after_gap and is_heading(lines[above], setting.know)


def _single(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> _Candidate:
    title = _page_title(lines, anchor, setting)
    rest = tuple(line for line in lines if line is not title)
    return _Candidate(rest, title, title.text if title else "", anchor, anchor.is_firm)


def _page_title(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> Line | None:
    know = setting.know
    before = [line for line in lines[: anchor.index] if is_heading(line, know) and not is_fact(line, know)]
    # A heading that calls the event off can be nothing but its title.
    told = [line for line in before if _bare_title(line.text, know) != line.text]
    plain = [line for line in before if not is_kicker(line, know)]
    below = [line for line in lines[anchor.index + 1 : anchor.index + 3] if is_heading(line, know)]
    return next(iter([*told, *plain, *below, *before]), None)


def _one_of_many(
    segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting, *, is_list: bool
) -> _Candidate:
    title = _title_in(segment, anchor, offset, setting)
    rest = tuple(line for line in segment if line is not title)
    name = "" if title is None else anchor.beside if title is anchor.line else BULLET.sub("", title.text)
    return _Candidate(rest, title, name, anchor, is_list)


def _title_in(segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting) -> Line | None:
    know = setting.know
    quoted = next((line for line in segment if _QUOTED.match(line.text)), None)
    if quoted is not None:
        return quoted
    before = segment[: anchor.index - offset]
    heading = next((line for line in before if is_heading(line, know) and not is_fact(line, know)), None)
    if heading is not None and not is_kicker(heading, know):
        return heading
    if anchor.beside:
        return anchor.line
    after = segment[anchor.index - offset + 1 :]
    return next((line for line in after[:3] if is_heading(line, know) and not is_fact(line, know)), None)


def _bare_title(text: str, know: Knowledge) -> str:
    """Give a title without quotation marks, and without the word in front that calls the event off."""
    match = _QUOTED.match(text)
    text = match["title"] if match else text
    return without_status(text, know)


def _fill(candidate: _Candidate, setting: Setting, findings: Findings) -> bool:
    know, anchor, lines = setting.know, candidate.anchor, candidate.lines
    used = lines or (anchor.line,)
    draft = Draft()
    text = _put_labels(draft, lines, anchor, setting)
    if candidate.title is not None:
        draft.put("title", _bare_title(candidate.name, know), candidate.title, _RULE, candidate.name)
    if anchor.beside and candidate.title is not anchor.line:
        draft.put("location", anchor.beside, anchor.line, _RULE, anchor.beside)
    told = _told(anchor, lines, setting)
    new = put_status(draft, [*([candidate.title] if candidate.title else []), anchor.line, *text], setting)
    stretches = put_dates(draft, told, new, setting, _RULE)
    reason = stretches.reason if isinstance(stretches, Unclear) else anchor.reason
    if reason:
        findings.refuse("event", (anchor.line,), "event.date", reason)
    _put_place(draft, text, anchor, setting)
    _put_price_line(draft, text, setting)
    is_supported = candidate.is_listed or _is_supported(draft, text, told)
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


def _told(anchor: Anchor, lines: Sequence[Line], setting: Setting) -> DateLine | None:
    """Give the date of an anchor with the clock time that stands on a line of its own."""
    when = anchor.when
    if when is None or when.clock is not None:
        return when
    return DateLine(when.line, when.dates, _loose_clock(lines, anchor, setting), when.before, when.after)


def _is_supported(draft: Draft, text: Sequence[Line], told: DateLine | None) -> bool:
    is_range = told is not None and told.dates.is_range
    if is_range or {"location", "price", "status"} & draft.values.keys():
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
        if fact.field == "location":
            fact, extra = _with_address(fact, lines, setting)  # noqa: PLW2901
            taken.update(extra)
        if fact.field not in {"when", "end"}:
            put_event_fact(draft, fact, setting)
    return [line for line in lines if line.number not in taken and (line is not anchor.line or line.is_sentence)]


def _with_address(fact: Labelled, lines: Sequence[Line], setting: Setting) -> tuple[Labelled, set[int]]:
    """Join a place with the address lines below it."""
    last = fact.lines[-1]
    below = [line for line in lines if line.number > last.number][:2]
    for count, line in enumerate(below, 1):
        if any(rule.matches(line.text.rstrip(",")) for rule in setting.know.rules("address")):
            joined = ", ".join([fact.value.rstrip(","), *(b.text.rstrip(",") for b in below[:count])])
            return Labelled(fact.field, joined, (*fact.lines, *below[:count])), {b.number for b in below[:count]}
    return fact, set()


def _loose_clock(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> Clock | None:
    know = setting.know
    for fact in read_labels(lines, know.event_labels, know):
        if fact.field == "when":
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
    below = [line for line in text if line.number > anchor.line.number and not is_fact(line, setting.know)]
    if below and not anchor.beside and _is_place(below[0], anchor, setting):
        draft.put("location", below[0].text.rstrip(" ,"), below[0], "event.line_below")
    _put_venue(draft, text, setting)


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
        and _QUOTED.match(line.text) is None
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
        draft.put("performers", tuple(line.text for line in performers), performers, "event.performer")
    prose = [line for line in text if line.is_sentence or len(line.text) > _LONG]
    if prose:
        draft.put("summary", prose[0].text, prose[0], _RULE)
        if len(prose) > 1:
            html = "\n".join(f"<p>{escape(line.text, quote=False)}</p>" for line in prose)
            draft.put("content", html, prose, _RULE)
