"""Pages that are there and yet not: bot walls, consent pages, and pages that a script would have to make; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from feeds.errors import SourceError

Wall: TypeAlias = Literal["blocked", "consent", "needs_script"]

_HEAD = 300_000  # bytes that are searched for marks
_LITTLE = 600  # characters of text that a page of nothing else may have
_LEAST = 80
_REFUSALS = frozenset({401, 403, 429})

_HIDDEN = re.compile(
    r"<(script|style|template|svg|noscript|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.I
)
# No part of an expression may run over the next "<": a page of nothing but those would take minutes.
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript\b[^<>]{0,300}>(.{0,1000}?)</noscript", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# Elements that frameworks fill: React, Vue, Quasar, Next, Nuxt, Gatsby, Svelte, Angular, Ember, Wix.
_ROOT = re.compile(
    r"<(?:div|main|section)\b[^<>]{0,300}\bid\s{0,9}=\s{0,9}[\"']?"
    r"(?:root|app|__next|__nuxt|___gatsby|svelte|main-app|app-root|q-app|ember-app(?:lication)?|react-root)(?=[\"'\s>])"
    r"[^<>]{0,300}>\s{0,99}(?:<!--[^<>]{0,300}-->\s{0,99})?(?:<div[^<>]{0,300}>\s{0,99}</div>\s{0,99}){0,3}"
    r"</(?:div|main|section)>"
    r"|<app-root\b[^<>]{0,300}>[^<]{0,40}</app-root"
    r"|<[a-z]{1,20}\b[^<>]{0,300}\s(?:ng-app\b|id=[\"']SITE_CONTAINER\b)",
    re.IGNORECASE,
)
# What a server fills bears these too: they say something of a page that is all but empty.
_FILLED = re.compile(r"<[a-z]{1,20}\b[^<>]{0,300}\s(?:data-reactroot|data-v-app)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:enable|activate|requires?|needs?|turn on|without)\b.{0,60}javascript|javascript.{0,60}"
    r"\b(?:enabled?|required|disabled|activated?)\b",
    re.DOTALL | re.IGNORECASE,
)
#: In any language, what stands there for want of scripts speaks of them by name.
_NAMES = re.compile(r"(?<![\w/])javascript(?![\w:])", re.IGNORECASE)
#: What the makers of bot walls write into their pages.
_WALL_TITLES = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|verify(?:ing)? you are human"
    r"|checking your browser|ddos-guard|pardon our interruption|security check|bot (?:check|verification)"
    r"|request unsuccessful|please wait\.\.\.|robot check|human verification",
    re.IGNORECASE,
)
_WALL_MARKS = re.compile(
    r"challenge-platform|cf-browser-verification|cf[-_]chl[-_]|cf_captcha_kind|_Incapsula_Resource|px-captcha|captcha-delivery\.com"
    r"|geo\.captcha|/_sec/cp_challenge|datadome|perimeterx|akamai-(?:challenge|bot)|sucuri_cloudproxy|awswaf|aws-waf-token|hcaptcha\.com/1/api"
    r"|challenges\.cloudflare\.com|anubis_challenge|within\.website/x/cmd/anubis|ddos-guard",
    re.IGNORECASE,
)
_CONSENT_MARKS = re.compile(
    r"consent\.(?:google|youtube|yahoo)\.|guce\.|privacy-?gate|privacywall|consent-?wall|cookie-?wall|sp_message_container"
    r"|consentmanager|didomi-host|usercentrics|cookiebot|onetrust-banner|cmpbox|truste-consent|quantcast-choice"
    r"|<form\b[^<>]{0,300}\saction=[\"']?[^\"'<>\s]{0,300}(?:consent|cookie-?wall)",
    re.IGNORECASE,
)
_CONSENT_TITLES = re.compile(r"before you continue|cookie ?wall|consent", re.IGNORECASE)


def said(headers: Mapping[str, str]) -> Wall | None:
    """Say what stands between us and the page by the headers of an answer alone."""
    if headers.get("cf-mitigated", "").lower() == "challenge" or "x-datadome-cid" in headers:
        return "blocked"
    return "blocked" if headers.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha") else None


def wall(status: int, headers: Mapping[str, str], body: bytes) -> Wall | None:
    """Say what stands between us and the page: for an answer that refuses, or a page on which nothing was found."""
    if (found := said(headers)) is not None:
        return found
    html = body[:_HEAD].decode("utf-8", "replace")
    if "<" not in html:
        return "blocked" if status in _REFUSALS else None
    title = _TITLE.search(html)
    text = _text(html)
    if len(text) < _LITTLE and len(body) > _HEAD:
        # Styles and scripts may fill all of the beginning.
        text = _text(body.decode("utf-8", "replace"))
    is_bare = len(text) < _LITTLE
    if is_bare and (_WALL_MARKS.search(html) or (title and _WALL_TITLES.search(title[1]))):
        return "blocked"
    if status in _REFUSALS:
        return "blocked"
    if is_bare and (_CONSENT_MARKS.search(html) or (title and _CONSENT_TITLES.search(title[1]))):
        return "consent"
    return "needs_script" if is_bare and _needs_script(html, text) else None


def walled(where: str, found: str | None) -> SourceError:
    """Say what stands before a page, and what to do."""
    if found == "needs_script":
        return SourceError(
            "the page is made by a script, and has no content without it",
            where=where,
            remedy="look for a feed, a calendar or an address of data on the site",
            fault="needs_script",
        )
    if found == "consent":
        return SourceError(
            "a consent page stands before it",
            where=where,
            remedy="give the cookie that remembers your choice in `cookies` of the source",
            fault="blocked",
        )
    return SourceError(
        "the site lets people in, and no programs (a bot wall)",
        where=where,
        remedy="ask its owner to let Feeds in, or look for its feed or calendar",
        fault="blocked",
    )


def _needs_script(html: str, text: str) -> bool:
    if not _SCRIPT.search(html):
        return False
    asks = any(_NAMES.search(found) for found in _NOSCRIPT.findall(html)) or bool(_ASKS.search(text))
    if asks or _ROOT.search(html):
        return True
    return len(text) < _LEAST and (len(_SCRIPT.findall(html)) > 1 or bool(_FILLED.search(html)))


def _text(html: str) -> str:
    return " ".join(_TAG.sub(" ", _HIDDEN.sub(" ", html)).split())
