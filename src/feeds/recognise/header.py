"""The top of a page before its content: menus, breadcrumbs, cookie lines, and the site's own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from feeds.expressions import holds
from feeds.recognise.page import Line
from feeds.recognise.records import read_label
from feeds.recognise.rules import Knowledge

_BREADCRUMB = re.compile(r"\s[/>»›]\s")
_ENTRIES = re.compile(r"\s+[/:*–-]\s+")
_FIELD = re.compile(r"[^\W\d_][\w-]{0,14}: ?\S")
_MARKS = tuple(f"{mark} " for mark in "/:*–->»›")
_HEIGHT = 10
_LONGEST_ENTRY = 25
_FEWEST_ENTRIES = 3


def mail_header(lines: Sequence[Line], know: Knowledge) -> tuple[int, Line | None]:
    """Count the lines of a mail's header at the top of a page, one of which has an address; give that with its date."""
    fields = list(takewhile(lambda line: _FIELD.match(line.text) is not None, lines[:_HEIGHT]))
    if len(fields) < _FEWEST_ENTRIES or not any("@" in line.text for line in fields):
        return 0, None
    dated = (line for line in fields for found in [know.grammar.find(line.text)] if found and found.days[0].year)
    return len(fields), next(dated, None)


def without_header(lines: Sequence[Line], know: Knowledge) -> tuple[list[Line], bool]:
    """Drop the menus at the top of a page with what stands above them; tell whether there were any.

    A title can stand above the menu: then the text goes on right below it.
    """
    menus = _menus(lines, know)
    if not menus:
        return list(lines), False
    below = [line for i, line in enumerate(lines) if i > menus[0] and i not in menus]
    is_title = menus[0] == 1 and bool(below) and below[0].is_sentence
    return [*(lines[:1] if is_title else ()), *below], True


def _menus(lines: Sequence[Line], know: Knowledge) -> list[int]:
    # A row of entries in the last third of a short page is its foot.
    height = min(_HEIGHT, max(len(lines) * 2 // 3, 1))
    top = lines[:height]
    named = know.navigation.wholes([line.text for line in top])
    menus = {i for i, line in enumerate(top) if line.text in named or _is_menu(line, know)} | _upright(top, know)
    # A page's own facts are no menu, nor is what stands below them; of most pages there is none to ask that of.
    told = (i for i, line in enumerate(top) if read_label(line, know.event_labels, know) is not None) if menus else ()
    end = next(iter(told), height)
    return sorted(i for i in menus if i < end)


def _is_menu(line: Line, know: Knowledge) -> bool:
    """Tell whether a line has the entries of a menu, or of the way to a page."""
    is_wide = len(line.cells) >= _FEWEST_ENTRIES
    # Without so many cells it needs a mark between spaces.
    if line.is_sentence or not (is_wide or holds(line.text, _MARKS)) or know.grammar.find(line.text) is not None:
        return False
    if is_wide:
        return True
    if _is_row(line.text):
        return True
    first, *more = _BREADCRUMB.split(line.text)
    return bool(more) and (know.marker(first) is not None or "›" in line.text or " > " in line.text)


def _is_row(text: str) -> bool:
    entries = _ENTRIES.split(text.strip("* "))
    return len(entries) > _FEWEST_ENTRIES and all(len(entry) <= _LONGEST_ENTRY for entry in entries)


def _upright(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Find a menu with one entry a line: three short lines or more without a gap, at the top or below one line."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if run and line.after_gap:
            break
        if _is_entry(line, know):
            run.append(index)
        elif index > 0:
            break
    return set(run) if len(run) >= _FEWEST_ENTRIES else set()


def _is_entry(line: Line, know: Knowledge) -> bool:
    return (
        len(line.text) <= _LONGEST_ENTRY
        and not line.is_sentence
        and not any(c.isdigit() or c in ":,()|" for c in line.text)
        and know.labelled(line.text) is None
        and not any(rule.matches(line.text) for part in ("picture", "locked") for rule in know.rules(part))
    )
