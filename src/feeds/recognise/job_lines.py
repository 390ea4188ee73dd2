"""What one line, or one part of a line, tells of a posting: a labelled fact, the last day, a status, who and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile

import msgspec

from feeds.clocks import patterns_of, words_of
from feeds.expressions import Index, has_digit, lowered
from feeds.recognise.marks import BULLET
from feeds.recognise.page import Line
from feeds.recognise.rules import GENDERS, Knowledge, facts_of

#: Why what looks like a posting is none.
CLOSED = "closed: it says that the job is filled or closed"
SAMPLE = "sample: it shows how a posting is written"
INVITATION = "nobody is sought: it invites to apply for no job in particular"
_COMMA = re.compile(r", (?![^()]*\))")
_ABBREVIATED = re.compile(r"\w\.(?:\w{1,2}| [A-Z])\.$")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+")
_RULE_LINE = re.compile(r"(?:[-–—=_*#~+.·]\s?){3,}")
#: What a pager has beside its words.
_ARROWS = " «»‹›<>←→◀▶"
_NUMBER = re.compile(r"\(?\d{1,3}[.):]?\)?")
_PLACEHOLDER = re.compile(r"[\[(<{_….x].*[\])>}_….x]|[_….]+|x{2,}|n/?a", re.I)
_CHECK = re.compile(r"^[✓✔✅☑►→]\s*")
_COUNTER = re.compile(r"^\(\d{1,2}\)\s+")
_COUNTED = re.compile(r"^\d{1,2}[.)]?\s+(?=\S)")
#: "Interviews: 11 June": a label that names no fact of a posting.
_OTHER_LABEL = re.compile(r"[^\W\d][\w /&.-]{1,28}: ?\S.*")
_CLAUSE_END = re.compile(r"[,.;:(]")
_DIGIT = re.compile(r"\d")
_DAYS_JOINED = re.compile(r"\.?[–/:-]|\.$")
_LONGEST_LABEL = 40
_LONGEST_TERM = 60
_SHORTEST_DAY = 5
_LONGEST_STATUS = 90
_LONGEST_TITLE = 140
_LONGEST_FIRM = 110
_LONGEST_LINE = 400
_FEWEST_ENTRIES = 2
#: About the lines of one page, and their cells.
_LATEST = 512


#: What postings say, as bits of what `_signs` gives, in the order of `_index`.
_FILLED, _CLOSED, _OPEN_ENDED, _NOISE, _TERM, _ROLE, _GENDERS, _FIRM, _ASIDE, _UNSOLICITED = (
    1 << number for number in range(10)
)


@cache
def _index(know: Knowledge) -> Index:
    jobs = know.jobs
    says = (jobs.filled, jobs.closed, jobs.open_ended, jobs.noise, jobs.term, jobs.role, GENDERS, jobs.organization)
    return Index((*says, jobs.aside, jobs.unsolicited))


@lru_cache(_LATEST)
def _signs(text: str, know: Knowledge) -> int:
    """Tell by one look at a text what of all that postings say can be in it: an expression without its bit cannot."""
    return _index(know).of(lowered(text))


class Fact(msgspec.Struct, frozen=True):
    """One thing that lines tell of a posting; `label` is the label in small letters, empty for a phrase."""

    field: str
    value: str
    lines: tuple[Line, ...]
    label: str = ""


class Place(msgspec.Struct, frozen=True):
    """Who hires and where, as one line tells it."""

    firm: str | None
    town: str | None


def bare(text: str) -> str:
    """Take bullets and marks off the front of a line."""
    if text[:1].isalpha() and text[1:2] != ")":
        # Most lines: each of the expressions would try all their places.
        return text.strip()
    return _COUNTER.sub("", BULLET.sub("", _CHECK.sub("", text))).strip()


def is_rule(line: Line) -> bool:
    """Tell whether a line only parts others: dashes, stars, a number alone."""
    return _RULE_LINE.fullmatch(line.text) is not None or _NUMBER.fullmatch(line.text) is not None


def is_noise(text: str, know: Knowledge) -> bool:
    """Tell whether a line is a button, a count, a filter or a pager."""
    if not _signs(text, know) & _NOISE:
        return False
    return know.jobs.noise.fullmatch(text.strip(_ARROWS)) is not None and apply_by(text, know) is None


@lru_cache(_LATEST)
def is_role(text: str, know: Knowledge) -> bool:
    """Tell whether a text names a job: by a word for one, or a mark of gender."""
    signs = _signs(text, know)
    if signs & _GENDERS and GENDERS.search(text) is not None:
        return True
    return bool(signs & _ROLE) and know.jobs.role.search(text) is not None


def is_department(text: str, know: Knowledge) -> bool:
    """Tell whether a text is the name of a part of an employer, which tells no place: "Sales", "Culture, leisure"."""
    return know.jobs.department.fullmatch(text) is not None


def is_office(name: str, know: Knowledge) -> bool:
    """Tell whether a name is of an office of an employer, which is no place: "Department of Housing"."""
    if know.jobs.unit.fullmatch(name) is not None or name.partition(" ")[0].casefold() in know.jobs.units:
        return True
    return know.places.search(name) is None and know.jobs.unit.fullmatch(name.rpartition(" ")[2]) is not None


def is_aside(text: str, know: Knowledge) -> bool:
    """Tell whether a text is the heading of what stands beside postings."""
    return bool(_signs(text, know) & _ASIDE) and know.jobs.aside.fullmatch(text) is not None


def is_unsolicited(text: str, know: Knowledge) -> bool:
    """Tell whether a text invites to apply for no job in particular."""
    return bool(_signs(text, know) & _UNSOLICITED) and know.jobs.unsolicited.fullmatch(text) is not None


def is_sample(text: str, know: Knowledge) -> bool:
    """Tell whether a value stands for one that is still to be filled in, or a line says that what follows is none."""
    return _PLACEHOLDER.fullmatch(text) is not None or know.jobs.sample.fullmatch(text) is not None


def status(text: str, know: Knowledge) -> bool:
    """Tell whether a text says that a posting is filled or closed."""
    if not _signs(text, know) & (_FILLED | _CLOSED):
        return False
    jobs = know.jobs
    if jobs.filled.search(text) is not None:
        return True
    if len(text) > _LONGEST_STATUS:
        return False
    first = jobs.closed.search(text)
    if first is None or len(text[: first.start()].split()) > 1:
        return False
    if _DAYS_JOINED.split(text[: first.start()].strip().casefold())[0] in know.grammar.weekdays:
        # "Sun–Mon closed": the hours of a house.
        return False
    follows = text[first.end() :].lstrip()
    return not follows or not follows[0].isalpha() or (has_digit(follows) and know.grammar.find(follows) is not None)


def titled_closed(title: str, know: Knowledge) -> bool:
    """Tell whether a title carries a status before or behind it: "Laborant – BESAT", "LUKKET: Laborant"."""
    parts = [p for p in re.split(r"\s+[–—-]\s+|[:(\[|]\s*", title.rstrip(" )].")) if p]
    closed = know.jobs.closed
    return len(parts) > 1 and any(closed.fullmatch(part.strip()) or know.jobs.filled.fullmatch(part) for part in parts)


def leads_elsewhere(cells: Sequence[str], know: Knowledge) -> bool:
    """Tell whether one of some cells is a word of menus."""
    return any(know.navigation.fullmatch(cell) is not None or know.marker(cell) is not None for cell in cells)


def is_other_label(text: str) -> bool:
    """Tell whether a line is a label with its value, of whatever kind."""
    return _OTHER_LABEL.fullmatch(text) is not None


def can_tell(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether one of some lines can tell a fact: where none can, `facts_in` finds nothing in any of them."""
    for line in lines:
        text = line.text
        if ":" in text:
            if know.jobs.can_open(text) or _several(line, know):
                return True
        elif len(text) <= _LONGEST_LABEL and know.jobs.can_open(text):
            return True
        if has_digit(text) and _phrases(line, know):
            return True
    return False


def facts_in(lines: Sequence[Line], index: int, know: Knowledge) -> tuple[list[Fact], int]:
    """Read the facts that the line at an index tells, and how many lines they take."""
    line = lines[index]
    if len(line.text) > _LONGEST_LINE:
        return [], 1
    several = _several(line, know)
    if several:
        return several, 1
    can_be = (":" in line.text or len(line.text) <= _LONGEST_LABEL) and know.jobs.can_open(line.text)
    match = know.labelled(line.text) if can_be else None
    field = know.job_labels.get(match["label"].casefold()) if match is not None else None
    if match is None or field is None:
        # "Applications closed on 28 February": the day has passed.
        return [] if status(line.text, know) else _phrases(line, know), 1
    if match["value"]:
        return [Fact(field, match["value"].strip(), (line,), match["label"].casefold())], 1
    if index + 1 < len(lines) and _can_be_value(lines[index + 1], know, is_sure=match["colon"] is not None):
        value = lines[index + 1]
        return [Fact(field, value.text, (line, value), match["label"].casefold())], 2
    return [], 1


def _can_be_value(line: Line, know: Knowledge, *, is_sure: bool) -> bool:
    """Tell whether a line can be the value of the label above; without a colon that may be the heading of a list."""
    if not is_sure and (line.cells or (line.after_gap and is_role(line.text, know) and not is_term(line.text, know))):
        return False
    return not _is_label(line.text, know) and not is_rule(line) and know.marker(line.text) is None


def _is_label(text: str, know: Knowledge) -> bool:
    """Tell whether a text is a label; "Teacher" stands before a name on pages of events, and is a job here."""
    match = know.labelled(text)
    return match is not None and (match["colon"] is not None or match["label"].casefold() in know.job_labels)


def _several(line: Line, know: Knowledge) -> list[Fact]:
    """Read a line of several labels, each with its value."""
    if line.text.count(":") < _FEWEST_ENTRIES:
        return []
    found = list(know.jobs.label.finditer(line.text))
    if len(found) < _FEWEST_ENTRIES or len(line.text[: found[0].start()].strip()) > len("• – "):
        return []
    ends = [*(match.start() for match in found[1:]), len(line.text)]
    facts = []
    for match, end in zip(found, ends, strict=True):
        value = line.text[match.end() : end].strip(" ,;|·•–—-.\t")
        field = know.job_labels[match["label"].casefold()]
        if value:
            facts.append(Fact(field, value, (line,), match["label"].casefold()))
    return facts


def _phrases(line: Line, know: Knowledge) -> list[Fact]:
    """Read a date of a posting that no colon announces: "Apply by 3 May", "Posted 2 March"."""
    if not has_digit(line.text):
        return []
    parts = know.sentences(line.text) if ". " in line.text and len(line.text) <= _LONGEST_STATUS else line.cells
    several = [*takewhile(bool, (_dated(part, line, know) for part in parts))] if len(parts) > 1 else []
    if several and len(several) == len(parts):
        return [fact for fact in several if fact is not None]
    fact = _dated(line.text, line, know)
    return [fact] if fact is not None else []


def _dated(text: str, line: Line, know: Knowledge) -> Fact | None:
    """Read a text that a date of a posting, or what announces its last day, begins."""
    match = know.jobs.dated.fullmatch(text)
    if match is not None and _begins_with_day(match["value"], know):
        label = match["label"].casefold()
        return Fact(know.job_labels[label], match["value"], (line,), label)
    day = _opening_day(bare(text), know)
    return Fact("valid_through", day, (line,)) if day is not None else None


def _begins_with_day(value: str, know: Knowledge) -> bool:
    """Tell whether a day is in the first sentence of a value: not in "Apply by letter. We interview on 12 July."."""
    found = know.grammar.find(value)
    if found is None:
        return False
    before = value[: found.start]
    return ". " not in before or len(know.sentences(before)) == 1


def apply_by(text: str, know: Knowledge, *, is_sure: bool = False) -> str | None:
    """Find the last day to apply in a text.

    With `is_sure` the text is a posting's: "Write to us by 3 May" is enough, no word of jobs need stand there.
    """
    if not has_digit(text) or not (is_sure or _is_about_applying(text, know)):
        return None
    found = (rule.search(text) for rule in know.rules("apply_by"))
    return next((facts_of(match)["effective"] for match in found if match is not None), None)


def _opening_day(text: str, know: Knowledge) -> str | None:
    """Find the last day to apply in a text that begins with what announces it."""
    if not has_digit(text):
        return None
    for rule in know.rules("apply_by"):
        match = rule.pattern.match(text)
        if match is not None:
            # Few texts begin so: whether one is about postings is asked last.
            return facts_of(match)["effective"] if _is_about_applying(text, know) else None
    return None


def _is_about_applying(text: str, know: Knowledge) -> bool:
    return know.jobs.applying.search(text) is not None or know.deadline.search(text) is not None


def cell_kind(cell: str, know: Knowledge) -> str | None:
    """Tell what a cell of a row is: a field, `closed`, `other`; None for a place, a firm or a title."""
    text = cell.strip(" .")
    signs = _signs(text, know)
    if signs & (_FILLED | _CLOSED) and status(text, know):
        return "closed"
    if signs & (_OPEN_ENDED | _NOISE) and (know.jobs.open_ended.fullmatch(text) or is_noise(text, know)):
        return "other"
    if has_digit(text):
        dated = know.jobs.dated.fullmatch(text)
        if dated is not None and _begins_with_day(dated["value"], know):
            return know.job_labels[dated["label"].casefold()]
        if apply_by(text, know) is not None:
            return "valid_through"
        if is_term(text, know):
            return "employment_type"
        found = know.grammar.find(text)
        if found is not None and _says_from(text, know):
            # "from 1 May 2026": when the work begins.
            return "other"
        if found is not None and found.is_range:
            # "8 June – 31 July": how long the work is.
            return "other"
        if found is not None:
            return "valid_through" if found.end - found.start >= len(text) - 2 else "other"
        return "other" if any(rule.search(text) for rule in know.rules("price")) else None
    return "employment_type" if is_term(text, know) or _is_season(text, know) or is_of_days(text, know) else None


def begins_closed(text: str, know: Knowledge) -> bool:
    """Tell whether a text begins with a word for what is closed."""
    return bool(_signs(text, know) & _CLOSED) and know.jobs.closed.match(text) is not None


def words_of_firms(text: str, know: Knowledge) -> list[re.Match[str]]:
    """Find the words that names of employers have."""
    return [*know.jobs.organization.finditer(text)] if _signs(text, know) & _FIRM else []


def _says_from(text: str, know: Knowledge) -> bool:
    words = (*know.language.dates.from_words, *know.language.repetition.starts)
    return text.casefold().startswith(tuple(f"{word.casefold()} " for word in words))


def _is_season(text: str, know: Knowledge) -> bool:
    """Tell whether a text is of months alone: "June to September"."""
    words, months = text.casefold().split(), know.grammar.months
    # Most texts have none: the first word that is no small one decides.
    is_one = all(word in months or word in know.small_words for word in words)
    return is_one and sum(word in months for word in words) > 1


def is_of_days(text: str, know: Knowledge) -> bool:
    """Tell whether a text is of days of the week and parts of the day alone: "Friday and Saturday nights"."""
    words, one = text.casefold().split(), _word_of_days(know)
    # As with months, the first word that is no small one decides. "Cook – Nights" is a title.
    is_one = all(word in know.small_words or one.fullmatch(word) or one.fullmatch(f" {word}") for word in words)
    return is_one and sum(word not in know.small_words for word in words) > 1


def asked_by(text: str, know: Knowledge) -> dict[str, str] | None:
    """Read who seeks whom, and where, out of a text that says so as a whole: "Hill Farm is looking for a cook"."""
    found = know.read_whole("vacancy", text)
    return None if found is None else found[1]


def opens_with_terms(text: str, know: Knowledge) -> bool:
    """Tell whether running text opens with terms or days of work: "20 hours a week, …", "Friday to Sunday, …"."""
    first = _CLAUSE_END.split(text, maxsplit=1)[0]
    if is_term(first, know):
        return True
    digit = _DIGIT.search(first)
    days = first if digit is None else first[: digit.start()].rstrip()
    # "Friday to Sunday the office is open" is of no work.
    return is_of_days(days, know) and know.hours.search(text) is None


@cache
def _word_of_days(know: Knowledge) -> re.Pattern[str]:
    """Give an expression for a day of the week, a part of the day or both, and what says that it is again and again."""
    repetition = know.language.repetition
    often = words_of((*repetition.day_part_plurals, *(name for names in repetition.weekday_plurals for name in names)))
    days = words_of(day for day in know.grammar.weekdays if len(day) >= _SHORTEST_DAY)
    parts = patterns_of((*repetition.day_parts, f"s?(?:{words_of(repetition.day_part_plurals)})"))
    return re.compile(rf"(?:{often})|(?:{days})(?:{parts}|s?-)?|{parts}", re.I)


def is_term(text: str, know: Knowledge) -> bool:
    """Tell whether a text is about the terms of employment: full time, temporary, 37 hours."""
    # "Eintritt frei" is told of an event.
    if len(text) > _LONGEST_TERM or not _signs(text, know) & _TERM:
        return False
    return know.jobs.term.match(text) is not None and not know.free.fullmatch(text)


def cells_of(line: Line) -> tuple[str, ...]:
    """Part a line at bars, dots, tabs or wide spaces, else at dashes; a line of one piece has none."""
    if line.cells:
        return tuple(bare(cell) for cell in line.cells)
    if len(line.text) > _LONGEST_LINE:
        return ()
    pieces = _DASH.split(bare(line.text))
    return tuple(pieces) if len(pieces) > 1 else ()


def trimmed(text: str) -> str:
    """Take marks off the ends of a text, but for the stop of an abbreviation such as "a.m.b.a."."""
    bare_text = text.strip(" .,;")
    return f"{bare_text}." if _ABBREVIATED.search(text) is not None else bare_text


def parted(text: str) -> list[str]:
    """Part a text at its commas, but for those in brackets."""
    return _COMMA.split(text)


def is_title(text: str, know: Knowledge) -> bool:
    """Tell whether a text can be the title of a posting."""
    return (
        2 < len(text) <= _LONGEST_TITLE
        and not text.endswith((".", "!", "?", ":", "…"))
        and any(c.isalpha() for c in text[:3])
        and _COUNTED.match(text) is None
        and "@" not in text
        and "://" not in text
        and "©" not in text
        and not _is_label(text, know)
        and not is_noise(text, know)
        and not is_aside(text, know)
    )


def title_and_employer(text: str, know: Knowledge) -> tuple[str, Place] | None:
    """Part "cook at Hotel Sea in Leeds": the title, who hires, and where if it says so."""
    lead = know.jobs.employer_lead.search(text)
    if lead is None or not (GENDERS.search(text) or know.jobs.role.search(text[: lead.start()])):
        return None
    firm, town = text[lead.end() :], None
    inside = next((m for word in firm.split()[1:] if (m := _town_lead(firm, word, know)) is not None), None)
    if inside is not None:
        firm, town = firm[: inside[0]], firm[inside[1] :]
    is_name = is_firm(firm, know, None) or (" " in firm and all(word[:1].isupper() for word in firm.split()))
    return (text[: lead.start()], Place(firm, town)) if is_name else None


def _town_lead(text: str, word: str, know: Knowledge) -> tuple[int, int] | None:
    """Find where a word such as "in" leads to a place at the end of a text."""
    begin = text.find(f" {word} ")
    end = begin + len(word) + 2
    is_place = begin > 0 and text[end : end + 1].isupper() and know.place_lead.fullmatch(word) is not None
    return (begin, end) if is_place and len(text[end:].split()) <= 2 else None


def who_and_where(text: str, know: Knowledge, page_firm: str | None, cells: Sequence[str] = ()) -> Place | None:
    """Read a line such as "firm, town", "firm | town" or only one of them."""
    if len(text) > _LONGEST_FIRM or "@" in text or text.endswith((":", "!", "?")):
        return None
    pieces = [cell for cell in cells if cell] if len(cells) > 1 else _split(text)
    if len(pieces) == 1:
        return _one(pieces[0], know, page_firm)
    firm, town = pieces[0], ", ".join(pieces[1:])
    if page_firm is not None and len(pieces) == 2 and firm in page_firm and _is_department(town, know):
        return Place(text, None)
    swapped = len(pieces) == 2 and is_firm(town, know, page_firm) and not is_firm(firm, know, page_firm)
    return Place(town, firm) if swapped else Place(firm, town)


def workplace(text: str, know: Knowledge) -> str | None:
    """Read where the work is out of running text: "You will be based in Leeds"."""
    found = (rule.search(text) for rule in know.rules("workplace"))
    places = (facts_of(match)["location"] for match in found if match is not None)
    # "Two evenings a week in June".
    return next((place for place in places if place.partition(" ")[0].casefold() not in know.grammar.months), None)


def _is_department(text: str, know: Knowledge) -> bool:
    """Tell whether a text behind an employer's name is a part of it: one word for such, "Children and education"."""
    if " " not in text:
        return is_firm(text, know, None)
    words = text.split()
    return any(word in know.language.dates.list_words and after.islower() for word, after in pairwise(words))


def _split(text: str) -> list[str]:
    dashed = _DASH.split(text)
    if len(dashed) == 2:
        return dashed
    inside = re.fullmatch(r"(?P<firm>[^()]{2,80}) \((?P<town>[^()]{2,40})\)", text)
    if inside is not None and GENDERS.search(text) is None:
        return [inside["firm"], inside["town"]]
    return [piece.strip() for piece in text.split(", ")]


def _one(text: str, know: Knowledge, page_firm: str | None) -> Place | None:
    if not text[:1].isupper() and not text[:1].isdigit():
        return None
    if is_firm(text, know, page_firm):
        return Place(text, None)
    return Place(None, text) if page_firm is not None or len(text.split()) <= 2 else Place(text, None)


def is_firm(text: str, know: Knowledge, page_firm: str | None) -> bool:
    """Tell whether a text is the name of an employer: by a word that such names have, or the page's own."""
    if page_firm is not None and (text.casefold() in page_firm.casefold() or page_firm.casefold() in text.casefold()):
        return True
    return bool(_signs(text, know) & _FIRM) and know.jobs.organization.search(text) is not None
