"""A source's own changes to what was read: expressions, defaults, filters; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urljoin

import msgspec

from feeds.addresses import web_address
from feeds.model import (
    KINDS,
    Evidence,
    Filter,
    Item,
    JobPosting,
    Kind,
    Person,
    PersonnelNotice,
    Rejected,
    Source,
    When,
    YearMonth,
    day_of,
    decode_hook,
    facts_of,
    first_moment,
    last_day,
)
from feeds.parse.moments import stretch, zone_of
from feeds.parse.prepared import prepared
from feeds.text import clean, one_line

_LONGEST_RESULT = 200_000  # characters
_MOST_PARTS = 1_000  # parts of a result that is a list
_SHOWN = 200
_SOURCE = ("name", "url", "language", "timezone", "categories")
_MOMENTS = frozenset(
    {"published", "updated", "start", "end", "previous_start", "door_time", "valid_through", "effective"}
    | {"registration_deadline", "early_bird_deadline", "application_deadline"}
)
#: Where a filter looks for words unless it names fields.
_SEARCHED = ("title", "summary", "content", "text", "categories", "location", "organizer", "performers", "role_name")
_SEARCHED_TOO = ("hiring_organization", "organization", "person", "job_location")
_LONG = frozenset({"content", "text"})
#: What an expression may ask for.
_KNOWN = (("item", ("kind", *dict.fromkeys(name for kind in KINDS for name in facts_of(kind)))), ("source", _SOURCE))


def applied(things: Iterable[Item | Rejected], source: Source) -> Iterator[Item | Rejected]:
    """Change what was read of a source as it says; what cannot be changed, or does not fit, is refused."""
    for thing in things:
        yield thing if isinstance(thing, Rejected) else _applied(thing, source)


def faults(source: Source) -> Iterator[tuple[tuple[str, str], str]]:
    """Find what is wrong with a source's expressions and defaults: its table and key, and what."""
    if source.map:
        from feeds.parse import formulas  # noqa: PLC0415  few sources have expressions

        for field, expression in source.map.items():
            fault = formulas.fault(expression, _KNOWN)
            if fault is not None:
                yield ("map", field), fault
    for field, value in source.defaults.items():
        kinds = [kind for kind in KINDS if field in facts_of(kind)]
        try:
            _converted(field, list(value) if isinstance(value, tuple) else value, kinds[0], source)
        except ValueError as error:
            yield ("defaults", field), str(error)


def _applied(item: Item, source: Source) -> Item | Rejected:
    try:
        changed = _filled(_mapped(item, source), source)
        if changed is not item:
            changed = prepared(changed, source)
            if not changed.title and not isinstance(changed, PersonnelNotice | JobPosting):
                raise ValueError("it leaves no title")
    except (ValueError, KeyError, OverflowError, RecursionError) as error:
        return _refused(item, "map", one_line(str(error)))
    if source.include and not any(_fits(changed, one) for one in source.include):
        return _refused(changed, "include", "it is none of what the source includes")
    for number, one in enumerate(source.exclude, 1):
        if _fits(changed, one):
            return _refused(changed, "exclude", f"the source excludes it ({_told(one) or number})")
    return changed


def _refused(item: Item, rule: str, reason: str) -> Rejected:
    lines = item.evidence[0].lines if item.evidence else (1, 1)
    name = item.person.name if isinstance(item, PersonnelNotice) else ""
    text = one_line(f"{item.title or name}")[:_SHOWN]
    return Rejected(kind=item.kind, lines=lines, text=text, rule=rule, reason=reason)


# --- expressions and defaults -----------------------------------------------------------------------------------------


def _mapped(item: Item, source: Source) -> Item:
    wanted = {field: text for field, text in source.map.items() if field in facts_of(item.kind)}
    if not wanted:
        return item
    facts = {"item": _plain(item), "source": _about(source)}
    changes = {field: _evaluated(field, text, facts, item.kind, source) for field, text in wanted.items()}
    return _with(item, changes, {field: ("map", text) for field, text in wanted.items()})


def _evaluated(
    field: str, expression: str, facts: Mapping[str, Mapping[str, object]], kind: Kind, source: Source
) -> object:
    from feeds.parse import formulas  # noqa: PLC0415

    try:
        return _converted(field, formulas.value(expression, _KNOWN, facts), kind, source)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise ValueError(f"`{field}`: {one_line(str(error))[:_SHOWN]}") from error


def _filled(item: Item, source: Source) -> Item:
    """Set what is absent to what the source says of all its items."""
    changes = {
        field: _converted(field, list(value) if isinstance(value, tuple) else value, item.kind, source)
        for field, value in source.defaults.items()
        if field in facts_of(item.kind) and not _plain(item)[field] and getattr(item, field, None) is not False
    }
    return _with(item, changes, {field: ("defaults", _shown(source.defaults[field])) for field in changes})


def _shown(value: str | bool | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _with(item: Item, changes: dict[str, object], origins: Mapping[str, tuple[str, str]]) -> Item:
    if not changes:
        return item
    lines = item.evidence[0].lines if item.evidence else (1, 1)
    evidence = [one for one in item.evidence if one.field not in changes]
    for field, (rule, text) in origins.items():
        if changes[field] not in (None, ()):
            evidence.append(Evidence(field=field, lines=lines, text=one_line(text)[:_SHOWN], rule=rule))
    if isinstance(item, PersonnelNotice):
        name, age = changes.pop("person", item.person.name), changes.pop("age", item.person.age)
        changes["person"] = Person(name=str(name or ""), age=age if isinstance(age, int) else None)
    return msgspec.structs.replace(item, **changes, evidence=tuple(evidence))


@cache
def _types(kind: Kind) -> dict[str, Any]:
    item = next(each for each in Item.__args__ if each.__struct_config__.tag == kind)
    return {field.name: field.type for field in msgspec.structs.fields(item)}


def _converted(field: str, value: object, kind: Kind, source: Source) -> object:
    """Make a result a fact; what is empty takes the fact away.

    Raises:
        ValueError: it is none.
    """
    of = _types(kind).get(field)
    if isinstance(value, list | tuple) or of == tuple[str, ...]:
        return _listed(value, is_list=of == tuple[str, ...])
    if isinstance(value, str | int | float) and not isinstance(value, bool) and field not in ("age", "is_free"):
        text = clean(str(value)) if field in _LONG else one_line(str(value))
        if len(text) > _LONGEST_RESULT:
            raise ValueError(f"the result has {len(text):,} characters, and the limit is {_LONGEST_RESULT:,}")
        return _of_text(field, text, of, source) if text else None
    if field == "age":
        return int(str(value)) if str(value).isdigit() else None
    return _valid(None if value == "" else value, of)


def _listed(value: object, *, is_list: bool) -> tuple[str, ...]:
    if not is_list:
        raise ValueError("the result is a list, and one text is needed; use `| join(', ')` or `| first`")
    parts = value if isinstance(value, list | tuple) else [value]
    texts = (one_line(str(part))[:_LONGEST_RESULT] for part in parts[:_MOST_PARTS])
    return tuple(dict.fromkeys(text for text in texts if text))


def _of_text(field: str, text: str, of: object, source: Source) -> object:
    if field == "person":
        return text
    if field == "url":
        address = web_address(urljoin(source.url or "", text))
        if address is None:
            raise ValueError(f"{text[:_SHOWN]!r} is no web address")
        return address
    if field in _MOMENTS:
        if field == "effective" and re.fullmatch(r"\d{4}-\d\d", text):
            return _valid(text, of)
        return _moment(text, source) if field != "effective" else day_of(_moment(text, source))
    return _valid(text, of)


def _moment(text: str, source: Source) -> When:
    found = stretch(text, zone_of(source), source.language)
    if found is None:
        raise ValueError(f"{text[:_SHOWN]!r} is no day or time; read it with | date('%d.%m.%Y')")
    return found.start


def _valid(value: object, of: object) -> object:
    return msgspec.convert(value, of, dec_hook=decode_hook)


def _plain(item: Item) -> dict[str, Any]:
    """Give the facts of an item as texts, lists of texts and truth values; what is absent is empty."""
    facts: dict[str, Any] = dict.fromkeys((name for kind in KINDS for name in facts_of(kind)), "")
    for name in facts_of(item.kind):
        value = getattr(item, name, None)
        if isinstance(value, Person):
            facts |= {"person": value.name, "age": value.age if value.age is not None else ""}
        elif isinstance(value, tuple):
            facts[name] = list(value)
        elif isinstance(value, date | datetime):
            facts[name] = value.isoformat()
        elif value is not None and name != "age":
            facts[name] = str(value) if isinstance(value, YearMonth) else value
    return facts | {"kind": item.kind}


def _about(source: Source) -> dict[str, object]:
    values = {name: getattr(source, name) for name in _SOURCE}
    return {name: list(value) if isinstance(value, tuple) else value or "" for name, value in values.items()}


# --- what is kept -----------------------------------------------------------------------------------------------------


def _fits(item: Item, one: Filter) -> bool:
    if one.kinds and item.kind not in one.kinds:
        return False
    if (one.after or one.before) and not _is_within(item, one):
        return False
    return not one.words or _has_words(item, one)


def _is_within(item: Item, one: Filter) -> bool:
    """Tell whether an item's days touch a span; one without a date does not."""
    published = day_of(item.published) if item.published is not None else None
    first, last = first_moment(item), last_day(item)
    start = day_of(first) if first is not None else last or published
    end = last or start
    if start is None or end is None:
        return False
    return (one.after is None or end >= one.after) and (one.before is None or start < one.before)


def _has_words(item: Item, one: Filter) -> bool:
    facts = _plain(item)
    values = [facts[name] for name in one.fields or (*_SEARCHED, *_SEARCHED_TOO)]
    texts = [part for value in values for part in (value if isinstance(value, list) else [value])]
    text = " \n ".join(_MARKS.sub(" ", _INLINE_MARKS.sub("", str(part))) for part in texts).casefold()
    return any(_word(word).search(text) is not None for word in one.words)


_INLINE_MARKS = re.compile(r"</?(?:a|abbr|b|code|em|i|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>")
_MARKS = re.compile("<[^<>]*>")


@lru_cache(maxsize=4096)
def _word(word: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, word.casefold().split()))
    return re.compile(rf"(?<!\w){inner}(?!\w)")


def _told(one: Filter) -> str:
    told = [", ".join(one.kinds), ", ".join(one.words)]
    told += [f"after {one.after}" if one.after else "", f"before {one.before}" if one.before else ""]
    return "; ".join(part for part in told if part)[:_SHOWN]
