"""The uid says which item it is, the fingerprint what it says."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from factories import all_day_event, article, notice, posting, records, timed_event
from feeds.identity import bare, count_facts, fingerprint, mint, normalised
from feeds.model import Article, Event, Evidence, Item, Person

PIECE = Evidence(field="title", lines=(1, 1), text="x", rule="r")


def changed(item: Item, **facts: object) -> Item:
    return msgspec.structs.replace(item, **facts)


@pytest.mark.parametrize(
    ("item", "uid"),
    [
        (article(), "urn:uuid:8723113c-20c1-55bd-b3ab-fd2944d945e8"),
        (all_day_event(), "urn:uuid:83096b86-b537-5ced-bfa8-88af0e2e5817"),
        (notice(), "urn:uuid:28c6bc93-c02c-5f1a-bb0f-18e7d8946228"),
        (posting(), "urn:uuid:9fbc27e5-e077-551a-8b16-76d9fefd55a3"),
    ],
)
def test_uid_never_moves(item: Item, uid: str) -> None:
    # Whoever changes how uids are made shows every reader every item again.
    assert mint(item) == uid
    assert uuid.UUID(uid).version == 5


def test_all_items_have_uids_of_their_own() -> None:
    uids = [mint(record.item) for record in records()]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        (article(), {"title": "Noget andet"}),
        (article(), {"authors": ("En anden",)}),
        (all_day_event(), {"title": "Noget andet"}),
        (all_day_event(), {"start": date(2026, 5, 28)}),
        (all_day_event(), {"location": "Odense"}),
        (notice(), {"person": Person(name="En anden")}),
        (notice(), {"organization": "Andetsteds A/S"}),
        (notice(), {"change": "promoted"}),
        (notice(), {"effective": date(2025, 11, 1)}),
        (posting(), {"title": "Elev"}),
        (posting(), {"hiring_organization": "Andetsteds A/S"}),
        (posting(), {"job_location": "Odense"}),
    ],
)
def test_key_facts_tell_items_apart(item: Item, facts: dict[str, object]) -> None:
    assert mint(changed(item, **facts)) != mint(item)


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        (article(), {"content": "<p>Rettet.</p>", "summary": None, "language": None}),
        (all_day_event(), {"price": None, "summary": "Rettet", "evidence": (PIECE,)}),
        (notice(), {"text": "Rettet", "person": Person(name="ÅSE  bjørnø-nielsen")}),
        (posting(), {"valid_through": None}),
    ],
)
def test_other_facts_do_not(item: Item, facts: dict[str, object]) -> None:
    assert mint(changed(item, **facts)) == mint(item)


def test_case_space_and_composition_tell_nothing_apart() -> None:
    assert normalised("A\u030arhus\u00a0 Straße\n") == normalised("ÅRHUS STRASSE")


def test_an_address_of_its_own_is_the_identity() -> None:
    url = "https://example.org/a"
    assert mint(changed(article(), url=url, title="Rettet titel")) == mint(changed(article(), url=url))
    assert mint(changed(article(), url=url)) != mint(changed(posting(), url=url))


def test_days_of_a_series_share_an_address_but_no_uid() -> None:
    days = [Event(title="Kursus", url="https://example.org/k", series="k", start=date(2026, 5, day)) for day in (1, 2)]
    assert mint(days[0]) != mint(days[1])


def test_fingerprint_follows_facts_and_not_evidence() -> None:
    item = timed_event()
    assert fingerprint(changed(item, evidence=(PIECE,))) == fingerprint(item)
    assert fingerprint(changed(item, price="100 kr.")) != fingerprint(item)
    later = datetime(2026, 10, 27, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert fingerprint(changed(item, start=later)) != fingerprint(item)
    assert bare(changed(item, evidence=(PIECE,))) == item


def test_facts_are_counted() -> None:
    assert count_facts(Article(title="x")) == 1
    assert count_facts(Article(title="x", evidence=(PIECE,))) == 1
    assert count_facts(Article(title="x", authors=("a", "b"))) == 2
    old = changed(notice(), person=Person(name="x", age=None))
    assert count_facts(notice()) == count_facts(old) + 1
