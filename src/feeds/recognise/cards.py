"""Records of labelled lines, and lines of a table, that each tell one change of job."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

import msgspec

from feeds.expressions import has_digit
from feeds.recognise import slips
from feeds.recognise.draft import Setting
from feeds.recognise.move import CHANGES, NO_CHANGE, Heading, Move, month_of, near
from feeds.recognise.page import Line
from feeds.recognise.phrases import EDGES, UPPER, Name, Phrases
from feeds.recognise.rules import facts_of

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\[\]|]{0,30}?)\s*:(?:\s+(?P<value>.*))?$")
#: A form that waits to be filled in.
_BLANK = re.compile(r"\[[^\]]*\]|_{2,}|\.{3,}|…|\b(?:TT\.MM|DD\.MM|dd[/.-]mm)")
#: The town in which a firm has the office that is meant.
_BRACKET = re.compile(r"\s*\((?P<town>[^\W\d_][\w -]{1,30})\)$")
#: The town behind a firm's name: "Bray Foods, Cork".
_TOWN = re.compile(rf"[{UPPER}][a-zæøåäöüéß]{{2,}}(?:-[{UPPER}][a-zæøåäöüéß]+)?")
_NAMED = r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’.-]*){0,2}"
_TURNED = re.compile(rf"(?P<family>{_NAMED}), (?P<given>{_NAMED})(?P<age> \(\d\d\)|, \d\d)?")
_ASIDE = re.compile(r"\s*\((?P<said>[^()]{4,40})\)$")
_RULE = "notice.card"
#: Two to four words in capitals, not before a colon as the town of a notice.
_CAPITALS = re.compile(
    rf"(?<![\w/&-])(?:[{UPPER}]\. )?(?:(?:Mc|Mac|O['’])?[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*)"
    rf"(?: (?:Mc|Mac|O['’])?[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*){{1,3}}(?![\w/&-]|[.:] )"
)
#: Both words of such a name; most lines have nothing like it, which is seen at once.
_CAPITAL = re.compile(rf"[{UPPER}][{UPPER}]")
_FEWEST_CAPITALS, _FEWEST_SMALL = 2, 3
#: "Hill Farm – since 1931".
_SLOGAN = re.compile(r"\s+[–—|·•-]\s+|\s{2,}")
#: "Grusfors SK", "Thorne LLP".
_CLUB = re.compile(r"\w (?:[A-ZÆØÅÄÖÜ]{2,4}|A/S|ApS|GmbH|e\. ?V\.?|Ltd\.?|Inc\.?)$")
_TOP, _LONGEST_MASTHEAD = 3, 60
_FEWEST_CELLS, _PAIR = 3, 2
_SHORTEST_FIRM = 5
_MOST_NAME_WORDS = 6
#: "The Clover – a letter of Hill Farmers", "intern.hill.example".
_UNLIKE_NAME = re.compile(r": | [–—|-] |\w\.\w|>")
_AND = re.compile(r"\s+[&+]\s+")
_MOST_NAMES = 4
_FEWEST_VALUES, _LONGEST_LABEL, _LONGEST_DAY = 2, 30, 40
#: What a label in a sentence can add to what was told.
_ADDED = frozenset({"previous", "previous_organization", "effective", "ends", "location"})
#: What a label that tells of leaving can stand for.
_ABOUT = frozenset({"person", "organization"})
_POSTS = frozenset({"role_name", "previous", "leaving_role", "organization", "previous_organization"})
_LONGEST_PERSON = 60
_DATED = frozenset({"effective", "ends"})
_ENDING, _BEGINNING = frozenset({"departed", "retired"}), frozenset({"appointed", "promoted", "elected"})
#: A label, the field that it stands for (none for a strange label), the value.
Label: TypeAlias = tuple[str, str | None, str]


class Fact(msgspec.Struct, frozen=True):
    """One labelled value: the label as written, the field that it stands for (none for a strange label), the lines."""

    label: str
    field: str | None
    value: str
    lines: tuple[Line, ...]


def turned(lines: tuple[Line, ...], phrases: Phrases) -> tuple[Line, ...]:
    """Turn “Holm, Ann (52)” into “Ann Holm (52)” above labelled lines, where several names are written so."""
    parted = ((n, line) for n, line in enumerate(lines) if line.after_gap and ", " in line.text)
    found = {n: m for n, line in parted if (m := _TURNED.fullmatch(line.text))}
    told = [n for n in found if n + 1 < len(lines) and label_of(lines[n + 1], phrases) is not None]
    # "Cook, Hill School" is no name.
    jobs = [n for n in told if phrases.is_role(found[n]["family"]) or _is_of_firm(lines[n], lines[n + 1], phrases)]
    if len(told) < _FEWEST_VALUES or len(jobs) * 2 >= len(told) or len(told) * 2 <= len(found):
        return lines
    names = {n: f"{found[n]['given']} {found[n]['family']}{found[n]['age'] or ''}" for n in told}
    return tuple(msgspec.structs.replace(line, text=names.get(n, line.text)) for n, line in enumerate(lines))


def _is_of_firm(line: Line, below: Line, phrases: Phrases) -> bool:
    """Tell whether a line with a comma names a firm, or stands above what says that somebody is sought there."""
    label = label_of(below, phrases)
    is_sought = label is not None and phrases.know.jobs.short_labels.get(label[0].casefold()) == "title"
    return is_sought or any(map(phrases.is_organization, line.text.split(", ")))


def uncapped(lines: Sequence[Line], phrases: Phrases) -> Sequence[Line]:
    """Write names that stand in capitals inside sentences as names are written elsewhere: “ANN BO is made clerk”.

    So does a page that writes the names of all whose change it tells in capitals.
    """
    can_be = ((n, line) for n, line in enumerate(lines) if _CAPITAL.search(line.text) is not None and not line.cells)
    found = {n: runs for n, line in can_be if (runs := _runs(line, phrases))}
    told = sum(
        any(map(phrases.can_tell, (lines[n].text, *(line.text for line in lines[n + 1 : n + 2])))) for n in found
    )
    if told < _FEWEST_CAPITALS:
        return lines
    names = {n: _without(lines[n].text, runs, phrases) for n, runs in found.items()}
    return tuple(
        msgspec.structs.replace(line, text=names[n], shown=line.shown or line.text) if n in names else line
        for n, line in enumerate(lines)
    )


def uncaptioned(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out a name and the post below it where the sentence under both says all of that: “Head clerk”."""
    told: set[int] = set()
    for n, (name, post, text) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if post.after_gap or text.after_gap or not text.is_sentence or name.is_sentence or post.is_sentence:
            continue
        said = text.text.casefold()
        if name.after_gap and name.text in text.text and all(part.casefold() in said for part in post.text.split(", ")):
            told |= {n, n + 1}
    # What stood below them begins an entry now.
    left = ((n, line) for n, line in enumerate(lines) if n not in told)
    opened = [msgspec.structs.replace(line, after_gap=True) if n - 1 in told else line for n, line in left]
    return opened if told else lines


def written(name: str, page: Sequence[Line]) -> str:
    """Give a firm's name that stands in capitals above its people as the page writes it elsewhere, if it does."""
    if not name.isupper() or len(name) < _SHORTEST_FIRM:
        return name
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?:['’]?s)?(?![\w-])", re.IGNORECASE)
    found = (match[0][: len(name)] for line in page for match in pattern.finditer(line.text))
    return next((form for form in found if not form.isupper() and not form.islower()), name)


def masthead(page: Sequence[Line], phrases: Phrases) -> str | None:
    """Give the firm, office or club whose name stands at the head of a page, without its slogan."""
    above = ""
    for line in page[:_TOP]:
        # "The members' paper", "from Hill Farmers" on the next line.
        said = f"{above} {line.text}" if line.text[:1].islower() else line.cells[0] if line.cells else line.text
        above = line.text
        if len(line.cells) > 2 and not any(line.cells[0] in other.text for other in page if other is not line):
            # "Church website | Services | Give" is a menu.
            continue
        # "Home > Branches > Hill Union" leads to the page.
        shown = (line.cells[0] if line.cells else line.text).rpartition(" > ")[2]
        name = _SLOGAN.split(shown)[0].strip(f"{EDGES}*+#=~")
        sender = next((m for rule in phrases.know.rules("sender") if (m := rule.search(said)) is not None), None)
        name = name if sender is None else facts_of(sender)["organization"]
        head, colon, _ = name.partition(": ")
        if colon and phrases.is_organization(head):
            # "Hill Hospital: people news of the spring".
            name = head
        if has_digit(name) and phrases.know.grammar.find(name) is not None:
            # "Published on 3 May 2026".
            continue
        if line.text.endswith(":") and phrases.verb(name) is not None:
            # "Till styrelsen valdes:" leads to the people below.
            continue
        is_club = _CLUB.search(name) is not None
        if len(name) > _LONGEST_MASTHEAD or (line.is_sentence and not is_club) or not name[:1].isupper():
            continue
        is_firm = phrases.is_organization(phrases.title_case(name) if name.isupper() else name)
        is_named = is_club or (is_firm and phrases.is_name_like(name))
        if is_named and ", " not in name and phrases.rubric(name) is None:
            return None if name.isupper() and written(name, page) == name else name
    return None


def signboard(page: Sequence[Line], phrases: Phrases) -> str | None:
    """Give the name that the first line of a page is, where it is a firm's, or a heading speaks of “new colleagues”."""
    # "HILL FOODS, LEEDS" tells where, too.
    text = page[0].text.strip(EDGES).partition(", ")[0]
    if page[0].is_sentence or page[0].cells or has_digit(text) or not text[:1].isupper() or _UNLIKE_NAME.search(text):
        return None
    if len(text.split()) > _MOST_NAME_WORDS or not phrases.is_name_like(phrases.title_case(text)):
        return None
    if phrases.rubric(text) is not None or phrases.know.marker(text) is not None:
        return None
    heads = (line.text for line in page[1:] if len(line.text) <= _LONGEST_MASTHEAD and not line.is_sentence)
    # In small letters it would be known as the masthead.
    is_firm = (text.isupper() and phrases.is_organization(phrases.title_case(text))) or _CLUB.search(text) is not None
    return text if is_firm or any(phrases.own.match(head) is not None for head in heads) else None


def _runs(line: Line, phrases: Phrases) -> list[re.Match[str]]:
    """Find the names in capitals among the other words of a sentence; what only firms have is none."""
    runs = list(_CAPITALS.finditer(line.text))
    if not runs or sum(word.islower() for word in line.text.split()) < _FEWEST_SMALL:
        return []
    found = [m for m in runs if not phrases.is_organization(phrases.title_case(m[0]))]
    return [m for m in found if not any(map(phrases.is_common, m[0].split()[:1] + m[0].split()[-1:]))]


def _without(text: str, runs: Sequence[re.Match[str]], phrases: Phrases) -> str:
    for run in reversed(runs):
        text = f"{text[: run.start()]}{phrases.title_case(run[0])}{text[run.end() :]}"
    return text


def are_headed(lines: Sequence[Line], phrases: Phrases) -> bool:
    """Tell whether several people stand each above what labels of notices tell of them."""
    pairs = ((above, below) for above, below in pairwise(lines) if above.after_gap and not below.after_gap)
    told = (
        above
        for above, below in pairs
        if len(above.text) <= _LONGEST_PERSON
        and (label := label_of(below, phrases)) is not None
        and label[1] in _POSTS
        and phrases.people(above.text)
    )
    return sum(1 for _ in told) >= _FEWEST_VALUES


def label_of(line: Line, phrases: Phrases, learned: Mapping[str, str] = MappingProxyType({})) -> Label | None:
    """Read `Label: value`, or the two cells `label   value` of a known label; the value can correct the field."""
    match = _LABEL.match(line.text)
    if match is not None:
        label, value = match["label"], (match["value"] or "").strip()
        known = phrases.fields.get(label.casefold()) or learned.get(label.casefold())
        return label, _corrected(known, label, value, phrases), value
    if len(line.cells) != _PAIR:
        return None
    label, value = line.cells
    known = phrases.fields.get(label.casefold().rstrip(":")) or learned.get(label.casefold())
    return (label, _corrected(known, label, value, phrases), value) if known else None


def _corrected(field: str | None, label: str, value: str, phrases: Phrases) -> str | None:
    """Let a value say what a label means that has two meanings ("From: 1 May", "From: Bray Ltd")."""
    if not value:
        return field
    is_day = has_digit(value) and phrases.know.grammar.find(value) is not None and len(value) <= _LONGEST_DAY
    if field is None:
        change = phrases.rubric(label)
        if is_day and change is not None:
            # "Takes leave: 31 August": a day behind words for a change.
            return "ends" if change in _ENDING else "effective" if change in _BEGINNING else None
        return "person" if change and phrases.person(phrases.mask(value).text) else None
    if field in _DATED:
        if is_day or not phrases.is_role(value) or phrases.empty.fullmatch(value.strip(" .")):
            return field
        return "leaving_role" if field == "ends" else "previous"
    if field == "previous" and phrases.second.get(label.casefold()) == "organization" and not phrases.is_role(value):
        # "Var" is "was" and "where".
        return "organization"
    if field == "role_name" and phrases.is_organization(value) and not phrases.is_role(value):
        return field if phrases.label_rubric(value) == "retired" else "organization"
    if is_day and field in {"previous", "leaving_role", "organization", "role_name", "person"}:
        is_leaving = field == "leaving_role" or phrases.label_rubric(label) == "departed"
        return "ends" if is_leaving else "effective"
    return field


def learn(lines: Sequence[Line], phrases: Phrases) -> dict[str, str]:
    """Learn what unknown labels of a page mean from their values: people, days, posts or firms in most of them."""
    values: dict[str, list[str]] = {}
    for line in lines:
        match = _LABEL.match(line.text)
        label, value = (match["label"], match["value"]) if match else (line.cells if line.parts == _PAIR else ("", ""))
        # "Conductor: Mia Holm" on each evening of a season changes nobody's job.
        known = label.casefold() in phrases.fields or phrases.know.columns.get(label.casefold()) == "performers"
        # "Thursday 7 pm | Town hall" tells when something is.
        if label and value and len(label) <= _LONGEST_LABEL and not has_digit(label) and not known:
            values.setdefault(label.casefold(), []).append(value)
    repeated = {label: found for label, found in values.items() if len(found) >= _FEWEST_VALUES}
    return {label: field for label, found in repeated.items() if (field := _meaning(found, phrases))}


def _meaning(values: Sequence[str], phrases: Phrases) -> str | None:
    kinds = [_kind(value, phrases) for value in values]
    return next((k for k in dict.fromkeys(kinds) if k and kinds.count(k) * 3 >= len(kinds) * 2), None)


def _kind(value: str, phrases: Phrases) -> str | None:
    if has_digit(value) and phrases.know.grammar.find(value) is not None and len(value) <= _LONGEST_DAY:
        return "effective"
    if phrases.is_organization(value) and not phrases.is_role(value):
        return "organization"
    if phrases.people(value):
        return "person"
    return "role_name" if phrases.is_role(value) else None


def run_of(
    lines: Sequence[Line], begin: int, phrases: Phrases, learned: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Fact], int]:
    """Read the labelled lines from `begin` on as one record, and tell where it ends; the same label again ends it."""
    facts: list[Fact] = []
    at = begin
    while at < len(lines) and not (facts and lines[at].after_gap):
        found = label_of(lines[at], phrases, learned)
        if found is None or any(found[0] == fact.label for fact in facts):
            break
        label, field, value = found
        used: tuple[Line, ...] = (lines[at],)
        at += 1
        below = lines[at] if at < len(lines) else None
        if not value and below is not None and not below.after_gap and label_of(below, phrases, learned) is None:
            value, used = below.text, (*used, below)
            at += 1
        facts.append(Fact(label, _corrected(field, label, value, phrases), value, used))
    return facts, at


def is_record(facts: Sequence[Fact], heading: Heading) -> bool:
    """Tell whether labels make a record: a person and a post or a firm, whatever their values are."""
    fields = {fact.field for fact in facts if fact.field}
    if "person" not in fields and not fields & {"role_name", "previous", "leaving_role"}:
        return False
    return len(fields) >= _PAIR and ("person" in fields or bool(heading.people))


def header_of(line: Line, phrases: Phrases) -> tuple[str, ...] | None:
    """Read the line above a table that names its columns."""
    if len(line.cells) < _FEWEST_CELLS:
        return None
    fields = tuple(phrases.fields.get(cell.casefold().rstrip(":"), "") for cell in line.cells)
    return fields if "person" in fields and sum(map(bool, fields)) >= _FEWEST_CELLS - 1 else None


def is_table(line: Line, phrases: Phrases) -> bool:
    """Tell whether a line of several cells is one of a table: of a menu it is not."""
    if header_of(line, phrases) is not None:
        return True
    return line.parts >= _PAIR and any(phrases.person(phrases.mask(cell).text) for cell in line.cells)


def row_of(line: Line, header: Sequence[str] | None, phrases: Phrases) -> list[Fact] | None:
    """Read a line of a table by its columns' names."""
    if line.parts < _FEWEST_CELLS - 1 or header is None:
        return None
    facts = [Fact(f, f or None, cell, (line,)) for f, cell in zip(header, line.cells, strict=False)]
    return [msgspec.structs.replace(f, field=_of_column(f, header, phrases)) for f in facts]


def _of_column(fact: Fact, header: Sequence[str], phrases: Phrases) -> str | None:
    """Tell what a cell stands for; below a strange name a day is the one on which somebody begins."""
    if fact.field is not None:
        return _corrected(fact.field, fact.label, fact.value, phrases)
    is_day = not _DATED & {*header} and has_digit(fact.value) and len(fact.value) <= _LONGEST_DAY
    return "effective" if is_day and phrases.know.grammar.find(fact.value) is not None else None


def moves_of(facts: Sequence[Fact], heading: Heading, setting: Setting, phrases: Phrases) -> list[Move] | str:
    """Make a notice for each person of a record, or say why there is none."""
    values: dict[str, Fact] = {}
    for fact in facts:
        if fact.field and _is_told(fact.value, phrases):
            values.setdefault(fact.field, fact)
    _put_aside(values, phrases)
    everything = " / ".join(fact.value if fact.field else f"{fact.label}: {fact.value}" for fact in facts)
    people = _people(values, heading, phrases)
    if not people:
        return "a form without a person's name"
    if (
        heading.change == "unchanged"
        or any("unchanged" in map(phrases.label_rubric, (fact.label, fact.value)) for fact in facts)
        or phrases.is_unchanged(everything)
    ):
        return NO_CHANGE
    named = phrases.label_rubric(values["person"].label) if "person" in values else None
    heading = msgspec.structs.replace(heading, change=_spoken(values, phrases) or named or heading.change)
    told = {"role_name", "previous", "organization", "leaving_role", "unit"}
    if not values.keys() & told or len(values) < _PAIR:
        return "a form that is not filled in"
    lines = tuple(dict.fromkeys(line for fact in facts for line in fact.lines))
    is_leaving = bool(values.keys() & {"ends", "leaving_role"}) or heading.change in {"departed", "retired"}
    is_leaving = is_leaving or any(
        phrases.label_rubric(f.label) == "departed" and f.field in _ABOUT for f in values.values()
    )
    said = phrases.verb(values["remark"].value) if "remark" in values and "role_name" not in values else None
    is_leaving = is_leaving or (said is not None and said.kind in {"leaves", "retires"})
    if "role_name" in values and phrases.label_rubric(values["role_name"].value) == "retired":
        # The new post is to rest.
        heading, is_leaving = msgspec.structs.replace(heading, change="retired"), True
        values.pop("role_name")
    moves = [Move(person, "departed" if is_leaving else "appointed", _RULE, lines) for person in people]
    for move in moves:
        _put_posts(move, values, heading, setting, phrases, is_leaving=is_leaving)
        _put_change(move, values, heading, phrases, is_leaving=is_leaving)
    return moves


def _put_aside(values: dict[str, Fact], phrases: Phrases) -> None:
    """Take “(elected on 10 March 2026)” from behind a post: it says how and when."""
    fact = values.get("role_name")
    aside = _ASIDE.search(fact.value) if fact is not None and has_digit(fact.value) else None
    if fact is None or aside is None or phrases.know.grammar.find(aside["said"]) is None:
        return
    values["role_name"] = msgspec.structs.replace(fact, value=fact.value[: aside.start()])
    values.setdefault("effective", msgspec.structs.replace(fact, value=aside["said"]))
    values.setdefault("remark", msgspec.structs.replace(fact, value=aside["said"]))


def _spoken(values: dict[str, Fact], phrases: Phrases) -> str | None:
    """Part a post that is told with a verb (“leaves as clerk”, “clerk becomes head”); give the change it tells."""
    fact = values.get("role_name")
    verb = phrases.verb(fact.value) if fact is not None else None
    if fact is None or verb is None:
        return None
    before, behind = fact.value[: verb.spans[0][0]].strip(EDGES), fact.value[verb.spans[-1][1] :].strip(EDGES)
    post = phrases.without_to(behind)
    if CHANGES.get(verb.kind) == "appointed" and phrases.is_role(before) and phrases.is_role(post):
        values["previous"] = msgspec.structs.replace(fact, value=before)
        values["role_name"] = msgspec.structs.replace(fact, value=post)
        return "promoted"
    change = CHANGES.get(verb.kind)
    if change not in {"departed", "retired"} or (before and phrases.empty.fullmatch(before) is None):
        return None
    values.pop("role_name")
    if phrases.is_role(post):
        values["leaving_role"] = msgspec.structs.replace(fact, value=post)
    return "retired" if phrases.rubric_in(behind, "retired") else change


def _is_told(value: str, phrases: Phrases) -> bool:
    return (
        any(c.isalnum() for c in value)
        and _BLANK.search(value) is None
        and (phrases.empty.fullmatch(value.strip(" .")) is None or _leaves(value, phrases))
    )


def _leaves(value: str, phrases: Phrases) -> bool:
    """Tell whether a value that begins as an empty one goes on to say what is left: “None – leaves as clerk”."""
    verb = phrases.verb(value)
    return verb is not None and CHANGES.get(verb.kind) in {"departed", "retired"}


def add(sentence: str, moves: Sequence[Move], lines: Sequence[Line], setting: Setting, phrases: Phrases) -> bool:
    """Add what a sentence “Before: clerk at Bray Ltd” tells of somebody; tell whether it was one."""
    match = _LABEL.match(sentence)
    if match is None or not match["value"]:
        return False
    label, value = match["label"], match["value"].strip(" .")
    field = _corrected(phrases.fields.get(label.casefold()), label, value, phrases)
    if field not in _ADDED or not _is_told(value, phrases):
        return False
    values = {field: Fact(label, field, value, tuple(lines))}
    for move in moves:
        is_leaving = move.change in {"departed", "retired"}
        _put_posts(move, values, Heading(), setting, phrases, is_leaving=is_leaving)
    return True


def _people(values: Mapping[str, Fact], heading: Heading, phrases: Phrases) -> list[Name]:
    people = list(heading.people)
    if "person" in values:
        value = _AND.sub(f" {phrases.words.joiners[0]} ", values["person"].value)
        people = slips.beside(value, phrases).people or _named_only(value, phrases)
    age = values["age"].value if "age" in values else ""
    number = re.search(r"\b[1-9]\d\b", age)
    return [msgspec.structs.replace(p, age=int(number[0]) if number else p.age) for p in people]


def _named_only(value: str, phrases: Phrases) -> list[Name]:
    """Take a value for a name that has a word in it as firms have: “Ann Nygård”."""
    particles = phrases.know.language.sentences.name_particles
    words = [word for word in value.split() if word not in particles]
    is_name = 1 < len(words) <= _MOST_NAMES and all(w[0].isupper() and w.replace("-", "").isalpha() for w in words)
    return [Name(value)] if is_name and not any(map(phrases.is_role, words)) else []


def _put_posts(
    move: Move,
    values: Mapping[str, Fact],
    heading: Heading,
    setting: Setting,
    phrases: Phrases,
    *,
    is_leaving: bool,
) -> None:
    firm = _put_firm(move, values, heading, phrases)
    role = values.get("role_name")
    if role is not None:
        text = phrases.without_as(role.value)
        name, at = _post_now(text, heading, phrases) if firm is None else (text, None)
        move.put("previous_role_name" if is_leaving else "role_name", name.strip(" ,;"), role.lines, _RULE)
        move.put("organization", at, role.lines, _RULE)
    _put_previous(move, values, firm, phrases, is_leaving=is_leaving)
    move.put("organization", heading.firm, move.lines[:1], _RULE)
    if "location" in values:
        move.put("location", values["location"].value, values["location"].lines, _RULE)
    for field in ("ends", "effective") if is_leaving else ("effective",):
        if field in values:
            text = values[field].value
            when = near(text, setting) or (month_of(text, setting) if setting.know.grammar.find(text) is None else None)
            move.put("effective", when, values[field].lines, _RULE)


def _post_now(value: str, heading: Heading, phrases: Phrases) -> tuple[str, str | None]:
    """Part “buyer, Larder & Vine” where nothing else names the firm: two words with capitals, and no post."""
    role, at = phrases.post(value)
    head, comma, tail = value.partition(", ")
    if at is not None or heading.firm is not None or not comma or ", " in tail or phrases.is_role(tail):
        return role, at
    words = [word for word in tail.split() if word != "&" and word not in phrases.words.joiners]
    return (head, tail) if len(words) > 1 and all(word[0].isupper() for word in words) else (role, at)


def _put_firm(move: Move, values: Mapping[str, Fact], heading: Heading, phrases: Phrases) -> Fact | None:
    """Keep the firm, and the part of it that is a place; give the fact that told it."""
    firm, unit = values.get("organization"), values.get("unit")
    if firm is None and unit is not None and not heading.firm:
        firm, unit = unit, None
    if firm is not None:
        bracket = _BRACKET.search(firm.value)
        name = _BRACKET.sub("", firm.value) if bracket is not None else firm.value
        town = bracket["town"] if bracket is not None else None
        head, comma, tail = name.partition(", ")
        if comma and town is None and phrases.is_organization(head) and _TOWN.fullmatch(tail) is not None:
            name, town = head, tail
        move.put("organization", phrases.bare(name), firm.lines, _RULE)
        move.put("location", town, firm.lines, _RULE)
    if unit is not None:
        move.put("location", unit.value.strip(EDGES), unit.lines, _RULE)
    return firm


def _put_previous(
    move: Move, values: Mapping[str, Fact], firm: Fact | None, phrases: Phrases, *, is_leaving: bool
) -> None:
    """Keep the post and the firm of before, also from beside the person."""
    where = "organization" if is_leaving else "previous_organization"
    previous = values.get("leaving_role") or values.get("previous")
    if previous is not None:
        masked = phrases.mask(previous.value)
        move.is_inside = any(masked.of("inside", masked.text))
        name, at = _post_before(previous.value, firm, phrases)
        move.put("previous_role_name", name, previous.lines, _RULE)
        move.put(where, at, previous.lines, _RULE)
    earlier = values.get("previous_organization")
    if earlier is not None:
        move.put("previous_organization", earlier.value, earlier.lines, _RULE)
    if "person" in values:
        beside, lines = slips.beside(values["person"].value, phrases), values["person"].lines
        move.put("previous_role_name", beside.previous_role or beside.role, lines, _RULE)
        move.put(where, beside.previous_firm or beside.firm, lines, _RULE)


def _post_before(value: str, firm: Fact | None, phrases: Phrases) -> tuple[str, str | None]:
    if firm is not None and value.endswith(f", {firm.value}"):
        return value.removesuffix(f", {firm.value}"), firm.value
    head, comma, tail = value.partition(", ")
    if comma and not phrases.bare(phrases.mask(tail).text):
        value = head
    elif comma and phrases.is_role(tail) and not phrases.is_role(head):
        # "Bray Foods, clerk" is "clerk, Bray Foods".
        return phrases.bare(tail), phrases.firm(head)
    elif comma and phrases.is_role(head) and (phrases.is_organization(tail) or " & " in tail) and tail[:1].isupper():
        return phrases.bare(head), phrases.firm(tail)
    name, at = phrases.post(phrases.without_as(value))
    if not name and at is None:
        return "", value
    return ("", name) if at is None and _is_firm_only(name, phrases) else (name, at)


def _is_firm_only(text: str, phrases: Phrases) -> bool:
    """Tell whether what stands for a post is only the firm that somebody comes from."""
    return not phrases.is_role(text) and text[:1].isupper() and not phrases.words.capital_nouns


def _put_change(
    move: Move, values: Mapping[str, Fact], heading: Heading, phrases: Phrases, *, is_leaving: bool
) -> None:
    said = " ".join(values[f].value for f in ("remark", "change") if f in values)
    wanted = ("retired",) if is_leaving else ("promoted", "elected")
    named = next((change for change in wanted if phrases.rubric_in(said, change)), None)
    if named is None and heading.change in wanted:
        named = heading.change
    if named is None and not is_leaving and move.is_inside:
        named = "promoted"
    if named is None and not is_leaving and move.get("previous_organization") == move.get("organization") is not None:
        named = "promoted"
    move.change = named or move.change
