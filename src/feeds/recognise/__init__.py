"""Recognition: the text of a page in, typed items with evidence out. Pure: no clock, no files but language data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from zoneinfo import ZoneInfo

import msgspec

from feeds import lang
from feeds.dates import Context
from feeds.expressions import has_digit
from feeds.model import Item, Marker, Rejected, Rule
from feeds.recognise import (
    alternating,
    announced,
    articles,
    cards,
    chaff,
    changes,
    counted_heads,
    days_from_today,
    events,
    exchanged,
    header,
    listings,
    lone_notices,
    month_days,
    nonevents,
    notices,
    numbering,
    outline,
    own_labels,
    parted_rows,
    postings,
    programme,
    refused,
    roster,
    run_in,
    spacing,
    stacked,
    timetable,
)
from feeds.recognise.draft import Findings, Publisher, Setting, nobody
from feeds.recognise.page import UNKNOWN, Line, Section, detect_language, divide, read_lines
from feeds.recognise.phrases import phrases
from feeds.recognise.rules import Knowledge, knowledge

#: So many rows of so many cells are a list of their own.
_ROWS, _CELLS = 2, 3


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds: its items in the order of the page, the refused candidates, its language."""

    items: tuple[Item, ...]
    rejected: tuple[Rejected, ...]
    language: str


def recognise(
    text: str,
    *,
    language: str | None = None,
    timezone: str | None = None,
    published: date | None = None,
    year: int | None = None,
    publisher: Publisher = nobody,
    rules: Sequence[Rule] = (),
    markers: Sequence[Marker] = (),
) -> Recognition:
    """Read a page of plain text.

    `language` and `timezone` (IANA) are detected and taken from the language when not given; `published` dates what
    has no year, and `year` is that of whatever no heading dates. `publisher` tells whose page it is, where that is
    known from elsewhere: so are postings and people for whom the page names nobody else. `rules` and `markers` are
    tried before those of the language.

    Raises:
        LanguageError: there is no file for the language.
    """
    lines = read_lines(text)
    code = language or detect_language(text, "en")
    if code == UNKNOWN:
        return Recognition(items=(), rejected=_unknown(lines), language=code)
    know = knowledge(code, rules, markers)
    if not articles.is_marked(lines, know):
        # An article with all that is around it stands apart as it should.
        lines = spacing.told(lines, know)
    lines = exchanged.written_out(numbering.without(_without_banners(lines, know)), know)
    setting = Setting(
        know=know,
        zone=ZoneInfo(timezone or know.language.language.timezone),
        context=Context(year=year, published=published),
        last_line=lines[-1].number if lines else 0,
        publisher=publisher,
    )
    findings = Findings()
    if lines:
        _read(*_without_mail(lines, setting), findings)
    return Recognition(
        items=_distinct(findings),
        rejected=tuple(sorted(findings.rejected, key=lambda r: (r.lines, r.kind, r.rule))),
        language=code,
    )


def _without_banners(lines: tuple[Line, ...], know: Knowledge) -> tuple[Line, ...]:
    """Drop what a site says about cookies, the weather and sharing, wherever that stands."""
    banners = know.banner.wholes([line.text for line in lines if len(line.text) <= _LONGEST_BANNER])
    if not banners:
        return lines
    kept = chaff.leave_out(lines, {line.number for line in lines if line.text in banners})
    # There is nothing left that a gap could part the first line from.
    return (msgspec.structs.replace(kept[0], after_gap=False), *kept[1:]) if kept else ()


def _without_mail(lines: tuple[Line, ...], setting: Setting) -> tuple[tuple[Line, ...], Setting]:
    """Drop the header of a mail; its date is that of the page."""
    height, dated = header.mail_header(lines, setting.know)
    day = None if dated is None else setting.know.grammar.first_day(dated.text, setting.context)
    if dated is not None and day is not None:
        setting = setting.published_on(day, dated)
    return lines[height:] or lines, setting


def _unknown(lines: tuple[Line, ...]) -> tuple[Rejected, ...]:
    reason = f"no language file fits this page ({', '.join(lang.available())}): say `language` if one of them does"
    span = (lines[0].span[0], lines[-1].span[1])
    return (Rejected(kind="article", lines=span, text=lines[0].text, rule="page.language", reason=reason),)


def _read(lines: tuple[Line, ...], setting: Setting, findings: Findings) -> None:
    lines = stacked.rows(cards.turned(lines, phrases(setting.code)), phrases(setting.code))
    whole, is_article = lines, articles.is_marked(lines, setting.know)
    if not is_article:
        # What stands beside an article is read by its own heading.
        lines = counted_heads.without(month_days.written_out(lines, setting.know), setting.know)
        lines = alternating.parted(lines, setting.know)
        whole = lines = parted_rows.parted(lines, setting.know)
        lines = roster.read(lines, setting, findings)
    findings.hold(timetable.find(lines, setting))
    sections = _divided(lines, setting, findings, is_article=is_article)
    has_head = any(section.kind in {"notices", "article"} for section in sections)
    dated = articles.published(lines, setting) or (articles.masthead_date(lines, setting) if has_head else None)
    if dated is not None and dated[1].number not in findings.owners:
        setting = setting.published_on(*dated)
    elif setting.context.published is None and (month := articles.issue_month(lines, setting)) is not None:
        # No day of publication that a fact could give, but what dates without a year go by.
        setting = setting.after(month.day, is_issue=not month.is_range)
    pieces = [articles.read_piece(section, setting, findings) for section in sections if section.kind == "article"]
    notices.labelled(sections[0].lines, setting, findings)
    postings.three_lines(lines, setting, findings)
    # The parts of a newsletter are told apart by their lines: postings stand in theirs alone.
    offers = tuple(section for section in sections[1:] if section.kind == "postings") if pieces else sections[1:]
    has_postings = postings.on_page((sections[0], *offers), lines, setting, findings)
    if not pieces:
        _read_main(sections, setting, findings, has_postings=has_postings, has_names=lines is not whole)
    for section in sections[1:]:
        _read_block(section, lines, setting, findings)
    lone_notices.read(lines, setting, findings)
    refused.searches(lines, setting, findings)
    nonevents.refuse(lines, setting, findings)
    changes.amend(lines, setting, findings)


def _divided(lines: tuple[Line, ...], setting: Setting, findings: Findings, *, is_article: bool) -> tuple[Section, ...]:
    sections = outline.resumed(divide(lines, setting.know, findings.taken), setting)
    if is_article:
        return sections
    return outline.newsletter(lines, setting, findings.taken) or outline.of_one_kind(sections, setting)


def _read_main(
    sections: tuple[Section, ...], setting: Setting, findings: Findings, *, has_postings: bool, has_names: bool
) -> None:
    main = sections[0].lines
    if sections[0].kind == "notices":
        notices.in_block(sections[0], main, notices.dated(main, setting), findings)
        programme.among_others(main, (), setting, findings)
        _read_rows(main, setting, findings)
        return
    if sections[0].kind == "postings":
        # They are read before everything else.
        return
    # The notices beside an article stand under a heading of their own.
    is_column = not articles.is_marked(main, setting.know) and (_is_column(main, setting, findings) or has_names)
    if has_postings or is_column:
        # Dates and texts on a page of postings or notices are theirs, but for whole records of events.
        programme.on_page(main, None, setting, findings, is_mixed=True)
        if is_column:
            programme.among_others(main, (), setting, findings)
            _read_rows(main, setting, findings)
        return
    around = listings.Around(foot=sections[-1].lines)
    main, has_cards = _told(main, None, around, setting, findings)
    # The date of the page is none of its events'.
    page_date = articles.datelines(main, setting) - findings.owners
    findings.taken |= page_date
    has_entries = run_in.read(main, None, setting, findings)
    has_entries = programme.told_in_paragraphs(main, setting, findings) or has_entries
    has_listing = listings.read(main, None, around, setting, findings) or has_cards
    findings.taken -= page_date
    announced.read(main, setting, findings)
    if has_listing:
        programme.beside_listing(main, setting, findings)
    main = tuple([line for line in main if line.number not in findings.taken])
    if articles.read(main, setting, findings, is_certain=not (has_listing or has_entries) and _is_site(sections)):
        programme.among_others(main, (), setting, findings)
        return
    undated = tuple(line for line in main if line.number not in page_date)
    news = _news(undated, sections, setting)
    undated = tuple(line for line in undated if line not in news)
    found = programme.on_page(undated, None, setting, findings, is_mixed=has_listing or has_entries)
    found = found or has_listing or has_entries
    if not (found or news or postings.under_heading(sections, findings) or postings.says_none(main, setting.know)):
        articles.read_prose(main, setting, findings)


def _told(
    lines: tuple[Line, ...], opener: Line | None, around: listings.Around | None, setting: Setting, findings: Findings
) -> tuple[tuple[Line, ...], bool]:
    """Give the free lines that tell of events, in words of the language, without what stands among them otherwise.

    Cards among them are read first: kinds, columns and the page's own labels tell what these are. Whether there were
    any comes back too; there are none where nothing is `around`.
    """
    lines = chaff.without(days_from_today.written_out(lines, setting), setting.know)
    lines = nonevents.without_lessons(lines, setting, findings)
    has_cards = around is not None and listings.read_cards(lines, opener, around, setting, findings)
    known = own_labels.known(chaff.without_kinds(lines, setting.know), setting.know)
    return tuple([line for line in known if line.number not in findings.taken]), has_cards


def _news(main: Sequence[Line], sections: tuple[Section, ...], setting: Setting) -> list[Line]:
    """Find the changes of job that a letter to members tells above its programme: their days are no event's."""
    if not any(section.kind == "programme" for section in sections[1:]):
        return []
    grammar = setting.know.grammar
    if any(has_digit(line.text) and grammar.find_clock(line.text) is not None for line in main):
        # An event of its own, which tells of who speaks.
        return []
    return [line for line in main if outline.dates_change(line, setting)]


def _read_rows(main: tuple[Line, ...], setting: Setting, findings: Findings) -> None:
    """Read the rows of cells among notices that each tell a day and an hour: the meetings of a club."""
    cells = (line for line in main if len(line.cells) >= _CELLS and line.number not in findings.taken)
    timed = (line for line in cells if has_digit(line.text) and not line.is_sentence)
    rows = [line for line in timed if setting.know.grammar.find_clock(line.text) is not None]
    if len(rows) >= _ROWS:
        listings.read(rows, None, listings.Around(), setting, findings)


def _is_column(main: tuple[Line, ...], setting: Setting, findings: Findings) -> bool:
    # Where most lines tell when something is, the people elected at a meeting can stand under one heading.
    is_mixed = not outline.can_hold_names(main, setting)
    can_name = not is_mixed or outline.names_some(main, setting)
    return can_name and notices.in_list(main, setting, findings, is_mixed=is_mixed)


def _is_site(sections: tuple[Section, ...]) -> bool:
    return any(section.kind in _SITE for section in sections[1:])


def _read_block(section: Section, page: Sequence[Line], setting: Setting, findings: Findings) -> None:
    if section.kind in {"event", "event_list"}:
        # Its form tells which lines belong together: there are no cards.
        told, _ = _told(section.lines, section.opener, None, setting, findings)
        section = msgspec.structs.replace(section, lines=told)
    match section.kind:
        case "event":
            events.in_block(section, setting, findings)
        case "event_list":
            events.in_list(section, setting, findings)
        case "notices":
            notices.in_block(section, page, notices.dated(page, setting), findings)
            programme.among_others(section.lines, page, setting, findings)
            _read_rows(section.lines, setting, findings)
        case "programme":
            _read_programme(section, page, setting, findings)
        case "postings":
            programme.among_others(section.lines, page, setting, findings)
        case "article":
            # It is read before everything else.
            pass
        case kind if kind in _REFUSED:
            _REFUSED[kind](section, setting, findings)
        case _:
            notices.labelled(section.lines, setting, findings)


def _read_programme(section: Section, page: Sequence[Line], setting: Setting, findings: Findings) -> None:
    opener, around = section.opener, listings.Around(page[:_HEAD], page[-_HEAD:])
    lines, has_cards = _told(section.lines, opener, around, setting, findings)
    if has_cards:
        # The days of cards are nothing else's.
        head = [line for line in around.head if line.number not in findings.taken]
        around = msgspec.structs.replace(around, head=head)
    programme.told_in_sentences(lines, opener, setting, findings)
    announced.read(lines, setting, findings)
    run_in.read(lines, opener, setting, findings, is_prose=True)
    has_listing = listings.read(lines, opener, around, setting, findings) or has_cards
    run_in.read(lines, opener, setting, findings)
    programme.on_page(lines, opener, setting, findings, is_mixed=has_listing)


_REFUSED: dict[str | None, Callable[[Section, Setting, Findings], None]] = {
    "past": refused.past,
    "closed": refused.closed,
    "unchanged": refused.unchanged,
}
_LONGEST_BANNER = 250
#: Lines at the top of a page that can name its year.
_HEAD = 8
#: Blocks that stand beside an article.
_SITE = frozenset({"event", "event_list", "advert", "sidebar", "teasers"})


def _distinct(findings: Findings) -> tuple[Item, ...]:
    items: dict[Item, Item] = {}
    for _, item in sorted(findings.items, key=itemgetter(0)):
        items.setdefault(msgspec.structs.replace(item, evidence=()), item)
    return tuple(items.values())


__all__ = ["Recognition", "recognise"]
