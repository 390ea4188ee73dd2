"""What a page says of all its events: where they are, at what hour, what they cost."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.clocks import Clock
from feeds.expressions import has_digit
from feeds.recognise import cells, stamps
from feeds.recognise.entries import Usual
from feeds.recognise.facts import price_in
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge


def find_usual(others: Sequence[Line], know: Knowledge, *, is_timed: bool) -> Usual:
    """Find the sentences that say where all events take place, at what hour unless they tell it, and what they cost."""
    clocks, timed = ((), None) if is_timed else _usual_clocks(others, know)
    price = _usual_price(others, know) or (_price_beside(timed, know) if timed is not None else None)
    for line in others:
        place, told = _place_of_all(line.text, know)
        if place:
            clocks = clocks or stamps.find_clocks(told, know)[0]
            return Usual(place, clocks, line, price or _price_beside(line, know))
    return Usual(clocks=clocks, price=price)


def _usual_clocks(lines: Sequence[Line], know: Knowledge) -> tuple[tuple[Clock, ...], Line | None]:
    """Find the hour at which all begin: “All talks start at 7.30 pm”, “Doors 7 pm, film 7.30 pm”."""
    told = ((clocks, line) for line in lines if (clocks := clocks_of_all(line.text, know)))
    return next(told, ((), None))


def clocks_of_all(text: str, know: Knowledge) -> tuple[Clock, ...]:
    """Read the hour in a text that says it of all."""
    if not has_digit(text):
        return ()
    for match in know.hour_for_all.finditer(text):
        told = (know.sentences(text[match.end() :]) or [""])[0]
        clocks = stamps.take_clocks(told, know)[0]
        if clocks and know.grammar.find(told) is None:
            return clocks
    return ()


def tells_of_all(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a sentence above a list of days says at what hour, or where, all of them are."""
    told = (line.text for line in lines if line.is_sentence)
    return any(clocks_of_all(text, know) or _place_of_all(text, know)[0] for text in told)


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


def _place_of_all(text: str, know: Knowledge) -> tuple[str, str]:
    """Give the place in a text that says it of all, without the hour behind it, and the sentence that does.

    Opening hours, months and languages are none; the next sentence can say when the doors open.
    """
    match = know.for_all.search(text)
    if match is None:
        return "", ""
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
    return (place, told) if is_named and not is_season and know.hours.search(told) is None else ("", "")
