"""Lists of people told by their form: each entry has a name, a post, a firm and a day in the same places.

One entry alone shows little (“Ann Bo / Buyer / Larder”); what most entries of a list have in one place, all have there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from feeds.expressions import has_digit
from feeds.model import PersonnelNotice
from feeds.recognise import cards, contacts, notices, slips
from feeds.recognise.draft import Findings, Setting
from feeds.recognise.leads import LONGEST_HEADING
from feeds.recognise.marks import BULLET
from feeds.recognise.move import Heading, Move, month_of, near
from feeds.recognise.moves import Teller
from feeds.recognise.page import Line, Section, paragraphs
from feeds.recognise.phrases import EDGES, UPPER, Name, Phrases, phrases

RULE = "notice.list"
_FEWEST, _TALLEST, _LONGEST = 3, 5, 90
_MOST, _MANY, _SOME = 0.7, 0.4, 0.15
#: Between the facts of an entry on one line; bars, dots and tabs part it into cells already.
_MARKS = (re.compile(r"\s+[–—-]\s+"), re.compile(r":\s+"), re.compile(r",\s+"))
_BEHIND = re.compile(r"\s+[–—|·-]\s+")
_TOKEN = rf"(?:[{UPPER}][\w'’.-]*|[a-z]{{1,3}}|[a-z]{{1,2}}['’-]\w+)"
_WRITTEN = re.compile(rf"{_TOKEN}(?: {_TOKEN}){{1,5}}")
_AGE = re.compile(r"(?P<name>.+?)(?:,? \((?P<age>[1-9]\d)\)|, (?P<age2>[1-9]\d)(?: \w{1,5})?)")
#: Words before a day: “with effect from”.
_MOST_LEAD = 3
_FACTS = ("change", "organization", "role_name", "previous_role_name", "previous_organization", "effective", "location")
_LEFT = frozenset({"departed", "retired"})
_CHANGES = frozenset({"appointed", "promoted", "departed", "retired", "elected"})
#: What a heading of notices says that names no change.
_NAMES = "names"


class Entry(msgspec.Struct, frozen=True):
    """The lines of one entry and the cells they are parted into."""

    lines: tuple[Line, ...]
    cells: tuple[str, ...]


class Scope(msgspec.Struct):
    """What stands below one heading, and the change that it names."""

    change: str | None
    heading: Line
    blocks: list[tuple[Line, ...]]


class List(msgspec.Struct, frozen=True):
    """The entries of one form below a heading, and which of their cells tell what."""

    change: str
    heading: Line
    is_block: bool
    lines: tuple[Line, ...]
    entries: Sequence[Entry]
    columns: dict[str, int]


def read(lines: tuple[Line, ...], setting: Setting, findings: Findings) -> tuple[Line, ...]:
    """Read the lists of people below headings of notices; give the lines that are in none.

    A list whose entries tell as much one by one is left to be read so: words can say what no form does.
    """
    words = phrases(setting.code)
    scopes = [s for s in _scopes(lines, words) if s.change in _CHANGES or s.change == _NAMES]
    lists = [found for scope in scopes if (found := _list(scope, words) or _records(scope, words)) is not None]
    if not lists:
        return lines
    dated = notices.dated(lines, setting)
    house = notices.house_of(lines, words, setting.publisher)
    taken: set[int] = set()
    for found in lists:
        made = _made(found, lines, house, dated, words)
        if _tells_more(made, _told_singly(found, lines, dated), found):
            findings.items.extend(made.items)
            findings.rejected.extend(made.rejected)
            taken.update(line.number for entry in found.entries for line in entry.lines)
    findings.taken |= taken
    return tuple([line for line in lines if line.number not in taken]) if taken else lines


def _made(found: List, page: Sequence[Line], house: str | None, setting: Setting, words: Phrases) -> Findings:
    made = Findings()
    teller = Teller(setting, words, made, house)
    teller.page = page
    for entry in found.entries:
        teller.add(_moves(entry, found, setting, words))
    teller.finish()
    return made


def _told_singly(found: List, page: Sequence[Line], setting: Setting) -> Findings:
    """Read the entries of a list one by one, below the heading that it has."""
    told = Findings()
    if found.is_block:
        notices.in_block(Section("notices", found.heading, None, found.lines, False), page, setting, told)
    else:
        notices.in_list((found.heading, *found.lines), setting, told)
    return told


def _tells_more(made: Findings, told: Findings, found: List) -> bool:
    """Tell whether the form of a list tells of more people than its words do, or all that they do of as many."""
    cells = {cell for entry in found.entries for n, cell in enumerate(entry.cells) if n != found.columns["person"]}
    by_form = _facts(made)
    # "Rose Hill" can be a firm.
    by_words = {name: facts for name, facts in _facts(told).items() if not any(name in cell for cell in cells)}
    if len(by_form) != len(by_words):
        return len(by_form) > len(by_words)
    if all(by_form.get(name, frozenset()) >= facts for name, facts in by_words.items()):
        return True
    return sum(map(len, by_form.values())) > sum(map(len, by_words.values()))


def _facts(findings: Findings) -> dict[str, frozenset[tuple[str, str]]]:
    people = [item for _, item in findings.items if isinstance(item, PersonnelNotice)]
    return {item.person.name: frozenset((f, str(v)) for f in _FACTS if (v := getattr(item, f))) for item in people}


def _scopes(lines: Sequence[Line], words: Phrases) -> list[Scope]:
    """Part a page at the headings that say what changes, or that nothing does."""
    scopes = [Scope(None, lines[0], [])]
    for block in paragraphs(lines):
        head = _heads(block, words)
        for line in block[:head]:
            change = _change_of(line, words)
            if change is not None:
                scopes.append(Scope(change, line, []))
        if block[head:]:
            scopes[-1].blocks.append(block[head:])
    return scopes


def _heads(block: Sequence[Line], words: Phrases) -> int:
    """Count the lines at the head of a block that are headings: all up to one that names a change, with none below it.

    A word for a change right above a name is a label of that one card.
    """
    last = max((n for n, line in enumerate(block) if _change_of(line, words) is not None), default=-1)
    if last < 0:
        return 0
    below = block[last + 1 :]
    is_label = 0 < len(below) <= _TALLEST and any(_name(line.text, words) is not None for line in below[:2])
    is_last_label = last == len(block) - 1 and any(_name(line.text, words) is not None for line in block[:last])
    return 0 if is_label or is_last_label else last + 1


def _change_of(line: Line, words: Phrases) -> str | None:
    """Give the change that a heading names; `names` is one of notices in general, `other` of something else."""
    text = line.text
    if len(text) > LONGEST_HEADING or (line.is_sentence and not text.endswith(":")):
        return None
    head = _BEHIND.split(text)
    if len(head) > 1 and has_digit(head[-1]):
        # "New faces – May 2026".
        text = " – ".join(head[:-1])
    text = text.strip(f"{EDGES}!")
    change = words.rubric(text) or words.placed_rubric(text) or words.greeting(text)
    if change == "board":
        # "The committee" is a list of who sits in it, "the new committee" one of who was elected.
        return "elected" if words.new.search(text) is not None else "other"
    if change is None and words.can_tell(text) and words.person(text) is None:
        elected = slips.change_of(words.mask(text).text, words, is_list=True)
        change = elected if elected == "elected" else None
    if change is not None:
        return change
    marker = words.know.marker(text)
    if marker is not None:
        return _NAMES if marker[0].block == "notices" else "other"
    return None


def _list(scope: Scope, words: Phrases) -> List | None:
    reached = contacts.numbers([line for block in scope.blocks for line in block], words)
    blocks = [block for block in scope.blocks if block[0].number not in reached]
    lines = tuple(line for block in scope.blocks for line in block)
    if any(cards.header_of(line, words) is not None or _is_labelled(line, words) for line in lines):
        # The names of the columns say what is in them, and so do labels.
        return None
    # The form that tells more of each entry is the one that they have.
    forms = [(entries, _columns(entries, scope, words)) for entries in (_rows(blocks, words), _stacks(blocks, words))]
    entries, columns = max(forms, key=lambda form: len(form[1] or ()))
    if columns is None:
        return None
    at, is_block = columns["person"], words.know.opens("notices", scope.heading.text)
    named = [e for e in entries if _name(e.cells[at], words) is not None or _can_name(e.cells[at], words)]
    return List(scope.change or "", scope.heading, is_block, lines, named, columns)


def _records(scope: Scope, words: Phrases) -> List | None:
    """Give the blocks of labelled facts that each name a person: below a heading of notices they are no postings."""
    entries = [Entry(block, ()) for block in scope.blocks if _facts_of(block, words)[1]]
    is_block = words.know.opens("notices", scope.heading.text)
    lines = tuple(line for block in scope.blocks for line in block)
    is_list = len(entries) >= _FEWEST
    return List(scope.change or "", scope.heading, is_block, lines, entries, {"person": 0}) if is_list else None


def _facts_of(block: Sequence[Line], words: Phrases) -> tuple[Heading, list[cards.Fact]]:
    """Read a block as one record; its labels can stand above their values, and the name above them all."""
    name = _name(block[0].text, words)
    lines = block if name is None else block[1:]
    heading = Heading() if name is None else Heading(people=(name,))
    facts, end = cards.run_of(lines, 0, words)
    is_whole = end == len(lines) and end > 1 and cards.is_record(facts, heading)
    return heading, facts if is_whole else []


def _is_labelled(line: Line, words: Phrases) -> bool:
    label = cards.label_of(line, words)
    return label is not None and label[1] is not None and not words.is_role(label[0])


def _rows(blocks: Sequence[tuple[Line, ...]], words: Phrases) -> list[Entry]:
    """Give the lines that one mark parts into as many cells, with a name in the same one."""
    lines = [line for block in blocks for line in block]
    found: dict[tuple[int, int], list[Entry]] = {}
    for line in lines:
        if len(line.text) > 2 * _LONGEST or (line.is_sentence and line.parts == 1 and len(line.text) > _LONGEST):
            continue
        for mark, cells in enumerate(_parted(line)):
            if 1 < len(cells) <= _TALLEST and any(_name(cell, words) is not None for cell in cells):
                found.setdefault((mark, len(cells)), []).append(Entry((line,), cells))
                break
    best = max(found.values(), key=len, default=[])
    if len(best) < _FEWEST:
        return []
    (mark, width) = next(key for key, value in found.items() if value is best)
    at = _people_column([entry.cells for entry in best], words)
    # What looks like no name in a place where all others have one is one too.
    parted = [(line, _parted(line)[mark]) for line in lines]
    alike = [
        Entry((line,), cells)
        for line, cells in parted
        if len(cells) == width and at is not None and _can_name(cells[at], words)
    ]
    return alike if len(best) >= _MOST * len(alike) else best


def _people_column(rows: Sequence[Sequence[str]], words: Phrases) -> int | None:
    """Tell which cells name people; a firm of two names looks like a person: “Holm & Bo” does not, “Rose Hill” does."""
    columns = list(zip(*rows, strict=True))
    shares = {n: _share(cells, lambda c: _name(c, words) is not None) for n, cells in enumerate(columns)}
    best = max(shares, key=lambda n: shares[n] - _share(columns[n], words.is_organization))
    return best if shares[best] >= _MOST else None


def _parted(line: Line) -> list[tuple[str, ...]]:
    text = BULLET.sub("", line.text).rstrip(".")
    cells = line.cells if len(line.cells) > 1 else (text,)
    cells = (BULLET.sub("", cells[0]), *cells[1:])
    return [cells, *(tuple(mark.split(text)) for mark in _MARKS)]


def _stacks(blocks: Sequence[tuple[Line, ...]], words: Phrases) -> list[Entry]:
    """Give the blocks of as many short lines each, the most usual height, each line parted where all are."""
    fit = [block for block in blocks if 1 < len(block) <= _TALLEST and all(_is_short(line) for line in block)]
    heights = Counter(len(block) for block in fit).most_common(1)
    if not heights or heights[0][1] < _FEWEST:
        return []
    fit = [block for block in fit if len(block) == heights[0][0]]
    columns: list[tuple[str, ...]] = []
    for place in zip(*fit, strict=True):
        columns += _split(place, words)
    return [Entry(block, cells) for block, cells in zip(fit, zip(*columns, strict=True), strict=True)]


def _split(place: Sequence[Line], words: Phrases) -> list[tuple[str, ...]]:
    """Part the lines of one place in all entries at the mark that they share."""
    texts = tuple(BULLET.sub("", line.text) for line in place)
    if _share(texts, lambda text: _name(text, words) is not None or _is_day(text, words)) >= _MOST:
        return [texts]
    for parted in zip(*map(_parted, place), strict=True):
        if all(len(cells) == len(parted[0]) > 1 for cells in parted):
            return list(zip(*parted, strict=True))
    return [texts]


def _is_short(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST
        and (not line.is_sentence or len(line.text) <= LONGEST_HEADING // 2)
        and "@" not in line.text
    )


def _share(cells: Sequence[str], is_one: Callable[[str], bool]) -> float:
    return sum(map(is_one, cells)) / len(cells)


def _columns(entries: Sequence[Entry], scope: Scope, words: Phrases) -> dict[str, int] | None:
    """Tell which cells name the person, the post, the firm and the day; nothing where that is not clear."""
    if len(entries) < _FEWEST:
        return None
    columns = list(zip(*(entry.cells for entry in entries), strict=True))
    person = _people_column([entry.cells for entry in entries], words)
    if person is None:
        return None
    found = {"person": person} | _sure_columns(columns, person, words)
    left = [n for n in range(len(columns)) if n not in found.values()]
    roles = {n: _share(columns[n], words.is_role) for n in left}
    firms = {n: _share(columns[n], words.is_organization) for n in left}
    if not 0 < len(left) <= 2:
        return None
    role = max(left, key=lambda n: roles[n] - firms[n])
    if roles[role] < _MANY or any(has_digit(c) or words.verb(c) is not None for c in columns[role]):
        return None
    found["role"] = role
    firm = next((n for n in left if n != role), None)
    if firm is not None:
        is_named = _share(columns[firm], words.is_name_like) >= _MOST and len({*columns[firm]}) > 1
        if firms[firm] < _SOME or not is_named:
            return None
        found["firm"] = firm
    # Who works somewhere is no news: a list of the staff has posts, but neither firms nor days.
    is_news = scope.change in _CHANGES or found.keys() & {"firm", "day", "change"}
    return found if is_news else None


def _sure_columns(columns: Sequence[Sequence[str]], person: int, words: Phrases) -> dict[str, int]:
    """Tell which cells hold the day, a word for the change, or a label that all share."""
    found: dict[str, int] = {}
    for n, cells in enumerate(columns):
        if n == person:
            continue
        if _share(cells, lambda c: _is_day(c, words)) >= _MOST:
            found.setdefault("day", n)
        elif _share(cells, lambda c: words.rubric(c) in _CHANGES and not words.is_role(c)) >= _MOST:
            found.setdefault("change", n)
        elif len(set(cells)) == 1 and not words.is_role(cells[0]):
            # A button, or the name of the column.
            found.setdefault("label", n)
    return found


def _can_name(text: str, words: Phrases) -> bool:
    """Tell whether a text is written as names are; a common word, but for a particle, is in none."""
    if _WRITTEN.fullmatch(text.strip(EDGES)) is None:
        return False
    particles = words.know.language.sentences.name_particles
    return not any(words.is_common(w) and w not in particles for w in text.casefold().split())


def _is_day(text: str, words: Phrases) -> bool:
    if not has_digit(text):
        return False
    day = words.know.grammar.find(text)
    return day is not None and len(text[: day.start].split()) <= _MOST_LEAD and day.end >= len(text) - 1


def _name(text: str, words: Phrases) -> Name | None:
    """Read a cell that holds one name and perhaps an age."""
    text = text.strip(EDGES)
    if not text or len(text) > _LONGEST // 2 or words.is_role(text) or (text.isupper() and not _can_name(text, words)):
        return None
    aged = _AGE.fullmatch(text)
    people = words.people(aged["name"] if aged is not None else text)
    if len(people) != 1:
        return None
    return msgspec.structs.replace(people[0], age=int(aged["age"] or aged["age2"])) if aged is not None else people[0]


def _moves(entry: Entry, found: List, setting: Setting, words: Phrases) -> list[Move]:
    if entry.cells:
        return [_move(entry, found, setting, words)]
    heading, facts = _facts_of(entry.lines, words)
    change = found.change if found.change in _CHANGES else None
    told = cards.moves_of(facts, msgspec.structs.replace(heading, change=change), setting, words)
    return [] if isinstance(told, str) else told


def _move(entry: Entry, found: List, setting: Setting, words: Phrases) -> Move:
    cells, change = {field: entry.cells[n].strip(EDGES) for field, n in found.columns.items()}, found.change
    own = words.rubric(cells["change"]) if "change" in cells else None
    change = own if own in _CHANGES and own is not None else "appointed" if change == _NAMES else change
    move = Move(_name(cells["person"], words) or _written(cells["person"]), change, RULE, entry.lines)
    move.put(
        "previous_role_name" if change in _LEFT else "role_name",
        words.bare(cells["role"]) or cells["role"],
        entry.lines,
        RULE,
    )
    move.put("organization", cells.get("firm"), entry.lines, RULE)
    if "day" in cells:
        move.put("effective", near(cells["day"], setting) or month_of(cells["day"], setting), entry.lines, RULE)
    return move


def _written(text: str) -> Name:
    aged = _AGE.fullmatch(text)
    return Name(text) if aged is None else Name(aged["name"], int(aged["age"] or aged["age2"]))
