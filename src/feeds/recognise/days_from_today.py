"""Days that count from the day of publication, written out where they date an entry: "Tomorrow, 7 pm: Talk"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from feeds.dates import Dates
from feeds.recognise.draft import Setting
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.records import read_label

_LONGEST = 160
_JOINTS = " ,:–—-"
_BEHIND = frozenset(("", *":,–-|·"))


def written_out(lines: Sequence[Line], setting: Setting) -> tuple[Line, ...]:
    """Write out such days at the front of a line, before its clock time, and behind a label that says when."""
    if setting.context.published is None:
        return tuple(lines)
    return tuple(_written(line, setting) for line in lines)


def _written(line: Line, setting: Setting) -> Line:
    know, text = setting.know, line.text
    if len(text) > _LONGEST or know.grammar.find_relative(text, setting.context) is None:
        return line
    if know.grammar.find(text) is not None:
        return line
    label = read_label(line, know.event_labels, know)
    is_labelled = label is not None and label[0] == "when" and bool(label[1])
    bullet = BULLET.match(text)
    begin = text.rfind(label[1]) if label is not None and is_labelled else bullet.end() if bullet is not None else 0
    found = know.grammar.find_relative(text[begin:], setting.context)
    if not isinstance(found, Dates) or found.start:
        return line
    behind = text[begin + found.end :]
    clock = know.grammar.find_clock(behind)
    is_timed = clock is not None and not behind[: clock.begin_at].strip(_JOINTS)
    # "Today at 2 pm the mayor opened a bridge." is news.
    is_entry = is_timed and clock is not None and behind[clock.end_at :].lstrip()[:1] in _BEHIND
    if not (is_labelled or is_entry):
        return line
    day = found.days[0]
    told = f"{text[:begin]}{day.year}-{day.month:02}-{day.day:02}{behind}"
    cells = (told[: len(told) - len(text) + len(line.cells[0])], *line.cells[1:]) if line.cells else ()
    return replace(line, text=told, cells=cells, shown=line.shown or text)
