"""Web addresses: one way to write each."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import factories
from feeds.addresses import web_address
from feeds.model import FORMATS, Channel, Format
from feeds.render import renderer
from feeds.settings import SiteTable

ADDRESS = re.compile(
    r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*)?"
)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("HTTPS://Example.ORG:443/A", "https://example.org/A"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:80/", "https://example.org:80/"),
        ("https://example.org.", "https://example.org"),
        ("https://blåbær.example/", f"https://{'blåbær'.encode('idna').decode()}.example/"),
        ("https://BLÅBÆR.example/", "https://xn--blbr-roah.example/"),
        ("https://xn--blbr-roah.example/", "https://xn--blbr-roah.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://[2001:DB8:0::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("https://e.org/blå bær/é?q=ø&a[]=1#é#x", "https://e.org/bl%C3%A5%20b%C3%A6r/%C3%A9?q=%C3%B8&a%5B%5D=1#%C3%A9%23x"),
        ("https://e.org/%7euser/%c3%a6%2F", "https://e.org/~user/%C3%A6%2F"),
        ("https://e.org/%zz%", "https://e.org/%25zz%25"),
        ("https://e.org/a/../b/./c/..", "https://e.org/b/"),
        ("https://e.org/../../x", "https://e.org/x"),
        ("https://e.org/%2e%2e/x", "https://e.org/x"),
        ("https://e.org//x", "https://e.org//x"),
        ("https://e.org/\"<>^`{|}\\'", "https://e.org/%22%3C%3E%5E%60%7B%7C%7D%5C'"),
        ("  https://e.org/a\r\n\tb\x00  ", "https://e.org/ab"),
        ("https://e.org?x", "https://e.org?x"),
    ],
)  # fmt: skip
def test_an_address_is_written_in_one_way(said: str, written: str) -> None:
    assert web_address(said) == written
    assert web_address(written) == written


@pytest.mark.parametrize(
    "said",
    [
        None, "", "javascript:alert(1)", "ftp://e.org/", "//e.org/", "e.org", "https://", "https:///x", "http://[bad/",
        "http://[::1%25eth0]/", "http://x:99999/", "http://x:0/", "http://a..b/", "http://-a.org/", "http://a b.org/",
        "https://bank.example@evil.example/", "https://me:secret@e.org/", f"https://{'a' * 64}.org/", "https://a<b.org/",
        f"https://{'æ' * 300}.org/", "https://e.org\\@evil.example/", "https://☃.example/", f"https://{'a.' * 130}org/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_none(said: str | None) -> None:
    assert web_address(said) is None


@given(st.text(max_size=60), st.sampled_from(("https://", "http://e.org/", "https://e.org/?", "https://e.org#", "")))
def test_whatever_comes_out_is_valid_and_stays(tail: str, start: str) -> None:
    made = web_address(start + tail)
    if made is not None:
        assert ADDRESS.fullmatch(made), made
        assert urlsplit(made).scheme in ("http", "https")
        assert web_address(made) == made


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("HTTPS://Feeds.Example.org:443", "https://feeds.example.org/"),
        ("https://blåbær.example/nyt og navne", None),
        ("https://blåbær.example/nyhéder", "https://xn--blbr-roah.example/nyh%C3%A9der/"),
        ("https://example.org:8443/%c3%a6/", "https://example.org:8443/%C3%A6/"),
        ("https://example.org//feeds/", None),
        ("https://example.org/a/../feeds/", None),
        ("https://example.org/./feeds/", None),
        ("https://example.org/..", None),
        ("https://example.org/%zz/", None),
        ('https://example.org/"x"/', None),
        ("https://example.org/a\\b/", None),
        ("https://a_b..example/", None),
    ],
)
def test_the_base_is_written_in_one_way_or_refused(said: str, written: str | None) -> None:
    if written is None:
        with pytest.raises(ValidationError, match="is no web address"):
            SiteTable.model_validate({"title": "x", "base_url": said})
    else:
        assert SiteTable.model_validate({"title": "x", "base_url": said}).base_url == written


@pytest.mark.parametrize("said", ["urn:uuid:00000000-0000-5000-8000-000000000001", "tag:example.org,2026-01:feeds"])
def test_a_site_may_have_an_id(said: str) -> None:
    assert SiteTable.model_validate({"title": "x", "id": said}).id == said


@pytest.mark.parametrize("said", ["", "it-nyt", "https://example.org/", "tag:example.org:x", "urn:uuid:a b", "urn:x"])
def test_an_id_is_a_uri_that_nobody_moves(said: str) -> None:
    with pytest.raises(ValidationError, match="is no urn: or tag: URI"):
        SiteTable.model_validate({"title": "x", "id": said})


@pytest.mark.parametrize("name", FORMATS)
def test_an_international_name_is_the_same_in_every_format(name: Format) -> None:
    base = SiteTable.model_validate({"title": "x", "base_url": "https://blåbær.example/"}).base_url
    site, one = factories.site(base), factories.record(factories.timed_event())
    made = renderer(name)
    channel = Channel(site=site, feed=factories.feed(), updated=factories.NOW)
    text = (made.head(channel) + made.entry(site, one, 10)).replace(b"\r\n ", b"").decode()
    hosts = set(re.findall(r"https://([^/\"<]*\.example)/", text))
    assert hosts == {"xn--blbr-roah.example"}
