"""What a piece of an entry says: a cell of a table, a clause of a line, a sentence below the title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

import msgspec

from feeds.clocks import Clock
from feeds.expressions import has_digit
from feeds.recognise import stamps
from feeds.recognise.facts import is_price, tells_fate
from feeds.recognise.page import Line
from feeds.recognise.rules import CompiledRule, Knowledge
from feeds.recognise.stamps import Month, When

Sort: TypeAlias = Literal[
    "date",
    "clock",
    "every",
    "price",
    "status",
    "noise",
    "all_day",
    "label",
    "registration",
    "person",
    "lead",
    "place",
    "text",
]
#: Of about one page: several readers ask the same of the same clause.
_LATEST = 512
_STATUSES = ("cancelled", "moved", "moved_from", "postponed")
_JOINTS = " ,;:!.–—-|"
_DASH = re.compile(r"\s(?:[–—-]|--)\s")
_OPEN_TAIL = re.compile(r"\s*[(\[]\s*$")
_PARENS = re.compile(r"\s*\([^()]*\)$")
_COMPOUND = re.compile(r"-[^\W\d_]")
_NOTHING = re.compile(r"[\W_]*")
_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^\W_]*(?: [^\W\d_]+)?: ")
_FACTS = frozenset({"location", "price", "when", "end", "registration_deadline", "organizer"})
_SHORT_LABEL = re.compile(r"(?P<word>[^\W\d_]{2,6})\.:\s*(?P<value>\S.*)")
#: "12 persons", "9.5 km".
_COUNT = re.compile(r"(?<!\w)\d+(?:[.,]\d+)? (?:[^\W\d_A-ZÆØÅÄÖÜ]{3,}|(?:k?m|h|kg)(?!\w))")
#: "fugletårnet i Evja", in any language.
_IN_A_PLACE = re.compile(r"[^\W\d_]+ (?P<lead>[^\W\d_]{1,5}) [^\W\d_a-zæøåäöüß]\S*(?: [^\W\d_a-zæøåäöüß]\S*)?")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
#: "voksen 200, barn 80"; a clock time or a year is none.
_AMOUNT = re.compile(r" \d{1,4}(?:,[–-])?(?=[\s,;/]|$)(?! ?(?:[.:]\d|[–-] ?\d))")
#: "58 / 44 / 29 EUR": the sign of the money stands behind the last amount.
_PRICES_BEFORE = re.compile(r"(?:\d{1,4}(?:[.,]\d\d)?\s*/\s*)+(?=[\d£€$])")
#: Also behind what is shouted: "SCARY NIGHT. doors 8 pm".
_STOP = re.compile(r"\.\s+(?=[^\W\d_a-zæøåäöüß]|[£€$\d])|(?<=[^\W\d_a-zæøåäöüß]{3})\.\s+(?=[a-zæøåäöü])")
_SENTENCE_STOP = re.compile(r"(?<=[^\W\d])\.\s+(?=[^\W\d_a-zæøåäöüß])")
_MORE_OF_NAME = re.compile(
    r"\d{1,2}\. [^\W\d_]|[^\W\d_]+ \d{1,2}: |[^!?]+[!?] [^\W\d_A-ZÆØÅÄÖÜ]|[«„“”\"»].{3,100}[»“”\"«]$"
)
_HOURS_BEHIND = re.compile(
    r"(?<=[^\W\d_])[ ,]\s*(?P<hours>(?P<first>\d{1,2})"
    r"(?:(?:[.:]\d\d)?\s?[–-]\s?(?P<last>\d{1,2})(?:[.:]\d\d)?|[.:][0-5]\d))$"
)
#: Smaller numbers count something else.
_FIRST_HOUR, _LAST_HOUR = 6, 24
_LONGEST_UNIT = 3
#: So much of what follows a stop is looked at for what it tells: each stop of a sentence would read all the rest anew.
_LONGEST_FACT = 400
#: "Room B", "Hall 2", "Workshop IV".
_DESIGNATION = re.compile(r" (?:[A-Z]\d?|\d{1,3}[a-zA-Z]?|[IVX]{1,4})$")
_STREET = re.compile(r"[^\W\d_]\S*(?: [^\W\d_]\S*){0,2} \d{1,3} ?[a-zA-Z]?")
_LONGEST_PRICE = 70
_LONGEST_PLACE = 80
_LONGEST_NAME = 3
_MOST_WORDS = 9
_FEW, _FEW_WORDS = 1, 2
_NEAR = 6
_SHORT_WORD = 3


class Piece(msgspec.Struct, frozen=True):
    """A piece of a line, what sort of fact it is, and the time that it tells."""

    sort: Sort
    text: str
    line: Line
    when: When | None = None
    clocks: tuple[Clock, ...] = ()


def read_cell(text: str, line: Line, month: Month | None, know: Knowledge, *, has_date: bool) -> Piece:
    """Tell what one cell of a row says."""
    text = without_deadline(text, know)
    if _NOTHING.fullmatch(text) or know.tickets.fullmatch(text.strip(" !.»›>*()")) is not None:
        return Piece("noise", text, line)
    if not has_date:
        when = stamps.read(text, month, know)
        if when is not None and _is_date_only(when, know):
            return Piece("date", text, line, when, when.clocks)
    clocks = stamps.only_clocks(text, know)
    if clocks:
        return Piece("clock", text, line, None, clocks)
    return _read_words(text, line, month, know)


def without_deadline(text: str, know: Knowledge) -> str:
    """Leave out what says until when one can register: "950 kr., tilmelding senest 2. november"."""
    inner = _PARENS.search(text) if text[-1:] == ")" else None
    if inner is not None and inner.start() and has_digit(inner[0]) and know.deadline.search(inner[0]) is not None:
        # "£135 full board (deposit by 1 November)".
        text = text[: inner.start()]
    is_short = know.deadline.search(text) is not None and _SENTENCE_STOP.search(text) is None
    parts = _commas(text) if is_short else []
    if len(parts) < 2 or know.deadline.search(parts[0]) is not None:
        return text
    return ", ".join(itertools.takewhile(lambda part: know.deadline.search(part) is None, parts))


def _is_date_only(when: When, know: Knowledge) -> bool:
    """Tell whether nothing but a status or an older date in brackets stands beside a date."""
    if when.is_bare:
        return True
    left = _PARENS.sub("", f"{when.before} {when.after}".strip())
    if know.date_lead.fullmatch(left.strip(_JOINTS)) is not None:
        return True
    rest = without_status(know.filler.sub("", left), know)[0].strip(_JOINTS + "()")
    return not rest or know.date_lead.fullmatch(rest) is not None


def _read_words(text: str, line: Line, month: Month | None, know: Knowledge) -> Piece:
    bare = text.strip(" .!*()")
    every = stamps.recurrence(text, know)
    if every is not None and not text[: every.begin_at].strip():
        clocks, _ = stamps.find_clocks(text[every.end_at :], know)
        return Piece("every", every.text, line, stamps.read(text[every.end_at :], month, know), clocks)
    first = know.first_time.match(text)
    if first is not None:
        when = stamps.read(text[first.end() :], month, know)
        if when is not None:
            return Piece("date", text, line, when, when.clocks)
    if know.all_day.fullmatch(bare):
        return Piece("all_day", text, line)
    if know.audience.fullmatch(bare) or know.hours.match(bare) or know.undated.fullmatch(bare):
        return Piece("noise", text, line)
    title, told = without_status(text, know)
    if (told and not know.undated.sub("", title).strip(_JOINTS)) or _is_marked_fate(text, bare, know):
        return Piece("status", text, line)
    if told and (hours := stamps.only_clocks(title, know)):
        return Piece("clock", text, line, None, hours)
    if is_price_text(text, know):
        return Piece("price", text, line)
    if leads_to_person(text, know):
        return Piece("person", text, line)
    return Piece("text", text, line)


def _is_marked_fate(text: str, bare: str, know: Knowledge) -> bool:
    """Tell whether a text between brackets or stars says what becomes of an event: "**called off, no copy**"."""
    return bare[:1].islower() and len(text) - len(bare) > 1 and tells_fate(bare, know)


def leads_to_person(text: str, know: Knowledge) -> bool:
    """Tell whether a text opens with somebody's title; a word that leads to places too needs a whole name behind it."""
    if know.person_title.match(text) is None or ": " in text:
        return False
    lead = know.place_lead.match(text)
    rest = text[lead.end() :].strip() if lead is not None else ""
    return not rest or know.person_title.match(rest) is not None or is_person(rest, know) or rest.count(" ") > _FEW


def names_somebody(text: str, know: Knowledge) -> bool:
    """Tell whether a text is what somebody is and the name: "organist Mary Dam", whatever the word."""
    bare = without_place_lead(text, know)
    word, _, name = bare.partition(" ")
    is_word = word.islower() and know.place_noun.fullmatch(word) is None
    return is_word and know.person.fullmatch(name) is not None and is_person(name, know)


@lru_cache(_LATEST)
def is_price_text(text: str, know: Knowledge) -> bool:
    """Tell whether a short text is what an event costs, with all that is said about it."""
    bare = text.strip(" .")
    if len(text) > _LONGEST_PRICE:
        return False
    if is_price(bare, know) or know.free.fullmatch(bare) is not None:
        return True
    lead = know.price_lead.match(bare)
    rest = bare[lead.end() :] if lead is not None else bare
    more = _PRICES_BEFORE.match(bare)
    bare = bare[more.end() :] if more is not None else bare
    for rule in know.rules("price"):
        match = rule.search(bare)
        if match is None or _COMPOUND.match(bare, match.end()) is not None:
            # "Gratis-Führung" is a title.
            continue
        if lead is not None or match.start() <= 1 or _is_terms(bare[: match.start()]):
            return True
    if lead is not None and _AMOUNT.match(rest) is not None:
        return True
    free = know.free.match(bare)
    return (free is not None and not bare[free.end() :].startswith("-")) or (
        lead is not None and (not rest.strip() or know.free.search(rest) is not None)
    )


def _is_terms(text: str) -> bool:
    """Tell whether what stands before an amount is a word or two: "Startavgift", "CC:"."""
    return len(text.split()) <= 1 and not text.strip().endswith((",", "."))


def can_tell_status(text: str, know: Knowledge) -> bool:
    """Tell cheaply whether a text may tell of an event's fate."""
    return know.any_of(*_STATUSES).can_match(text)


@cache
def status_rules(know: Knowledge) -> tuple[CompiledRule, ...]:
    """List the rules that tell of an event's fate."""
    return tuple(rule for part in _STATUSES for rule in know.rules(part))


@lru_cache(_LATEST)
def without_status(text: str, know: Knowledge) -> tuple[str, bool]:
    """Take the words that tell an event's fate out of its title, wherever they stand."""
    if not can_tell_status(text, know):
        return text.strip(), False
    told = False
    for rule in status_rules(know):
        match = rule.search(text)
        if match is None:
            continue
        told = True
        before, after = text[: match.start()], text[match.end() :]
        if before.strip(" (*:!") and not before.rstrip().endswith("»"):
            cut = _DASH.split(before)
            # "Loppemarked – UDSAT, ny dato følger": what follows the word is about its fate too.
            text = before if len(cut) == 1 or cut[-1].strip() else before[: before.rstrip().rfind(" ")]
            text = _OPEN_TAIL.sub("", text).rstrip(_JOINTS)
        else:
            text = after.lstrip(_JOINTS + ")")
    return text.strip(), told


def clauses_of(text: str, line: Line, know: Knowledge) -> list[Piece]:
    """Divide the text that follows a date into its title, its place and what else it says."""
    who, colon, title = text.partition(": ")
    if colon and leads_to_person(who, know) and know.event_labels.get(who.casefold()) is None:
        # "Prof. Mia Holm: How we park, and why".
        name, *others = clauses_of(title, line, know) or [Piece("text", title, line)]
        while others and name.sort == "text" and _goes_on(others[0], know):
            name = msgspec.structs.replace(name, text=f"{name.text}, {others.pop(0).text}")
        return [name, *others, Piece("person", who, line)]
    pieces: list[Piece] = []
    for sentence in sentences(text, line, know):
        if is_labelled(sentence, know):
            pieces.append(Piece("label", sentence, line))
        elif not any(piece.sort != "status" for piece in pieces):
            pieces += _first_sentence(sentence, line, know)
        else:
            met = _met(sentence, line, know) if has_digit(sentence) else []
            if met:
                pieces += met
                continue
            piece = read_sentence(sentence, line, know)
            parts = (_registered(piece, know) or told_in(piece, know)) if ", " in piece.text else []
            if parts and len(parts[0].text.split()) <= _LONGEST_NAME:
                pieces += parts
                continue
            told = timed_behind([piece], know)
            if len(told) > 1 and not (_is_name(told[0].text) or know.places.search(told[0].text)):
                # "Stil op fra kl. 12."
                told = told[1:]
            # "Tingstova kl. 19.": what stands before a clock time is where.
            pieces += told if len(told) > 1 else [aside(piece, know) for piece in told]
    return pieces


def _registered(piece: Piece, know: Knowledge) -> list[Piece]:
    """Part the price from what is said of registration: "Registration on the day, £5"."""
    price = piece.text.rpartition(", ")[2]
    is_told = piece.sort == "registration" and is_price_text(price, know)
    return [Piece("price", _amount(price, know), piece.line), piece] if is_told else []


def _met(sentence: str, line: Line, know: Knowledge) -> list[Piece]:
    """Read "Meet 10 am at the car park, Uffington" and "9.30 am to 1 pm, Pitchford": a time, and a place behind it."""
    clock = know.grammar.find_clock(sentence)
    head = sentence[: clock.begin_at].strip() if clock is not None else ""
    if clock is None or know.doors.search(sentence) is not None or know.deadline.match(sentence) is not None:
        return []
    is_led = not head or know.clock_lead.fullmatch(head) is not None or know.meeting.fullmatch(head) is not None
    clocks, rest = stamps.take_clocks(sentence[clock.begin_at :], know) if is_led else ((), "")
    told = know.filler.sub("", rest).strip(" .,;")
    place = without_place_lead(told, know)
    is_named = place[:1].isupper() and len(place.split()) <= _MOST_WORDS
    if not clocks or not (is_named or (place != told and is_place(place, know))):
        return []
    return [Piece("clock", sentence, line, None, clocks), Piece("place", place, line)]


def _met_somewhere(sentence: str, line: Line, know: Knowledge) -> list[Piece]:
    """Read "Meet 10 am at the car park" and "Meet at the car park at 10": where one meets, and when."""
    met = know.meeting.match(sentence) if has_digit(sentence) else None
    if met is None:
        return []
    told = sentence[met.end() :].lstrip(" :")
    first, _, rest = told.partition(" ")
    # "Start at 10 in the car park": the word before the hour is of none.
    heads = (told, rest) if first.casefold() in know.small_words else (told,)
    timed = next((head for head in heads if stamps.take_clocks(head, know)[0]), "")
    # "…, home at about 7 pm".
    head, comma, tail = timed.rpartition(", ")
    timed = head if comma and know.grammar.find_clock(tail) is not None else timed
    return (_met(timed, line, know) if timed else []) or _met_then(sentence, line, know)


def _met_then(sentence: str, line: Line, know: Knowledge) -> list[Piece]:
    """Read "We meet at Hill School at 9.30": a place behind such a word, and a time behind it."""
    met = know.meeting.match(sentence) if has_digit(sentence) else None
    clock = know.grammar.find_clock(sentence) if met is not None else None
    if met is None or clock is None or clock.begin_at <= met.end() + _SHORT_WORD or know.deadline.search(sentence):
        return []
    told = sentence[met.end() : clock.begin_at].strip(_JOINTS)
    place = without_place_lead(told, know)
    clocks, rest = stamps.take_clocks(sentence[clock.begin_at :], know)
    is_definite = " " in told[: len(told) - len(place)].strip() or know.definite.fullmatch(place) is not None
    if not clocks or place in {told, ""} or not (place[:1].isupper() or is_definite or is_place(place, know)):
        return []
    more = rest.strip(_JOINTS)
    pieces = [Piece("place", place, line), Piece("clock", sentence, line, None, clocks)]
    return [*pieces, read_sentence(more, line, know)] if more[:1].isupper() else pieces


def is_labelled(sentence: str, know: Knowledge) -> bool:
    """Tell whether a sentence is a fact behind a label that no title can be."""
    label, colon, value = sentence.partition(":")
    return bool(colon) and bool(value.strip()) and know.event_labels.get(label.casefold()) in _FACTS


def aside(piece: Piece, know: Knowledge) -> Piece:
    """Leave out a later sentence that names no place: it tells of the event."""
    words = piece.text.split()
    is_list = any(word in know.language.dates.list_words for word in words)
    is_named = len(words) > 1 and _is_name(piece.text)
    if piece.sort != "text" or is_named or (know.places.search(piece.text) is not None and not is_list):
        return piece
    return Piece("noise", piece.text, piece.line)


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONGEST_NAME and all(word[:1].isupper() or word[:1].isdigit() for word in words)


def _joined_places(found: list[Piece], know: Knowledge) -> list[Piece]:
    """Join "Kulturhuset, Lille Sal" behind a title into one place."""
    kept: list[Piece] = []
    texts = 0
    for piece in found:
        texts += piece.sort == "text"
        last = kept[-1] if kept else None
        is_more = piece.sort == "text" and texts > 2 and last is not None and last.sort == "text"
        if is_more and last is not None and is_place(last.text, know) and is_place(piece.text, know):
            kept[-1] = Piece("text", f"{last.text}, {piece.text}", piece.line)
        else:
            kept.append(piece)
    return kept


def with_streets(found: Sequence[Piece], know: Knowledge) -> list[Piece]:
    """Join a house with the street or the town behind it: "Old Mill, Mill Lane 4", "Hagg Farm, Low Gill"."""
    kept: list[Piece] = []
    for piece in found:
        last = kept[-1] if kept else None
        is_street = piece.sort == "text" and _STREET.fullmatch(piece.text) is not None
        is_house = last is not None and last.sort == "text" and know.places.search(last.text) is not None
        is_town = is_house and piece.sort == "text" and _is_name(piece.text) and is_place(piece.text, know)
        if (is_street or is_town) and last is not None and last.sort in {"text", "place"} and is_place(last.text, know):
            kept[-1] = msgspec.structs.replace(last, text=f"{last.text}, {piece.text}")
        else:
            kept.append(piece)
    return kept


def divided(found: Sequence[Piece], know: Knowledge) -> tuple[Piece, ...]:
    """Divide the only text of a row: its title and its place stand in one cell."""
    texts = text_of(found)
    # "Prof. Mia Holm: How we park" in a cell of its own.
    texts = texts or [piece for piece in found if piece.sort == "person" and ": " in piece.text]
    if len(texts) != 1:
        return tuple(found)
    return tuple(
        part for piece in found for part in (clauses_of(piece.text, piece.line, know) if piece is texts[0] else [piece])
    )


def spread(found: Sequence[Piece], know: Knowledge) -> list[Piece]:
    """Spread cells that tell several facts ("kl. 19.30, Storsalen"), and the clock time behind a title."""
    kept: list[Piece] = []
    is_whole = len(text_of(found)) > 1 and not any(piece.sort == "clock" for piece in found)
    for piece in found:
        parts = told_in(piece, know) if "," in piece.text or ";" in piece.text else []
        if len(parts) > 1 and text_of(kept):
            kept += parts
        elif piece.sort == "text" and is_whole and has_digit(piece.text):
            kept += _with_hours(piece, know)
        else:
            kept.append(piece)
    return kept


def told_in(piece: Piece, know: Knowledge) -> list[Piece]:
    """Read the clauses of a text, if one of them is a day, a clock time or a price beside another."""
    if piece.sort != "text" or is_price_text(piece.text, know):
        return []
    parts: list[Piece] = []
    inner = _PARENS.search(piece.text)
    if inner is not None and stamps.find_clocks(inner[0], know)[0]:
        # "10-14, gården (grillen tændes kl. 12)".
        piece = msgspec.structs.replace(piece, text=piece.text[: inner.start()])
    for number, clause in enumerate(_commas(stamps.without_doors(piece.text, know))):
        # "afgøres kl. 14": one small word before a clock time says that it begins.
        word, _, time = clause.partition(" ")
        begins = number == 0 and word.islower() and word.isalpha() and stamps.only_clocks(time, know)
        part = read_cell(time if begins else clause, piece.line, None, know, has_date=number > 0)
        if parts and parts[-1].sort == part.sort == "text":
            parts[-1] = Piece("text", f"{parts[-1].text}, {clause}", piece.line)
        elif parts and parts[-1].sort == part.sort == "price":
            parts[-1] = Piece("price", f"{parts[-1].text}, {clause}", piece.line)
        else:
            parts.append(part)
    return parts if {"clock", "price", "date"} & {part.sort for part in parts} and text_of(parts) else []


def timed_titles(found: Sequence[Piece], know: Knowledge) -> list[Piece]:
    """Take the hours off the end of the first text, where no clock time stands elsewhere."""
    at = next((n for n, piece in enumerate(found) if piece.sort == "text"), None)
    if at is None or not has_digit(found[at].text) or any(piece.sort == "clock" for piece in found):
        return list(found)
    hours = _HOURS_BEHIND.search(found[at].text)
    return [*found[:at], *_with_hours(found[at], know), *found[at + 1 :]] if hours is not None else list(found)


def _with_hours(piece: Piece, know: Knowledge) -> list[Piece]:
    """Take the hours off the end of a title: "Loppemarked 09-15"."""
    hours = _HOURS_BEHIND.search(piece.text)
    if hours is None or not _FIRST_HOUR <= int(hours["first"]) < int(hours["last"] or _LAST_HOUR) <= _LAST_HOUR:
        return timed_behind([piece], know)
    clocks = stamps.only_clocks(hours["hours"], know)
    head = piece.text[: hours.start()].rstrip(" ,")
    return [Piece("text", head, piece.line), Piece("clock", piece.text, piece.line, None, clocks)]


def _first_sentence(sentence: str, line: Line, know: Knowledge) -> list[Piece]:
    pieces: list[Piece] = []
    sentence, inner = _brackets(sentence, line, know)
    parts = _commas(sentence)
    for number, part in enumerate(parts):
        piece = read_cell(part, line, None, know, has_date=True)
        known = pieces[-1] if pieces else None
        if known is not None and known.sort == piece.sort and piece.sort == "price":
            pieces[-1] = Piece("price", f"{known.text}, {piece.text}", line)
        elif known is not None and piece.sort == known.sort == "text" and _is_more_of_name(part, know):
            # "Turnering, 1. runde" is one name, as is "Talk by Jo Hall, “The lock”".
            pieces[-1] = Piece("text", f"{known.text}, {part}", line)
        elif has_digit(part) and know.meeting.match(part) is not None and (met := _met(part, line, know)):
            # "Departure 8 am from the hall".
            pieces += met
        elif number and piece.sort == "text" and (place := _meeting_point(part, know)):
            pieces.append(Piece("place", place, line))
        elif number == 0 and not _is_plain(piece, know):
            # "Cup final: Hull – Beverley, Old Ground": behind a comma stands where it is.
            is_placed = len(parts) > 1 and know.places.search(parts[1]) is not None
            # "Choir – St Mary, Church Street": the house stands behind a kind of event.
            words = _DASH.split(part)[0].split()
            is_placed = is_placed and know.occasion.fullmatch(words[-1] if words else "") is None
            pieces += timed_behind(_dashed(part, line, know, is_placed=is_placed), know)
        elif piece.sort == "text" and (dashed := _priced(part, line, know)):
            pieces += dashed
        elif know.deadline.search(part) is not None:
            pieces.append(Piece("registration", part, line))
        else:
            pieces += timed_behind([piece], know, is_title=False)
    return [*_joined_places(pieces, know), *inner]


def _is_more_of_name(part: str, know: Knowledge) -> bool:
    """Tell whether what stands behind a comma belongs to the title before it: “Women, who measured stars”."""
    if _MORE_OF_NAME.match(part) is not None:
        return True
    if not part[:1].islower() or part.count(" ") < _FEW_WORDS:
        return False
    # "Axe, saw and knife".
    is_list = part.split()[1] in know.language.dates.list_words and know.places.search(part) is None
    return is_list or know.relative.match(part) is not None


def _goes_on(piece: Piece, know: Knowledge) -> bool:
    """Tell whether a clause can only be more of the title before it: words in small letters that name no place."""
    text = piece.text
    is_small = piece.sort == "text" and text[:1].islower() and not has_digit(text)
    return is_small and know.place_lead.match(text) is None and know.places.search(text) is None


def _brackets(sentence: str, line: Line, know: Knowledge) -> tuple[str, list[Piece]]:
    """Read what stands in brackets at the end: "(Store Sal, 60 kr.)"."""
    match = _PARENS.search(sentence)
    if match is None or not match.start():
        return sentence, []
    inner = [read_cell(part, line, None, know, has_date=True) for part in _commas(match[0].strip(" ()"))]
    is_told = any(piece.sort in {"price", "clock"} for piece in inner)
    if is_price_text(match[0].strip(" ()"), know):
        inner = [Piece("price", match[0].strip(" ()"), line)]
    is_supplement = know.supplement.search(match[0]) is not None
    before = sentence[: match.start()].rstrip()
    head, _, last = before.rpartition(", ")
    # "Class 2 (£5)", but "Class, 13.00-14.30 (£5)" and "Class, Plot 14 (£5)".
    is_numbered = before[-1:].isdigit() and not head
    if not is_told or is_supplement or is_numbered or is_price_text(last, know):
        return sentence, []
    return before, inner


def timed_behind(found: list[Piece], know: Knowledge, *, is_title: bool = True) -> list[Piece]:
    """Take a clock time off the end of a title or a place: "Torvet kl. 10-13"."""
    kept: list[Piece] = []
    for piece in found:
        clock = know.grammar.find_clock(piece.text) if piece.sort == "text" else None
        before = piece.text[: clock.begin_at].rstrip() if clock is not None else ""
        if "(" in before and ")" not in before and not before.endswith("("):
            # "gården (grillen tændes kl. 12)": the time of something beside.
            kept.append(msgspec.structs.replace(piece, text=before[: before.index("(")].rstrip()))
            continue
        is_part = before.endswith((",", "(")) or (clock is not None and not piece.text[clock.begin_at].isdigit())
        if clock is not None and piece.text[clock.end_at - 1].isalpha():
            # "Meeting 7.30pm", "Exhibition 10am-4pm both days": what has its unit is no part of a name.
            behind = piece.text[clock.end_at :].strip(" ,.")
            is_part = is_part or not behind or know.filler.fullmatch(behind) is not None
        is_part = is_part or (not is_title and clock is not None and clock.end_at == len(piece.text))
        if clock is None or not before or not is_part:
            kept.append(piece)
            continue
        clocks, rest = stamps.find_clocks(piece.text, know)
        head = _without_hour_lead(before.strip(" ,(–—-"), know)
        behind = rest[len(before) :].strip(" ,)–—-")
        if behind.startswith(". "):
            kept += [Piece("text", head, piece.line), Piece("clock", piece.text, piece.line, None, clocks)]
            kept += [aside(read_sentence(told, piece.line, know), know) for told in know.sentences(behind[2:])]
            continue
        behind = "" if know.filler.fullmatch(behind.strip(" .")) is not None else behind.strip(" .")
        is_met = know.meeting.fullmatch(head) is not None
        kept += [
            Piece("noise" if is_met else "text", head, piece.line),
            Piece("clock", piece.text, piece.line, None, clocks),
        ]
        kept += [Piece("text", without_place_lead(behind, know), piece.line)] if behind else []
    return kept


def _without_hour_lead(text: str, know: Knowledge) -> str:
    """Drop the word before an hour in words: "The Moon at" half past seven."""
    head, _, last = text.rpartition(" ")
    return head if head and know.clock_lead.fullmatch(last) is not None else text


def _is_plain(piece: Piece, know: Knowledge) -> bool:
    """Tell whether a clause that comes first is nothing but a fact: "Gratis", not "Gratis suppe"."""
    if piece.sort == "price":
        bare = piece.text.strip(" .")
        return is_price(bare, know) or know.free.fullmatch(bare) is not None
    return piece.sort in {"status", "clock", "noise"}


def _commas(text: str) -> list[str]:
    """Split at commas outside brackets and quotation marks."""
    parts, begin, depth = [], 0, 0
    # A straight mark that stands alone is one of inches.
    both = '“«»"' if text.count('"') % 2 == 0 else "“«»"
    for index, char in enumerate(text):
        if char in "([„":
            depth += 1
        elif char in ")]”":
            depth = max(depth - 1, 0)
        elif char in both:
            # They open in one language and close in another.
            depth = 0 if depth else 1
        elif char in ",;" and depth == 0 and text[index + 1 : index + 2] == " ":
            parts.append(text[begin:index])
            begin = index + 1
    parts.append(text[begin:])
    return [part.strip() for part in parts if part.strip()]


def _priced(text: str, line: Line, know: Knowledge) -> list[Piece]:
    """Split off a price that a dash joins to a place: "Old Church – admission free"."""
    found = _dashed(text, line, know) if _DASH.search(text) is not None else []
    return found if len(found) > 1 and found[-1].sort == "price" else []


def _dashed(text: str, line: Line, know: Knowledge, *, is_placed: bool = False) -> list[Piece]:
    """Split off a place, a price or a status that a dash joins to a title; `is_placed` if the place stands behind."""
    title, at, place = text.partition(" @ ")
    if at:
        return [Piece("text", title, line), Piece("text", place, line)]
    first, *more = _DASH.split(text)
    if not more or (first.count('"') % 2 and text.count('"') % 2 == 0):
        return [Piece("text", text, line)]
    if without_status(first, know) == ("", True):
        behind = text[text.index(first) + len(first) :].lstrip(" –—-")
        return [Piece("status", first, line), *_dashed(behind, line, know)]
    last = read_cell(more[-1], line, None, know, has_date=True)
    is_named = not is_placed and _is_name(last.text) and know.kicker.fullmatch(first) is None
    is_place = last.sort == "text" and (know.places.search(last.text) is not None or is_named)
    if last.sort in {"price", "noise", "clock"} or is_place:
        return [*_dashed(text[: text.rindex(more[-1])].rstrip(" –—-"), line, know), last]
    return [Piece("text", text, line)]


def _begins(sentence: str, know: Knowledge) -> tuple[Clock, ...]:
    """Read the time at which a sentence says that something begins: "The film starts at 9 pm, and ends at 11"."""
    found = know.begins.search(sentence) if has_digit(sentence) else None
    if found is None or len(sentence[: found.start()].split()) > _FEW_WORDS:
        return ()
    clocks, rest = stamps.take_clocks(sentence[found.end() :], know)
    if len(clocks) != 1 or len(rest.split()) > _FEW_WORDS + 2:
        return ()
    last = know.grammar.find_clock(rest)
    if last is None or clocks[0].end is not None:
        return clocks
    return (msgspec.structs.replace(clocks[0], end=last.start),)


def read_sentence(sentence: str, line: Line, know: Knowledge) -> Piece:
    """Tell what one sentence below a title says."""
    kept = without_deadline(sentence, know)
    has_day = kept != sentence and know.grammar.find(sentence[len(kept) :]) is not None
    sentence = _spelt_out(kept if has_day else sentence, know)
    label = know.labelled(sentence)
    if label is not None and label["value"]:
        return Piece("label", sentence, line)
    clocks = stamps.only_clocks(sentence, know) or _begins(sentence, know)
    if clocks:
        return Piece("clock", sentence, line, None, clocks)
    first = sentence.partition(",")[0]
    if know.deadline.search(sentence) is not None and not is_price_text(first, know):
        return Piece("registration", sentence, line)
    if know.hours.search(sentence) is not None:
        return Piece("noise", sentence, line)
    piece = read_cell(sentence, line, None, know, has_date=True)
    if piece.sort == "price":
        sort: Sort = "noise" if know.fee.match(sentence) is not None else "price"
        return Piece(sort, _amount(piece.text, know), line)
    unknown = _UNKNOWN_LABEL.match(sentence) if piece.sort == "text" else None
    if unknown is not None:
        clocks, _ = stamps.take_clocks(sentence[unknown.end() :], know)
        return Piece("clock" if clocks else "person", sentence, line, None, clocks)
    place = _met_at(sentence, know) if piece.sort == "text" and line.is_sentence else ""
    return Piece("place", place, line) if place else piece


def _met_at(sentence: str, know: Knowledge) -> str:
    """Read "We meet at the Old Mill.": the place, if a name or a noun of places says that it is one."""
    met = know.meeting.match(sentence)
    behind = sentence[met.end() :].strip() if met is not None else ""
    lead = know.place_lead.match(behind)
    place = without_place_lead(behind, know).strip(" .") if lead is not None else ""
    is_named = (
        place[:1].isupper() or know.places.search(place) is not None or know.definite.fullmatch(place) is not None
    )
    house, _, street = place.partition(", ")
    is_whole = not street or _STREET.fullmatch(street) is not None
    return place if is_named and is_whole and is_place(house, know) else ""


def _meeting_point(clause: str, know: Knowledge) -> str:
    """Read "meet at the flagpole" behind a title: where one meets can be anywhere."""
    met = know.meeting.match(clause)
    behind = clause[met.end() :].strip() if met is not None else ""
    lead = know.place_lead.match(behind)
    place = without_place_lead(behind, know) if lead is not None else ""
    words = place.split()
    is_short = 0 < len(words) <= _LONGEST_NAME and all(map(str.isalpha, words))
    return place if is_short and know.event_verb.search(place) is None else ""


def _spelt_out(sentence: str, know: Knowledge) -> str:
    """Write out a label that is cut short: "Bill.: 150,-" is "Billett: 150,-"."""
    match = _SHORT_LABEL.match(sentence)
    word = match["word"].casefold() if match is not None else ""
    whole = next((label for label in know.event_labels if word and label.startswith(word)), "")
    return f"{whole}: {match['value']}" if match is not None and whole else sentence


def _amount(text: str, know: Knowledge) -> str:
    """Cut off what a price in a sentence is for: "60 kr. for mad"; whom it is for stays."""
    for rule in know.rules("price"):
        match = rule.search(text)
        rest = text[match.end() :].strip() if match is not None else ""
        tail = know.price_tail.match(rest)
        if match is not None and tail is not None and any(c.isdigit() for c in match[0]):
            return text if know.audience.match(rest) is not None else text[: match.end()]
    return text


def is_place(text: str, know: Knowledge) -> bool:
    """Tell whether a text can be a place: short, a name or a noun, and no sentence."""
    words = text.split()
    if _YEAR.search(text) is not None or not any(map(str.isalpha, text)):
        # "4° / -1°".
        return False
    if len(text) > _LONGEST_PLACE or not words or text.endswith(("!", "?", ":")) or len(words) > _MOST_WORDS:
        return False
    if know.not_a_place.fullmatch(text) is not None or leads_to_person(text, know):
        return False
    if " " in text and know.kicker.fullmatch(text) is not None and know.place_noun.fullmatch(text) is None:
        # "Puppet theatre".
        return False
    # "Lecture Room and galleries", "Meeting Room B".
    last = _DESIGNATION.sub("", know.joiner.split(text)[0]).split()[-1:]
    if know.kicker.match(text) is not None and not any(map(know.place_noun.fullmatch, (words[-1], *last))):
        is_named = _is_named_house(text, know) or _is_named_house(text.partition(" ")[2], know)
        return (len(words) > 1 and know.places.fullmatch(text) is not None) or is_named
    name = know.person.match(text)
    if name is not None and text[name.end() :].lstrip()[:1].islower() and know.places.search(text) is None:
        return False
    has_noun = know.places.search(text) is not None
    if _COUNT.search(text) is not None and not has_noun:
        # "Maks 12 personer".
        return False
    if text[:1].islower() and not has_noun:
        inside = _IN_A_PLACE.fullmatch(text)
        if inside is None or know.place_lead.fullmatch(inside["lead"]) is None:
            return False
    small = sum(word[:1].islower() and word not in know.small_words for word in words)
    return small <= 2 + (know.places.search(text) is not None)


def _is_house(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a place noun with its name or number behind it: "Hall B", "Museum Viken"."""
    noun = know.places.match(text)
    return noun is not None and not any(word[:1].islower() for word in text[noun.end() :].split())


def is_room(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a noun of places and nothing else, or with a word before it: "Boathouse", "Small hall"."""
    head, _, noun = text.rstrip(".").rpartition(" ")
    is_short = text[:1].isupper() and " " not in head
    return is_short and know.places.fullmatch(noun) is not None and know.kicker.fullmatch(text) is None


def is_house_in(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a house with its name or the town: "Parish Hall in Hull", "Sognehuset i Skovby"."""
    words = text.rstrip(".").split()
    at = next((n for n, word in enumerate(words) if n and know.place_lead.fullmatch(word)), len(words))
    head, town = words[:at], words[at + 1 :]
    has_noun = any(know.place_noun.fullmatch(word) or know.places.fullmatch(word) for word in (*head[:1], *head[-1:]))
    return has_noun and len(words) > 1 and all(word[:1].isupper() for word in (*head, *town)) and at + 1 != len(words)


def names_house(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a house or a room by its noun, alone, with a name or with a town: "the hall", "Hall B"."""
    if know.places.fullmatch(text) is not None:
        return True
    if ". " in text and len(know.sentences(text)) > 1:
        # "Disco. Barbecue at the Lake" is a title and a place.
        return False
    return _is_house(text, know) or is_room(text, know) or is_house_in(text, know) or _ends_with_noun(text, know)


def _ends_with_noun(text: str, know: Knowledge) -> bool:
    """Tell whether a name ends with a noun of places: "Holm Lecture Theatre"."""
    words = text.split()
    is_named = len(words) > 1 and all(word[:1].isupper() or word[:1].isdigit() for word in words)
    return is_named and know.place_noun.fullmatch(words[-1]) is not None


def _is_named_house(text: str, know: Knowledge) -> bool:
    """Tell whether a text that opens with a word for events and houses alike is a house: "Theatre on the Dyke".

    So is one whose second word is for houses alone: "Concert Hall Leeds".
    """
    noun = know.place_noun.match(text)
    name = without_place_lead(text[noun.end() :].strip(), know) if noun is not None else ""
    return bool(name) and all(word[:1].isupper() or word[:1].isdigit() for word in name.split())


def sentence_pieces(line: Line, know: Knowledge, text: str | None = None) -> list[Piece]:
    """Tell what a line below a title says, sentence by sentence."""
    value = line.text if text is None else text
    told = sentences(value, line, know)
    return [piece for text in told for piece in _met_somewhere(text, line, know) or [read_sentence(text, line, know)]]


def is_person(text: str, know: Knowledge) -> bool:
    """Tell whether a text is somebody's name, with where they are from behind a comma or not."""
    name = text.partition(",")[0].strip()
    is_name = know.person.fullmatch(name) is not None
    # "Salen" is a place, "Blomgård" can be somebody's.
    return is_name and know.place_noun.fullmatch(name.split()[-1]) is None and know.place_noun.match(name) is None


def sentences(text: str, line: Line, know: Knowledge) -> list[str]:
    """Split a text into sentences, also behind a number or a letter where a fact of its own follows."""
    found: list[str] = []
    at = 0
    for sentence in _whole_brackets(know.sentences(text), text):
        at = max(text.find(sentence, at), 0) + len(sentence)
        if text[at : at + 1] in {"?", "!"}:
            sentence += text[at]  # noqa: PLW2901
        if found and len(found[-1]) <= _LONGEST_UNIT and sentence[:1].isdigit():
            # "Kr. 1.450": the full stop is of the unit.
            found[-1] = f"{found[-1]}. {sentence}"
            continue
        begin = 0
        for stop in _STOP.finditer(sentence):
            word = sentence[: stop.start()].rsplit(" ", 1)[-1]
            if know.is_abbreviation(word) and not (len(word) == 1 and word.isupper()):
                continue
            sort = read_sentence(sentence[stop.end() :][:_LONGEST_FACT], line, know).sort
            head = sentence[begin : stop.start()]
            is_shouted = len(head) > _LONGEST_UNIT and head.isupper() and sentence[stop.end()].islower()
            is_label = head[-1:].isdigit() and _UNKNOWN_LABEL.match(sentence, stop.end()) is not None
            # "…, kl. 10. Bring a torch": no day of a month stands behind such a number.
            is_label = is_label or (head[-1:].isdigit() and _ends_in_hour(head, sentence[stop.end() :], know))
            if (
                is_shouted
                or is_label
                or sort == "price"
                or (sort not in {"text", "person"} and sentence[stop.end()].isalpha())
            ):
                found.append(sentence[begin : stop.start()])
                begin = stop.end()
        found.append(sentence[begin:])
    return found


def _ends_in_hour(head: str, behind: str, know: Knowledge) -> bool:
    """Tell whether a clause is a clock time, and what follows its stop goes on with a word that is no month."""
    word = behind.split(maxsplit=1)[0].casefold().strip(".,") if behind.strip() else ""
    clause = head.rpartition(", ")[2]
    is_word = word.isalpha() and word not in know.grammar.months
    return is_word and not clause.strip().isdigit() and bool(stamps.only_clocks(clause, know))


def _whole_brackets(found: Sequence[str], text: str) -> list[str]:
    """Join sentences that a full stop inside brackets parts: "(max. 24 boards)"."""
    if "(" not in text:
        return list(found)
    kept: list[str] = []
    for sentence in found:
        if kept and kept[-1].count("(") > kept[-1].count(")"):
            begin = text.find(kept[-1])
            kept[-1] = text[begin : text.find(sentence, begin + len(kept[-1])) + len(sentence)]
        else:
            kept.append(sentence)
    return kept


def bare_price(text: str, know: Knowledge) -> str:
    """Drop the word before an amount that is the price's label, and in brackets what is paid besides."""
    aside = _PARENS.search(text)
    if aside is not None and know.tickets.fullmatch(aside[0].strip(" ()!.")) is not None:
        # "180 kr. (sold out)".
        text = text[: aside.start()].rstrip()
    first, *more = _commas(know.supplement.sub("", text).strip())
    told = [part for part in more if _is_amount(part, know)]
    text = text if len(told) == len(more) and "(" not in text else ", ".join([first, *told])
    costs = know.costs.search(text)
    is_short = costs is not None and len(text[: costs.start()].split()) <= _FEW_WORDS
    if costs is not None and is_short and has_digit(text[costs.end() :][:_NEAR]):
        # "A ticket costs £5".
        text = text[costs.end() :].strip()
    first, _, rest = text.partition(" ")
    # "VVK 12 €, AK 15 €": such a word tells one price from the other.
    word = first.rstrip(":")
    is_label = know.event_labels.get(word.casefold()) == "price" and not word.isupper()
    # "Registration £12" is what that costs.
    is_label = is_label or know.deadline.fullmatch(word) is not None
    if is_label and any((m := rule.search(rest)) is not None and m.start() == 0 for rule in know.rules("price")):
        return rest
    return text


def _is_amount(text: str, know: Knowledge) -> bool:
    if know.audience.fullmatch(text.strip()) is not None:
        return False
    clock = know.grammar.find_clock(text) if len(text.split()) > _LONGEST_NAME and has_digit(text) else None
    if clock is not None and not has_digit(text[: clock.begin_at] + text[clock.end_at :]):
        # "Free, come when you like before 2 pm".
        return know.free.search(text) is not None
    return any(c.isdigit() for c in text) or know.free.search(text) is not None


def without_place_lead(text: str, know: Knowledge) -> str:
    """Drop the word that leads to a place: "hos", "at", "Ort:"."""
    match = know.place_lead.match(text)
    return text if match is None else text[match.end() :].strip(" :")


def split_place(title: str, know: Knowledge) -> tuple[str, str]:
    """Split "Hackweekend i Svendborg" into title and place, when what is left still is a title."""
    for match in know.place_lead.finditer(title):
        is_definite = match[0].casefold() not in know.place_splits
        if is_definite and " " in match[0] and know.place_noun.fullmatch(title[match.end() :].strip()) is not None:
            # "Music in the Park" is a name.
            continue
        head, place = title[: match.start()].rstrip(), title[match.end() :].strip()
        is_name = place[:1].isupper() and (
            all(word[:1].isupper() or word[:1].isdigit() for word in place.split())
            # "Annual meeting in St Olaf's schoolroom".
            or (place.count(" ") == 1 and know.place_noun.fullmatch(place.split()[-1]) is not None)
        )
        is_name = is_name or _is_house_of(place, know)
        words = head.split()
        if is_definite and know.place_noun.search(place) is None and know.places.fullmatch(place) is None:
            continue
        can_be_person = know.person_title.match(title[match.start() :]) is not None and is_person(place, know)
        if (
            is_name
            and not can_be_person
            and words
            and len(words) <= 2
            and len(words[-1]) > 4
            and know.subject.search(words[-1]) is None
        ):
            return head, place
    return title, ""


def _is_house_of(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a house, or a part of one, and its name: "Aula der Quellschule", "Hill School canteen"."""
    words = text.split()
    if not 2 < len(words) <= _LONGEST_NAME + 1:
        return False
    first, *inner, last = words
    is_ended = know.place_noun.fullmatch(last) is not None and all(word[:1].isupper() for word in (first, *inner))
    is_led = know.place_noun.fullmatch(first) is not None and last[:1].isupper()
    return is_ended or (is_led and all(word[:1].isupper() or len(word) <= _SHORT_WORD for word in inner))


def place_named(title: str, know: Knowledge) -> str:
    """Give the place with which a title ends, by a noun of places: "Jumble sale in the yard"."""
    leads = list(know.place_lead.finditer(title))
    last = leads[-1] if leads else None
    place = title[last.end() :].strip() if last is not None else ""
    words = place.split()
    if last is None or not last.start() or not 0 < len(words) <= _LONGEST_NAME:
        return ""
    lead, dates = last[0].split()[0].casefold(), know.language.dates
    if lead in dates.from_words and lead not in dates.before_day:
        # "Songs from the mill".
        return ""
    if place[:1].isupper():
        # "Field day at Hill Farm Schrotter"; one word alone can be part of a name, but "Toftavallen".
        is_noun = any(know.places.fullmatch(word) for word in words)
        is_name = all(word[:1].isupper() or word[:1].isdigit() for word in words)
        return place if is_noun and is_name and (len(words) > 1 or know.definite.fullmatch(place)) else ""
    if know.places.fullmatch(words[-1]) is None:
        return ""
    is_definite = know.definite.fullmatch(words[-1]) is not None or " " in last[0].strip()
    return place if is_definite or len(words) > 1 else ""


def house_of(title: str, know: Knowledge, *, is_alone: bool) -> str:
    """Give the place with which a title ends, unless it is in the title of a work or what one talks about.

    Where the title does not stand alone beside its day, and with a name of one word, a kind of event leads to it.
    """
    place = place_named(title, know)
    head = title[: len(title) - len(place)]
    kind, colon, _ = head.partition(": ")
    # "Film: A Night at the Opera House", "Foredrag om livet på Herregården".
    is_of_work = bool(colon) and (know.is_kind(kind) or know.subject.fullmatch(kind) is not None)
    if is_of_work or know.about.search(head) is not None:
        return ""
    is_plain = is_alone and (" " in place or not place[:1].isupper())
    return place if is_plain or know.occasion.search(head) is not None else ""


def house_told(piece: Piece, know: Knowledge) -> str:
    """Give the house with a name in which a sentence ends: "The choir sings in Hull Church"."""
    place = place_named(piece.text, know) if piece.line.is_sentence else ""
    head = piece.text[: len(piece.text) - len(place)]
    # "Mary tells of her years in Hull Church": a talk is elsewhere.
    is_told = know.staging.search(head) is not None and know.about.search(piece.text) is None
    is_told = is_told and len(head.split()) > _LONGEST_NAME
    return place if is_told and place[:1].isupper() and " " in place else ""


def place_in(text: str, know: Knowledge) -> str:
    """Give the house in a clause of a sentence: "we dine at the Old Mill", "essen wir im Gasthof Krone zu Abend"."""
    if know.places.search(text) is None:
        return ""
    for lead in know.place_lead.finditer(text):
        words = text[lead.end() :].split() if lead.start() else []
        named = list(itertools.takewhile(lambda word: word[:1].isupper() or word[:1].isdigit(), words))
        noun = words[len(named) : len(named) + 1]
        named += noun if noun and know.places.fullmatch(noun[0]) is not None else []
        if named and any(know.places.search(word) for word in named):
            return " ".join(named)
    return ""


def without_tail(title: str, know: Knowledge) -> str:
    """Drop what a title carries behind it: when the doors open, for whom it is, an older date."""
    match = _PARENS.search(title)
    while match is not None:
        inner = match[0].strip(" ()")
        is_note = (
            know.doors.search(inner)
            or know.deadline.search(inner)
            or know.audience.fullmatch(inner)
            or know.tickets.fullmatch(inner.strip("!. "))
        )
        if not is_note and not is_price_text(inner, know):
            break
        title = title[: match.start()]
        match = _PARENS.search(title)
    head, *tails = _DASH.split(title)
    if any(know.deadline.search(tail) and has_digit(tail) for tail in tails):
        # "Two-day tour – register by 1 July".
        title = " – ".join((head, *itertools.takewhile(lambda tail: know.deadline.search(tail) is None, tails)))
    elif tails and know.any_of("undated").search(tails[-1]) is not None:
        # "Viewing of plot 31 – moved to the autumn".
        title = title[: title.rindex(tails[-1])]
    return title.strip(" –—-,;:|")


def text_of(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces that are nothing known: titles, places, prose."""
    return [piece for piece in pieces if piece.sort == "text"]
