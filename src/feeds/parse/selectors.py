"""The way that a source describes itself: where on its pages the items and their fields stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from feeds.model import Fetched, Item, Kind, Rejected, Select, Selector, Source, When, decode_hook
from feeds.parse.moments import moment, span
from feeds.parse.page.setting import Setting, setting_of
from feeds.parse.page.tree import Head
from feeds.parse.prepared import prepared
from feeds.text import one_line

if TYPE_CHECKING:
    from feeds.parse.dom import Document, Node

RULE = "html.select"
_MOST_ITEMS = 2_000
_MOST_VALUES = 50
_LONGEST = 20_000  # characters of a field
_LONGEST_PATTERN = 500
_LONGEST_SEARCHED = 2_000  # a pattern of somebody's own may take its time over every character
_SAMPLE = 6_000
_SHOWN = 200
#: Fields that hold more than one value, and those that hold a moment.
_LISTS = frozenset({"authors", "categories", "performers", "excluded_dates"})
_MOMENTS = frozenset(
    {"published", "updated", "start", "end", "previous_start", "door_time", "registration_deadline"}
    | {"early_bird_deadline", "application_deadline", "valid_through", "effective"}
)
#: Attributes that hold what an element says for programs.
_USUAL = {"time": "datetime", "a": "href", "meta": "content", "img": "src", "data": "value"}
_ADDRESSES = frozenset({"url", "link"})
_OF_NOTICES = frozenset({"person.name", "person.age"})
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:T|$)")
#: To ask for one of them takes a quarter of the time of asking for any.
_CLASSES: dict[str, type[Item]] = {str(one.__struct_config__.tag): one for one in get_args(Item)}
_SOME_DAY = datetime(2026, 5, 27, 19, 30, tzinfo=UTC)
#: Fields whose evidence says where an item came from.
_TELLING = frozenset({"title", "person.name", "start", "published", "valid_through"})
_UNTOLD = frozenset({"evidence", "sub_events", "offers", "person", "language", "is_free"})


def fields_of(kind: Kind | None) -> tuple[str, ...]:
    """List the fields that can be selected of a kind, or of any."""
    found: dict[str, None] = {"link": None}
    for tag, one in _CLASSES.items():
        if kind is None or tag == kind:
            found |= {name: None for name in one.__struct_fields__ if name not in _UNTOLD}
            found |= {name: None for name in sorted(_OF_NOTICES) if "person" in one.__struct_fields__}
    return tuple(found)


def names_of(fields: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List what a template of some fields may ask for: each of them, and the address that is found without asking."""
    names = dict.fromkeys(("url", *fields))
    return tuple((name.replace(".", "_"), ()) for name in names)


def fault(selector: str) -> str | None:
    """Say what is wrong with a CSS selector, or None."""
    from feeds.parse.dom import is_selector  # noqa: PLC0415

    return None if is_selector(selector) else f"{selector!r} is no CSS selector that can be used"


def pattern_fault(pattern: str) -> str | None:
    """Say what is wrong with a regular expression, or None."""
    if len(pattern) > _LONGEST_PATTERN:
        return f"it has more than {_LONGEST_PATTERN} characters"
    try:
        groups = re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is no regular expression: {error}"
    return None if groups == 1 else f"it has {groups} groups; put round brackets round the one part that is wanted"


def form_fault(form: str) -> str | None:
    """Say what is wrong with a form of dates in the marks of `strptime`, or None."""
    try:
        written = _SOME_DAY.strftime(form)
        datetime.strptime(written, form)  # noqa: DTZ007  only its form is tried
    except (ValueError, re.error) as error:
        return f"{form!r} is no form that `strptime` knows: {error}"
    return None if "%" in form else f"{form!r} has no marks such as %d, %m and %Y"


def read(document: Document, fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Give the items that a source's selectors find on a page, in the order in which they stand there."""
    select = source.select or Select(items="")
    cards = document.css(select.items)[:_MOST_ITEMS]
    if not cards:
        return
    head = Head(document)
    sample = document.body.text(separator=" ")[:_SAMPLE] if document.body is not None and not source.language else ""
    reader = _Reader(setting_of(head, sample, fetched, source), select)
    yield from (reader.item(card) for card in cards)


class _Reader:
    """Reads the cards of one page."""

    def __init__(self, setting: Setting, select: Select) -> None:
        self._setting = setting
        self._kind = select.kind or _kind(select.fields)
        given = dict(select.fields)
        if not _ADDRESSES & given.keys():
            given["url"] = Selector(selector="a[href]")
        self._given = given
        self._names = names_of(given)
        # Templates are worked out of what the page gave.
        self._fields = sorted(given.items(), key=lambda pair: pair[1].template is not None)

    def item(self, card: Node) -> Item | Rejected:
        """Read one card."""
        facts: dict[str, Any] = {}
        first: dict[str, list[Node]] = {}
        try:
            for name, how in self._fields:
                value = self._value(card, name, how, facts, first)
                if value:
                    facts[name] = value
            return prepared(self._made(facts), self._setting.source)
        except (msgspec.ValidationError, ValueError, OverflowError, ZoneInfoNotFoundError) as error:
            text = str(facts.get("title") or facts.get("person.name") or one_line(card.text(separator=" ")))
            reason = one_line(str(error))
            return Rejected(kind=self._kind, lines=(1, 1), text=text[:_SHOWN], rule=RULE, reason=reason)

    def _value(
        self, card: Node, name: str, how: Selector, facts: Mapping[str, object], first: dict[str, list[Node]]
    ) -> str | list[str] | None:
        if how.template is not None:
            found = self._worked_out(how.template, facts)
        elif how.constant is not None:
            found = [how.constant]
        else:
            found = _texts(card, name, how, first)
        if how.pattern is not None:
            found = [part for text in found if (part := _part(how.pattern, text))]
        if name in _LISTS:
            return list(dict.fromkeys(found))
        return (" " if name in _MOMENTS else ", ").join(found) if how.many else found[0] if found else None

    def _worked_out(self, formula: str, facts: Mapping[str, object]) -> list[str]:
        from feeds.parse import formulas  # noqa: PLC0415  few sources have one

        known = {name: "" for name, _ in self._names} | {key.replace(".", "_"): fact for key, fact in facts.items()}
        made = formulas.value(formula, self._names, known)
        parts = made[:_MOST_VALUES] if isinstance(made, list | tuple) else [made]
        return [text[:_LONGEST] for part in parts if part is not None and (text := str(part).strip())]

    def _made(self, facts: dict[str, Any]) -> Item:
        raw: dict[str, Any] = {"kind": self._kind}
        for name, value in facts.items():
            how = self._given[name]
            if name in _ADDRESSES:
                raw["url"] = self._setting.address(value)
            elif name in _MOMENTS:
                raw |= self._moments(name, value, how.date)
            elif "." in name:
                table, _, key = name.partition(".")
                raw.setdefault(table, {})[key] = value
            else:
                raw[name] = value
        self._check(raw, facts)
        raw["evidence"] = [
            {"field": name, "lines": (1, 1), "text": str(value)[:_SHOWN], "rule": RULE}
            for name, value in facts.items()
            if name in _TELLING
        ]
        raw.setdefault("language", self._setting.told)
        if self._kind == "event" and isinstance(raw.get("start"), datetime):
            raw.setdefault("timezone", self._setting.zone.key)
        if self._kind == "personnel_notice":
            raw.setdefault("change", "other")
        given = {key: value for key, value in raw.items() if value is not None}
        return msgspec.convert(given, _CLASSES[self._kind], strict=False, dec_hook=_as_read)

    def _check(self, raw: Mapping[str, object], facts: Mapping[str, object]) -> None:
        if self._kind == "personnel_notice":
            if "person" not in raw:
                raise ValueError("`person.name` finds nothing in this item")
        elif not facts.get("title"):
            raise ValueError("`title` finds nothing in this item")

    def _moments(self, name: str, text: str, form: str | None) -> dict[str, When]:
        """Read a moment; the words for a start can tell the end too."""
        setting = self._setting
        when = moment(text, setting.zone, setting.language, form)
        told = None
        if form is None and not _ISO.match(text):
            told = span(text, setting.zone, setting.language, setting.published)
            when = told.start if told is not None else when
        if when is None:
            form_of = f"by {form!r}" if form else "as a day or time with its year"
            raise ValueError(f"`{name}`: {text!r} cannot be read {form_of}")
        if name == "effective" and isinstance(when, datetime):
            when = when.date()
        if name == "end" and not isinstance(when, datetime):
            # People name the last day, calendars the one behind it.
            when += timedelta(days=1)
        found: dict[str, When] = {name: when}
        if name == "start" and told is not None and told.end is not None and "end" not in self._given:
            found["end"] = told.end
        return found


def _as_read(expected: type, value: object) -> object:
    return value if isinstance(value, date) else decode_hook(expected, value)


def _kind(fields: Mapping[str, Selector]) -> Kind:
    """Tell of which kind items are by the fields that are asked for."""
    if any(name.startswith("person.") for name in fields):
        return "personnel_notice"
    for kind in ("job_posting", "event"):
        own = set(fields_of(kind)) - set(fields_of("article"))
        if own & fields.keys():
            return kind
    return "article"


def _texts(card: Node, name: str, how: Selector, first: dict[str, list[Node]]) -> list[str]:
    """Give what is selected in a card; `first` has what selectors found first in it: several fields can ask for it."""
    selector = how.selector
    if selector is None:
        nodes = [card]
    elif how.many or name in _LISTS:
        nodes = card.css(selector)[:_MOST_VALUES]
    elif selector in first:
        nodes = first[selector]
    else:
        found = card.css_first(selector)
        nodes = first[selector] = [found] if found is not None else []
    return [text for node in nodes if (text := _text(node, name, how.attribute))]


def _text(node: Node, name: str, attribute: str | None) -> str:
    if attribute is not None:
        return one_line(node.attributes.get(attribute) or "")[:_LONGEST]
    usual = _USUAL.get(node.tag or "")
    if usual is not None and (name in _ADDRESSES) == (usual in ("href", "src")):
        said = one_line(node.attributes.get(usual) or "")
        if said:
            return said[:_LONGEST]
    if name == "content":
        return (node.inner_html or "")[:_LONGEST]
    return one_line(node.text(separator=" "))[:_LONGEST]


def _part(pattern: str, text: str) -> str:
    found = _compiled(pattern).search(text[:_LONGEST_SEARCHED])
    return (found[1] or "").strip() if found is not None else ""


@lru_cache(200)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
