"""Recognition: the text of a page in, typed items with evidence out. Pure: no clock, no files but language data."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from feeds import lang
from feeds.dates import Context
from feeds.model import Item, Rejected
from feeds.recognise import articles, events, notices, postings, programme, records
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.page import UNKNOWN, Line, Section, detect_language, divide, read_lines
from feeds.recognise.rules import knowledge


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds: its items in the order of the page, the refused candidates, its language."""

    items: tuple[Item, ...]
    rejected: tuple[Rejected, ...]
    language: str


def recognise(
    text: str, *, language: str | None = None, timezone: str | None = None, published: date | None = None
) -> Recognition:
    """Read a page of plain text.

    `language` and `timezone` (IANA) are detected and taken from the language when not given; `published` dates what
    has no year.

    Raises:
        LanguageError: there is no file for the language.
    """
    lines = read_lines(text)
    code = language or detect_language(text, "en")
    if code == UNKNOWN:
        return Recognition(items=(), rejected=_unknown(lines), language=code)
    know = knowledge(code)
    setting = Setting(
        know=know,
        zone=ZoneInfo(timezone or know.language.language.timezone),
        context=Context(published=published),
        last_line=lines[-1].number if lines else 0,
    )
    findings = Findings()
    if lines:
        _read(lines, setting, findings)
    return Recognition(
        items=_distinct(findings),
        rejected=tuple(sorted(findings.rejected, key=lambda r: (r.lines, r.kind, r.rule))),
        language=code,
    )


def _unknown(lines: tuple[Line, ...]) -> tuple[Rejected, ...]:
    reason = f"no language file fits this page ({', '.join(lang.available())}): say `language` if one of them does"
    span = (lines[0].number, lines[-1].number)
    return (Rejected(kind="article", lines=span, text=lines[0].text, rule="page.language", reason=reason),)


def _read(lines: tuple[Line, ...], setting: Setting, findings: Findings) -> None:
    sections = divide(lines, setting.know)
    has_column = any(section.kind == "notices" for section in sections)
    dated = articles.published(lines, setting) or (articles.masthead_date(lines, setting) if has_column else None)
    if dated is not None:
        setting = setting.published_on(*dated)
    notices.labelled(sections[0].lines, setting, findings)
    postings.three_lines(lines, setting, findings)
    _read_main(sections, setting, findings)
    for section in sections[1:]:
        _read_block(section, setting, findings)


def _read_main(sections: tuple[Section, ...], setting: Setting, findings: Findings) -> None:
    main = sections[0].lines
    if articles.read(main, setting, findings, is_certain=any(s.kind in _SITE for s in sections[1:])):
        return
    found = [records.job_postings(main, setting, findings), notices.in_list(main, setting, findings)]
    if not any(found):
        # Dates on a page of postings or notices are theirs.
        found.append(programme.on_page(main, None, setting, findings))
    if not any(found):
        articles.read_prose(main, setting, findings)


def _read_block(section: Section, setting: Setting, findings: Findings) -> None:
    match section.kind:
        case "event":
            events.in_block(section, setting, findings)
        case "event_list":
            events.in_list(section, setting, findings)
        case "notices":
            notices.in_block(section, setting, findings)
        case "programme":
            programme.on_page(section.lines, section.opener, setting, findings)
        case "postings":
            records.job_postings(section.lines, setting, findings)
        case _:
            notices.labelled(section.lines, setting, findings)


#: Blocks that stand beside an article.
_SITE = frozenset({"event", "event_list", "advert", "sidebar", "teasers"})


def _distinct(findings: Findings) -> tuple[Item, ...]:
    seen, items = set(), []
    for _, item in sorted(findings.items, key=lambda pair: pair[0]):
        key = msgspec.structs.replace(item, evidence=())
        if key not in seen:
            seen.add(key)
            items.append(item)
    return tuple(items)


__all__ = ["Recognition", "recognise"]
