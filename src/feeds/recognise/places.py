"""Where an event takes place: behind a label, beside its time, on a line of its own, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.recognise import cells
from feeds.recognise.blocks import Block
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.facts import is_price, price_in, tells_fate
from feeds.recognise.labels import Fact
from feeds.recognise.lines import Row, is_address, is_remark
from feeds.recognise.moments import read_told, without_times
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge, facts_of

_RULE = "event.place"
_MOST_WORDS = 4
_DASHED = re.compile(r"[–—-]")
_LONGEST_PLACE = 80
_AROUND = " ,;.|·•"
_SAID = re.compile(r"[.!?] (?P<label>[^\W\d_]+(?: [^\W\d_]+)?): (?=\S)")
_LETTERED = re.compile(r"(?<=[^\W\d_A-ZÆØÅÄÖÜ] [A-Z])\. ")
_CLAUSE = re.compile(r"[,;.!(]|\s[–—-]\s")


def put_place(draft: Draft, block: Block, setting: Setting) -> None:
    """Keep the place of a block: the label's, else what stands beside or below its time, else a sentence's."""
    facts = [fact for row in block.rows for fact in row.facts if fact.field == "new_location"]
    if not facts:
        _put_moved(draft, [row.line for row in block.rows], setting.know)
        facts = [fact for row in block.rows for fact in row.facts if fact.field == "location"]
        facts = [fact for fact in facts if not tells_fate(fact.value, setting.know)]
    if facts:
        _put_labelled(draft, facts, setting.know)
        return
    for row in block.rows:
        if row.line.is_sentence:
            _put_said(draft, row.line, setting.know)
    for row in block.rows:
        told = [place for cell in row.cells if (place := _place_in_cell(cell, setting.know))]
        told = [place for place in told if not (row.line.is_sentence and _goes_on(place, setting.know))]
        if told:
            # "The fair for wood · 17 to 19 September · Lake Hall": a noun of places says where.
            place = next((place for place in told if setting.know.places.search(place) is not None), told[0])
            place = cells.without_place_lead(place, setting.know) if place[:1].islower() else place
            draft.put("location", place, row.line, _RULE, place)
            return
    _put_line(draft, block, setting.know)
    put_venue(draft, [row.line for row in block.rows], setting.know)
    for row in block.rows:
        if row.part == "when" and row.line.is_sentence:
            put_place_of(draft, row.line, setting.know)
            _put_behind(draft, row, setting.know)


def _put_behind(draft: Draft, row: Row, know: Knowledge) -> None:
    """Keep the name right behind the time of a sentence: "Meet us: Thursday 5 March, 6-8pm, Mill Inn. Free."."""
    first = (know.sentences(row.told.after) or [""])[0]
    place = _place_in_cell(first, know) if row.told.moments and first else None
    if place and place[:1].isupper() and len(place.split()) <= _MOST_WORDS:
        draft.put("location", place, row.line, _RULE, place)


def _put_moved(draft: Draft, lines: Sequence[Line], know: Knowledge) -> None:
    """Keep the place that an event is moved to."""
    for line in lines:
        for rule in know.rules("moved_place"):
            match = rule.search(line.text)
            place = facts_of(match).get("location") if match is not None else None
            if match is not None and place and know.grammar.find(place) is None:
                draft.put("location", place, line, rule.name, match[0])
                return


def _put_labelled(draft: Draft, facts: Sequence[Fact], know: Knowledge) -> None:
    values: list[str] = []
    for fact in facts:
        first = know.sentences(fact.value)[:1]
        value = know.status_behind.sub("", first[0] if first else fact.value).strip(_AROUND)
        if value and not any(value in known for known in values):
            values.append(value)
    lines = tuple(line for fact in facts for line in fact.lines)
    text = facts[0].value if len(facts) == 1 and len(facts[0].lines) == 1 else None
    draft.put("location", ", ".join(values), lines, _RULE, text)


def _put_said(draft: Draft, line: Line, know: Knowledge) -> None:
    """Keep the place that one sentence of several says in the form of a label: “… bicycles. Place: the cellar.”."""
    for match in _SAID.finditer(line.text) if ": " in line.text else ():
        if know.event_labels.get(match["label"].casefold()) == "location":
            # A letter behind a noun ends a sentence: "Place: the cellar of block C. Free.".
            told = _LETTERED.split(line.text[match.end() :])[0]
            place = next(iter(know.sentences(told)), told).strip(_AROUND)
            draft.put("location", place, line, _RULE, place)
            return


def _place_in_cell(cell: str, know: Knowledge) -> str | None:
    """Give the place that a cell names, without a price or a remark behind it."""
    kept: list[str] = []
    for part in cell.split(", "):
        if price_in(part, know) or know.remark.fullmatch(part.strip(_AROUND)) is not None:
            break
        kept.append(part)
    text = _without_weekdays(", ".join(kept).strip(_AROUND), know)
    if ". " in text:
        first, _, last = know.sentences(text)[0].rpartition(". ")
        text = (first if first and price_in(last, know) else know.sentences(text)[0]).strip(_AROUND)
    return text if text and is_place(text, know) else None


def _goes_on(text: str, know: Knowledge) -> bool:
    """Tell whether a text goes on with a sentence: in small letters, and neither a noun of places nor led to one."""
    is_led = know.place_lead.match(text) is not None or know.places.match(text) is not None
    return text[:1].islower() and text.count(" ") > 1 and not is_led


def _without_weekdays(text: str, know: Knowledge) -> str:
    """Drop the days on which it is open before a place: "Tuesdays to Sundays Main Gallery"."""
    words = text.split()
    joints = know.language.dates.range_words
    for number, word in enumerate(words):
        parts = _DASHED.split(word.casefold().strip(".,"))
        days = know.grammar.weekdays
        if not (word in joints and number) and not all(part in days or part[:-1] in days for part in parts if part):
            return " ".join(words[number:])
    return text


def is_place(text: str, know: Knowledge) -> bool:
    """Tell whether a short text can be a place, and is nothing else that is known."""
    return (
        len(text) <= _LONGEST_PLACE
        and not text.endswith((":", "!", "?"))
        and any(char.isalpha() for char in text)
        and know.not_a_place.fullmatch(text) is None
        and know.person_title.match(text) is None
        and know.doors.search(text) is None
        and not is_remark(text, know)
        and not is_price(text, know)
        and know.grammar.find(text) is None
        and read_told(text, know).is_empty
    )


def _put_line(draft: Draft, block: Block, know: Knowledge) -> None:
    """Keep the short line next to the time, with the lines of an address below it."""
    rows = [row for row in block.rows if row is not block.title]
    cores = [i for i, row in enumerate(rows) if row.is_core]
    for core in sorted({cores[0], cores[-1]}) if cores else ():
        for index in range(core + 1, min(len(rows), core + 4)):
            row = rows[index]
            if row.line.after_gap and (index > core + 1 or _heads_text(rows, index, know)):
                break
            is_named = row.part in {"heading", "kicker"} or (row.part == "text" and is_address(row.line.text, know))
            if is_named and is_place(row.line.text.rstrip(" ,."), know):
                lines = [row.line, *_address_below(rows, index, know)]
                draft.put("location", ", ".join(line.text.strip(" ,.") for line in lines), lines, _RULE)
                return
            if row.part not in {"price", "clock", "remark"}:
                break
    _put_line_above(draft, rows[: cores[0]] if cores and "location" not in draft.values else [], know)


def _heads_text(rows: Sequence[Row], index: int, know: Knowledge) -> bool:
    """Tell whether a line apart between sentences is the heading of other text: "New caretaker"."""
    above, line = rows[index - 1].line, rows[index].line
    has_text = above.is_sentence and index + 1 < len(rows) and rows[index + 1].line.is_sentence
    return has_text and know.places.search(line.text) is None


def _put_line_above(draft: Draft, rows: Sequence[Row], know: Knowledge) -> None:
    """Keep a line between the title and the first fact that names a place."""
    for row in reversed(rows):
        text = row.line.text.strip(" ,.")
        if row.part in {"heading", "kicker"} and know.places.search(text) is not None and is_place(text, know):
            draft.put("location", text, row.line, _RULE)


def _address_below(rows: Sequence[Row], index: int, know: Knowledge) -> list[Line]:
    below: list[Line] = []
    for row in rows[index + 1 : index + 3]:
        if row.part == "price" or row.line.after_gap:
            break
        below.append(row.line)
        if any(rule.matches(row.line.text.rstrip(" ,.")) for rule in know.rules("address")):
            return below
    return []


def put_venue(draft: Draft, lines: Sequence[Line], know: Knowledge) -> None:
    """Keep the place that a sentence names."""
    for line in lines:
        for rule in know.rules("venue"):
            match = rule.search(line.text)
            if match is not None:
                draft.put("location", match["location"], line, rule.name, match[0])
                return


def put_place_of(draft: Draft, line: Line, know: Knowledge) -> None:
    """Keep the place that a sentence names behind "in", "at" and the like."""
    # A date ends the place before it.
    text = without_times(line.text, know).replace("\0", ";").replace(" ;", ";")
    _put_said(draft, line, know)
    for part in ("moved_place", "venue", "place"):
        for rule in know.rules(part):
            for match in rule.pattern.finditer(text):
                place = _before_verb(facts_of(match).get("location", ""), know).strip(_AROUND)
                if place and ";" not in place:
                    draft.put("location", place, line, rule.name, place)
                    return
    for clause in _CLAUSE.split(text):
        place = _met_at(clause.strip(), know)
        if place:
            draft.put("location", place, line, _RULE, place)
            return


def _before_verb(place: str, know: Knowledge) -> str:
    """End a place where its sentence goes on: "in Hull Church is sadly off"."""
    verb = know.weak_verb.search(place)
    return place[: verb.start()] if verb is not None and verb.start() else place


def _met_at(clause: str, know: Knowledge) -> str:
    """Give where a clause says that one meets, and nothing else: "we meet by the container"."""
    met = know.meeting.match(clause)
    rest = clause[met.end() :].lstrip(" :") if met is not None else ""
    lead = know.place_lead.match(rest)
    place = rest[lead.end() :].strip() if lead is not None else ""
    words = place.split()
    is_named = 0 < len(words) <= _MOST_WORDS and know.person_title.match(place) is None
    noun = words[-1] if is_named else ""
    is_noun = know.place_noun.fullmatch(noun) is not None or know.definite.fullmatch(noun) is not None
    return place if is_named and (place[:1].isupper() or is_noun or len(words) == 1) else ""
