"""Events that a paragraph of one line announces by name: "our webinar “Warm rooms”, 3 May 2026, 2 to 3 pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from feeds.expressions import has_digit
from feeds.recognise import entries
from feeds.recognise.cells import Piece
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.page import Line, standing_alone
from feeds.recognise.rows import Row, read_row
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import When

#: "our webinar “Heat without pipes”": a word for what it is, and its name.
#: Of each word only the begin is tried.
_QUOTED_KIND = re.compile(r"(?<![^\W\d_])(?P<kind>[^\W\d_]+) [«»„“”\"](?P<name>[^«»„“”\"]{3,80})[»«“”\"]")
#: A quotation mark that stands so, and is found much sooner.
_QUOTE_BEHIND_WORD = re.compile(r"[«»„“”\"](?<=[^\W\d_] .)")
#: Between the name of an event and its day: " takes place on ".
_NEAR = 20
_LONGEST_VIEW = 140


def read(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the paragraphs of one line that name an event in quotes behind its kind, and its whole day.

    They say at what hours it is, or that the day is the last one.
    """
    know = setting.know
    for line in standing_alone(lines):
        can_be = has_digit(line.text) and _QUOTE_BEHIND_WORD.search(line.text) is not None
        found = _QUOTED_KIND.search(line.text) if can_be else None
        if found is None or know.kind_word.fullmatch(found["kind"]) is None or line.number in findings.taken:
            continue
        row = _on_view(line, found, know) or _at_hours(line, found, know)
        if row is None:
            continue
        told = entries.Told(row=row, own=(line,), title=None, body=(), columns=(), usual=entries.Usual())
        entries.put(told, setting, findings)


def _at_hours(line: Line, found: re.Match[str], know: Knowledge) -> Row | None:
    """Read the whole day and the hours right behind the name of an event."""
    dates = know.grammar.find(line.text, found.end())
    if dates is None or dates.days[0].year is None or dates.start - found.end() > _NEAR:
        return None
    row = read_row([replace(line, text=f"{found['name']}, {line.text[dates.start :]}")], 0, None, know)
    if row is None or row.form != "last" or not row.when.clocks:
        return None
    title, *rest = row.pieces
    return replace(row, pieces=(title, *(p for p in rest if p.sort != "text")))


def _on_view(line: Line, found: re.Match[str], know: Knowledge) -> Row | None:
    """Read the last day behind the name with which a short line opens: "The show “Tar” is on until 3 May 2026."."""
    dates = know.grammar.find(line.text, found.end()) if len(line.text) <= _LONGEST_VIEW else None
    if dates is None or dates.days[0].year is None or dates.is_range or found.start() > _NEAR:
        return None
    words = line.text[found.end() : dates.start].split()
    tails = (" ".join(words[-count:]) for count in range(1, len(words) + 1))
    if not any(know.until.fullmatch(tail) is not None for tail in tails):
        return None
    when = When(dates, is_until=True)
    return Row(0, 1, "first", when, (Piece("text", found["name"], line),))
