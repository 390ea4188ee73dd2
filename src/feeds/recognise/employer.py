"""The employer that a page of postings is about, where it names one once for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

import msgspec

from feeds.expressions import has_digit
from feeds.recognise.draft import Publisher, nobody
from feeds.recognise.job_lines import is_department, is_role, is_title, words_of_firms
from feeds.recognise.marks import FORM_OF_FIRM
from feeds.recognise.page import Line
from feeds.recognise.rules import Knowledge, facts_of

_HEIGHT = 12
_TOP = 3
_LONGEST = 140
_COPYRIGHT = re.compile(
    r"©\s*(?:\d{4}(?:\s*[–-]\s*\d{4})?)?\s*(?P<name>[^·|•]{2,60}?)(?:,? 20\d\d(?:\s*[–-]\s*\d{2,4})?)?\.?\s*(?=[·|•]|$)"
)
_COPY_MARK = re.compile(r"^©\s*(?:\d{4}\s*)?")
_AT = re.compile(r"\w+ @ (?P<name>\S.{1,40})")
_SENDER = re.compile(r"[^\W\d]\w*: (?P<name>[^<>@]{3,60}) <\S+@\S+>")
_FRONT = re.compile(r"^[^\w(\[\"“„]+")
_SLOGAN = re.compile(r"\s+[–—|·•-]{1,2}\s+|\s{2,}|,\s")
_PARTS = re.compile(r"\s+[–—|·•-]{1,2}\s+|\s{2,}")
_ADDRESS = re.compile(r",? [^,]{0,40}\d")
_FORM = re.compile(rf" {FORM_OF_FIRM.pattern}")
#: The form of a firm or club that ends with a stop: "e. V.", "Co.".
_SHORT_FORM = re.compile(r" [A-Z][^\W\d_]{0,2}\.$")
_PREFIX = 50
_MOST_WORDS = 5
_MOST_NAME_WORDS = 6
_FEW_WORDS = 3
_PAIR = 2
_SPACED = 0.9


class Employer:
    """Whom a page's postings are of: "Work at X" says so; else the name at the head of the page, or at its foot.

    `said_by` is the line that says so. The name is looked for when it is asked for: most pages hold no postings.
    How a name in capitals is written, any line of the whole `page` can tell. `publisher` tells whose page it is,
    where that is known from elsewhere.
    """

    __slots__ = ("_found", "_is_known", "_know", "_lines", "_page", "_publisher", "said_by")

    def __init__(
        self, lines: Sequence[Line], know: Knowledge, page: Sequence[Line], publisher: Publisher = nobody
    ) -> None:
        self._lines = lines
        self._page = page
        self._know = know
        self._publisher = publisher
        self._found = _said(lines, know)
        self._is_known = self._found is not None
        self.said_by = self._found[1] if self._found is not None else None

    @property
    def found(self) -> tuple[str, Line] | None:
        """The name and the line that it stands on."""
        if not self._is_known:
            found = self._look()
            # "News from the company" names nobody.
            is_word = found is not None and self._know.job_labels.get(found[0].casefold()) == "hiring_organization"
            self._found = None if is_word else _as_written(found, self._page)
            self._is_known = True
        return self._found

    def _look(self) -> tuple[str, Line] | None:
        publisher = self._publisher() if self._lines else None
        if publisher is not None and _below_title(self._lines, self._know) is None:
            return publisher, msgspec.structs.replace(self._lines[0], text=publisher)
        told = _titled(self._lines[:_TOP], self._know) or _sender(self._lines[:_HEIGHT], self._know)
        told = told or _head_and_foot(self._lines, self._page, self._know)
        if told is not None:
            return told
        near = (*self._lines[:_HEIGHT], *reversed(self._lines[-_HEIGHT:]))
        titles = _above_labels(self._lines, self._know) | _above_rows(self._lines, self._know)
        named = [
            (name, line)
            for line in near
            if line.number not in titles and (name := _name_in(line, self._know)) is not None
        ]
        found = _site_name(self._lines, self._know)
        of_page = _without_those_of_postings([*named, *([found] if found is not None else [])], self._lines, self._know)
        site = found if found in of_page else None
        # What the page is headed by and comes again at its foot is its name, with the form of the firm or without.
        below = (
            line.text for line in self._lines[-_HEIGHT:] if site is not None and line.number > site[1].number + _TOP
        )
        if site is not None and any(_is_part(site[0], name) for name in (*(name for name, _ in named), *below)):
            return site
        if not named:
            return site
        # Where each firm is told at a posting, the page leaves open whose the others are.
        return next((told for told in named if told in of_page), site if len(named) == 1 else None)


def _below_title(lines: Sequence[Line], know: Knowledge) -> str | None:
    """Read the name of a firm that is the whole line below the first one: what a board shows is not its own."""
    return next((name for line in lines[1:2] if (name := _name_in(line, know)) == line.text), None)


def _head_and_foot(lines: Sequence[Line], page: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    """Give the name at the head of a page that stands behind "©" at its foot as well."""
    found = (_COPYRIGHT.search(line.text) for line in reversed(page[-_HEIGHT:]) if "©" in line.text)
    names = {match["name"].strip() for match in found if match is not None}
    named = ((name, line) for line in (*page[:_HEIGHT], *lines[:_HEIGHT]) for name in _PARTS.split(line.text))
    return next(((name, line) for name, line in named if name in names and is_title(name, know)), None)


def _as_written(found: tuple[str, Line] | None, lines: Sequence[Line]) -> tuple[str, Line] | None:
    """Give a name in capitals as the page writes it elsewhere: "Hill Farm Ltd" for "HILL FARM"."""
    if found is None or not found[0].isupper():
        return found
    name = found[0].casefold()
    for line in lines:
        begin = line.text.casefold().find(name)
        written = line.text[begin : begin + len(name)]
        if begin < 0 or written.isupper() or written.casefold() != name or not written[:1].isupper():
            continue
        form = _FORM.match(line.text, begin + len(name))
        whole = written + (form[0] if form is not None else "")
        if not line.text[begin + len(whole) :][:1].isalnum() and not line.text[:begin][-1:].isalnum():
            return whole, line
    return found


def _above_labels(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Number the lines that labels of postings stand right below: they are titles."""
    return {
        line.number
        for line, below in pairwise(lines)
        if not below.after_gap and below.text.partition(":")[0].casefold() in know.job_labels
    }


def _above_rows(lines: Sequence[Line], know: Knowledge) -> set[int]:
    """Number the headings of rows of postings where there are several: departments, or the firms of a board."""
    heads = [
        line.number
        for line, below in pairwise(lines)
        if line.after_gap and not (line.cells or below.after_gap) and know.tells_of_posting(below.text, below.cells)
    ]
    return set(heads) if len(heads) > 1 else set()


def _without_those_of_postings(
    named: Sequence[tuple[str, Line]], lines: Sequence[Line], know: Knowledge
) -> list[tuple[str, Line]]:
    """Leave out the names that stand at one of several postings, or between them: those are no others' employers."""
    if not named:
        return []
    blocks = _blocks(lines, know)
    told = [number for number, block in enumerate(blocks) if _tells_of_job(block, know)]
    if len(told) < _PAIR:
        return list(named)
    at = {line.number: number for number, block in enumerate(blocks) for line in block}
    head = {line.number for line in takewhile(lambda line: not _names_job(line, know), blocks[0])}
    # "Hill Farm Ltd" apart by the first or the last posting is told of that one where another firm's stands between.
    between = [block[0] for block in blocks[told[0] : told[-1]] if len(block) == 1]
    apart = {name for line in between if (name := _name_in(line, know)) is not None}
    beside = [*blocks[max(told[0] - 1, 0) : told[0]], *blocks[told[-1] + 1 : told[-1] + 2]]
    alone = {block[0].number for block in beside if len(block) == 1 and not has_digit(block[0].text)}
    return [
        (name, line)
        for name, line in named
        if not (line.number in alone and apart - {name})
        if line.number in head
        or "©" in line.text
        or (at[line.number] not in told and not told[0] < at[line.number] < told[-1])
    ]


def _blocks(lines: Sequence[Line], know: Knowledge) -> list[list[Line]]:
    """Part lines at the gaps between them; where gaps tell nothing, above what names a job."""
    gaps = sum(line.after_gap for line in lines)
    is_even = gaps <= 1 or gaps > _SPACED * len(lines)
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if blocks[-1] and (_names_job(line, know) if is_even else line.after_gap):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _tells_of_job(block: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether lines that stand together open with what names a job, or the firm above it, and tell more."""
    if len(block) < _PAIR:
        return False
    return _names_job(block[0], know) or (_name_in(block[0], know) is not None and _names_job(block[1], know))


def _names_job(line: Line, know: Knowledge) -> bool:
    text = line.text
    if line.is_sentence or len(text) > _LONGEST or know.marker(text) is not None or know.labelled(text) is not None:
        return False
    return is_role(text, know)


def _titled(lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    """Read the employer out of the title of a page: "Hill Farm – Vacancies", "Work with us | Hill Farm"."""
    for line in lines:
        cells = [cell for cell in _PARTS.split(line.text) if cell] if len(line.text) <= _LONGEST else []
        if len(cells) != _PAIR:
            continue
        is_heading = [know.opens("postings", cell) for cell in cells]
        name = cells[0] if is_heading[1] else cells[1]
        if is_heading[0] != is_heading[1] and is_title(name, know) and not has_digit(name):
            return name, line
    return None


def _sender(lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    """Read who sends a letter: "Newsletter of the Hill Farm Society"."""
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        for rule in know.rules("sender"):
            match = rule.search(line.text)
            if match is not None and not _goes_on_as_list(line.text, match, know):
                return facts_of(match)["organization"], line
    return None


def _goes_on_as_list(text: str, match: re.Match[str], know: Knowledge) -> bool:
    """Tell whether a name is the first of several: "Parish magazine of Great Hill, Little Hill and Thorle"."""
    name = facts_of(match)["organization"]
    _, comma, rest = text[text.index(name, match.start()) + len(name) :].partition(", ")
    words = rest.split()
    joints = know.language.dates.list_words
    # "The Hill Society, Leeds and York branch" is one.
    is_joined = any(word in joints for word in words) and all(word[:1].isupper() or word in joints for word in words)
    return bool(comma) and rest[:1].isupper() and is_joined


def _is_part(name: str, longer: str) -> bool:
    return longer.casefold().startswith(name.casefold())


def _site_name(lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    """Read the name of a site at the top of its page, or of the sender of a letter."""
    for line in lines[:_TOP]:
        if know.opens("postings", line.text):
            return None
        sender = _SENDER.fullmatch(line.text)
        if sender is not None:
            return sender["name"].strip(), line
        if _is_menu(line, lines, know):
            continue
        if any(
            (of := rule.search(line.text)) and _goes_on_as_list(line.text, of, know) for rule in know.rules("sender")
        ):
            continue
        text = _FRONT.sub("", line.cells[0] if line.cells else line.text).rstrip()
        name = _SLOGAN.split(text)[0]
        capital = sum(word[:1].isupper() for word in name.split())
        is_name = (
            len(name) > 2
            and (len(name.split()) <= _FEW_WORDS or capital > 1)
            and len(name.split()) <= _MOST_NAME_WORDS
            and not has_digit(name)
            and ":" not in name
        )
        if (
            is_name
            and is_title(name if _SHORT_FORM.search(name) is None else name.rstrip("."), know)
            # "Hill Recruitment" alone over the heading of its postings.
            and (_is_over_heading(line, lines, know) or not _tells_of_jobs(name, know))
            # "Sales" above the first of several departments.
            and not is_department(name, know)
            # "Thursday, 19 February 2026".
            and name.casefold() not in know.grammar.weekdays
        ):
            is_way = know.navigation.fullmatch(name) is not None
            if is_way and line is lines[0] and not line.cells:
                # "Skip to content".
                continue
            return (name, line) if not is_way and "?" not in name else None
    return None


def _tells_of_jobs(name: str, know: Knowledge) -> bool:
    return know.jobs.heading.search(name) is not None or know.jobs.role.search(name) is not None


def _is_over_heading(line: Line, lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the first line of a page stands alone over a heading of postings."""
    if len(lines) < _PAIR or line is not lines[0] or know.marker(line.text) is not None:
        return False
    return lines[1].after_gap and know.opens("postings", lines[1].text)


def _is_menu(line: Line, lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line is of words that lead to other pages: "News | Jobs | Contact"."""
    if len(line.cells) <= _PAIR or has_digit(line.text) or any(" " in cell.strip() for cell in line.cells[:1]):
        return False
    is_way = any(know.navigation.fullmatch(cell) or know.marker(cell) is not None for cell in line.cells)
    return is_way and not any(line.cells[0] in other.text for other in lines if other is not line)


def _said(lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    rules = know.rules("employer")
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        at = _AT.fullmatch(line.text) if " @ " in line.text else None
        if at is not None and know.jobs.heading.match(line.text):
            return at["name"].strip(), line
        for rule in rules:
            match = rule.pattern.fullmatch(line.text)
            if match is None:
                continue
            told = _of_two(facts_of(match)["organization"], know)
            # "Jobs in Leeds" tells no employer, "Jobs in Leeds City Council" does, as a name that comes again does.
            is_sure = match["organization3"] is None and not line.text.isupper()
            if is_sure or know.jobs.organization.search(told) or _comes_again(told, line, lines):
                above = [other for other in lines[:_TOP] if other is not line]
                return _in_full(told, above, know) or (told, line)
    return None


def _of_two(name: str, know: Knowledge) -> str:
    """Give the one of two names that is an employer's: "Leeds – Hill Farm Ltd"."""
    parts = _PARTS.split(name)
    firms = [part for part in parts if words_of_firms(part, know)]
    return firms[0] if len(parts) == _PAIR and len(firms) == 1 else name


def _in_full(name: str, lines: Sequence[Line], know: Knowledge) -> tuple[str, Line] | None:
    """Give the whole name at the top of a page: "Elm Hill School" above "Jobs at Elm Hill"."""
    for line in lines:
        text = _SLOGAN.split(_FRONT.sub("", line.cells[0] if line.cells else line.text).rstrip())[0]
        words = text.split()
        is_name = text != name and len(words) <= _MOST_NAME_WORDS and is_title(text, know) and ":" not in text
        is_name = is_name and all(word[:1].isupper() or word in know.small_words for word in words)
        is_longer = is_name and f" {name} ".casefold() in f" {text} ".casefold()
        if is_longer and know.jobs.heading.search(text) is None and not know.jobs.role.search(text):
            return text, line
    return None


def _comes_again(name: str, line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a name of several words opens another line, as one that says what the firm does."""
    if " " not in name:
        return False
    return any(other is not line and _COPY_MARK.sub("", other.text).startswith(f"{name} ") for other in lines)


def _name_in(line: Line, know: Knowledge) -> str | None:
    """Read the name of an employer that a line begins with, or that a copyright names."""
    marked = _COPYRIGHT.search(line.text)
    text = marked["name"].strip() if marked is not None else (line.cells[0] if line.cells else line.text)
    found = words_of_firms(text[:_PREFIX], know)
    if not found:
        return text if marked is not None and is_title(text, know) else None
    name = text[: found[-1].end()]
    word, _, rest = name.partition(" ")
    if know.jobs.short_labels.get(word.casefold()) == "hiring_organization":
        name = rest
    if know.jobs.role.match(name) or not _is_name(name, text, found[-1][0]) or know.marker(line.text) is not None:
        return None
    return name if is_title(name.rstrip("."), know) else None


def _is_name(name: str, text: str, word: str) -> bool:
    """Tell whether a text is a name that ends in a word of such names: the whole of it, or "X Ltd makes …"."""
    words = name.split()
    rest = text[len(name) :]
    if not 1 < len(words) <= _MOST_WORDS or ":" in name or (rest.startswith("!") and word.islower()):
        # "Come and join the club!" calls.
        return False
    is_form = word.isupper() or "/" in word
    if not words[0][:1].isupper() and not is_form:
        return False
    # "We are a school with 410 pupils" opens with no name.
    is_placed = _ADDRESS.match(rest) is not None and not rest.lstrip(" ,")[:1].islower()
    return not rest.strip(".,! ") or is_placed or (is_form and rest.lstrip(" .–—-")[:1].islower())
