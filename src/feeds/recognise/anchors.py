"""The lines that date an event on a page without blocks: behind a label, bare, with a title beside it, or in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from feeds.expressions import has_digit
from feeds.recognise.draft import Setting
from feeds.recognise.facts import DateLine, date_line, is_byline, is_price, is_timestamp
from feeds.recognise.header import without_header
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line, paragraphs
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_JOINT = re.compile(r"^\s*[,:|·–—-]\s*|\s*[,:|·(–—-]\s*$")
_NAME_END = re.compile(r"\s(?:20\d\d|[–—-]\s)|:")
_STATUS_END = re.compile(r"\s*[:!.–—-]+\s*")
_AROUND = " ,;:()|·–—-"
_WITH_YEAR = re.compile(r"[^\W\d_][^|·•]{2,60} 20\d\d")
_LONGEST_HEADING = 140
_LONGEST_BESIDE = 110
_LONGEST_KICKER = 30
_SHORTEST_NAME = 6
_NEAR = 30
IN_STREAM = "a date below the heading of a list of texts is that of one of them"
_WEEKDAYS_ONLY = "no day: the text names only days of the week"


class Anchor:
    """A line that dates an event.

    `is_firm` says that it cannot date anything else; `beside` is the title or the place on the same line. `when` is
    None where the line names no more than a week, and `reason` says why there is then no date.
    """

    __slots__ = ("beside", "index", "is_firm", "line", "reason", "when")

    def __init__(
        self,
        index: int,
        line: Line,
        when: DateLine | None,
        *,
        is_firm: bool = False,
        beside: str = "",
        reason: str = "",
    ) -> None:
        self.index = index
        self.line = line
        self.when = when
        self.is_firm = is_firm
        self.beside = beside
        self.reason = reason


def without_masthead(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Drop a page's menus, and a first line that names an association or a newsletter."""
    rest, had_menu = without_header(lines, know)
    if had_menu:
        below = _below_site_name(rest, know)
        if lines[1:2] and lines[1] not in rest and _tells_days(lines[1], know):
            # The days of a fair below its name, above its menu.
            return [*lines[:2], *rest]
        return [lines[0], *below] if lines[0] not in rest and _is_described(lines[0], below, know) else below
    return rest[1:] if _is_masthead(rest, know) else rest


def _tells_days(line: Line, know: Knowledge) -> bool:
    """Tell whether a row of cells names a range of whole days: no paper comes out on several."""
    dates = know.grammar.find(line.text) if len(line.cells) > 1 and has_digit(line.text) else None
    return dates is not None and dates.is_range and dates.days[-1].year is not None


def _is_described(line: Line, below: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a name with a year is said right below to be something: "OPEN DOORS 2026", "The fair for …"."""
    is_said = bool(below) and know.article.match(below[0].text) is not None
    return is_said and _WITH_YEAR.fullmatch(line.text) is not None and know.heading.search(line.text) is None


def _below_site_name(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Drop what stands between a menu and the last heading before the text: a site's name, a section's."""
    headings = 0
    while headings < len(lines) and _is_title(lines[headings], know):
        headings += 1
    last = max(headings - 1, 0)
    # A title can have a line below it in its own paragraph.
    tops = [n for n, line in enumerate(lines[: last + 1]) if line.after_gap]
    return list(lines[tops[-1] if tops else last :])


def _is_title(line: Line, know: Knowledge) -> bool:
    is_text = line.is_sentence or is_dated(line, know) or is_fact(line, know) or is_kicker(line, know)
    return is_heading(line, know) and not is_text


def _is_masthead(lines: Sequence[Line], know: Knowledge) -> bool:
    if len(lines) < 3 or any(line.text.endswith(".") or is_dated(line, know) for line in lines[:2]):
        return False
    return know.masthead.search(lines[0].text) is not None or "|" in lines[0].text


def is_dated(line: Line, know: Knowledge) -> bool:
    """Tell whether a line holds a date."""
    return know.grammar.find(line.text) is not None


def is_heading(line: Line, know: Knowledge, *, is_label: bool = False) -> bool:
    """Tell whether a line can be a title; `is_label` says that a label on its own is one too."""
    return (
        len(line.text) <= _LONGEST_HEADING
        and not line.text.endswith((".", ",", ";", ":"))
        and (is_label or know.labelled(line.text) is None)
        and not is_price(line.text, know)
    )


def is_kicker(line: Line, know: Knowledge) -> bool:
    """Tell whether a line only says what kind of event follows."""
    bare = line.text.rstrip(":").strip()
    return know.kicker.fullmatch(bare) is not None or (line.text.endswith(":") and len(bare) <= _LONGEST_KICKER)


def is_fact(line: Line, know: Knowledge) -> bool:
    """Tell whether a line is a labelled fact, a price or a clock time and nothing else."""
    if read_label(line, know.event_labels, know) is not None or is_price(line.text, know):
        return True
    if any(rule.search(line.text) for rule in know.rules("super_event")):
        return True
    clock = know.grammar.find_clock(line.text)
    return clock is not None and not (line.text[: clock.begin_at] + line.text[clock.end_at :]).strip(" .,-–|")


def is_below_stream(lines: Sequence[Line], index: int, know: Knowledge) -> bool:
    """Tell whether the last heading above a line that is a paragraph of its own is one of texts: "Blog", "Episodes"."""
    headings = [
        line
        for line, below in pairwise(lines[: index + 1])
        if below.after_gap and (line.after_gap or line is lines[0]) and not has_digit(line.text)
    ]
    return bool(headings) and know.stream.fullmatch(headings[-1].text.rstrip(": ")) is not None


def is_early_bird(line: Line, know: Knowledge) -> bool:
    """Tell whether a line says until when it costs less."""
    return any(rule.search(line.text) for rule in know.rules("early_bird"))


def find_anchors(lines: Sequence[Line], setting: Setting) -> list[Anchor]:
    """Find the lines that date events; a page without any may tell its one event in prose."""
    left_out = _deadlines(lines, setting.know)
    found = (_anchor(lines, i, line, setting) for i, line in enumerate(lines) if line.number not in left_out)
    return [anchor for anchor in found if anchor is not None] or _told_in_prose(lines, setting)


def _deadlines(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Name the lines of paragraphs that list deadlines: one that says so speaks for its neighbours."""
    found: set[int] = set()
    for paragraph in paragraphs(lines):
        dated = [line for line in paragraph if ":" in line.text and is_dated(line, know)]
        if len(dated) > 1 and any(know.deadline.search(line.text) for line in dated):
            found.update(line.number for line in dated if read_label(line, know.event_labels, know) is None)
    return found


def _anchor(lines: Sequence[Line], index: int, line: Line, setting: Setting) -> Anchor | None:
    know = setting.know
    label = read_label(line, know.event_labels, know)
    if label is not None:
        return _labelled(lines, index, label, setting)
    if any(rule.matches(line.text) for rule in know.rules("vague_date")):
        return Anchor(index, line, None, reason="no day: the text names only a week or a part of a month")
    if names_weekdays(line.text, know):
        return Anchor(index, line, None, reason=_WEEKDAYS_ONLY)
    found = date_line(line, know, without_status(BULLET.sub("", line.text), know))
    if found is None or line.is_sentence:
        return None
    if know.deadline.search(line.text) or is_timestamp(found) or is_early_bird(line, know):
        return None
    if index > 0 and is_byline(lines[index - 1], know):
        return None
    return Anchor(index, line, found) if found.is_bare else _with_text(index, line, found)


def without_status(text: str, know: Knowledge) -> str:
    """Drop the word in front of a text that calls an event off."""
    for rule in (*know.rules("cancelled"), *know.rules("postponed")):
        told = rule.search(text)
        end = _STATUS_END.match(text, told.end()) if told is not None and told.start() == 0 else None
        if end is not None and end.end() < len(text):
            return text[end.end() :]
    return text


def _labelled(lines: Sequence[Line], index: int, label: tuple[str, str], setting: Setting) -> Anchor | None:
    if label[0] not in {"when", "new_date"}:
        return None
    value, line = label[1], lines[index]
    if not value and index + 1 < len(lines):
        line, value = lines[index + 1], lines[index + 1].text
    found = date_line(line, setting.know, value)
    if found is None and names_weekdays(value, setting.know):
        return Anchor(index, line, None, is_firm=True, reason=_WEEKDAYS_ONLY)
    return None if found is None else Anchor(index, line, found, is_firm=True)


def names_weekdays(text: str, know: Knowledge) -> bool:
    """Tell whether a text holds days of the week and little else."""
    if has_digit(text):
        return False
    words = [word.strip(",.") for word in text.casefold().split()]
    days = sum([word in know.grammar.weekdays for word in words])
    return days > 0 and len(words) <= 2 * days


def _tells(line: Line, parts: tuple[str, ...], know: Knowledge) -> bool:
    return any(rule.search(line.text) for part in parts for rule in know.rules(part))


def _with_text(index: int, line: Line, found: DateLine) -> Anchor | None:
    for text, other in ((found.after, found.before), (found.before, found.after)):
        beside = text.strip(_AROUND)
        if beside and not other.strip(_AROUND) and len(beside) <= _LONGEST_BESIDE and _JOINT.search(text):
            return Anchor(index, line, found, beside=_JOINT.sub("", text).strip(_AROUND))
    return None


def _told_in_prose(lines: Sequence[Line], setting: Setting) -> list[Anchor]:
    """Find the sentence that dates a page's event: labels beside it, an address below it or the event's name tell."""
    know = setting.know
    has_labels = any(read_label(line, know.event_labels, know) for line in lines)
    for index, line in enumerate(lines):
        found = date_line(line, know)
        if found is None or know.deadline.search(line.text) is not None or is_timestamp(found) or found.is_bare:
            continue
        is_open = found.clock is not None and _address_follows(lines[index + 1 : index + 4], know)
        is_set = found.dates.is_range or _is_timed(line, found, know)
        is_told = is_open or (has_labels and line.is_sentence) or _names_its_event(lines[0], line, know)
        if is_told or (is_set and _tells(line, ("takes_place",), know)):
            return [Anchor(index, line, found, is_firm=True)]
    return []


def _is_timed(line: Line, found: DateLine, know: Knowledge) -> bool:
    near = line.text[found.dates.end : found.dates.end + _NEAR]
    return know.grammar.find_clock(near) is not None


def _address_follows(below: Sequence[Line], know: Knowledge) -> bool:
    return any(rule.matches(line.text.rstrip(",")) for line in below for rule in know.rules("address"))


def _names_its_event(title: Line, line: Line, know: Knowledge) -> bool:
    """Tell whether a sentence opens with the page's title and says that this takes place, or moves."""
    name = _NAME_END.split(title.text)[0].strip()
    if len(name) < _SHORTEST_NAME or not line.text.startswith(name) or line is title:
        return False
    return _tells(line, ("takes_place", "moved", "postponed", "cancelled"), know)
