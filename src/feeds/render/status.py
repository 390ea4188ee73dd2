"""How all is, as JSON for programs, a page for people, and a badge: a small picture with two words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from feeds import wording
from feeds.conditions import FeedStatus, SourceStatus, Status
from feeds.model import Config, Feed, Site
from feeds.render.cards import Frame, Moment, moment

if TYPE_CHECKING:
    from feeds.render.html import Pages

_TONES = {"ok": "well", "new": "new", "held": "held"}
# Of the badge: white on each of these can be read (WCAG AA), and the word says it too.
_COLOURS = {"ok": "#1a7f4b", "failing": "#b3261e", "held": "#8a5a00"}


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """A fact with its label; `machine` is what a moment is to programs."""

    label: str
    text: str
    machine: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A source or a feed on the page; its `tone` decides the colour of its `state`."""

    name: str
    tone: str
    state: str = ""
    reason: str = ""
    href: str = ""
    facts: tuple[Detail, ...] = ()


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """What is held back, on the page."""

    name: str
    since: Moment | None
    reasons: tuple[str, ...]


def json(status: Status) -> bytes:
    """Write it for programs; names and types are in docs/formats.md."""
    names = (name for name in status.__struct_fields__ if name != "made")
    told = {"generator": "Feeds", "made": status.made, **{name: getattr(status, name) for name in names}}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def page(status: Status, config: Config, pages: Pages | None = None) -> bytes:
    """Render the page, by default with our own templates; what is bad stands first."""
    from feeds.render.html import Pages as Made  # noqa: PLC0415  the other forms need no templates

    frame = Frame(site=config.site, language=wording.language_for(config.site.language))
    ui = frame.language.ui
    by_name = {feed.name: feed for feed in config.feeds}
    values: dict[str, object] = {
        "tone": _TONES.get(status.status, "bad"),
        "overall": ui[f"status_all_{status.status}"],
        "held": tuple(
            Hold(name=one.name, since=moment(frame, one.since) if one.since else None, reasons=one.reasons)
            for one in status.held
        ),
        "sources": tuple(_source(frame, one) for one in sorted(status.sources, key=lambda one: not one.is_bad)),
        "feeds": tuple(_feed(frame, one, by_name[one.name]) for one in status.feeds if one.name in by_name),
    }
    return (pages or Made()).status(config.site, config.feeds, status.made, values)


def _source(frame: Frame, source: SourceStatus) -> Row:
    ui = frame.language.ui
    return Row(
        name=source.name,
        tone=_TONES.get(source.outcome, "bad"),
        state=ui[f"outcome_{source.outcome}"],
        reason=source.reason,
        facts=tuple(_details(frame, source)),
    )


def _details(frame: Frame, source: SourceStatus) -> Iterator[Detail]:
    ui = frame.language.ui
    if source.last_run is not None:
        yield _moment(frame, "status_last_run", source.last_run)
    if source.last_success is not None and source.is_bad:
        yield _moment(frame, "status_last_success", source.last_success)
    if source.streak:
        yield Detail(label=ui["status_streak"], text=str(source.streak))
    if source.bad_since is not None:
        yield _moment(frame, "status_since", source.bad_since)
    yield _moment(frame, "status_next_run", source.next_run)
    yield Detail(label=ui["status_items"], text=str(source.items))


def _feed(frame: Frame, feed: FeedStatus, known: Feed) -> Row:
    ui, is_held = frame.language.ui, feed.held_since is not None
    facts = [Detail(label=ui["status_items"], text=str(feed.entries))]
    if feed.updated is not None:
        facts.append(_moment(frame, "updated", feed.updated))
    if feed.held_since is not None:
        facts.append(_moment(frame, "status_since", feed.held_since))
    return Row(
        name=feed.title,
        tone="held",
        state=ui["outcome_held"] if is_held else "",
        href=known.path("html"),
        facts=tuple(facts),
    )


def _moment(frame: Frame, label: str, value: datetime) -> Detail:
    shown = moment(frame, value)
    return Detail(label=frame.language.ui[label], text=shown.text, machine=shown.machine)


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word of the badge: the `width` of its field, the `length` that it is fitted into, where its `middle` is."""

    text: str
    width: int
    length: int
    middle: str


# Widths of a letter in the sans-serif fonts that browsers have, at 11 pixels; `textLength` makes all of them fit.
_WIDTH, _NARROW, _PADDING = 6.6, 3.4, 8


def badge(status: Status, site: Site, pages: Pages | None = None) -> bytes:
    """Draw two words, `feeds` and how all is, in the site's language; it is read aloud as one sentence."""
    from feeds.render.html import Pages as Made  # noqa: PLC0415  as above

    language = wording.language_for(site.language)
    left = _word("feeds", 0)
    right = _word(language.ui[f"status_{status.status}"], left.width)
    values = {
        "title": f"Feeds: {language.ui[f'status_all_{status.status}']}",
        "lang": language.code,
        "width": left.width + right.width,
        "left": left,
        "right": right,
        "colour": _COLOURS[status.status],
    }
    return (pages or Made()).badge(values)


def _word(text: str, start: int) -> Word:
    length = round(sum(_NARROW if letter in "fijlrt.' " else _WIDTH for letter in text))
    width = length + 2 * _PADDING
    return Word(text=text, width=width, length=length, middle=f"{start + width / 2:g}")
