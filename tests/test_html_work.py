"""What reading a listing page costs, counted in calls, for clocks differ; and that what is spared changes nothing."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Article, Fetched, Source
from feeds.parse import html
from feeds.parse.bounded import bounded
from feeds.parse.moments import moment

# Benchmarks are run from the repository's root and are no part of the package.
sys.path.append(str(Path(__file__).parents[1]))

from benchmarks import listing_pages as measured

FEW = "<p>" * 1_001


def calls(source: Source) -> int:
    """Count the calls of functions, of Python's own too, by which a page is read; the first one prepares a lot."""
    read = measured.ours(source)
    first, second = measured.pages(2)
    read(first)
    counted: Counter[str] = Counter()
    sys.setprofile(lambda _, event, __: counted.update((event,)))
    try:
        read(second)
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


def test_a_card_is_read_in_few_calls() -> None:
    assert calls(measured._AUTOMATIC) < 1_000 * measured.EACH
    assert calls(measured._SELECTED) < 120 * measured.EACH


def test_both_ways_give_the_same_stories() -> None:
    fetched = Fetched(location="page", body=measured.pages(1)[0].encode(), url=measured.ADDRESS)
    listed, selected = (list(html.parse(fetched, one)) for one in (measured._AUTOMATIC, measured._SELECTED))
    assert len(listed) == len(selected) == measured.EACH
    for one, other in zip(listed, selected, strict=True):
        assert isinstance(one, Article)
        assert isinstance(other, Article)
        assert (one.title, one.url, one.published) == (other.title, other.url, other.published)


@pytest.mark.parametrize(
    "body",
    [
        "<title>x</title><p>Sæby – og</p>".encode(),
        "\ufeff<p>Sæby – og</p>".encode(),
        "<p>Sæby – og</p>".encode("utf-16"),
        "<p>Sæby – og</p>".encode("cp1252"),
        '<meta charset="utf-8"><p>Sæby – og</p>'.encode(),
        '<meta charset="utf-8"><p>Sæby – og</p>'.encode() + b"<i>\xe6</i>",
        '<meta charset="utf-8"><p>Sæby – og</p><i>\ufffd</i>'.encode(),
        '<meta charset="windows-1252"><p>Sæby – og</p>'.encode("cp1252"),
    ],
)
def test_a_page_is_the_same_whatever_its_bytes_are(body: bytes) -> None:
    document = html.Opened(Fetched(location="page", body=body))._document
    assert [node.text() for node in document.css("p")] == ["Sæby – og"]


def one_by_one(page: str) -> str:
    """Leave out formats beside eight open ones, tag by tag."""
    is_open: Counter[str] = Counter()
    left, at = "", 0
    for tag in re.finditer(r"<(/?)(b|i|strong)(?=[\s/>])", page, re.IGNORECASE | re.ASCII):
        if tag.start() < at:
            continue
        name = tag[2].lower()
        if tag[1]:
            is_open[name] -= is_open[name] > 0
        elif is_open.total() < 8:
            is_open[name] += 1
        else:
            left += page[at : tag.start()]
            at = end if (end := page.find(">", tag.end()) + 1) else len(page)
    return left + page[at:]


TAGS = ("<b>", "</b>", "<I x=1>", "</i>", "<strong", ">", "words", "<b>x</b>", "<i>x</I>", "<b a='<i>y</i>'>z</b>")


@given(st.lists(st.sampled_from((*TAGS, *TAGS[:1] * 6)), max_size=60))
def test_whole_formats_count_as_their_two_tags(parts: list[str]) -> None:
    page = FEW + "".join(parts)
    assert bounded(page) == one_by_one(page)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("2026-05-27T19:00:00+02:00", "2026-05-27 19:00:00 +02:00"),
        ("2026-05-27T19:00:00Z", "2026-05-27 19:00:00 UTC"),
        ("2026-05-27T19:00:00-00:00", "2026-05-27 19:00 GMT"),
        ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z"),
        ("2026-05-27T24:00:00Z", "2026-05-28T00:00:00Z"),
        ("2026-13-27T19:00:00Z", "2026-13-27 19:00:00 UTC"),
    ],
)
def test_the_usual_form_of_a_moment_is_no_other_moment(usual: str, other: str) -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    assert repr(moment(usual, zone, "en")) == repr(moment(other, zone, "en"))
