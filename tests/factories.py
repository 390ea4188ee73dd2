"""Builders of records and sites for tests; invented data, fixed clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from feeds.model import (
    Article,
    Event,
    Feed,
    Item,
    JobPosting,
    Person,
    PersonnelNotice,
    Record,
    Site,
    first_moment,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def calendar_order(known: Record) -> tuple[object, ...]:
    """The order of a calendar: by day, all-day events first, then by clock and uid."""
    moment = first_moment(known.item)
    assert moment is not None
    timed = moment.timestamp() if isinstance(moment, datetime) else 0.0
    return (moment.isoformat()[:10], isinstance(moment, datetime), timed, known.uid)


def site(base_url: str | None = "https://feeds.example.org/") -> Site:
    """A Danish site."""
    return Site(
        title="It-nyt & navne",
        description="Nyheder, arrangementer og navne",
        base_url=base_url,
        language="da",
        timezone="Europe/Copenhagen",
        author="Redaktionen",
        email="red@example.org",
    )


def feed(name: str = "all", **facts: object) -> Feed:
    """A feed of every kind unless told otherwise."""
    return Feed(**{"name": name, "title": "Alt nyt", "description": "Det hele", **facts})  # type: ignore[arg-type]


def record(item: Item, number: int = 1, **facts: object) -> Record:
    """A record whose uid follows from its number."""
    known = {
        "uid": f"urn:uuid:00000000-0000-5000-8000-{number:012d}",
        "item": item,
        "first_seen": NOW,
        "published": NOW,
        "last_changed": NOW,
        "sequence": 0,
        "fingerprint": f"{number:064d}",
        "sources": ("sider",),
        "position": number,
    }
    return Record(**{**known, **facts})  # type: ignore[arg-type]


def all_day_event() -> Event:
    """The seed's event."""
    return Event(
        title="Platform X 2026: Forretning, teknologi og transformation",
        summary="Mød verdens stærkeste platforme, samlet i København.",
        categories=("It-løsninger",),
        language="da",
        start=date(2026, 5, 27),
        end=date(2026, 5, 28),
        location="København V",
        price="Gratis deltagelse",
        is_free=True,
    )


def timed_event() -> Event:
    """An evening meeting with a clock, a comma, a semicolon and an ampersand."""
    return Event(
        title="Morgenmøde: Æbler, pærer; & <blåbær>",
        summary="Kaffe fra kl. 8.\nTag en kollega med.",
        language="da",
        start=datetime(2026, 10, 27, 9, 0, tzinfo=COPENHAGEN),
        end=datetime(2026, 10, 27, 16, 30, tzinfo=COPENHAGEN),
        timezone="Europe/Copenhagen",
        location="Strandvejen 1, 2100 København Ø",
    )


def undated_event() -> Event:
    """An event of a list that gives no date."""
    return Event(title="Forretningssystemdagen", language="da", categories=("It-løsninger",), location="Nordhavn")


def notice() -> PersonnelNotice:
    """An appointment with everything a notice can hold."""
    return PersonnelNotice(
        change="appointed",
        person=Person(name="Åse Bjørnø-Nielsen", age=41),
        organization="Kodehuset A/S",
        role_name="Chief Commercial Officer",
        effective=date(2025, 10, 1),
        language="da",
        location="Herning",
        focus="salg og drift",
        previous_role_name="Forretningsdirektør",
        previous_organization="Fibernord",
        text="Kodehuset A/S har pr. 1. oktober 2025 ansat Åse Bjørnø-Nielsen, 41 år, som Chief Commercial Officer.",
    )


def article() -> Article:
    """A story with a body."""
    return Article(
        title="Kameraer på vej: 5 < 7 & mere",
        summary="Den første telefon lanceres i juli.",
        content="<p>Første afsnit med æøå &amp; mere.</p>\n<h2>En mellemrubrik</h2>\n<p>Andet afsnit.</p>",
        authors=("Rasmus Testmann",),
        language="da",
        publication="Bladet",
    )


def posting() -> JobPosting:
    """An open position."""
    return JobPosting(
        title="Network Engineer",
        hiring_organization="Datahøj A/S",
        job_location="Københavnsområdet",
        language="da",
        valid_through=date(2026, 4, 1),
    )


def records() -> list[Record]:
    """One record of each kind."""
    items: tuple[Item, ...] = (article(), all_day_event(), timed_event(), undated_event(), notice(), posting())
    return [record(item, number) for number, item in enumerate(items, 1)]
