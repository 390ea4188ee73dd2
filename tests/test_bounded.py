"""Pages that are made to take for ever are read in time that grows with their length; all others as they are."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from feeds.parse.bounded import bounded
from feeds.parse.dom import parsed

HOSTILE = {
    "nesting": "<div>" * 200_000,
    "nesting that is closed": "<div>" * 50_000 + "</div>" * 50_000,
    "ends of what is not open": "<div></b>" * 50_000,
    "formats in paragraphs": "".join(f"<font size={n}><p>" for n in range(50_000)),
    "formats that differ": "".join(f"<B i{n}>" for n in range(50_000)),
    "formats without end": "<b " * 200_000,
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
    "attributes in quotes": "<a " + " ".join(f'a{n}="<>"' for n in range(100_000)) + ">",
    "attributes without end": "<a " + "b='" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_in_time(name: str) -> None:
    begun = process_time()
    assert parsed(HOSTILE[name]).body is not None
    assert process_time() - begun < 5


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").rglob("*.html")), ids=lambda path: path.stem)
def test_a_page_is_left_as_it_is(path: Path) -> None:
    html = path.read_text("utf-8", "replace")
    assert bounded(html) == html


def test_a_large_page_is_left_as_it_is() -> None:
    row = "<li class='a b' id=x><a href='/x'>A <b>title</b> <em>here</em></a><p>Some <i>words<br> and more</i>"
    html = f"<ul>{row * 5_000}</ul>"
    assert bounded(html) == html


def test_only_what_is_too_much_is_left_out() -> None:
    html = "<p>one " * 1_000 + "<b>" * 40 + "two" + "</b>" * 40 + "<i>three</i>"
    left = bounded(html)
    assert left.count("<b>") == 8
    assert left.endswith("</b><i>three</i>")
    deep = "<div>" * 6_000 + "<p>x</p>" * 3_000 + "</div>" * 6_000
    assert bounded(deep) == "<div>" * 5_000
