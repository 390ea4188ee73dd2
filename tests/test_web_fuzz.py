"""Whatever a server sends: nothing but the errors that are foreseen, and nothing beyond a limit."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import NOW
from feeds import charsets, following
from feeds.addresses import web_address
from feeds.fetch import guard, manners, robots, unpack
from feeds.model import Fetched
from feeds.walls import wall

FEW = settings(max_examples=150, deadline=None)
TEXTS = st.text(max_size=200)
PIECES = st.sampled_from(
    [
        *(
            "<a ",
            "rel=next",
            'rel="next"',
            " href=",
            "'?p=2'",
            ">",
            "</a>",
            "<base href=//x",
            "<link ",
            "\x00",
            "http://[",
        ),
        *("{", '"next_url":', '"/2"', "}", "æ", "%zz", "javascript:", "//h/", "<!--"),
    ]
)


@FEW
@given(body=st.binary(max_size=300), coding=st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", "x", ",,"]))
def test_what_is_packed_badly_is_told_of(body: bytes, coding: str) -> None:
    found = b""
    with suppress(ValueError, unpack.TooLargeError):
        found = unpack.unpacked(body, coding, 10_000)
    assert len(found) <= max(10_000, len(body))


@FEW
@given(text=TEXTS | st.from_regex(r"[ 0-9,=a-z-]*max-age=[\"0-9 ,]*"), age=TEXTS)
def test_no_header_makes_us_wait_longer_than_a_day(text: str, age: str) -> None:
    for moment in (
        manners.retry_after({"retry-after": text}, NOW),
        manners.fresh_until({"cache-control": text, "age": age}, NOW),
    ):
        assert moment is None or NOW < moment <= NOW + timedelta(days=1)


@pytest.mark.parametrize(
    "said", ["Fri, 31 Dec 9999 23:59:59 -2300", "Mon, 01 Jan 0001 00:00:00 +2300", "1" * 400, "１２"]
)
def test_dates_at_the_ends_of_the_calendar_do_no_harm(said: str) -> None:
    moment = manners.retry_after({"retry-after": said}, NOW)
    assert moment is None or moment <= NOW + timedelta(days=1)


@FEW
@given(pieces=st.lists(PIECES, max_size=40), header=TEXTS | st.just('<>; rel="next", </p>; rel=next'), base=TEXTS)
def test_what_a_page_leads_to_is_a_web_address_or_nothing(pieces: list[str], header: str, base: str) -> None:
    body = "".join(pieces).encode()
    fetched = Fetched(location="x", body=body, url="https://example.org/a/b")
    found = [following.next_page(fetched, {"link": header}), following.absolute(fetched, base)]
    found += following.chosen(fetched, "a")
    assert all(address is None or web_address(address) == address for address in found)
    assert wall(200, {}, body) in (None, "blocked", "consent", "needs_script")


@FEW
@given(body=st.binary(max_size=400), said=TEXTS)
def test_every_document_can_be_read_as_some_text(body: bytes, said: str) -> None:
    assert isinstance(charsets.decoded(body, charsets.found(body, said)), str)


@FEW
@given(text=st.text(alphabet=st.sampled_from("User-agent: *\nDisallow/$%aæ\r#\x00"), max_size=200))
def test_every_robots_txt_says_yes_or_no(text: str) -> None:
    assert robots.allows(text, "https://example.org/æ?x=1") in (True, False)


@FEW
@given(address=st.ip_addresses())
def test_what_is_not_global_is_refused(address: object) -> None:
    told = guard.refusal(str(address))
    if getattr(address, "is_private", False) or getattr(address, "is_multicast", False):
        assert told
