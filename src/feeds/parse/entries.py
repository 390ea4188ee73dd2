"""Entries of feeds, whatever form they came in, as items: their words, links and dates, and the events they tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urljoin
from zoneinfo import ZoneInfo

import msgspec

from feeds.addresses import web_address
from feeds.identity import canonical_link
from feeds.model import Article, Event, Evidence, Fetched, Item, Kind, Rejected, Source, When, day_of
from feeds.parse import own_entries, told
from feeds.parse.moments import moment, zone_of
from feeds.parse.prepared import prepared
from feeds.text import one_line, safe_html

_SHOWN = 200  # characters of a refused entry
_TITLE = 80  # characters of a title that we make of the first words
_LONGEST_TITLE = 500
_STANDFIRST = 700  # characters up to which a text without a body of its own is a summary
_MOST_NAMES = 30  # authors or categories
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_HREF = re.compile(r"""(href\s*=\s*)(["'])(?!https?:|mailto:)([^"'<>]*)\2""")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_MORE = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\.\.\.)\s*$")
_LINK = re.compile(r"""<a\b[^<>]*?\shref\s*=\s*["']([^"'<>]*)["'][^<>]*>""", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|ul|ol|table|h[1-6]|blockquote|dl)\b|<br\b", re.IGNORECASE)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """When and where something takes place, as fields of an entry tell it: texts as they stand there.

    The last day of an `inclusive` end belongs to it.
    """

    start: str
    end: str | None = None
    location: str | None = None
    organizer: str | None = None
    zone: str | None = None
    inclusive: bool = True


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as its feed has it: `title` and `summary` are text or HTML, `content` HTML; `base` is for its links.

    `facts` is an item of ours in its own words.
    """

    line: int = 1
    id: str | None = None
    link: str | None = None
    source_link: str | None = None
    title: str | None = None
    is_html_title: bool = False
    summary: str | None = None
    content: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    spare_published: datetime | None = None
    spare_updated: datetime | None = None
    language: str | None = None
    base: str | None = None
    dated: Dated | None = None
    facts: Item | None = None
    publisher: str | None = None
    announces: bool = False


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed says of itself; `is_ours` when Feeds wrote it."""

    title: str = ""
    home: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    is_ours: bool = False
    rule: str = "feed"


def items(head: Head, entries: Sequence[Entry], fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Make the items of a feed, one for each entry; one that cannot be used is refused with the reason."""
    language = _feed_language(head, entries, source)
    base = fetched.url or head.home or source.url or ""
    shared = _Shared(head, base, source, language, _repeated(entries), {})
    for entry in entries:
        try:
            item = _Making(entry, shared).item()
            if entry.announces or (head.is_ours and _announces(entry)):
                raise ValueError("it tells of a change of an event that has an entry of its own")
            yield prepared(item, source, is_safe=True)
        except (ValueError, OverflowError) as error:
            yield refused(head.rule, entry.line, entry.title or entry.link or entry.id or "", one_line(str(error)))


def refused(rule: str, line: int, text: str, reason: str, kind: Kind = "article") -> Rejected:
    """Refuse an entry."""
    return Rejected(kind=kind, lines=(line, line), text=one_line(text)[:_SHOWN], rule=rule, reason=reason)


def _feed_language(head: Head, entries: Sequence[Entry], source: Source) -> str | None:
    """Choose the language of entries that name none: many programs say English until somebody sets it."""
    if source.language is not None:
        return source.language
    said = language_code(head.language)
    sample = " ".join(text_of(entry.title or "") for entry in entries[:20])
    sample += " ".join(text_of((entry.summary or entry.content or "")[:600]) for entry in entries[:10])
    return told.language_of(sample, said)


def language_code(tag: str | None) -> str | None:
    """Give the first part of a language tag in lower case, or None when it is none."""
    found = _LANGUAGE.match((tag or "").strip())
    code = found[0].lower() if found else None
    return {"nb": "no", "nn": "no"}.get(code or "", code)


def _repeated(entries: Sequence[Entry]) -> frozenset[str]:
    """List the ids that mean more than one entry, and so none."""
    seen: dict[str, str] = {}
    repeated = set()
    for entry in entries:
        if entry.id and seen.setdefault(entry.id, entry.title or "") != (entry.title or ""):
            repeated.add(entry.id)
    return frozenset(repeated)


def _announces(entry: Entry) -> bool:
    """Tell an entry of ours that announces a change: it leads to the page of the event that it is about."""
    own = (entry.id or "").lower().removeprefix("urn:uuid:")
    page = re.search(r"/items/([0-9a-f-]{36})\.html$", entry.link or "")
    return page is not None and _UUID.fullmatch(entry.id or "") is not None and page[1] != own


def text_of(html: str) -> str:
    """Give a short text without its tags, as one line."""
    if "<" not in html and "&" not in html:
        return one_line(html)
    return one_line(told.words(_TAG.sub(" ", html)))


class _Shared(NamedTuple):
    """What holds for all entries of a feed; `repeated` are ids of several, `zones` those of languages in it."""

    head: Head
    base: str
    source: Source
    language: str | None
    repeated: frozenset[str]
    zones: dict[str | None, ZoneInfo]


class _Making:
    """Makes an item of one entry."""

    def __init__(self, entry: Entry, shared: _Shared) -> None:
        self._entry, (self._head, base, source, language, self._repeated, zones) = entry, shared
        self._language = language_code(entry.language) or language
        if self._language not in zones:
            known = source if source.language else msgspec.structs.replace(source, language=told.known(self._language))
            zones[self._language] = zone_of(known)
        self._source, self._zone = source, zones[self._language]
        self._base = _joined(base, entry.base) if entry.base else base
        self._link = self._absolute(entry.link)

    def item(self) -> Item:
        """Give what the entry says it is, else what its text tells, else a story."""
        entry = self._entry
        facts = self._facts()
        if entry.facts is not None:
            return own_entries.with_facts(entry.facts, facts)
        evidence = self._evidence("title", facts["title"])
        item: Article | Event = Article(**facts, publication=one_line(entry.publisher or "") or None, evidence=evidence)
        if entry.dated is not None and (start := self._moment(entry.dated.start)) is not None:
            item = self._event(facts, entry.dated, start)
        if self._is_ours():
            return own_entries.read(item, entry.title or "", self._language, self._zone)
        return (self._recognised(item) if isinstance(item, Article) else None) or item

    def _is_ours(self) -> bool:
        return self._head.is_ours and _UUID.fullmatch(self._entry.id or "") is not None

    def _facts(self) -> dict[str, Any]:
        entry = self._entry
        title = text_of(entry.title or "") if entry.is_html_title else one_line(_unescaped(entry.title or ""))
        summary, content = self._words()
        if not title and entry.facts is None:
            title = _first_words(summary or told.words(content or ""))
        if not (title or summary or content):
            raise ValueError("it has neither a title nor a text")
        return {
            "title": title[:_LONGEST_TITLE] or None,
            "url": self._absolute(entry.source_link) or self._link if self._is_ours() else self._link,
            "summary": summary if summary != title else None,
            "content": content,
            "authors": _names(entry.authors),
            "categories": _names(entry.categories),
            "published": self._moment(entry.published) or _likely(entry.spare_published, entry.published),
            "updated": None
            if entry.updated == entry.published
            else self._moment(entry.updated) or _likely(entry.spare_updated, entry.updated),
            "language": self._language,
            "identifier": self._identifier(),
        }

    def _words(self) -> tuple[str | None, str | None]:
        """Give the summary as text and the content as HTML; a short text alone is a summary, a long one a content."""
        entry = self._entry
        content = self._safe(entry.content) if entry.content else None
        short = self._trimmed(entry.summary) if entry.summary else None
        is_body = short and not content and (len(short) > _STANDFIRST or len(_BLOCK.findall(short)) > 1)
        if short and not content and (is_body or self._is_ours()):
            return None, self._safe(short)
        if not short or (content and len(short) > 2 * _STANDFIRST):
            return None, content or None
        said = one_line(told.words(_UNSEEN.sub("", short) if "<" in short else short))
        said = _MORE.sub(lambda cut: "" if said[: cut.start()].endswith(_STOPS) else "\u2026", said)
        return (said if len(said) <= _STANDFIRST or not content else None) or None, content or None

    def _safe(self, html: str) -> str:
        trimmed = self._trimmed(html)
        return safe_html(trimmed).strip() if "<" in trimmed or "&" in trimmed else trimmed

    def _trimmed(self, html: str) -> str:
        """Make the links of HTML absolute, and leave out a last paragraph that only leads back."""
        html = html.strip()
        if "<" not in html:
            return html
        if _HREF.search(html) is not None:
            base = self._link or self._base
            html = _HREF.sub(lambda found: f"{found[1]}{found[2]}{_joined(base, found[3])}{found[2]}", html)
        if self._link is None or "<a " not in html[-800:]:
            return html
        last = html.rfind("<p", len(html) - 2_000 if len(html) > 2_000 else 0)
        is_last = last >= 0 and html.endswith("</p>") and self._leads_back(html[last:])
        return html[:last].strip() if is_last else html

    def _leads_back(self, paragraph: str) -> bool:
        """Tell a paragraph that says where a story first appeared, or to read on there."""
        links = _LINK.findall(paragraph)
        if not 1 <= len(links) <= 2 or _bare(links[0]) != _bare(self._link or ""):
            return False
        if len(links) == 2 and _bare(links[1]) != _bare(self._head.home or ""):
            return False
        rest = one_line(told.words(re.sub(r"<a\b.*?</a>", " ", paragraph, flags=re.DOTALL)))
        return len(rest) <= 60 * (len(links) - 1)

    def _identifier(self) -> str | None:
        """Give an id that stays: not the address that the link tells already, nor one with marks of visits."""
        told_id = one_line(self._entry.id or "")
        is_one = told_id and told_id != self._entry.link and len(told_id) <= 1_000
        if not is_one or self._entry.id in self._repeated:
            return None
        if not told_id.lower().startswith(("http:", "https:")):
            return told_id
        asked = told_id.partition("#")[0].partition("?")[2]
        may_be_tracked = "_" in asked or "id" in asked
        # To write an address in one way takes longer than all else that an entry needs.
        if not may_be_tracked and _path(told_id) != _path(self._link or ""):
            return told_id
        link = canonical_link(told_id) or ""
        tracked = may_be_tracked and len(parse_qsl(asked)) > len(parse_qsl(link.partition("?")[2]))
        return None if tracked or link == canonical_link(self._link) else told_id

    def _absolute(self, link: str | None) -> str | None:
        if not link:
            return None
        return web_address(link) or web_address(_joined(self._base, link.strip()))

    def _moment(self, text: str | None) -> When | None:
        return moment(text, self._zone, told.known(self._language)) if text else None

    def _event(self, facts: dict[str, Any], dated: Dated, start: When) -> Event:
        end = self._moment(dated.end)
        start, end = _whole_days(start, end, inclusive=dated.inclusive)
        zone = _zone_name(dated.zone) or (self._zone.key if isinstance(start, datetime) else None)
        if isinstance(start, datetime) and start.tzinfo is not self._zone and dated.zone is None:
            zone = None
        return Event(
            **facts,
            start=start,
            end=end,
            timezone=zone if isinstance(start, datetime) else None,
            location=one_line(dated.location or "") or None,
            organizer=one_line(dated.organizer or "") or None,
            evidence=(*self._evidence("title", facts["title"]), *self._evidence("start", dated.start)),
        )

    def _recognised(self, article: Article) -> Item | None:
        """Give the event or posting that an entry is about, when its words leave no doubt."""
        found = told.item((self._head.title, *self._head.categories), article, self._language, self._source)
        if found is None:
            return None
        kept = {name: getattr(article, name) for name in _KEPT if getattr(article, name)}
        evidence = tuple(msgspec.structs.replace(one, lines=(self._entry.line,) * 2) for one in found.evidence)
        kept["title"] = found.title or article.title
        return msgspec.structs.replace(found, **kept, evidence=evidence)

    def _evidence(self, field: str, text: object) -> tuple[Evidence, ...]:
        line = self._entry.line
        return (Evidence(field=field, lines=(line, line), text=str(text or "")[:_SHOWN], rule=self._head.rule),)


_KEPT = ("url", "summary", "content", "authors", "published", "updated", "categories", "language", "identifier")


def _path(address: str) -> str:
    """Give the path of an address; where it differs, so does what `canonical_link` makes of it."""
    return address.partition("#")[0].partition("?")[0].partition("://")[2].partition("/")[2].rstrip("/")


def _likely(spare: datetime | None, text: str | None) -> datetime | None:
    """Give an instant that only a forgiving reader found, unless it made it of a day that is none."""
    is_told_otherwise = spare is not None and re.match(r"\s*\d{4}-\d\d-\d\d", text or "") is None
    return spare if spare is not None and is_told_otherwise and 1990 <= spare.year < 2100 else None


_STOPS = (".", "!", "?", "…")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6});")


def _unescaped(text: str) -> str:
    """Give a text that was escaped once too often as it was meant."""
    return unescape(text) if _ENTITY.search(text) else text


def _names(values: Sequence[str]) -> tuple[str, ...]:
    found = (text_of(value) for value in values[: 4 * _MOST_NAMES])
    kept = (name for name in found if name and "://" not in name and "@" not in name)
    return tuple(dict.fromkeys(kept))[:_MOST_NAMES]


def _first_words(text: str) -> str:
    line = one_line(text.strip().partition("\n")[0])
    if len(line) <= _TITLE:
        return line
    return line[:_TITLE].rpartition(" ")[0].rstrip(" ,;:–—-") + "…" if " " in line[:_TITLE] else line[:_TITLE] + "…"


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _bare(address: str) -> str:
    return unescape(address).partition("://")[2].removeprefix("www.").rstrip("/")


def _zone_name(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (ValueError, OSError, KeyError):
        return None


def _whole_days(start: When, end: When | None, *, inclusive: bool) -> tuple[When, When | None]:
    """Make the two of one kind: a span from midnight to midnight is days, the last of which belongs to it."""
    if isinstance(start, datetime) and (end is None or isinstance(end, datetime)):
        if start.time() != time() or (end is not None and end.time() not in _MIDNIGHTS):
            return start, end if end is None or end > start else None
        last = end or start
        if isinstance(last, datetime) and last.time() == time() and last.date() > start.date():
            last -= timedelta(days=1)
        return start.date(), last.date() + timedelta(days=1)
    first, final = day_of(start), day_of(end) if end is not None else None
    if isinstance(start, datetime):
        return start, None
    if final is None or final <= first:
        return first, first + timedelta(days=1)
    return first, final + timedelta(days=1) if inclusive or isinstance(end, datetime) else final


_MIDNIGHTS = frozenset({time(), time(23, 59), time(23, 59, 59)})
