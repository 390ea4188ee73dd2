"""The uid says which item it is, the fingerprint what it says."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import msgspec
import pytest

from factories import all_day_event, article, notice, posting, records, timed_event
from feeds.identity import (
    MATERIAL,
    bare,
    canonical_link,
    count_facts,
    differences,
    facts_key,
    fingerprint,
    keys,
    kin,
    link_path,
    mint,
    mint_announcement,
    normalised,
    occasion,
)
from feeds.model import KINDS, Article, Event, Evidence, Item, Person, decode_hook

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pat O\u2019Brien", "Pat O'Brien"),
        ("Pat O\u00b4Brien", "Pat O`Brien"),
        ("\u201dAlt om it\u201d", "\u00abAlt om it\u00bb"),
        ("It \u2013 i dag", "It - i dag"),
        ("R\u00fcbner\u2011Petersen", "R\u00fcbner-Petersen"),
        ("Data\u00adtekniker", "Datatekniker"),
        ("Data\u200b\ufeff tekniker\u2060", "Data tekniker"),
        ("\ufb01ber", "fiber"),
        ("\uff21\uff23\uff2d\uff25", "acme"),
    ],
)
def test_the_shape_of_signs_tells_nothing_apart(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_untitled_articles_are_told_apart_by_how_they_begin() -> None:
    one = Article(content="<p>Det sneede i nat.</p>\n<p>Meget.</p>")
    other = Article(content="<p>Solen skinner igen.</p>\n<p>Meget.</p>")
    assert mint(one) != mint(other)
    assert mint(one) == mint(changed(one, content="<p>Det sneede i nat.</p>\n<p>Rettet.</p>", summary="Rettet"))
    assert mint(changed(one, authors=("A",))) != mint(changed(other, authors=("A",)))
    assert mint(Article(summary="a")) != mint(Article(summary="b"))


def test_a_column_of_each_week_is_told_apart_by_its_day() -> None:
    first = changed(article(), published=date(2026, 3, 2))
    second = changed(article(), published=date(2026, 3, 9))
    assert len({mint(first), mint(second), mint(article())}) == 3
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert mint(changed(article(), published=noon)) == mint(first)


def test_an_edit_of_a_titled_article_leaves_it_itself() -> None:
    edited = changed(article(), summary="Nyt", content="<p>Alt er nyt.</p>", updated=date(2026, 3, 9))
    assert mint(edited) == mint(article())


def test_nothing_to_go_by_makes_no_common_item() -> None:
    assert mint(Event(summary="a")) != mint(Event(summary="b"))
    assert mint(Event(summary="a")) == mint(Event(summary="a", evidence=(PIECE,)))


def test_a_zone_or_its_rules_do_not_make_another_event() -> None:
    start = datetime(2026, 10, 27, 9, 0)  # noqa: DTZ001
    zones = (ZoneInfo("Europe/Copenhagen"), ZoneInfo("Europe/London"), timezone(timedelta(hours=3)))
    uids = {mint(changed(timed_event(), timezone=None, start=start.replace(tzinfo=zone))) for zone in zones}
    assert uids == {mint(timed_event())}
    evening = changed(timed_event(), start=start.replace(hour=20, tzinfo=ZoneInfo("Europe/Copenhagen")))
    assert mint(evening) != mint(timed_event())


def test_kin_are_the_forms_of_one_event() -> None:
    assert kin(changed(timed_event(), start=None)) == kin(timed_event())
    assert kin(changed(timed_event(), location="Odense")) != kin(timed_event())
    assert kin(article()) is None
    assert kin(changed(timed_event(), url="https://example.org/a")) is None
    assert kin(Event(location="Odense")) is None


def test_an_address_keeps_its_case() -> None:
    assert mint(Article(url="https://example.org/a")) != mint(Article(url="https://example.org/A"))


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "Europe/London"])
def test_a_stored_event_keeps_its_time_on_the_clock(zone: str) -> None:
    """As if the rules had been others when it was stored: with summer time in winter, and none in summer."""
    for month, offset in ((1, 2), (7, 0), (7, 1), (1, 0)):
        stored = f'{{"kind":"event","start":"2027-{month:02}-05T19:00:00+0{offset}:00","timezone":"{zone}"}}'
        for text in (stored, stored.replace("+00:00", "Z")):
            event = msgspec.json.decode(text, type=Event, dec_hook=decode_hook)
            assert isinstance(event.start, datetime)
            assert (event.start.hour, str(event.start.tzinfo)) == (19, zone)
    # The second of two hours alike is still the second.
    twice = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Copenhagen"))
    encoded = msgspec.json.encode(Event(start=twice, timezone="Europe/Copenhagen"))
    again = msgspec.json.decode(encoded, type=Event, dec_hook=decode_hook)
    assert isinstance(again.start, datetime)
    assert again.start.utcoffset() == twice.utcoffset()


def test_an_instant_is_put_into_its_zone() -> None:
    event = Event(start=datetime(2026, 7, 1, 12, 0, tzinfo=UTC), timezone="Europe/Copenhagen")
    assert isinstance(event.start, datetime)
    assert event.start.hour == 14


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


def tiers(item: Item, source: str = "a") -> list[str]:
    return [key.partition(":")[0] for key in keys(item, source)]


def test_what_an_item_is_known_by_has_the_surest_first() -> None:
    url = "https://example.org/nyt/kameraer-paa-vej"
    assert tiers(article()) == ["facts"]
    assert tiers(changed(article(), url=url)) == ["link", "facts"]
    assert tiers(changed(article(), url=url, identifier="tag:example.org,2026:1")) == ["id", "link", "facts"]
    assert tiers(changed(article(), url="https://example.org/")) == ["facts"]
    for record in records():
        assert keys(record.item)[-1] == facts_key(record.item)
    assert len({key for record in records() for key in keys(record.item)}) == len(records())


def test_a_number_is_an_id_of_its_source_and_a_uri_of_the_world() -> None:
    numbered, named = changed(article(), identifier="7"), changed(article(), identifier="urn:example:7")
    assert keys(numbered, "a")[0] != keys(numbered, "b")[0]
    assert keys(numbered, "a")[-1] == keys(numbered, "b")[-1]
    assert keys(named, "a") == keys(named, "b")
    assert mint(numbered, "a") != mint(numbered, "b")
    assert mint(named, "a") == mint(named, "b")
    other = changed(posting(), identifier="urn:example:7")
    assert keys(other, "a")[0] != keys(named, "a")[0]


def test_an_id_outlives_every_other_fact() -> None:
    one = changed(article(), identifier="urn:example:7", url="https://example.org/a")
    other = Article(title="Alt er nyt", identifier="urn:example:7", url="https://example.org/b")
    assert keys(one)[0] == keys(other)[0]
    assert mint(one) == mint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://example.org/a"),
        ("https://www.example.org/a", "https://example.org/a/"),
        ("https://example.org:443/a", "http://example.org:80/a"),
        ("https://EXAMPLE.org/a", "https://example.org/a"),
        ("https://example.org/a#del-2", "https://example.org/a"),
        ("https://example.org/a?utm_source=nyhedsbrev&utm_medium=mail", "https://example.org/a"),
        ("https://example.org/a?fbclid=x&id=3", "https://example.org/a?id=3"),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
        ("  https://example.org/a\n", "https://example.org/a"),
    ],
)
def test_the_forms_of_an_address_are_one_link(one: str, other: str) -> None:
    assert canonical_link(one) == canonical_link(other)
    known_by = [keys(changed(article(), url=url))[0] for url in (one, other)]
    assert known_by[0] == known_by[1]
    assert known_by[0].startswith("link:")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a?id", "https://example.org/a"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org/a?sort=utm_x", "https://example.org/a"),
    ],
)
def test_another_address_is_another_link(one: str, other: str) -> None:
    assert canonical_link(one) != canonical_link(other)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://example.org",
        "https://www.example.org/?utm_source=x",
        "mailto:a@example.org",
        "/a",
        "javascript:alert(1)",
        "https://",
        "https://[x/a",
        "https://example.org:99999/a",
        "ftp://example.org/a",
    ],
)
def test_what_names_no_item_is_no_link(url: str | None) -> None:
    assert canonical_link(url) is None
    assert link_path(url) is None
    assert tiers(changed(article(), url=url)) == ["facts"]


def test_a_path_outlives_its_host_where_it_is_telling() -> None:
    assert link_path("https://old.example.org/nyt/kameraer-paa-vej") == link_path(
        "http://new.example/nyt/kameraer-paa-vej/"
    )
    assert link_path("https://example.org/nyt/kameraer-paa-vej") == "nyt/kameraer-paa-vej"
    assert link_path("https://example.org/om-os") is None
    assert link_path("https://example.org/nyt?article=12345") == "nyt?article=12345"


def test_a_uid_never_means_two_things() -> None:
    taken: set[str] = set()
    linked = changed(article(), url="https://example.org/a")
    for _ in range(4):
        uid = mint(linked, "a", taken)
        assert uid not in taken
        assert uuid.UUID(uid).version == 5
        taken.add(uid)
    # First by the address, then by the facts, then by counting; and always the same.
    assert mint(linked, "a") in taken
    assert mint(article(), "a") in taken
    assert len(taken) == 4
    assert mint(linked, "a", taken) == mint(linked, "a", set(taken))


def test_the_days_of_a_series_have_links_of_their_own() -> None:
    days = [Event(title="Kursus", url="https://example.org/k", series="k", start=date(2026, 5, day)) for day in (1, 2)]
    assert keys(days[0])[0] != keys(days[1])[0]
    apart = [changed(day, series=None) for day in days]
    assert keys(apart[0])[0] == keys(apart[1])[0]


def test_an_occasion_is_what_the_clocks_there_show() -> None:
    assert occasion(timed_event()) == "2026-10-27T09:00"
    assert occasion(all_day_event()) == "2026-05-27"
    assert occasion(changed(all_day_event(), start=None)) == occasion(article()) == ""


def test_each_change_is_announced_under_a_uid_of_its_own() -> None:
    uid = mint(timed_event())
    made = {mint_announcement(uid, what, number) for what in ("moved", "cancelled") for number in (1, 2)}
    assert len(made | {uid}) == 5
    assert mint_announcement(uid, "moved", 1) in made


def test_material_facts_are_those_a_reader_would_call_news() -> None:
    assert set(MATERIAL) == set(KINDS)
    for names in MATERIAL.values():
        assert {"title", "url", "summary", "content"} <= set(names)
        assert not {"evidence", "categories", "language", "timezone", "updated", "identifier", "published"} & set(names)
    assert {"start", "end", "location", "status", "price"} <= set(MATERIAL["event"])
    assert {"person", "role_name", "effective"} <= set(MATERIAL["personnel_notice"])
    assert {"valid_through"} <= set(MATERIAL["job_posting"])


def test_space_and_the_order_of_categories_are_no_news() -> None:
    item = changed(article(), categories=("It", "Navne"))
    for facts in (
        {"categories": ("Navne", "It")},
        {"categories": ("Navne",)},
        {"summary": f"  {str(article().summary).replace(' ', chr(10))}\t"},
        {"language": "no", "updated": date(2026, 3, 9), "published": date(2026, 3, 9), "identifier": "9"},
    ):
        assert fingerprint(changed(item, **facts)) == fingerprint(item)
        assert differences(item, changed(item, **facts)) == ()
    assert fingerprint(changed(item, summary="Rettet")) != fingerprint(item)


def test_differences_are_named_in_the_order_of_the_kind() -> None:
    moved = changed(timed_event(), location="Odense", price="100 kr.", title="Nyt", evidence=(PIECE,))
    assert differences(timed_event(), moved) == ("title", "location", "price")
    assert differences(notice(), changed(notice(), person=Person(name="En anden"))) == ("person",)
