"""The pages: index, a landing page per feed, a page per item. The one doorway to Jinja2.

Links between pages are relative, so that the output works from disk and below any path; `canonical` and `og:url` are
absolute once the site has a `base_url`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

import msgspec
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from feeds import wording
from feeds.model import Channel, Feed, Format, Record, Site
from feeds.render import TABLE, jsonld, templates
from feeds.render.cards import Frame, Link, Moment, card, front_sections, home_of, moment, sections
from feeds.render.contents import asked_by
from feeds.render.shelves import Shelf, calendar_path, shelf_path
from feeds.text import clean, one_line

_LABELS: dict[Format, str] = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed", "ics": "iCalendar"}
_CALENDAR = TABLE["ics"].media_type
_HEADING = re.compile(r"<(/?)h([1-6])\b", re.IGNORECASE)


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way to subscribe: `address` is what people copy, empty as long as nothing is published."""

    label: str
    href: str
    media_type: str
    address: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A feed in the index's directory."""

    title: str
    description: str
    href: str
    count: int
    ways: tuple[Way, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What every page has; `root` leads from it to the output folder."""

    site: Site
    lang: str
    root: str
    title: str
    description: str
    nav: tuple[Link, ...]
    canonical: str | None
    og_type: Literal["website", "article"] = "website"
    alternates: tuple[Way, ...] = ()
    updated: Moment | None = None


class Pages:
    """Renders pages with our templates, or with the files of `own` that stand in for them.

    What they are compiled to is kept in the folder `compiled`, if there is one.
    """

    def __init__(self, own: Path | None = None, compiled: Path | None = None) -> None:
        self._own = own
        self._environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FileSystemLoader(templates.folders(own)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_printable,
            auto_reload=False,
            # Compiling our templates takes as long as a build in which one item changed.
            bytecode_cache=_cache(compiled) if compiled else None,
        )

    def stylesheet(self) -> bytes:
        """Give `feeds.css`."""
        return templates.stylesheet(self._own)

    def index(self, site: Site, rows: Sequence[tuple[Channel, int]], records: Sequence[Record], today: date) -> bytes:
        """Render the front page: the newest of every kind, and the directory of feeds with their numbers of items."""
        frame, channels = _frame(site), [channel for channel, _ in rows]
        feeds = [channel.feed for channel in channels]
        newest = max((channel.updated for channel in channels), default=None)
        page = _page(frame, feeds, "", site.title, site.description)
        page = msgspec.structs.replace(
            page,
            alternates=tuple(way for channel in channels for way in _named_ways(channel)),
            updated=moment(frame, newest) if newest else None,
        )
        return self._render(
            "index.html",
            frame,
            page,
            sections=front_sections(frame, records, today, feeds),
            rows=tuple(_row(channel, total) for channel, total in rows),
        )

    def landing(self, shelf: Shelf, feeds: Sequence[Feed]) -> bytes:
        """Render a feed's page, or that of a part of it: how to subscribe, then its entries.

        `feeds` are those of the site.
        """
        channel = shelf.channel
        frame, feed = _frame(channel.site), channel.feed
        ways = _ways(channel)
        page = _page(frame, feeds, feed.path("html") + asked_by(channel.query), feed.title, feed.description)
        page = msgspec.structs.replace(page, alternates=ways, updated=moment(frame, channel.updated))
        if channel.query:
            page = msgspec.structs.replace(page, canonical=None)
        return self._render(
            "feed.html",
            frame,
            page,
            is_part=bool(channel.query),
            sections=sections(frame, shelf.shown, shelf.today),
            readers=tuple(way for way in ways if way.media_type != _CALENDAR),
            calendar=next((way for way in ways if way.media_type == _CALENDAR), None),
            calendars=_calendar_ways(frame, channel),
            archive=tuple(_archive_link(frame, shelf, number) for number in range(shelf.pages, 0, -1)),
            total=shelf.total,
            years=tuple(Link(label=str(year), href=calendar_path(feed, year)) for year in reversed(shelf.years)),
        )

    def archive(self, shelf: Shelf, number: int, records: Sequence[Record], feeds: Sequence[Feed]) -> bytes:
        """Render a page of a feed's archive: the title and day of every entry on it, nothing else."""
        feed, frame = shelf.channel.feed, _frame(shelf.channel.site)
        label = _archive_label(frame, shelf, number)
        return self._render(
            "archive.html",
            frame,
            _page(frame, feeds, shelf_path(feed, number), f"{feed.title} · {label}", feed.description),
            label=label,
            home=Link(label=feed.title, href=feed.path("html")),
            cards=tuple(card(frame, record) for record in records),
            newer=_neighbour(frame, feed, "newer", number + 1) if number < shelf.pages else None,
            older=_neighbour(frame, feed, "older", number - 1) if number > 1 else None,
        )

    def item_page(self, site: Site, record: Record, feeds: Sequence[Feed]) -> bytes:
        """Render one item whole, with structured data; `feeds` are those of the site."""
        frame = _frame(site, record.page_path)
        own = wording.item_language(record.item, site)
        title, description = wording.headline(record.item, own), wording.summary(record.item, own) or ""
        page = _page(frame, feeds, record.page_path, title, description)
        home = home_of(record.item.kind, feeds)
        return self._render(
            "item.html",
            frame,
            msgspec.structs.replace(page, og_type="article"),
            card=card(frame, record),
            own=own.ui,
            prose=Markup(_levelled(wording.prose_html(record.item))),  # noqa: S704 - safe HTML by the model's contract
            data=Markup(jsonld.script(site, record, own)),  # noqa: S704 - every `<` is written as \u003c
            programme=wording.programme(record.item, own),
            home=Link(label=home.title, href=frame.root + home.path("html")) if home else None,
            categories=record.item.categories,
            sources=", ".join(record.sources),
            seen=moment(frame, record.first_seen),
            changed=moment(frame, record.last_changed) if record.sequence else None,
        )

    def not_found(self, site: Site, feeds: Sequence[Feed] = ()) -> bytes:
        """Render the page for addresses that do not exist."""
        # A host shows it in place of a page at any depth, where relative links would lead astray.
        root = urlsplit(site.base_url).path if site.base_url else ""
        frame = Frame(site=site, language=wording.language_for(site.language), root=root)
        page = _page(frame, feeds, "404.html", frame.language.ui["not_found"], "")
        return self._render("404.html", frame, msgspec.structs.replace(page, canonical=None))

    def status(self, site: Site, feeds: Sequence[Feed], made: datetime, values: Mapping[str, object]) -> bytes:
        """Render the page that tells how all is; `values` are what `render.status` makes of it."""
        frame = _frame(site)
        page = _page(frame, feeds, "status.html", frame.language.ui["status"], "")
        page = msgspec.structs.replace(page, canonical=None, updated=moment(frame, made))
        return self._render("status.html", frame, page, **values)

    def badge(self, values: Mapping[str, object]) -> bytes:
        """Render the badge that tells how all is."""
        return self._environment.get_template("status.svg").render(values).encode()

    def _render(self, template: str, frame: Frame, page: Page, **values: object) -> bytes:
        text = self._environment.get_template(template).render(page=page, t=frame.language.ui, **values)
        return text.encode()


def _cache(folder: Path) -> FileSystemBytecodeCache:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(folder))


def _printable(value: object) -> object:
    """Drop control characters from whatever a template prints; most values have none."""
    if isinstance(value, str) and not value.isprintable():
        return type(value)(clean(value))
    return value


def _frame(site: Site, path: str = "") -> Frame:
    return Frame(site=site, language=wording.language_for(site.language), root="../" * path.count("/"))


def _page(frame: Frame, feeds: Sequence[Feed], path: str, title: str, description: str) -> Page:
    nav = (
        Link(label=feed.title, href=frame.root + feed.path("html"), current=feed.path("html") == path) for feed in feeds
    )
    return Page(
        site=frame.site,
        lang=frame.language.code,
        root=frame.root,
        title=one_line(title),
        description=one_line(description),
        nav=tuple(nav),
        canonical=frame.site.address(path) if frame.site.base_url else None,
    )


def _ways(channel: Channel) -> tuple[Way, ...]:
    """List a feed's formats; those of `channel.feed` are the ones that are really published."""
    site, feed = channel.site, channel.feed
    paths = {name: feed.path(name) + asked_by(channel.query) for name in TABLE if name in feed.formats}
    return tuple(
        Way(
            label=_LABELS[name],
            href=path,
            media_type=TABLE[name].media_type,
            address=site.address(path) if site.base_url else "",
        )
        for name, path in paths.items()
    )


def _named_ways(channel: Channel) -> tuple[Way, ...]:
    """Name each way after its feed, for the front page, where many stand side by side."""
    return tuple(msgspec.structs.replace(way, label=f"{channel.feed.title} – {way.label}") for way in _ways(channel))


def _calendar_ways(frame: Frame, channel: Channel) -> tuple[Way, ...]:
    """Give the links that subscribe in a calendar; none without a public address or anything dated."""
    site, path = channel.site, channel.feed.path("ics") + asked_by(channel.query)
    if not site.base_url or "ics" not in channel.feed.formats:
        return ()
    address = site.address(path)
    webcal = "webcal:" + address.partition(":")[2]
    query = f"url={quote(address, safe='')}&name={quote(f'{site.title} – {channel.feed.title}', safe='')}"
    targets = (
        ("calendar_apple", webcal),
        ("calendar_google", f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe=':/')}"),
        ("calendar_outlook", f"https://outlook.live.com/calendar/0/addfromweb?{query}"),
    )
    return tuple(
        Way(label=frame.language.ui[key], href=href, media_type=_CALENDAR, address=address) for key, href in targets
    )


def _archive_label(frame: Frame, shelf: Shelf, number: int) -> str:
    """Name a page of the archive; the count, which changes all the time, only where the page does so too."""
    if shelf.pages == 1:
        return frame.language.ui["archive_all"].format(count=shelf.total)
    return frame.language.ui["archive_page"].format(number=number, pages=shelf.pages)


def _archive_link(frame: Frame, shelf: Shelf, number: int) -> Link:
    return Link(label=_archive_label(frame, shelf, number), href=shelf_path(shelf.channel.feed, number))


def _neighbour(frame: Frame, feed: Feed, direction: Literal["newer", "older"], number: int) -> Link:
    return Link(label=frame.language.ui[direction], href=shelf_path(feed, number))


def _row(channel: Channel, total: int) -> Row:
    return Row(
        title=channel.feed.title,
        description=channel.feed.description,
        href=channel.feed.path("html"),
        count=total,
        ways=_ways(channel),
    )


def _levelled(html: str) -> str:
    """Move headings so that the first stands right below the page's `<h1>` and none skips a level."""
    wanted = sorted({match[2] for match in _HEADING.finditer(html)})
    level = 1

    def moved(match: re.Match[str]) -> str:
        nonlocal level
        if not match[1]:
            level = min(wanted.index(match[2]) + 2, level + 1, 6)
        return f"<{match[1]}h{level}"

    return _HEADING.sub(moved, html)
