"""Facts as texts, names, places, days and addresses: what stands in them however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from html import escape, unescape
from typing import TypedDict
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from feeds import lang
from feeds.addresses import web_address
from feeds.model import Source, When
from feeds.parse import moments
from feeds.parse.structured.thing import Thing, Value
from feeds.text import clean, one_line

#: Elements of HTML that stand in texts; anything else in angle brackets is what it says.
_ELEMENTS = (
    *(
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
    ),
    *("details", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "form", "h[1-6]", "header", "hr"),
    *("i", "iframe", "img", "input", "ins", "kbd", "label", "li", "main", "mark", "nav", "o:p", "ol", "p", "picture"),
    *("pre", "q", "s", "script", "section", "small", "source", "span", "strike", "strong", "style", "sub", "summary"),
    *(
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ),
)
_TAG = re.compile(rf"</?(?:{'|'.join(_ELEMENTS)})(?=[\s/>])[^<>]{{0,2000}}>|<!--[^>]{{0,2000}}>", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style)\b[^<>]{0,2000}>[^<]*</\1\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_RICH = re.compile(r"<(?:a|ul|ol|table|h[1-6]|blockquote|strong|em|b)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
#: Addresses that are written as `web_address` would write them, and paths that only need what stands before.
_WRITTEN_SO = re.compile(
    r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,20}"
    r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*+/?(?:\?[A-Za-z0-9_=&-]+)?",
    re.ASCII,
)
_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)++/?(?:\?[A-Za-z0-9_=&-]+)?", re.ASCII)
_COUNTRY_CODE = re.compile(r"[A-Z]{2,3}")
_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:\d{1,6}(?:\.\d+)?S)?)?",
    re.IGNORECASE | re.ASCII,
)
_CLOCK = re.compile(r"T?(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE | re.ASCII)
_HREF = re.compile(r"""(<a\b[^<>]{0,500}?\shref\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_LONGEST_LINE = 500
_LONGEST_TEXT = 200_000
_LONG = 600
_DEEPEST = 4
_MOST_NAMES = 50
#: Line ends that were written out, as one plugin has them behind each paragraph.
_WRITTEN_END = re.compile(r"(?<=>)(?:\\[nr])+|(?:\\[nr])+\s*$")
#: Types that programs write where a name is due.
_NO_NAMES = frozenset({"Organization", "Person", "PerformingGroup", "MusicGroup", "Thing"})
#: What databases give for no day at all.
_NO_DAY = frozenset({date(1970, 1, 1), date(1, 1, 1)})


class Reader:
    """Reads facts: clock times without offset are those of the source, relative addresses start from a base."""

    def __init__(self, base: str | None, source: Source) -> None:
        self._base = base
        self._language = source.language
        self.source = source

    @cached_property
    def zone(self) -> ZoneInfo:
        """Give the zone of clock times that have none."""
        return moments.zone_of(self.source)

    @cached_property
    def is_zone_known(self) -> bool:
        """Tell whether the zone is more than a makeshift."""
        return self.source.timezone is not None or self.source.language is not None

    def moment(self, text: str | None) -> When | None:
        """Read a day or an instant; None for what is none, and for the first day that databases know."""
        told = moments.moment(text, self.zone, self._language) if text else None
        if told is None or (told.date() if isinstance(told, datetime) else told) in _NO_DAY:
            return None
        return moments.placed(told, self.zone) if self.is_zone_known and isinstance(told, datetime) else told

    @cached_property
    def _origin(self) -> str | None:
        known = web_address(self._base)
        return "/".join(known.split("/", 3)[:3]) if known is not None else None

    def address(self, *values: Value | None) -> str | None:
        """Give the first that is a web address, absolute."""
        for value in values:
            text = value.id if isinstance(value, Thing) else value
            if text and (found := self._absolute(text)):
                return found
        return None

    def _absolute(self, text: str) -> str | None:
        if len(text) < 1_000:
            if _WRITTEN_SO.fullmatch(text):
                return text
            if self._origin is not None and _PATH.fullmatch(text):
                return self._origin + text
        text = unescape(text.strip())
        if not text or len(text) > 4_000 or " " in text.strip() or text.startswith("#"):
            return None
        try:
            return web_address(urljoin(self._base, text) if self._base else text)
        except ValueError:
            return None

    def described(self, told: str | None) -> tuple[str | None, str | None]:
        """Give a description as a summary, or as content in HTML where it is long or has more than words.

        Its links start from the page; it is not safe yet.
        """
        summary, content = described(told)
        return summary, _HREF.sub(self._linked, content) if content and self._base else content

    def _linked(self, found: re.Match[str]) -> str:
        told = unescape(found[2] or found[3] or found[4] or "")
        return f'{found[1]}"{escape(self._absolute(told) or told)}"'

    def is_online(self, text: str) -> bool:
        """Tell whether a place is the network: by the words of the source's language, or of any."""
        return any(_online(code).fullmatch(text) for code in self._languages())

    def is_free(self, text: str) -> bool:
        """Tell whether the words of a price say that there is none."""
        if any(sign in text for sign in "123456789"):
            return False
        return any(_free(code).search(text) for code in self._languages())

    def _languages(self) -> Sequence[str]:
        known = lang.available()
        return (self._language,) if self._language in known and self._language else known


@cache
def _online(code: str) -> re.Pattern[str]:
    words = "|".join(lang.load(code).words.online) or "(?!)"
    return re.compile(rf"(?:{words})(?: (?:event|meeting))?", re.IGNORECASE)


@cache
def _free(code: str) -> re.Pattern[str]:
    words = "|".join(lang.load(code).words.free) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


class Shared(TypedDict):
    """The facts that items of all kinds have, but for those that each tells in a way of its own."""

    url: str | None
    identifier: str | None
    published: When | None
    updated: When | None
    categories: tuple[str, ...]
    language: str | None


def values_of(thing: Thing, *names: str) -> list[Value]:
    """Give the values of the first of some facts that has any."""
    facts = thing.facts
    for name in names:
        if name in facts:
            return facts[name]
    return []


def things_of(thing: Thing, *names: str) -> list[Thing]:
    """Give the nodes among the values of all of some facts."""
    facts, found = thing.facts, list[Thing]()
    for name in names:
        if name in facts:
            found += [one for one in facts[name] if isinstance(one, Thing)]
    return found


def raw(thing: Thing, *names: str) -> str | None:
    """Give the first text that some facts have, as it stands there."""
    facts = thing.facts
    for name in names:
        if name in facts:
            for value in facts[name]:
                if isinstance(value, str) and value.strip():
                    return value
    return None


def text(thing: Thing, *names: str) -> str | None:
    """Give the first value that some facts have, as one line; of a node its name."""
    for value in values_of(thing, *names):
        line = plain(value) if isinstance(value, str) else name_of(value)
        if line:
            return line
    return None


def term(thing: Thing, name: str) -> str:
    """Give a fact that is a term of the vocabulary in small letters, however it is named; "" without it."""
    if name not in thing.facts:
        return ""
    told = thing.facts[name][0]
    known = told.id if isinstance(told, Thing) else told
    return (known or "").strip().lower()


def lines(thing: Thing, *names: str) -> tuple[str, ...]:
    """Give all values of the first of some facts that has any as lines, each once."""
    values = values_of(thing, *names)
    if not values:
        return ()
    told = (plain(value) if isinstance(value, str) else name_of(value) for value in values[:_MOST_NAMES])
    return tuple(dict.fromkeys(line for line in told if line))


def names(thing: Thing, *facts: str) -> tuple[str, ...]:
    """Give the names of people and firms; an address is none."""
    return tuple(name for name in lines(thing, *facts) if not _ADDRESS.fullmatch(name) and name not in _NO_NAMES)


def name_of(thing: Thing, depth: int = 0) -> str | None:
    """Give the name of a person, a firm, a place, or of what a role says of one."""
    for told in ("name", "legalName", "alternateName", "headline"):
        if (name := raw(thing, told)) and (line := plain(name)):
            return line
    parts = [plain(part) for told in ("givenName", "familyName") if (part := raw(thing, told))]
    if any(parts):
        return " ".join(part for part in parts if part)
    # A role stands between: performer of a PerformanceRole, author of a Role.
    inner = things_of(thing, "performer", "author", "organizer", "item") if depth < _DEEPEST else []
    return next((name for one in inner if (name := name_of(one, depth + 1))), None)


def decoded(told: str) -> str:
    """Decode what is written as HTML once too often: "&#8211;", "&amp;amp;"."""
    for _ in range(2):
        if "&" not in told:
            break
        told = unescape(told)
    return told


def plain(told: str) -> str:
    """Give a text as one line without tags."""
    if "&" in told:
        told = decoded(told[:_LONGEST_TEXT])
    if "<" in told:
        told = _TAG.sub("", _BREAK.sub(" ", told[:_LONGEST_TEXT]))
    return one_line(told[: 4 * _LONGEST_LINE])[:_LONGEST_LINE].rstrip()


def paragraphs(told: str) -> str | None:
    """Give a text, which may be HTML, as plain paragraphs."""
    told = told[:_LONGEST_TEXT]
    if "&" in told:
        told = decoded(told)
    if "<" in told:
        told = _TAG.sub("", _BREAK.sub("\n", _DROPPED.sub("", _WRITTEN_END.sub("\n", told))))
    found = (" ".join(line.split()) for line in clean(told).split("\n"))
    return "\n".join(line for line in found if line) or None


def described(told: str | None) -> tuple[str | None, str | None]:
    """Give a description as a summary, or as content in HTML where it is long or has more than words."""
    if not told:
        return None, None
    told = told[:_LONGEST_TEXT]
    if "<" not in told and "&" not in told:
        return paragraphs(told), None
    html = _WRITTEN_END.sub("\n", told if _TAG.search(told) else unescape(told))
    summary = paragraphs(told)
    if summary is None or not _TAG.search(html) or (len(summary) <= _LONG and not _RICH.search(html)):
        return summary, None
    return None, html.strip()


def duration(told: str | None) -> timedelta | None:
    """Read how long something takes (ISO 8601); None for no time at all."""
    found = _DURATION.fullmatch(told.strip()) if told else None
    if found is None:
        return None
    return timedelta(**{unit: int(number or 0) for unit, number in found.groupdict().items()}) or None


def clock(told: str | None) -> tuple[int, int] | None:
    """Read an hour and a minute without a day."""
    found = _CLOCK.fullmatch(told.strip()) if told else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]), int(found[2])


def address_line(thing: Thing) -> str | None:
    """Write a postal address as one line: street, postal code and town; region or country where there is no town."""
    street, code, town = ", ".join(lines(thing, "streetAddress")), text(thing, "postalCode"), _town(thing)
    if _state(thing):
        return joined((street, " ".join(part for part in (town, code) if part)))
    return joined((street, " ".join(part for part in (code, town) if part)))


def _town(thing: Thing) -> str | None:
    town, state = text(thing, "addressLocality"), _state(thing)
    if town is None:
        return text(thing, "addressRegion") or _country(thing)
    return f"{town}, {state}" if state and state not in town else town


def _state(thing: Thing) -> str | None:
    """Give the region where it is a code, which people write behind the town: "Duluth, MN"."""
    region = text(thing, "addressRegion")
    return region if region is not None and _COUNTRY_CODE.fullmatch(region) else None


def _country(thing: Thing) -> str | None:
    name = text(thing, "addressCountry")
    return None if name is None or _COUNTRY_CODE.fullmatch(name) else name


def town_of(thing: Thing) -> str | None:
    """Name the town of a place, for a list; else its region or country, else what it is called."""
    addresses = things_of(thing, "address") or [thing]
    known = (_town(one) for one in addresses)
    return next((one for one in known if one), None) or text(thing, "address") or name_of(thing)


def place_line(value: Value) -> str | None:
    """Write a place as one line: its name, then its address, nothing twice."""
    if isinstance(value, str):
        return plain(value) or None
    inner = [one for one in things_of(value, "address") if one is not value]
    told = [address_line(one) or name_of(one) for one in inner] or [text(value, "address"), address_line(value)]
    hall = [name_of(one) for one in things_of(value, "containedInPlace") if one is not value][:1]
    return joined((name_of(value), *hall, *told))


def joined(parts: Iterable[str | None]) -> str | None:
    """Join parts of a place with commas; one that another holds already is left out."""
    kept: list[str] = []
    for part in parts:
        part = (part or "").strip(" ,;")  # noqa: PLW2901
        if not part or any(_holds(other, part) for other in kept):
            continue
        kept = [*(other for other in kept if not _holds(part, other)), part]
    return ", ".join(kept) or None


def _holds(whole: str, part: str) -> bool:
    """Tell whether a text holds another as words of its own."""
    whole, part = whole.casefold(), part.casefold()
    at = whole.find(part)
    while at >= 0:
        end = at + len(part)
        if not (whole[at - 1 : at].isalnum() or whole[end : end + 1].isalnum()):
            return True
        at = whole.find(part, at + 1)
    return False
