"""The parts of a page: headings of any wording divide it, and the lines below each tell what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import compress, pairwise, repeat
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from feeds.expressions import has_digit, holds
from feeds.recognise import cards, notices
from feeds.recognise.draft import Setting
from feeds.recognise.facts import is_price
from feeds.recognise.job_lines import is_rule
from feeds.recognise.lines import is_address
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Holds, Line, Section, without_bullet
from feeds.recognise.phrases import phrases
from feeds.recognise.records import labels_hour
from feeds.recognise.rules import Knowledge, undecorated
from feeds.recognise.usual import tells_of_all

#: About the lines of one page.
_LATEST = 128

_LONGEST_HEADLINE = 120
_LONGEST_LEAD = 300
_LONGEST_ENTRY = 400
_SHORTEST_CAPITALS = 4
_SHORTEST_PROSE = 40
#: Letters of running text that make an article: with a byline, in several paragraphs, in another piece's style.
_WITH_BYLINE, _ALONE, _BESIDE = 60, 160, 100
_FEWEST_PARAGRAPHS = 2
_FEWEST_WORDS = 3
_FEWEST, _FEWEST_DAYS = 2, 3
_LONGEST_NAME = 60
_LONGEST_LEAD_IN = 16
_HEIGHT = 8
#: Pieces, kinds of items and the name of an issue, which together make a newsletter.
_MANY = 4
_FEWEST_TOLD = 3
_QUOTES = "\"“”„«»'’‘–¿¡"
_SPLITS = "–—/|"
_SPLIT = re.compile(rf"\s+[{_SPLITS}]\s+")
_LABELLED = re.compile(r"[^\W\d_]\w*(?: \w+)?: \S")
#: No heading ends in one, nor does what is left of it without its marks.
_STOPS = (".", "…")
_NUMBER = re.compile(r"\((?:\d{1,2}|[A-Z])\)\s+|(?:\d{1,2}|[IVX]{1,4}|[A-Z](?=\)))[.)]\s+")
#: Who wrote a short piece, behind its last sentence: "… were not hurt. BB", "(bb)", "/BB".
_INITIALS = re.compile(r"[.!?…][\"”“»]? (?:[A-ZÆØÅÄÖÜ]{2,3}|[/–—-] ?[^\W\d_]{2,3}|\([^\W\d_]{2,3}\))$")
#: Blocks that a marker opens whatever stands below it.
_BELOW_RULE = frozenset({"", "rule"})
_SHOWN = frozenset({"marks", "capitals", "rule"})
_FIXED = frozenset({"event", "event_list", "advert", "sidebar", "teasers", "end", "past", "closed", "unchanged"})

_NOTICES: tuple[Holds, ...] = ("notices",)
_FACTS = frozenset({"price", "location", "when", "end"})
#: Blocks that hold items.
_READ: frozenset[Holds | None] = frozenset({"article", "notices", "postings", "programme"})


class Part(msgspec.Struct, frozen=True):
    """A heading, how it shows itself to be one, and the lines below it up to the next; `kind` as a marker says it."""

    heading: Line | None
    style: str
    lines: tuple[Line, ...]
    kind: Holds | None = None


def newsletter(lines: Sequence[Line], setting: Setting, taken: Collection[int]) -> tuple[Section, ...]:
    """Divide a newsletter into its pieces and its other parts; give nothing for a page that is none.

    The first section is what stands above the first piece. A part that goes on with what is told above it belongs to
    the part above.
    """
    know = setting.know
    # What is prose without the marks round it ends in no letter with them either.
    texts = (line.text for line in lines if len(line.text) >= _SHORTEST_PROSE and not line.text[-1].isalnum())
    if sum(map(len, texts)) < _WITH_BYLINE:
        return ()
    parts = _with_chapters(_parts(lines, know, taken), know)
    if _are_postings(parts, know):
        return ()
    is_issue = any(know.issue.search(line.text) or know.greeting.fullmatch(line.text) for line in lines[:_HEIGHT])
    if not is_issue and _are_days(parts, know) and _is_programme(lines[:_HEIGHT], know):
        return ()
    # However many of these are pieces, the others are each of one more kind at the most.
    open_parts = sum(bool(part.lines or part.kind) and part.kind not in _FIXED for part in parts)
    pieces = _pieces(parts, setting) if open_parts + 1 >= _MANY - is_issue else ()
    if not pieces:
        return ()
    if not is_issue and not any(_is_signed(parts[number], know) for number in pieces):
        return ()
    kinds = _kinds(parts, pieces, _MANY - len(pieces) - is_issue, setting)
    first = min(pieces)
    if not kinds or _stands_inside(parts[:first], kinds[:first]):
        return ()
    shown = (n for n in range(1, first) if parts[n].style in _SHOWN)
    sure = {n for n in shown if kinds[n] in {"notices", "postings"} or _is_full(parts[n], setting)}
    groups = _joined(parts, kinds, pieces, sure)
    return tuple(
        Section(kind, group[0].heading, _title(group[0], know), _lines_of(group), number == len(groups) - 1)
        for number, (kind, group) in enumerate(groups)
    )


def _are_postings(parts: Sequence[Part], know: Knowledge) -> bool:
    """Tell whether most parts of a page are postings: a line of each says until when to apply, or the like."""
    full = [part for part in parts if part.lines]
    told = sum(any(know.tells_of_posting(line.text, line.cells) for line in part.lines) for part in full)
    return told >= _FEWEST_TOLD and told + 1 >= len(full)


def _is_programme(head: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the head of a page names a programme, or says of all where or at what hour they are."""
    is_named = any(know.heading.search(line.text) for line in head if not line.is_sentence)
    return is_named or tells_of_all(head, know)


def _are_days(parts: Sequence[Part], know: Knowledge) -> bool:
    """Tell whether a day alone, without its year, stands below most headlines, each later than the one above.

    News tell the latest first.
    """
    firsts = [part.lines[0] for part in parts if part.heading is not None and part.lines]
    dated = [line for line in firsts if has_digit(line.text) and len(line.text) <= _LONGEST_NAME]
    if len(dated) < _FEWEST_DAYS or 2 * len(dated) < len(firsts):
        return False
    found = [know.grammar.find(line.text) for line in dated]
    days = [dates.days[0] for dates in found if dates is not None and not dates.start]
    if len(days) < _FEWEST_DAYS or 2 * len(days) < len(firsts) or any(day.year is not None for day in days):
        return False
    falls = sum((b.month, b.day) <= (a.month, a.day) for a, b in pairwise(days))
    # In January the next year begins.
    return falls == 0 or (falls == 1 and (days[0].month, days[0].day) > (days[-1].month, days[-1].day))


def _title(part: Part, know: Knowledge) -> str | None:
    """Give the title behind the word that opens a part: “Event: Harbour day”."""
    found = know.marker(part.heading.text) if part.heading is not None and part.kind is not None else None
    return found[1] if found is not None else None


def of_one_kind(sections: tuple[Section, ...], setting: Setting) -> tuple[Section, ...]:
    """Tell by its lines what the main part of a page holds where no heading says it: a column of names, postings."""
    main, *others = sections
    if any(section.kind in _READ for section in others):
        return sections
    postings = sum(_seen(line, setting).kind == "postings" for line in main.lines)
    entries = sum(_is_prose(line) or len(line.cells) > 1 for line in main.lines)
    kind: Holds | None = None
    is_told = _are_changes(main.lines, max(_FEWEST, postings + 1, -(-entries * 2 // 5)), setting)
    if is_told or cards.are_headed(main.lines, phrases(setting.code)):
        kind = "notices"
    elif postings > _FEWEST:
        told = Counter(_tells(line, setting) for line in main.lines)
        is_posted = postings > told["notices"] and postings * _FEWEST > told["programme"]
        kind = "postings" if is_posted else None
    return (replace(main, kind=kind), *others)


def _are_changes(lines: Sequence[Line], fewest: int, setting: Setting) -> bool:
    """Tell whether so many lines read as changes of job; no more are read than decide it."""
    left = [line for line in lines if _seen(line, setting).can_change]
    while 0 < fewest <= len(left):
        fewest -= _is_change(left.pop(), setting)
    return fewest <= 0


def can_hold_names(lines: Sequence[Line], setting: Setting) -> bool:
    """Tell whether people who change jobs can be what a page holds: not where more lines tell a day and a time."""
    words, grammar = phrases(setting.code), setting.know.grammar
    timed = (line for line in lines if has_digit(line.text) and grammar.find(line.text) is not None)
    moments = sum(grammar.find_clock(line.text) is not None for line in timed)
    # Days alone above labels have their hours below: "Meet: 10 am, Lock Café".
    moments = moments or sum(labels_hour(line, setting.know) for line in lines)
    if moments < _FEWEST or any(cards.header_of(line, words) is not None for line in lines):
        return True
    told = Counter(_tells(line, setting) for line in lines)
    return told["programme"] < told["notices"] + told["postings"] or moments < told["notices"]


def dates_change(line: Line, setting: Setting) -> bool:
    """Tell whether a sentence says on which day somebody's job changes: that day is no event's."""
    return line.is_sentence and has_digit(line.text) and _tells(line, setting) == "notices"


def names_some(lines: Sequence[Line], setting: Setting) -> bool:
    """Tell whether several lines read as changes of job."""
    return _are_changes(lines, _FEWEST, setting)


def resumed(sections: tuple[Section, ...], setting: Setting) -> tuple[Section, ...]:
    """End a block of people whose job stays the same at the next heading below which somebody's changes.

    A block of what is over ends at a paragraph that tells of something which repeats, one of postings below
    a heading in capitals at another such one with something else below it. Behind an advertisement a column of names
    goes on.
    """
    found: list[Section] = []
    for section in _with_hidden(sections, setting):
        behind = _goes_on_behind(found[-1], section, setting) if found and section.kind == "advert" else None
        if behind is not None:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, *section.lines[behind:]), is_last=section.is_last)
            found.append(replace(section, lines=section.lines[:behind], is_last=False))
            continue
        again = _repeats_again(section, setting) if section.kind == "past" else None
        if again is not None:
            found.append(replace(section, lines=section.lines[:again], is_last=False))
            found.append(Section("programme", None, None, section.lines[again:], section.is_last))
            continue
        if section.kind == "postings" and _is_shouted(section):
            found.extend(_of_capitals(section, setting))
            continue
        at = _changes_again(section, setting) if section.kind == "unchanged" else None
        if at is None:
            found.append(section)
            continue
        opener, below = section.lines[at], section.lines[at + 1 :]
        found.append(replace(section, lines=section.lines[:at], is_last=False))
        found.append(Section("notices", opener, None, below, section.is_last))
    return tuple(found)


def _with_hidden(sections: tuple[Section, ...], setting: Setting) -> tuple[Section, ...]:
    """Take people whose job changes out of a block that is another by its heading only.

    "Since last time" can stand above them as above events that are over, and the label of an advertisement that shows
    nothing right above the heading of a page.
    """
    found: list[Section] = []
    for section in sections:
        if section.kind == "past" and _are_people(section.lines, setting):
            section = replace(section, kind="notices")  # noqa: PLW2901
        if section.kind == "advert" and len(found) == 1 and _is_blank(section, found[0]):
            found[0] = replace(found[0], lines=(*found[0].lines, *section.lines), is_last=section.is_last)
            continue
        found.append(section)
    return tuple(found)


def _are_people(lines: Sequence[Line], setting: Setting) -> bool:
    """Tell whether several lines read as changes of job, and more than tell when something was."""
    if not any(map(_seen_change, lines, repeat(setting))):
        return False
    told = Counter(_tells(line, setting) for line in lines)
    return told["notices"] >= _FEWEST and told["notices"] > told["programme"]


def _is_blank(advert: Section, main: Section) -> bool:
    """Tell whether the line right below the label of an advertisement is the place in the menu that the page shows."""
    if not advert.lines or advert.opener is None or any(line.is_sentence for line in main.lines):
        return False
    shown = advert.lines[0].text.casefold()
    return any(shown == cell.casefold() for line in main.lines for cell in line.cells)


def _goes_on_behind(column: Section, advert: Section, setting: Setting) -> int | None:
    """Number the line below an advertisement at which the column of names above it goes on, headed as it is there."""
    if column.kind not in {None, "notices"} or not any(map(_seen_change, advert.lines, repeat(setting))):
        return None
    if column.kind is None and not _are_changes(column.lines, _FEWEST, setting):
        return None
    if column.kind is None:
        at = _changes_again(column, setting)
        return None if at is None else _changes_again(advert, setting)
    told = (n for n, line in enumerate(advert.lines) if n and line.after_gap and _tells(line, setting) == "notices")
    at, headed = next(told, None), _changes_again(advert, setting)
    return headed if at is None or (headed is not None and headed < at) else at


def _seen_change(line: Line, setting: Setting) -> bool:
    return _seen(line, setting).can_change


def _is_shouted(section: Section) -> bool:
    """Tell whether capitals set off the heading of a section from most of its lines."""
    if section.opener is None or not section.opener.text.isupper():
        return False
    return sum(line.text.isupper() for line in section.lines) * _FEWEST < len(section.lines)


def _of_capitals(section: Section, setting: Setting) -> list[Section]:
    """Part postings below "COACH WANTED" from the people below "NEW FACES" and the days below "DATES"."""
    lines, know = section.lines, setting.know
    heads = [
        n
        for n, line in enumerate(lines)
        if line.after_gap and _style(lines, n) == "capitals" and _opens(lines, n, know)
        if know.jobs.role.search(line.text) is None
    ]
    parts: list[tuple[Holds, int]] = [("postings", 0)]
    for at, end in pairwise((*heads, len(lines))):
        told = [_tells(line, setting) for line in lines[at + 1 : end]]
        kind: Holds | None = "notices" if "notices" in told else None
        if kind is None and len(told) >= _FEWEST and {*told[:_FEWEST]} == {"programme"}:
            # A list of days.
            kind = "programme"
        if "postings" in told:
            kind = None
        if kind is not None and kind != parts[-1][0]:
            parts.append((kind, at))
    found = [replace(section, lines=lines[: parts[1][1] if len(parts) > 1 else len(lines)], is_last=False)]
    for (kind, at), (_, end) in pairwise((*parts[1:], (None, len(lines)))):
        found.append(Section(kind, lines[at], None, lines[at + 1 : end], is_last=False))
    return [*found[:-1], replace(found[-1], is_last=section.is_last)]


def _repeats_again(section: Section, setting: Setting) -> int | None:
    know = setting.know
    return next(
        (
            index
            for index, line in enumerate(section.lines)
            if line.after_gap
            and has_digit(line.text)
            and know.repetition.has(line.text)
            and know.repetition.find(line.text, setting.context) is not None
            and know.grammar.find_clock(line.text) is not None
            and know.hours.search(line.text) is None
        ),
        None,
    )


def _changes_again(section: Section, setting: Setting) -> int | None:
    heading = None
    for index, line in enumerate(section.lines):
        if index and _opens(section.lines, index, setting.know):
            heading = index if not line.text.endswith("?") else None
        elif heading is not None and _tells(line, setting) == "notices":
            return heading
    return None


def _stands_inside(above: Sequence[Part], kinds: Sequence[Holds | None]) -> bool:
    """Tell whether so much text stands above the first piece that it is a chapter of one article."""
    texts = (part.lines for part, kind in zip(above, kinds, strict=True) if kind is None or kind == "programme")
    return sum(_is_prose(line) and not has_digit(line.text) for lines in texts for line in lines) >= _FEWEST_PARAGRAPHS


def _is_full(part: Part, setting: Setting) -> bool:
    return sum(_is_told(line, setting) for line in part.lines) >= _FEWEST


def _lines_of(group: Sequence[Part]) -> tuple[Line, ...]:
    first, *more = group
    below = (line for part in more for line in (*((part.heading,) if part.heading else ()), *part.lines))
    return (*first.lines, *below)


def _joined(
    parts: Sequence[Part], kinds: Sequence[Holds | None], pieces: Collection[int], shown: Collection[int]
) -> list[tuple[Holds | None, list[Part]]]:
    """Join each part with the one above it when it holds the same or nothing that can be told."""
    first = min(pieces)
    last = max(number for number, kind in enumerate(kinds) if kind is not None)
    # Above the first piece little opens a section: most is the newsletter's own name and greeting.
    groups: list[tuple[Holds | None, list[Part]]] = [(None, [])]
    waiting: list[Part] = []
    for number, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        if number >= first and kind is None and part.heading is not None and not part.lines:
            # A heading over headings: it opens what follows.
            waiting.append(part)
        elif number > last and part.style in _BELOW_RULE:
            # The foot of the page.
            groups.append((None, [part]))
        elif (number in pieces or number in shown or part.kind is not None) or (
            number > first and _begins(part, kind, groups[-1])
        ):
            if part.kind == "event":
                # Its title stands in its own heading.
                groups[-1][1].extend(waiting)
                waiting = []
            groups.append((kind, [*waiting, part]))
            waiting = []
        else:
            groups[-1][1].extend([*waiting, part])
            waiting = []
    groups[-1][1].extend(waiting)
    return groups if groups[0][1] else [(None, [_NOTHING]), *groups[1:]]


def _begins(part: Part, kind: Holds | None, group: tuple[Holds | None, list[Part]]) -> bool:
    """Tell whether a part begins another section: not below a stronger heading, nor with nothing that can be told."""
    above, known = group
    if part.style == "plain" and known[0].style in _SHOWN and above != "article":
        return False
    return kind is not None and kind != above


_NOTHING = Part(None, "", ())


def _parts(lines: Sequence[Line], know: Knowledge, taken: Collection[int]) -> list[Part]:
    starts = {index for index in range(len(lines)) if lines[index].number not in taken and _opens(lines, index, know)}
    is_numbered = sum(_NUMBER.match(undecorated(lines[index].text)) is not None for index in starts) >= _FEWEST
    parts: list[Part] = []
    heading, style, kind, body = None, "", None, list[Line]()
    for index, line in enumerate(lines):
        if index in starts:
            parts.append(Part(heading, style, tuple(body), kind))
            heading, style = _bare(line, is_numbered=is_numbered), _style(lines, index)
            kind, body = _marked_or(line.text, heading.text, know), []
        elif not is_divider(line):
            body.append(line)
        elif body:
            parts.append(Part(heading, style, tuple(body), kind))
            heading, style, kind, body = None, "", None, []
    parts.append(Part(heading, style, tuple(body), kind))
    return [part for part in parts if part.heading is not None or part.lines]


def _with_chapters(parts: list[Part], know: Knowledge) -> list[Part]:
    """Join the last chapter of a piece with it: signed below, but headed otherwise than the piece and another one."""
    ended = {n for n, part in enumerate(parts) if part.lines and signature(part.lines[-1], know) is not None}
    if len(ended) < _FEWEST:
        return parts
    forms = {n: part.lines[0].after_gap for n, part in enumerate(parts) if _can_be_piece(part, know)}
    joined: list[Part] = []
    for n, part in enumerate(parts):
        form = forms.get(n - 1)
        is_chapter = n in ended and n in forms and n - 1 not in ended and form is not None and form != forms[n]
        if is_chapter and part.heading is not None and any(m != n and forms.get(m) == form for m in ended):
            above = joined.pop()
            joined.append(replace(above, lines=(*above.lines, part.heading, *part.lines)))
        else:
            joined.append(part)
    return joined


def _bare(line: Line, *, is_numbered: bool) -> Line:
    text = undecorated(line.text)
    return replace(line, text=_NUMBER.sub("", text, count=1) if is_numbered else text)


def _marked_or(text: str, bare: str, know: Knowledge) -> Holds | None:
    return _marked(text, know) or (_marked(bare, know) if bare != text else None)


def _marked(text: str, know: Knowledge) -> Holds | None:
    marker = know.marker(text)
    if marker is not None:
        return marker[0].block
    return "end" if know.boilerplate.fullmatch(undecorated(text)) is not None else None


def is_divider(line: Line) -> bool:
    """Tell whether a line only parts others: a rule, marks in a row, a number between marks."""
    text = line.text
    # Nothing of that has a letter, and most lines begin or end with one.
    if text[:1].isalpha() or text[-1:].isalpha() or any(map(str.isalpha, text)):
        return False
    return is_rule(line) or undecorated(text).strip("()").isdigit() or not any(map(str.isalnum, text))


def _opens(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether a line is a heading: short, no sentence, and set off by a gap, a rule, marks or capitals."""
    line = lines[index]
    if len(line.text) > _LONGEST_HEADLINE or line.text.endswith(_STOPS) or is_divider(line):
        return False
    style = _style(lines, index)
    if not style or (line.cells and style != "marks"):
        return False
    bare = replace(line, text=_NUMBER.sub("", undecorated(line.text), count=1), cells=())
    is_label = style in _SHOWN and line.after_gap and bare.text.casefold() in know.event_labels
    if is_label or _marked_or(line.text, bare.text, know) is not None:
        return not line.is_sentence
    # "Friday, 16. January – Orion" is no number before a headline.
    return is_headline(bare, know) and (bare.text == line.text or not _is_dated(line.text, know))


def _style(lines: Sequence[Line], index: int) -> str:
    """Tell by what a line is set off as a heading."""
    text = lines[index].text
    above = lines[index - 1] if index else None
    bare = undecorated(text)
    if bare != text and (not text[-1].isalnum() or not text[0].isalnum()) and not _is_entry(lines, index):
        return "marks"
    if above is None or is_divider(above):
        return "rule"
    if bare.isupper() and sum(map(str.isalpha, bare)) >= _SHORTEST_CAPITALS:
        is_listed = above.text.isupper() and not lines[index].after_gap
        return "" if is_listed else "capitals"
    return "plain" if lines[index].after_gap else ""


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is one of a list, each opening with the same mark."""
    line = lines[index]
    beside = lines[max(index - 1, 0) : index + 2]
    is_one_sided = line.text[-1].isalnum() or line.text[0].isalnum()
    return is_one_sided and any(other is not line and other.text[0] == line.text[0] for other in beside)


def _is_short(line: Line) -> bool:
    text = line.text
    is_title = 1 < len(text) <= _LONGEST_HEADLINE and (text[0].isalnum() or text[0] in _QUOTES + "(") and not line.cells
    return is_title and any(map(str.isalpha, text[:6])) and not text.endswith((".", ",", ";", "…"))


def is_headline(line: Line, know: Knowledge) -> bool:
    """Tell whether a line can be the headline of a piece."""
    text = line.text
    return (
        _is_short(line)
        and not is_rule(line)
        and BULLET.match(text) is None
        and "@" not in text
        and not text[0].islower()
        and not (text[0] == "(" and text[-1] == ")")
        and know.greeting.fullmatch(text) is None
        and know.boilerplate.fullmatch(text) is None
        and not (has_digit(text) and _names_issue(text, know))
        and not _is_dated(text, know)
        and not (has_digit(text) and is_address(text, know))
        and know.labelled(text) is None
        and not is_special(line, know, "byline", "published", "skip", "credit")
    )


def _names_issue(text: str, know: Knowledge) -> bool:
    """Tell whether a line names the issue of a paper; a number behind words counts something else: "Line no. 8"."""
    found = know.issue.search(text)
    if found is None:
        return False
    before = text[: found.start()].rstrip()
    is_counted = found[0][-1].isdigit() and before[-1:].isalnum() and len(before.split()) >= _FEWEST_WORDS
    return not is_counted or know.grammar.find(text) is not None


def _is_dated(text: str, know: Knowledge) -> bool:
    """Tell whether a line is a date or a month with little beside it, or says on which day and at what time."""
    dates = know.grammar.find(text) if has_digit(text) else None
    if dates is not None:
        is_mostly = _FEWEST * (dates.end - dates.start) >= len(text)
        return is_mostly or dates.start == 0 or know.grammar.find_clock(text[dates.end :]) is not None
    return len(text.split()) <= _FEWEST and know.grammar.find_month(text) is not None


def is_special(line: Line, know: Knowledge, *parts: str) -> bool:
    """Tell whether a line is one of these parts of an article."""
    return len(line.text) <= _LONGEST_LEAD and know.any_of(*parts).fullmatch(line.text) is not None


def _pieces(parts: Sequence[Part], setting: Setting) -> set[int]:
    """Number the parts that are articles: those that show it, and others of their style that could be."""
    know = setting.know
    lengths = {n: length for n, part in enumerate(parts) if (length := _prose(part, know))}
    # What else a part can be takes longest to see; no part is one by its neighbours alone.
    shown = {n for n, length in lengths.items() if _is_sure(parts[n], length, know)}
    sure = {n for n in shown if not _is_other(parts[n], setting)}
    sure -= _briefs(parts, sure, setting)
    if not sure:
        return sure
    styles = {parts[number].style for number in sure}
    left = {n: length for n, length in lengths.items() if n not in shown}
    beside = {n for n, length in left.items() if _is_beside(parts[n], length, styles)}
    found = sure | {n for n in beside if not _is_other(parts[n], setting)}
    for number, length in left.items():
        is_next = number not in beside and number - 1 in found
        if (
            is_next
            and _is_next(parts[number - 1], parts[number], length, know)
            and not _is_other(parts[number], setting)
        ):
            found.add(number)
    return found


def _briefs(parts: Sequence[Part], pieces: Collection[int], setting: Setting) -> set[int]:
    """Number the pieces of a column of names: most are one dated paragraph, which tells a change, below a headline."""
    paragraphs = {n: [line for line in parts[n].lines if _is_prose(line)] for n in pieces}
    short = {n: lines[0] for n, lines in paragraphs.items() if len(lines) == 1 and _seen(lines[0], setting).can_change}
    if len(short) < _FEWEST or 2 * len(short) < len(pieces):
        return set()
    told = {n for n, line in short.items() if not _is_written(parts[n], setting.know) and _is_change(line, setting)}
    return told if len(told) >= _FEWEST and 2 * len(told) >= len(pieces) else set()


def _is_written(part: Part, know: Knowledge) -> bool:
    """Tell whether a part names who wrote it."""
    return any(signature(line, know) is not None for line in part.lines)


def _can_be_piece(part: Part, know: Knowledge) -> bool:
    """Tell whether a part opens with a sentence below a headline that is nobody's name."""
    if part.heading is None or part.kind is not None:
        return False
    first = next((line for line in part.lines if not _is_aside(line, know)), None)
    if first is None or not first.is_sentence or first.text[0].islower() or BULLET.match(first.text) is not None:
        return False
    return not _tells_when(part, know)


def _tells_when(part: Part, know: Knowledge) -> bool:
    """Tell whether a day with its hour stands below a headline, and a fact of an event below that: a price, a place."""
    first = part.lines[0] if part.lines else None
    if first is None or first.is_sentence or len(first.text) > _LONGEST_NAME or not has_digit(first.text):
        return False
    dates = know.grammar.find(first.text)
    if dates is None:
        return False
    is_timed = dates.is_range or dates.days[0].year is None or know.grammar.find_clock(first.text) is not None
    return is_timed and any(_is_fact(line, know) for line in part.lines[1 : 1 + _FEWEST])


def _is_fact(line: Line, know: Knowledge) -> bool:
    if not line.is_sentence and is_price(line.text, know):
        return True
    # "Departure from the church. Price: £25."
    return ":" in line.text and any(_labels_fact(told, know) for told in know.sentences(line.text))


def _labels_fact(text: str, know: Knowledge) -> bool:
    match = know.labelled(text)
    label = know.event_labels.get(match["label"].casefold()) if match is not None and match["value"] else None
    return label in _FACTS


def _prose(part: Part, know: Knowledge) -> int:
    """Count the letters of running text, if that is what a part is made of, and if it can be a piece."""
    are_prose = [*map(_is_prose, part.lines)]
    length = sum(len(line.text) for line in compress(part.lines, are_prose))
    if not length or not _can_be_piece(part, know):
        return 0
    has_byline = any(is_special(line, know, "byline") for line in part.lines[:2])
    rest = zip(part.lines[: _foot(part, are_prose) if has_byline else None], are_prose, strict=False)
    left = (line for line, is_prose in rest if not is_prose and not line.is_sentence)
    return length if sum(len(line.text) for line in left if not _is_aside(line, know)) <= length else 0


def _foot(part: Part, are_prose: Sequence[bool]) -> int:
    """Number the line at the gap behind the last running text of a part: there stands the foot of the page."""
    below = range(len(are_prose) - are_prose[::-1].index(True), len(are_prose))
    return next((number for number in below if part.lines[number].after_gap), len(are_prose))


def _is_aside(line: Line, know: Knowledge) -> bool:
    return (
        is_imprint(line.text, know)
        or signature(line, know) is not None
        or is_special(line, know, "published", "credit", "skip")
    )


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _SHORTEST_PROSE and line.is_sentence and not line.cells and BULLET.match(line.text) is None


def _is_signed(part: Part, know: Knowledge) -> bool:
    if any(is_special(line, know, "published") for line in part.lines[:2]):
        return True
    ends = (*part.lines[:3], *part.lines[-2:])
    return any(signature(line, know) is not None or _INITIALS.search(line.text) is not None for line in ends)


def _is_sure(part: Part, length: int, know: Knowledge) -> bool:
    if part.style != "plain" and length >= _ALONE and sum(map(_is_prose, part.lines)) >= _FEWEST_PARAGRAPHS:
        # Lines of one short sentence each are reminders.
        return any(_is_prose(line) and _is_paragraph(line.text, know) for line in part.lines)
    return length >= _WITH_BYLINE and _is_signed(part, know)


def _is_paragraph(text: str, know: Knowledge) -> bool:
    """Tell whether a line is long, or of more than one sentence."""
    return len(text) >= _BESIDE or sum(text.count(" ") >= _FEWEST_WORDS for text in know.sentences(text)) > 1


def _is_beside(part: Part, length: int, styles: Collection[str]) -> bool:
    if part.heading is None or part.style not in styles or part.style == "plain":
        return False
    return length >= _BESIDE and len(part.heading.text.split()) >= _FEWEST_WORDS


def _is_next(above: Part, part: Part, length: int, know: Knowledge) -> bool:
    """Tell whether a part below one that its writer's name ends is the next piece, headed just as that one is."""
    if part.style != above.style or part.heading is None or length < _BESIDE:
        return False
    is_ended = bool(above.lines) and signature(above.lines[-1], know) is not None
    is_like = bool(part.lines) and part.lines[0].after_gap == above.lines[0].after_gap if is_ended else False
    return is_like and len(part.heading.text.split()) >= _FEWEST_WORDS


def signature(line: Line, know: Knowledge) -> str | None:
    """Give the names in a line that says who wrote the piece above or below it."""
    text = line.text
    if len(text) > _LONGEST_HEADLINE:
        return None
    if text[0] == "(" and text[-1] == ")":
        text = text[1:-1]
    for rule in know.rules("byline"):
        facts = rule.read(text)
        if facts is not None:
            return facts.get("authors", "")
    match = know.signature.fullmatch(text)
    # Who took the pictures need not have written anything; in brackets it stands where a piece begins.
    if match is None or is_imprint(text, know) or (text == line.text and is_special(line, know, "credit")):
        return None
    label = (match["label"] or "").casefold()
    is_other = label in know.event_labels or label in know.job_labels or know.boilerplate.fullmatch(label) is not None
    return None if label and is_other else match["authors"] or match["authors2"] or match["authors3"]


def is_imprint(text: str, know: Knowledge) -> bool:
    """Tell whether a line says who makes a paper: "Publisher: Guild of Binders. Editor: Mary Strom."."""
    parts = know.sentences(text) if text.count(": ") >= _FEWEST else []
    return len(parts) >= _FEWEST and all(_LABELLED.match(part) for part in parts)


def _is_other(part: Part, setting: Setting) -> bool:
    """Tell whether most of what a part tells are changes of job, postings or dates to come."""
    prose = sum(_is_prose(line) and not _is_aside(line, setting.know) for line in part.lines)
    fewest = prose + 1 if _is_signed(part, setting.know) else -(-max(prose, 1) // _FEWEST)
    told, most = list[Line](), len(part.lines)
    for line in part.lines:
        if most < fewest:
            return False
        if _seen(line, setting) == _NOTHING_SEEN or _is_aside(line, setting.know):
            most -= 1
        else:
            told.append(line)
    # A line that tells a day tells something, whether that is a change of job or not.
    open_ones = [line for line in told if _seen(line, setting).kind is None]
    return _are_changes(open_ones, fewest - (len(told) - len(open_ones)), setting)


def is_told_in_lines(lines: Sequence[Line], setting: Setting) -> bool:
    """Tell whether lines are a list of changes of job, postings or dates rather than running text."""
    body = [line for line in lines if not _is_aside(line, setting.know)]
    entries = [line for line in body if _is_prose(line) or _SPLIT.search(line.text) or line.cells]
    told = sum(_is_told(line, setting) for line in entries)
    return told >= _FEWEST and told * 5 > len(entries) * 2


def _is_told(line: Line, setting: Setting) -> bool:
    """Tell whether a line is an entry: a date inside a sentence makes none unless it opens it or has a time of day."""
    kind, can_change = _seen(line, setting)
    if kind == "programme":
        dates = setting.know.grammar.find(line.text)
        opens = dates is not None and dates.start <= _LONGEST_LEAD_IN
        if opens or setting.know.grammar.find_clock(line.text) is not None:
            return True
    return kind == "postings" or (can_change and _is_change(line, setting))


def _kinds(parts: Sequence[Part], pieces: Collection[int], fewest: int, setting: Setting) -> list[Holds | None]:
    """Tell what each part holds; give nothing for parts that hold fewer kinds of items than that."""
    kinds: dict[int, Holds | None] = dict.fromkeys(pieces, "article")
    kinds.update((n, part.kind) for n, part in enumerate(parts) if part.kind in _FIXED)
    seen = {n: [_seen(line, setting) for line in part.lines] for n, part in enumerate(parts) if n not in kinds}
    can_be = {n: _can_be(parts[n], told) for n, told in seen.items()}
    # What is seen at once comes first: it can spare the rest.
    for n in sorted(seen, key=lambda n: len(can_be[n])):
        if _most_kinds({*kinds.values()}, (can_be[other] for other in seen if other not in kinds)) < fewest:
            return []
        kinds[n] = _kind(parts[n], seen[n], setting)
    return [kinds[n] for n in range(len(parts))] if len({*kinds.values()} & _READ) >= fewest else []


def _most_kinds(known: Collection[Holds | None], left: Iterable[Collection[Holds | None]]) -> int:
    """Count the kinds of items that parts can be of at the most: each that is left adds one of those that it can be."""
    more = [kinds for each in left if (kinds := _READ.intersection(each).difference(known))]
    return len(_READ.intersection(known)) + min(len(more), len(frozenset().union(*more)))


def _can_be(part: Part, seen: Sequence[_Seen]) -> set[Holds | None]:
    """Name all that a part can hold by what its heading and its lines show at sight."""
    return {part.kind, *(kind for kind, _ in seen), *_NOTICES[: any(can_change for _, can_change in seen)]}


def _kind(part: Part, seen: Sequence[_Seen], setting: Setting) -> Holds | None:
    """Tell what a part holds by its lines; its heading decides only where they do not."""
    told = Counter(kind for kind, can_change in seen if kind is not None and not can_change)
    left = [(line, kind) for line, (kind, can_change) in zip(part.lines, seen, strict=True) if can_change]
    dated = sum(kind is not None for _, kind in left)
    while left and not _is_decided(part, told, dated):
        line, kind = left.pop()
        dated -= kind is not None
        kind = "notices" if _is_change(line, setting) else kind
        if kind is not None:
            told[kind] += 1
    strange = {kind: count for kind, count in told.items() if kind != part.kind}
    if part.kind is not None and (told[part.kind] or strange in ({}, {"programme": 1})):
        return part.kind
    if told["postings"] * _FEWEST > told["programme"] and not told["notices"]:
        return "postings"
    if told["notices"] and told["notices"] * _FEWEST >= told["programme"]:
        return "notices"
    return "programme" if told["programme"] else part.kind


def _is_decided(part: Part, told: Counter[Holds], dated: int) -> bool:
    """Tell whether what some lines tell decides what a part holds; of those left so many tell a day or a change."""
    if part.kind == "notices" and not told["postings"] and told["programme"] + dated <= 1:
        # One day beside its heading makes it nothing else.
        return True
    if part.kind is not None:
        return told[part.kind] > 0
    return told["notices"] > 0 and told["notices"] * _FEWEST >= told["programme"] + dated


class _Seen(NamedTuple):
    """What a line gives away at sight; one that can tell a change of job has to be read to see whether it does."""

    kind: Holds | None
    can_change: bool


_NOTHING_SEEN = _Seen(None, can_change=False)


def _tells(line: Line, setting: Setting) -> Holds | None:
    """Tell what a line gives away: a posting, a change of job, or something that takes place on a day."""
    kind, can_change = _seen(line, setting)
    return "notices" if can_change and _is_change(line, setting) else kind


@lru_cache(_LATEST)
def _seen(line: Line, setting: Setting) -> _Seen:
    know, text = setting.know, line.text
    if _tells_of_posting(line, know):
        return _Seen("postings", can_change=False)
    is_dated = len(text) <= _LONGEST_LEAD and has_digit(text) and know.grammar.find(text) is not None
    return _Seen("programme" if is_dated else None, len(text) <= _LONGEST_ENTRY and _can_change(line, setting))


def _can_change(line: Line, setting: Setting) -> bool:
    """Tell cheaply whether a line can read as a notice, or name a role."""
    words, text = phrases(setting.code), _bare_entry(line)
    if words.can_tell(text) and words.can_name(text):
        return True
    return line.is_sentence and has_digit(text) and words.role.are_in(text)


def _bare_entry(line: Line) -> str:
    return undecorated(without_bullet(line.text))


@lru_cache(_LATEST)
def _is_change(line: Line, setting: Setting) -> bool:
    """Tell whether a line reads as a notice, or names somebody and a role without a time of day."""
    words, text = phrases(setting.code), _bare_entry(line)
    if words.can_tell(text) and notices.opens(text, line, setting):
        return True
    if not has_digit(text) or not words.role.are_in(text) or setting.know.grammar.find_clock(text) is not None:
        return False
    dates = setting.know.grammar.find(text)
    return dates is not None and line.is_sentence and words.person(text) is not None


def _tells_of_posting(line: Line, know: Knowledge) -> bool:
    match = know.labelled(line.text)
    if match is not None:
        field, value = know.job_labels.get(match["label"].casefold()), match["value"] or ""
        is_dated = field == "valid_through" and has_digit(value) and know.grammar.find(value) is not None
        return is_dated or field == "employment_type"
    if has_digit(line.text) and know.grammar.find_clock(line.text) is not None:
        # "Entry 5" beside an hour is a price.
        return any(rule.search(line.text) for rule in know.rules("apply_by"))
    is_split = len(line.text) <= _LONGEST_LEAD and holds(line.text, _SPLITS)
    parts = line.cells or (_SPLIT.split(line.text) if is_split else ())
    return know.tells_of_posting(line.text, parts if len(parts) > _FEWEST else line.cells)
