"""What an event tells beside time and place: who speaks, the kinds of tickets, what it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeds.expressions import has_digit
from feeds.model import Offer
from feeds.recognise import points
from feeds.recognise.draft import Draft, Setting
from feeds.recognise.facts import before_event
from feeds.recognise.page import Line, without_bullet
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_SPEAKERS = "event.speakers"
_TICKETS = "event.tickets"
_LONGEST = 200
_LONGEST_NAME = 45
_MOST_WORDS = 4
_FEWEST = 2
_LONGEST_SPEAKER = 160
_AROUND = " \t,/;|·•:–—.…-_"
_NOTE = re.compile(r"^\s*\([^()]{2,60}\)")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


def put(draft: Draft, lines: Sequence[Line], setting: Setting) -> list[Line]:
    """Keep the speakers and what the event is part of; give the lines that say something else too."""
    spoken = _put_speakers(draft, lines, setting.know)
    whole = _put_super_event(draft, lines, setting.know)
    return [line for line in lines if line.number not in spoken | whole]


def _put_speakers(draft: Draft, lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Read `Name, role, organization` lines under a heading that says that they speak."""
    for index, line in enumerate(lines):
        if not _is_speakers_heading(line, know):
            continue
        listed, people = [line], list[str]()
        for below in lines[index + 1 :]:
            names = _speakers_on(below, know)
            if not names:
                break
            listed.append(below)
            people.extend(names)
        if len(people) >= (1 if line.text.endswith(":") else _FEWEST):
            draft.put("performers", tuple(dict.fromkeys(people)), listed, _SPEAKERS)
            return {line.number for line in listed}
    return set()


def _is_speakers_heading(line: Line, know: Knowledge) -> bool:
    label = read_label(line, know.event_labels, know)
    if label is not None:
        return label == ("performers", "")
    return know.speakers_heading.fullmatch(line.text.rstrip(" :")) is not None


def _speakers_on(line: Line, know: Knowledge) -> tuple[str, ...]:
    text = without_bullet(line.cells[0] if len(line.cells) > 1 else line.text)
    if len(text) > _LONGEST_SPEAKER or has_digit(text) or read_label(line, know.event_labels, know) is not None:
        return ()
    head = text.split(" – ")[0].split(" - ")[0].split(": ")[0]
    return points.people_in(head, know)


def _put_super_event(draft: Draft, lines: Sequence[Line], know: Knowledge) -> set[int]:
    told = know.any_of("super_event")
    for line in lines:
        for rule in know.rules("super_event") if told.can_match(line.text) else ():
            match = rule.search(line.text)
            if match is None:
                continue
            name = next(value for key, value in match.groupdict().items() if key.startswith("super_event") and value)
            draft.put("super_event", name.strip('«»„“”" '), line, rule.name, match[0])
            return {line.number} if match.end() >= len(line.text.rstrip(".")) and match.start() == 0 else set()
    return set()


def put_tickets(draft: Draft, lines: Sequence[Line], setting: Setting) -> None:
    """Keep the kinds of tickets and until when they cost less; the event's date comes before."""
    # A line can be both of a row and told below it.
    lines = tuple(dict.fromkeys(lines))
    _put_early_bird(draft, lines, setting)
    _put_offers(draft, lines, setting.know)


def _put_early_bird(draft: Draft, lines: Sequence[Line], setting: Setting) -> None:
    cheaper = setting.know.any_of("early_bird")
    for line in lines:
        if not has_digit(line.text) or not cheaper.can_match(line.text):
            continue
        for rule in setting.know.rules("early_bird"):
            match = rule.search(line.text)
            if match is None:
                continue
            told = next(value for key, value in match.groupdict().items() if key.startswith("effective") and value)
            day = setting.know.grammar.first_day(told, before_event(draft, setting))
            draft.put("early_bird_deadline", day, line, rule.name, match[0])


def _put_offers(draft: Draft, lines: Sequence[Line], know: Knowledge) -> None:
    """Keep two or more names with a price each, on the price's line or on lines of their own."""
    texts = [without_bullet(line.text) if len(line.text) <= _LONGEST else "" for line in lines]
    # Most texts hold no price, and to see that is quicker than to look for each.
    can_be = know.any_of("price").is_in
    priced = [len(_prices(text, know)) if text and can_be(text) else 0 for text in texts]
    for line, text, count in zip(lines, texts, priced, strict=True):
        if not text or not has_digit(line.text):
            continue
        label = read_label(line, know.event_labels, know)
        if count < _FEWEST if label is None else label[0] != "price":
            continue
        offers = offers_in(text if label is None else label[1], know)
        if len(offers) >= _FEWEST:
            draft.put("offers", offers, line, _TICKETS)
            return
    if sum(map(bool, priced)) >= _FEWEST:
        _put_ticket_lines(draft, lines, texts, know)


def _put_ticket_lines(draft: Draft, lines: Sequence[Line], texts: Sequence[str], know: Knowledge) -> None:
    run: list[tuple[Line, Offer]] = []
    for line, text in zip(lines, texts, strict=True):
        offers = offers_in(text, know) if text else ()
        if len(offers) == 1 and read_label(line, know.event_labels, know) is None:
            run.append((line, offers[0]))
        elif len(run) >= _FEWEST:
            break
        else:
            run = []
    if len(run) >= _FEWEST:
        draft.put("offers", tuple(offer for _, offer in run), [line for line, _ in run], _TICKETS)


def offers_in(text: str, know: Knowledge) -> tuple[Offer, ...]:
    """Read names before prices; empty where a price has a name that is none of a ticket."""
    found: list[Offer] = []
    end = 0
    for match in _prices(text, know):
        name = _NOTE.sub("", text[end : match[0]]).strip(_AROUND)
        name = know.joiner.sub("", f" {name}" if know.joiner.match(f" {name}") else name).strip(_AROUND)
        end = match[1]
        if not name or know.event_labels.get(name.casefold()) == "price":
            continue
        if not _is_ticket(name, know):
            return ()
        found.append(Offer(name=name, price=_BRACKET.sub("", text[match[0] : end]).strip(" .,") or None))
    return tuple(found)


def _prices(text: str, know: Knowledge) -> list[tuple[int, int]]:
    found = [match.span() for rule in know.rules("price") for match in rule.pattern.finditer(text)]
    spans: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not spans or begin >= spans[-1][1]:
            spans.append((begin, end))
    return spans


def _is_ticket(name: str, know: Knowledge) -> bool:
    is_short = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return is_short and know.no_ticket.search(name) is None and know.grammar.find(name) is None and ". " not in name
