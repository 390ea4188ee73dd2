"""Events of pages that are no article: one event told over a whole page, or several, each round its date line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from feeds.dates import Clock, Unclear, spans
from feeds.model import Event
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    DateLine,
    date_line,
    find_price,
    find_registration,
    is_price,
    is_timestamp,
    put_attendance,
    put_price,
    put_span,
    put_status,
    year_of,
)
from feeds.recognise.page import Line
from feeds.recognise.records import Labelled, put_event_fact, read_label, read_labels
from feeds.recognise.rules import Knowledge

_RULE = "event.page"
_QUOTED = re.compile(r"^[\"“”'‘’»«„]\s*(?P<title>.{3,160}?)\s*[\"“”'‘’»«]$")
_BULLET = re.compile(r"^[-–—•*·]\s+")
_JOINT = re.compile(r"^\s*[,:|·–—-]\s*|\s*[,:|·(–—-]\s*$")
_AROUND = " ,;:()|·–—-"
_LONGEST_HEADING = 140
_LONGEST_PLACE = 80
_LONGEST_BESIDE = 110
_LONGEST_MASTHEAD = 6
_BREADCRUMB = re.compile(r"\s[/>»]\s")
_MOST_PROSE = 6
_SHORTEST_NAME = 6
_NAME_END = re.compile(r"\s(?:20\d\d|[–—-]\s)|:")


class Anchor:
    """A line that dates an event: bare, behind a label, or with the title or the place on the same line.

    `when` is None where the line says no more than a week; `reason` says why there is then no date.
    """

    __slots__ = ("beside", "index", "is_firm", "line", "reason", "when")

    def __init__(
        self,
        index: int,
        line: Line,
        when: DateLine | None,
        *,
        is_firm: bool = False,
        beside: str = "",
        reason: str = "",
    ) -> None:
        self.index = index
        self.line = line
        self.when = when
        self.is_firm = is_firm
        self.beside = beside
        self.reason = reason


def on_page(lines: Sequence[Line], opener: Line | None, setting: Setting, findings: Findings) -> bool:
    """Read the events of a page's main lines, or of the lines under a heading; tell whether there were any."""
    lines = _without_masthead([line for line in lines if line.number not in findings.taken], setting.know)
    anchors = _anchors(lines, setting) or _told_in_prose(lines, setting)
    if not anchors:
        return False
    setting = _dated_by_page([*([opener] if opener else []), *lines[: anchors[0].index][:3]], anchors, setting)
    if opener is None and (len(anchors) == 1 or _is_one_record(anchors)):
        return _single(lines, anchors[0], setting, findings)
    segments = _segments(lines, anchors, setting)
    # Under a heading, or among others that say where and when, a title and a date are enough.
    is_list = opener is not None or any(anchor.is_firm for anchor in anchors)
    found = [_one_of_many(lines[s:e], anchor, s, setting, findings, is_list=is_list) for s, e, anchor in segments]
    return any(found)


def _without_masthead(lines: list[Line], know: Knowledge) -> list[Line]:
    """Drop menus with what stands above them, and a first line that names an association or a newsletter."""
    menus = [i for i, line in enumerate(lines[:_LONGEST_MASTHEAD]) if _is_menu(line, know)]
    if menus:
        # A title can stand above the menu: then the text goes on below it, and no other title.
        is_title = menus[0] == 1 and len(lines) > 2 and lines[2].is_sentence
        above = lines[:1] if is_title else []
        lines = [*above, *(line for i, line in enumerate(lines) if i > menus[0] and i not in menus)]
    if len(lines) > 2 and know.masthead.search(lines[0].text) and not any(line.is_sentence for line in lines[:2]):
        return lines if _dated(lines[0], know) or _dated(lines[1], know) else lines[1:]
    return lines


def _is_menu(line: Line, know: Knowledge) -> bool:
    if line.parts > 2 and not line.is_sentence and not _dated(line, know):
        return True
    first, *more = _BREADCRUMB.split(line.text)
    return bool(more) and know.marker(first) is not None


def _dated(line: Line, know: Knowledge) -> bool:
    return know.grammar.find(line.text) is not None


def _anchors(lines: Sequence[Line], setting: Setting) -> list[Anchor]:
    anchors: list[Anchor] = []
    for index, line in enumerate(lines):
        is_value = bool(anchors) and anchors[-1].line is line
        anchor = None if is_value else _anchor(lines, index, line, setting)
        if anchor is not None:
            anchors.append(anchor)
    return anchors


def _anchor(lines: Sequence[Line], index: int, line: Line, setting: Setting) -> Anchor | None:
    know = setting.know
    label = read_label(line, know.event_labels, know)
    if label is not None:
        return _labelled_anchor(lines, index, label, setting)
    if any(rule.matches(line.text) for rule in know.rules("vague_date")):
        return Anchor(index, line, None, reason="no day: the text names only a week or a part of a month")
    found = date_line(line, know, _BULLET.sub("", line.text))
    if found is None:
        return None
    if line.is_sentence:
        return _moved_anchor(lines, index, found, setting)
    if know.deadline.search(line.text) or is_timestamp(found):
        return None
    if found.is_bare:
        return Anchor(index, line, found)
    return _anchor_with_text(index, line, found)


def _moved_anchor(lines: Sequence[Line], index: int, found: DateLine, setting: Setting) -> Anchor | None:
    """Read a sentence right under a heading that calls an event off or moves it."""
    line = lines[index]
    under_heading = index > 0 and _is_heading(lines[index - 1], setting) and not _dated(lines[index - 1], setting.know)
    told = any(
        rule.search(line.text) for part in ("moved", "postponed", "cancelled") for rule in setting.know.rules(part)
    )
    return Anchor(index, line, found, is_firm=True) if under_heading and told else None


def _labelled_anchor(lines: Sequence[Line], index: int, label: tuple[str, str], setting: Setting) -> Anchor | None:
    if label[0] != "when":
        return None
    value, line = label[1], lines[index]
    if not value and index + 1 < len(lines):
        line, value = lines[index + 1], lines[index + 1].text
    found = date_line(line, setting.know, value)
    return None if found is None else Anchor(index, line, found, is_firm=True)


def _anchor_with_text(index: int, line: Line, found: DateLine) -> Anchor | None:
    for text, other in ((found.after, found.before), (found.before, found.after)):
        beside = text.strip(_AROUND)
        if beside and not other.strip(_AROUND) and len(beside) <= _LONGEST_BESIDE and _JOINT.search(text):
            return Anchor(index, line, found, beside=_JOINT.sub("", text).strip(_AROUND))
    return None


def _told_in_prose(lines: Sequence[Line], setting: Setting) -> list[Anchor]:
    """Find the sentence that dates a page's event: labels beside it, an address below it or the event's name tell."""
    know = setting.know
    has_labels = any(read_label(line, know.event_labels, know) for line in lines)
    for index, line in enumerate(lines):
        found = date_line(line, know)
        if found is None or know.deadline.search(line.text) is not None or is_timestamp(found) or found.is_bare:
            continue
        is_open = found.clock is not None and _address_follows(lines[index + 1 : index + 4], know)
        if is_open or (has_labels and line.is_sentence) or _names_its_event(lines[0], line, know):
            return [Anchor(index, line, found, is_firm=True)]
    return []


def _address_follows(below: Sequence[Line], know: Knowledge) -> bool:
    return any(rule.matches(line.text.rstrip(",")) for line in below for rule in know.rules("address"))


def _names_its_event(title: Line, line: Line, know: Knowledge) -> bool:
    """Tell whether a sentence opens with the page's title and says that this takes place, or moves."""
    name = _NAME_END.split(title.text)[0].strip()
    if len(name) < _SHORTEST_NAME or not line.text.startswith(name) or line is title:
        return False
    parts = ("takes_place", "moved", "postponed", "cancelled")
    return any(rule.search(line.text) for part in parts for rule in know.rules(part))


def _dated_by_page(head: Sequence[Line], anchors: Sequence[Anchor], setting: Setting) -> Setting:
    year = next((y for y in (year_of(line.text) for line in head) if y is not None), None)
    if year is None and setting.context.published is None:
        years = {d.year for a in anchors if a.when for d in a.when.dates.days}
        known = years - {None}
        year = known.pop() if len(known) == 1 and None in years else None
    return setting.at(year=year)


def _is_one_record(anchors: Sequence[Anchor]) -> bool:
    return sum(a.is_firm for a in anchors) == 1 and all(a.is_firm or a.beside for a in anchors)


def _is_heading(line: Line, setting: Setting) -> bool:
    know = setting.know
    return (
        len(line.text) <= _LONGEST_HEADING
        and not line.text.endswith((".", ",", ";", ":"))
        and know.label.fullmatch(line.text) is None
        and not is_price(line.text, know)
    )


def _is_kicker(line: Line, setting: Setting) -> bool:
    bare = line.text.rstrip(":").strip()
    return setting.know.kicker.fullmatch(bare) is not None or (line.text.endswith(":") and len(bare) <= 30)


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
    return before if before >= 0 and _is_kicker(lines[before], setting) else anchor.index


def _lead(lines: Sequence[Line], anchors: Sequence[Anchor], number: int, setting: Setting) -> int:
    """Find the line at which the item of an anchor starts: its heading just above, or the anchor itself."""
    anchor = anchors[number]
    if anchor.beside and not _heading_is_near(lines, anchor, setting):
        return anchor.index
    floor = anchors[number - 1].index + 1 if number else 0
    index = anchor.index - 1
    while index >= floor and _is_fact_line(lines[index], setting):
        index -= 1
    if index >= floor and _is_heading(lines[index], setting):
        return index
    return anchor.index


def _heading_is_near(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> bool:
    above = anchor.index - 1
    return above >= 0 and not lines[anchor.index].after_gap and _is_heading(lines[above], setting)


def _is_fact_line(line: Line, setting: Setting) -> bool:
    know = setting.know
    if read_label(line, know.event_labels, know) is not None or is_price(line.text, know):
        return True
    clock = know.grammar.find_clock(line.text)
    return clock is not None and not (line.text[: clock.begin_at] + line.text[clock.end_at :]).strip(" .,-–|")


def _single(lines: Sequence[Line], anchor: Anchor, setting: Setting, findings: Findings) -> bool:
    title = _page_title(lines, anchor, setting)
    draft = Draft()
    if title is not None:
        draft.put("title", _unquoted(title.text), title, _RULE)
    is_listed = anchor.is_firm
    return _fill(draft, [line for line in lines if line is not title], anchor, setting, findings, is_listed=is_listed)


def _page_title(lines: Sequence[Line], anchor: Anchor, setting: Setting) -> Line | None:
    before = [line for line in lines[: anchor.index] if _is_heading(line, setting) and not _is_fact_line(line, setting)]
    plain = [line for line in before if not _is_kicker(line, setting)]
    below = [line for line in lines[anchor.index + 1 : anchor.index + 3] if _is_heading(line, setting)]
    return next(iter([*plain, *below, *before]), None)


def _unquoted(text: str) -> str:
    match = _QUOTED.match(text)
    return match["title"] if match else text


def _one_of_many(
    segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting, findings: Findings, *, is_list: bool
) -> bool:
    draft = Draft()
    title = _title_in(segment, anchor, offset, setting)
    if title is not None:
        text = anchor.beside if title is anchor.line else _unquoted(_BULLET.sub("", title.text))
        draft.put("title", text, title, _RULE, text)
    if anchor.beside and title is not None and title is not anchor.line:
        draft.put("location", anchor.beside, anchor.line, _RULE, anchor.beside)
    rest = [line for line in segment if line is not title]
    return _fill(draft, rest, anchor, setting, findings, is_listed=is_list)


def _title_in(segment: Sequence[Line], anchor: Anchor, offset: int, setting: Setting) -> Line | None:
    quoted = next((line for line in segment if _QUOTED.match(line.text)), None)
    if quoted is not None:
        return quoted
    before = segment[: anchor.index - offset]
    heading = next((line for line in before if _is_heading(line, setting) and not _is_fact_line(line, setting)), None)
    if heading is not None and not _is_kicker(heading, setting):
        return heading
    if anchor.beside:
        return anchor.line
    after = segment[anchor.index - offset + 1 :]
    return next((line for line in after[:3] if _is_heading(line, setting) and not _is_fact_line(line, setting)), None)


def _fill(
    draft: Draft, lines: Sequence[Line], anchor: Anchor, setting: Setting, findings: Findings, *, is_listed: bool
) -> bool:
    used = tuple(lines) if lines else (anchor.line,)
    text = _put_labels(draft, lines, anchor, setting)
    put_status(draft, text, setting)
    clock = (anchor.when.clock if anchor.when else None) or _loose_clock(lines, anchor, setting)
    _put_dates(draft, anchor, clock, setting, findings)
    _put_place(draft, text, anchor, setting)
    _put_price_line(draft, text, setting)
    is_supported = is_listed or _is_supported(draft, text, anchor, clock)
    find_price(draft, text, setting.know)
    find_registration(draft, text, setting)
    _put_text(draft, text, setting)
    place = draft.values.get("location")
    put_attendance(draft, place if isinstance(place, str) else None, used, setting.know)
    if not is_supported or "title" not in draft.values:
        findings.refuse("event", (anchor.line,), _RULE, "a date alone: no time, place, price or title beside it")
        return False
    findings.add(draft.make(Event, setting.code), used)
    return True


def _is_supported(draft: Draft, text: Sequence[Line], anchor: Anchor, clock: Clock | None) -> bool:
    is_range = anchor.when is not None and anchor.when.dates.is_range
    if is_range or {"location", "price", "status"} & draft.values.keys():
        # Nothing but an event lasts for days on a line of its own.
        return True
    # A date and a time above much prose date the prose.
    return clock is not None and sum(line.is_sentence for line in text) <= _MOST_PROSE


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
        if _is_fact_line(line, setting):
            return know.grammar.find_clock(line.text)
    return None


def _put_dates(draft: Draft, anchor: Anchor, clock: Clock | None, setting: Setting, findings: Findings) -> None:
    if draft.values.get("status") in {"postponed", "rescheduled"}:
        return
    if anchor.when is None:
        findings.refuse("event", (anchor.line,), "event.date", anchor.reason)
        return
    found = spans(anchor.when.dates, clock, setting.zone, setting.context)
    if isinstance(found, Unclear):
        findings.refuse("event", (anchor.line,), "event.date", found.reason)
    else:
        put_span(draft, found[0], anchor.line, _RULE)


def _put_place(draft: Draft, text: Sequence[Line], anchor: Anchor, setting: Setting) -> None:
    if "location" in draft.values:
        return
    for index, line in enumerate(text):
        for rule in setting.know.rules("address"):
            if rule.matches(line.text.rstrip(",")):
                above = _address_above(text, index)
                parts = [part.text.rstrip(" ,") for part in (*above, line)]
                draft.put("location", ", ".join(parts), (*above, line), rule.name)
                return
    below = next((line for line in text if line.number > anchor.line.number), None)
    _put_venue(draft, text, setting)
    if below is not None and not anchor.beside and _is_place(below, anchor, setting):
        draft.put("location", below.text.rstrip(" ,"), below, "event.line_below")


def _put_venue(draft: Draft, text: Sequence[Line], setting: Setting) -> None:
    for line in text:
        for rule in setting.know.rules("venue"):
            match = rule.search(line.text)
            if match is not None:
                draft.put("location", match["location"], line, rule.name, match[0])
                return


def _address_above(text: Sequence[Line], index: int) -> list[Line]:
    """Give the lines of a house and a street right above its postcode."""
    above: list[Line] = []
    while index > 0 and len(above) < 2 and not text[index].after_gap and _is_address_part(text[index - 1]):
        index -= 1
        above.insert(0, text[index])
    return above if any(c.isdigit() for line in above for c in line.text) else []


def _is_address_part(line: Line) -> bool:
    return not line.is_sentence and not line.text.endswith(":") and len(line.text) <= _LONGEST_PLACE


def _is_place(line: Line, anchor: Anchor, setting: Setting) -> bool:
    know = setting.know
    return (
        len(line.text) <= _LONGEST_PLACE
        and line.number - anchor.line.number <= 2
        and not line.is_sentence
        and _QUOTED.match(line.text) is None
        and know.not_a_place.fullmatch(line.text) is None
        and know.person_title.match(line.text) is None
        and not _is_fact_line(line, setting)
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
    prose = [line for line in text if line.is_sentence]
    if prose:
        draft.put("summary", prose[0].text, prose[0], _RULE)
        if len(prose) > 1:
            html = "\n".join(f"<p>{escape(line.text, quote=False)}</p>" for line in prose)
            draft.put("content", html, prose, _RULE)
