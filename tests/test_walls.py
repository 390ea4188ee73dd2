"""Bot walls, consent pages and pages that a script would have to make, told apart from pages without news."""

from __future__ import annotations

import time
from typing import get_args

import pytest

from feeds.walls import Wall, wall, walled

TEXT = "<p>" + "The council met on Monday and talked about the new bridge over the river. " * 20 + "</p>"
APP = "<!doctype html><title>Events</title><script src=/a.js></script><script src=/b.js></script>"

CASES: dict[str, tuple[Wall | None, int, dict[str, str], str]] = {
    "a page": (None, 200, {}, f"<html><title>News</title>{TEXT}"),
    "an empty page": (None, 200, {}, "<html><title>News</title><h1>News</h1><p>Nothing at the moment.</p>"),
    "plain text": (None, 200, {}, "nothing new"),
    "no body": (None, 200, {}, ""),
    "cloudflare": ("blocked", 403, {}, "<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/h/b>"),
    "cloudflare by header": ("blocked", 200, {"cf-mitigated": "challenge"}, TEXT),
    "cloudflare 503": ("blocked", 503, {}, "<title>Attention Required! | Cloudflare</title>"),
    "incapsula": ("blocked", 200, {}, "<iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful.</iframe>"),
    "perimeterx": ("blocked", 200, {}, "<title>Access to this page has been denied</title><div id=px-captcha></div>"),
    "datadome": ("blocked", 200, {}, "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    "anubis": ("blocked", 200, {}, "<title>Making sure</title><script id=anubis_challenge>{}</script>"),
    "aws": ("blocked", 202, {"x-amzn-waf-action": "challenge"}, ""),
    "forbidden": ("blocked", 403, {}, "<h1>Forbidden</h1>"),
    "forbidden in words": ("blocked", 403, {}, "Forbidden"),
    "too many": ("blocked", 429, {}, "slow down"),
    "broken": (None, 500, {}, "<h1>Internal Server Error</h1>"),
    "under repair": (None, 503, {}, "<h1>Back soon</h1>"),
    "an article about captchas": (None, 200, {}, f"<title>Are you human?</title>{TEXT}<p>hcaptcha.com/1/api</p>"),
    "react": ("needs_script", 200, {}, f"{APP}<noscript>You need to enable JavaScript to run this app.</noscript>"),
    "vue": ("needs_script", 200, {}, f"{APP}<div id=app></div>"),
    "next": ("needs_script", 200, {}, f"{APP}<div id=\"__next\"><div></div></div>"),
    "angular": ("needs_script", 200, {}, f"{APP}<app-root>Loading...</app-root>"),
    "bare scripts": ("needs_script", 200, {}, f"{APP}<main id=x></main>"),
    "a page that also asks for scripts": (None, 200, {}, f"{APP}<noscript>Please enable JavaScript</noscript>{TEXT}"),
    "a page with a filled root": (None, 200, {}, f"{APP}<div id=app>{'<p>Nothing is planned.</p>' * 5}</div>"),
    "google's consent": ("consent", 200, {}, "<form action='https://consent.google.com/save'>Before you go on</form>"),
    "a consent wall": ("consent", 200, {}, "<div id=sp_message_container_1></div><p>We and our partners</p>"),
    "a form that asks for consent": ("consent", 200, {}, "<form method=post action='/collectConsent'>Fine</form>"),
    "a title that asks for consent": ("consent", 200, {}, "<title>Before you continue</title><p>We</p>"),
    "aws by script": ("blocked", 200, {}, "<script>AwsWafIntegration.forceRefreshToken()</script>"),
    "akamai": ("blocked", 200, {}, "<div data-u='/_sec/cp_challenge/x'></div>"),
    "cloudflare of old": ("blocked", 200, {}, "<form class=cf-chl-form></form>"),
    "gatsby": ("needs_script", 200, {}, "<script src=/a.js></script><div id='___gatsby'></div>"),
    "a mount that is no div": ("needs_script", 200, {}, "<script></script><main id=root><!-- app --></main>"),
    "angular of old": ("needs_script", 200, {}, f"<body ng-app=shop><p>{'{{event}} ' * 12}</p><script></script>"),
    "wix": ("needs_script", 200, {}, f"<div id='SITE_CONTAINER'>{'Menu ' * 20}</div><script></script>"),
    "asked in another language": (
        "needs_script", 200, {}, f"<script></script><noscript>Slå JavaScript til.</noscript>{'<p>Menu</p>' * 30}",
    ),
    "filled by a server": (None, 200, {}, f"<div data-reactroot>{'Nothing is planned. ' * 5}</div><script></script>"),
    "filled by a script": ("needs_script", 200, {}, "<div id=a data-reactroot>Menu</div><script></script>"),
    "a link that runs a script": (
        None, 200, {}, f"<script></script><noscript><a href='javascript:x'>x</a></noscript>{'<p>Nothing now.</p>' * 9}",
    ),
    "an element named like a root": (None, 200, {}, f"<div id=app-x></div>{'<p>Nothing</p>' * 12}<script></script>"),
    "a page behind its styles": (None, 200, {}, f"{APP}<div id=app></div><style>{'a{}' * 200_000}</style>{TEXT}"),
    "a page with a consent banner": (None, 200, {}, f"<div id=onetrust-banner-sdk></div>{TEXT}"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_walls_are_told_apart(name: str) -> None:
    expected, status, headers, body = CASES[name]
    assert wall(status, headers, body.encode()) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "<script",
        "<noscript>",
        "<!--",
        "<div id=root>",
        "<div ",
        "<app-root>",
        "javascript ",
        "<title>",
        "<",
        "<div id=a ",
        "<form action=",
        "<form ",
        "action=x",
        "<div id=root><!--",
        "<div id=root><!-- -->",
        "<main id=root><div></div>",
        "<a ng-app",
        "<script><a\n",
        "</script ",
        "<script></script><noscript>javascript",
    ],
)
def test_a_hostile_page_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    for page in (piece * 100_000, f"<script></script>{piece}" * 100_000, "<script></script><form " + piece * 100_000):
        assert wall(200, {}, page.encode()) in (None, "blocked", "consent", "needs_script")
    assert time.process_time() - begun < 10


def test_each_wall_is_told_with_its_fault_and_a_remedy() -> None:
    told = {found: walled("https://site.example/", found) for found in get_args(Wall)}
    faults = {found: error.fault for found, error in told.items()}
    assert faults == {"blocked": "blocked", "consent": "blocked", "needs_script": "needs_script"}
    assert all(error.remedy and error.where == "https://site.example/" for error in told.values())
    assert len({error.message for error in told.values()}) == 3
