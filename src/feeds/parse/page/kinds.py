"""Of which kind the items of a list are, and the items that their facts make."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from feeds.dates import Context, Span
from feeds.expressions import has_digit
from feeds.model import (
    Article,
    AttendanceMode,
    Event,
    Evidence,
    Item,
    JobPosting,
    Kind,
    Rejected,
    day_of,
)
from feeds.parse.page.cards import Card, can_be_place, status_of
from feeds.parse.page.lists import STORY_WORDS
from feeds.parse.page.setting import Setting
from feeds.parse.page.tree import Element
from feeds.parse.prepared import prepared
from feeds.recognise import draft, entries
from feeds.recognise.page import read_lines
from feeds.recognise.rules import GENDERS, Knowledge, knowledge

_EVENT_WORDS = frozenset(
    {"event", "events", "calendar", "vevent", "tribe", "concert", "concerts", "gig", "gigs", "agenda"}
)
_JOB_WORDS = frozenset({"job", "jobs", "vacancy", "vacancies", "position", "positions", "career", "careers", "opening"})
_TICKETS = frozenset({"ticket", "sold out"})
_OF_EVENTS = frozenset({"event", "clock", *_TICKETS})
_MOST, _MANY = 0.5, 0.35
_LEAST_JOB = 4
_SAMPLE = 12
_PIECES = re.compile(r"\s+[|–—·•:-]\s+|:\s+")
_SHOWN = 200
#: Characters; what announces something is shorter.
_LONG = 600


class Surroundings:
    """What stands round a list: headings, the page's own, its address, and the class names around its items."""

    def __init__(self, headings: Sequence[str], setting: Setting, items: Sequence[Element]) -> None:
        self.day = setting.seen or setting.published
        know = knowledge(setting.language)
        pieces = (piece for heading in headings for piece in _PIECES.split(heading))
        self.names_events = any(know.list_heading.fullmatch(piece) for piece in pieces)
        address = setting.base
        path = unquote(urlsplit(address or "").path).replace("-", " ").replace("/", " ").replace("_", " ")
        self.headings = tuple(dict.fromkeys((*headings, path)))
        words: set[str] = set()
        for item in items[:3]:
            above: Element | None = item
            for _ in range(3):
                if above is not None:
                    words |= above.words
                    above = above.parent
        self.words = frozenset(words)
        self.is_article = bool(items) and items[0].tag == "article"

    def say(self, search: Callable[[str], object]) -> bool:
        """Tell whether one of the headings, or the address, says something."""
        return any(search(heading) for heading in self.headings)


def kind_of(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> Kind:
    """Tell of which kind most of the items are."""
    job = _job_points(cards, around, know)
    event = _event_points(cards, around, know)
    article = _article_points(cards, around, know)
    if job >= _LEAST_JOB and job >= event:
        return "job_posting"
    return "event" if event > article else "article"


def _share(cards: Sequence[Card], holds: Callable[[Card], object]) -> float:
    return sum(bool(holds(card)) for card in cards) / len(cards)


def _says_genders(card: Card) -> bool:
    return ("(" in card.title or "/" in card.title) and GENDERS.search(card.title) is not None


def _job_points(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> int:
    points = 0
    points += 3 * bool(around.say(know.jobs.heading.search))
    points += 3 * (not _JOB_WORDS.isdisjoint(around.words))
    points += 3 * (_share(cards, _says_genders) >= _MANY)
    points += 2 * (_share(cards, lambda card: card.signs & {"posting", "posting term"}) >= _MANY)
    points += 2 * (points > 0 and _share(cards[:_SAMPLE], lambda card: know.jobs.role.search(card.title)) >= _MOST)
    points += _share(cards, lambda card: card.deadline or "hiring_organization" in card.facts) >= _MOST
    points -= 3 * (_share(cards, lambda card: "clock" in card.signs) >= _MOST)
    return points


def _event_points(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> int:
    if _share(cards, lambda card: card.dates or card.unclear) < _MANY or _are_stamped(cards):
        return 0
    points = 1
    points += 3 * (not _EVENT_WORDS.isdisjoint(around.words))
    points += 3 if around.names_events else 2 * bool(around.say(know.heading.search))
    points += 4 * (_share(cards, lambda card: card.signs & _TICKETS) >= _MANY)
    points += 2 * any("sold out" in card.signs for card in cards)
    # No story is published on a day that lies ahead.
    points += 4 * (_share(cards, lambda card: _lies_ahead(card, around.day) is True) >= _MOST)
    points += 3 * (_share(cards, lambda card: "clock" in card.signs) >= _MANY)
    points += 2 * (_share(cards, lambda card: "event" in card.signs) >= _MANY)
    points += _share(cards, lambda card: card.facts.keys() & {"location", "place?", "price"}) >= _MOST
    points += _share(cards, lambda card: "no year" in card.signs) >= _MOST
    return points


def _are_stamped(cards: Sequence[Card]) -> bool:
    """Tell whether the times of a list are those of publications: to the minute, where things begin on round ones."""
    starts = [card.dates[0].start for card in cards if card.dates]
    timed = [start for start in starts if isinstance(start, datetime)]
    odd = sum(bool(start.second or start.minute % 5) for start in timed)
    return odd > 1 and odd >= len(timed) * _MOST


def _article_points(cards: Sequence[Card], around: Surroundings, know: Knowledge) -> int:
    points = 1
    points += 3 * (_share(cards, lambda card: card.published or "byline" in card.signs or card.authors) >= _MANY)
    points += 2 * (not STORY_WORDS.isdisjoint(around.words))
    points += 2 * bool(around.say(know.kind_of_text.search))
    points += around.is_article
    points += _share(cards, lambda card: card.summary) >= _MOST
    bare = [card for card in cards if card.signs.isdisjoint(_OF_EVENTS)]
    behind = [card for card in bare if _lies_ahead(card, around.day) is False]
    points += sum("story" in card.signs for card in bare) >= len(cards) * _MANY
    points += len(behind) == len(cards)
    points += sum(bool(card.categories) for card in behind) >= len(cards) * _MOST
    return points


def are_stories(cards: Sequence[Card], around: Surroundings, items: Sequence[Element]) -> bool:
    """Tell whether articles are such beyond doubt: long, or signed by most, or called so by class names."""
    is_signed = _share(cards, lambda card: "byline" in card.signs or card.authors) >= _MOST
    is_long = sum(item.size for item in items) > _LONG * len(items)
    return is_signed or is_long or not STORY_WORDS.isdisjoint(around.words)


def _lies_ahead(card: Card, day: date | None) -> bool | None:
    """Tell whether a card's day lies ahead of that on which the page was fetched; None when nobody can tell."""
    if day is None or not card.dates or "no year" in card.signs:
        return None
    return day_of(card.dates[0].end or card.dates[0].start) > day


def tells_of_events(cards: Sequence[Card], around: Surroundings) -> bool:
    """Tell whether dated items are events beyond doubt, whatever their titles look like."""
    if _share(cards, lambda card: card.dates or card.unclear) < _MOST:
        return False
    return around.names_events or _share(cards, lambda card: card.signs & _TICKETS) >= _MANY


def own_kind(card: Card, item: Element, kind: Kind) -> Kind:
    """Tell of which kind one item is, where it says so itself: an event among stories."""
    says_event = not _EVENT_WORDS.isdisjoint(item.words) or "event" in card.signs
    return "event" if kind == "article" and says_event and card.dates else kind


def items_of(card: Card, kind: Kind, setting: Setting, know: Knowledge, rule: str) -> list[Item | Rejected]:
    """Make the items that a card tells: one, or one for each of an event's dates."""
    if "advert" in card.signs or (kind == "article" and card.url is None):
        return []
    try:
        if kind == "event":
            return _events(card, setting, know, rule)
        one = _article(card, setting, rule) if kind == "article" else _posting(card, setting, know, rule)
        return [prepared(one, setting.source)] if one is not None else []
    except (ValueError, OverflowError) as error:
        return [refused(card, kind, rule, str(error))]


def refused(card: Card, kind: Kind, rule: str, reason: str) -> Rejected:
    """Say why a card became no item."""
    return Rejected(kind=kind, lines=card.lines, text=card.title[:_SHOWN], rule=rule, reason=reason)


def _events(card: Card, setting: Setting, know: Knowledge, rule: str) -> list[Item | Rejected]:
    if not card.dates and card.unclear is not None:
        # It is there, and has no place in a calendar.
        said = refused(card, "event", "event.date", card.unclear)
        return [_event(card, None, None, setting, rule), said]
    if not card.dates:
        reason = f"“{card.unread}” is no date" if card.unread else "no date: nothing in this entry says when"
        return [refused(card, "event", rule, reason)]
    series = card.title if len(card.dates) > 1 else None
    return [_event(card, span, series, setting, rule) for span in card.dates]


def _event(card: Card, span: Span | None, series: str | None, setting: Setting, rule: str) -> Item:
    know = knowledge(setting.language)
    location, price = _place_and_price(card, setting, know)
    start, end = (span.start, span.end) if span is not None else (None, None)
    event = Event(
        title=card.title,
        url=card.url,
        summary=card.summary,
        start=start,
        end=end,
        timezone=setting.zone.key if isinstance(start, datetime) else None,
        location=location,
        price=price,
        is_free=True if price and know.free.search(price) else None,
        attendance_mode=mode_of(location, know),
        organizer=card.facts.get("organizer"),
        registration_deadline=card.deadline,
        status=status_of(card, know),
        series=series,
        categories=card.categories,
        published=card.published,
        language=setting.told,
        evidence=_evidence(card, rule, ("title", "start") if start is not None else ("title",)),
    )
    return prepared(event, setting.source)


def _place_and_price(card: Card, setting: Setting, know: Knowledge) -> tuple[str | None, str | None]:
    """Give where an event is and what it costs: as marked, else as its words say, which recognition reads."""
    facts = card.facts
    place, price = facts.get("location"), facts.get("price")
    likely = facts.get("place?")
    if (place and price) or not any(has_digit(line) or line.endswith(".") for line in card.told):
        return place or likely, price
    title, *body = read_lines("\n".join((card.title, *card.told)))
    around = draft.Setting(know=know, zone=setting.zone, context=Context(), last_line=len(body) + 1)
    told = entries.read_below(title, body, around)
    found, cost = told.values.get("location"), told.values.get("price")
    # The first words of running text are rarely a place.
    prose = {line.number for line in body if line.is_sentence}
    is_certain = any(fact.field == "location" and fact.lines[0] not in prose for fact in told.evidence)
    is_likely = likely is not None and ". " not in likely
    is_certain = is_certain and isinstance(found, str) and can_be_place(found, know)
    place = place or (str(found) if is_certain and not is_likely else likely)
    return place, price or (cost if isinstance(cost, str) else None)


def mode_of(location: str | None, know: Knowledge) -> AttendanceMode | None:
    """Tell whether one attends on the spot or over the network."""
    if not location:
        return None
    return "online" if know.online.fullmatch(location) else "offline"


def _article(card: Card, setting: Setting, rule: str) -> Item:
    published = card.published or (card.dates[0].start if card.dates else None)
    return Article(
        title=card.title,
        url=card.url,
        summary=card.summary,
        published=published,
        authors=card.authors,
        categories=card.categories,
        language=setting.told,
        evidence=_evidence(card, rule, ("title", "published") if published else ("title",)),
    )


def _posting(card: Card, setting: Setting, know: Knowledge, rule: str) -> Item | None:
    if know.jobs.unsolicited.fullmatch(card.title) or know.jobs.closed.fullmatch(card.facts.get("status", "")):
        return None
    return JobPosting(
        title=card.title,
        url=card.url,
        summary=card.summary,
        hiring_organization=card.facts.get("hiring_organization"),
        job_location=card.facts.get("location") or card.facts.get("place?"),
        employment_type=card.facts.get("employment_type"),
        valid_through=card.deadline,
        published=card.published,
        categories=card.categories,
        language=setting.told,
        evidence=_evidence(card, rule, ("title",)),
    )


def _evidence(card: Card, rule: str, fields: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(Evidence(field=field, lines=card.lines, text=card.title, rule=rule) for field in fields)
