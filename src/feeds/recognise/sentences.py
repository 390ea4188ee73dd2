"""Events told in sentences: "The fair will be held on 2 April in Leeds", "Medlemsmødet 28. april er udsat til …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from feeds.dates import Unclear
from feeds.expressions import has_digit
from feeds.recognise import notices, stamps
from feeds.recognise.block_events import emit
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import (
    STATUS_PARTS,
    bare_title,
    find_price,
    find_registration,
    put_attendance,
    put_span,
    put_status,
)
from feeds.recognise.marks import BULLET
from feeds.recognise.moments import (
    Moment,
    Told,
    can_mask,
    new_told,
    read_told,
    spans_of,
    without_other_times,
    without_times,
)
from feeds.recognise.page import Line, standing_alone
from feeds.recognise.places import put_place_of
from feeds.recognise.rows import without_note
from feeds.recognise.rules import Knowledge
from feeds.recognise.stamps import without_about
from feeds.recognise.when import find_recurrence, has_recurrence, is_service, put_recurrence, put_schedule

_RULE = "event.sentence"
_LONGEST_TITLE = 90
_SHORTEST_TITLE = 3
_LONGEST_PARAGRAPH = 400
_SHORT = 40
_MOST_HEAD_WORDS = 5
_NEAR = 30
_SOON = 14
_FEWEST = 3
_JOINTS = ' ,;:–—-|·•*"“”'
_QUOTED = re.compile(r"[«»„“”\"](?P<name>[^«»„“”\"]{3,80})[»«“”\"]")
#: A clause between a name and what becomes of it: "The fair, which was to be on 3 May, is off".
_ASIDE = re.compile(r",\s(?=[a-zæøåäöüß])")
_CLAUSE = re.compile(r"[,;:.!?(–—]")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that tells of an event, its line, what it calls the event, and the sentences after it about it."""

    line: Line
    text: str
    title: str
    told: Told


def read(lines: Sequence[Line], setting: Setting, findings: Findings, *, are_entries: bool = False) -> bool:
    """Read the events that sentences tell of, below a heading that says there are some; tell whether there were any."""
    found = False
    for line in lines:
        if line.number in findings.taken or not _has_time(line.text, setting.know):
            continue
        is_entry = are_entries or BULLET.match(line.text) is not None
        groups = _with_others(line, setting.know)
        head = groups.pop(0)[0] if are_entries and len(groups) > 1 and not _has_time(groups[0][0], setting.know) else ""
        # A paragraph tells of one event; what its later sentences date is about it.
        for text, others in groups[:1] if are_entries else groups:
            found = _read_one(_Text(text, others, head, is_entry), line, setting, findings) or found
    return found


class _Text(msgspec.Struct, frozen=True):
    """A sentence with those after it, the short one that may open its paragraph, and if it is an entry of a list."""

    text: str
    others: Sequence[str]
    head: str
    is_entry: bool


def _read_one(one: _Text, line: Line, setting: Setting, findings: Findings) -> bool:
    know = setting.know
    if one.is_entry and has_recurrence(one.text, know) and _add_repeated(one, line, setting, findings):
        return True
    sentence = read_sentence(one.text, line, know, is_entry=one.is_entry)
    if sentence is None:
        return False
    if one.head and len(one.head.split()) <= _MOST_HEAD_WORDS:
        sentence = msgspec.structs.replace(sentence, title=one.head.strip("?!. "))
    if not sentence.title or _is_known(sentence, findings):
        return False
    if not sentence.told.moments[0].clocks and notices.opens(one.text, line, setting):
        # "On 1 March Ann Bo begins as caretaker" is a change of job.
        return False
    return _add(sentence, one.others, setting, findings)


def _has_time(text: str, know: Knowledge) -> bool:
    return has_digit(text) or know.repetition.has(text)


def paragraphs(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Give the paragraphs that each tell when something is, on a page that consists of such."""
    timed = {lines[n].number for n in stamps.timed(lines, know)}
    if len(timed) < _FEWEST:
        # Most pages: what stands alone and which of that is a sentence need not be seen.
        return []
    alone = [line for line in standing_alone(lines) if line.is_sentence]
    fewest = max(_FEWEST, sum([len(line.text) > _SHORT for line in alone]) // 2 + 1)
    short = [line for line in alone if line.number in timed and len(line.text) <= _LONGEST_PARAGRAPH]
    can_tell = [line for line in short if _can_tell_when(line.text, know)] if len(short) >= fewest else []
    told = [line for line in can_tell if _tells_when(line.text, know)] if len(can_tell) >= fewest else []
    return told if len(told) >= fewest else []


def below_headings(lines: Sequence[Line], know: Knowledge) -> list[Line]:
    """Give the paragraphs of a sentence that says when the thing named above it is held: "AGM" over "The AGM is …"."""
    found: list[Line] = []
    ends = [*(line.after_gap for line in lines[1:]), True]
    for above, line, is_last in zip(lines, lines[1:], ends[1:], strict=False):
        is_pair = above.after_gap and not (above.is_sentence or above.cells) and line.is_sentence
        # "AGM" can stand apart: nothing else has that name.
        is_pair = is_pair and (not line.after_gap or know.occasion.fullmatch(above.text.rstrip(":")) is not None)
        if is_pair and is_last and _has_time(line.text, know) and _tells_of(above.text, line, know):
            text = f"{above.text.rstrip(':')}. {line.text}"
            found.append(msgspec.structs.replace(line, text=text, after_gap=True, shown=line.text))
    return found


def _tells_of(heading: str, line: Line, know: Knowledge) -> bool:
    """Tell whether the first sentence of a line has what a heading names as its subject, a day and an hour."""
    name = heading.rstrip(":").casefold()
    text = (know.sentences(line.text) or [""])[0]
    is_kind = know.kind_word.match(name) is not None or know.occasion.fullmatch(name) is not None
    sentence = read_sentence(text, line, know, is_entry=is_kind) if know.event_labels.get(name) is None else None
    if sentence is None or not _SHORTEST_TITLE < len(name) <= _LONGEST_TITLE:
        return False
    # Its ending may be another: "Årsmøte" and "Årsmøtet".
    is_same = sentence.title.casefold().startswith(name[: max(len(name) - 1, _SHORTEST_TITLE)])
    # "Open house" above "On 14 March from 11 to 3 show pupils and teachers you round".
    is_same = is_same or (is_kind and sentence.told.moments[0].dates.start <= _SOON)
    first = sentence.told.moments[0]
    return is_same and know.hours.search(text) is None and (bool(first.clocks) or first.dates.is_range)


def _can_tell_when(text: str, know: Knowledge) -> bool:
    """Tell cheaply whether a paragraph can name a day or what repeats, also where what is no time is taken out."""
    can_hold = know.grammar.can_hold_figures
    if has_digit(text) and (can_hold(text) or can_mask(text, know) or can_hold(without_about(text))):
        return True
    return know.repetition.has(text)


def _tells_when(text: str, know: Knowledge) -> bool:
    """Tell whether a paragraph says on which day something is: at an hour, for days, again and again, or not."""
    if not _has_time(text, know) or know.is_closed.search(text) is not None or know.grammar.is_opening_hours(text):
        return False
    told = new_told(text, know) or read_told(text, know)
    if not told.moments:
        return know.repetition.has(text) and bool(told.clocks)
    first = told.moments[0]
    if _is_deadline(text, told, know):
        return False
    return bool(first.clocks) or first.dates.is_range or know.any_of(*STATUS_PARTS).search(text) is not None


def _is_known(sentence: Sentence, findings: Findings) -> bool:
    """Tell whether a sentence speaks of an event that the page lists."""
    name = sentence.title.strip(_JOINTS + "«»„").casefold()
    return any((item.title or "").casefold() == name for _, item in findings.items)


def _add_repeated(one: _Text, line: Line, setting: Setting, findings: Findings) -> bool:
    """Keep the event of an entry that only says how it repeats: its name stands before that."""
    know, text = setting.know, one.text
    first = next((other for other in one.others if know.first_time.match(other) and has_digit(other)), "")
    text = f"{text}, {first}" if first else text
    repeated, told = find_recurrence([msgspec.structs.replace(line, text=text)], None, setting)
    if repeated is None or know.is_closed.search(text) is not None or know.deadline.search(text) is not None:
        return False
    draft = Draft()
    before = text[: repeated.recurrence.begin_at]
    draft.put("title", one.head.strip("?!. ") or title_of(before, know) or _named(before, know), line, _RULE)
    if "title" not in draft.values or is_service(str(draft.values["title"]), text, know):
        return False
    spans = [] if told is None else spans_of((Moment(told.dates, (told.clock,) if told.clock else ()),), setting)
    if isinstance(spans, Unclear):
        return False
    if spans:
        put_span(draft, spans[0], line, _RULE)
    put_recurrence(draft, repeated, setting)
    if told is None:
        put_schedule(draft, repeated, setting, findings)
    put_place_of(draft, msgspec.structs.replace(line, text=text[repeated.recurrence.end_at :]), know)
    find_price(draft, [line], know)
    put_status(draft, [line], setting)
    emit(draft, spans, setting, findings, (line,))
    return True


def _with_others(line: Line, know: Knowledge) -> list[tuple[str, list[str]]]:
    """Give each sentence of a line that names a date, with those after it that name none."""
    groups: list[tuple[str, list[str]]] = []
    bare = without_note(BULLET.sub("", line.text), know)
    for text in _whole(bare, know.sentences(bare)):
        if know.grammar.find(without_other_times(text, know)) is not None or not groups:
            groups.append((text, []))
        else:
            groups[-1][1].append(text)
    return groups


def _whole(text: str, parts: Sequence[str]) -> list[str]:
    """Join what a stop inside quotation marks has parted: "They play “Hush! A night” at 8"."""
    whole: list[str] = []
    begin = at = 0
    for part in parts:
        start = text.find(part, at)
        if whole and sum(whole[-1].count(mark) for mark in '»«„“”"') % 2:
            whole[-1] = text[begin : start + len(part)]
        else:
            whole.append(part)
            begin = start
        at = start + len(part)
    return whole


def is_list(entries: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the entries of a list name days: then they are events, each with its title first."""
    dated = sum(has_digit(line.text) and know.grammar.find(line.text) is not None for line in entries)
    return dated >= _FEWEST and dated * 2 > len(entries)


def is_inverted(line: Line, know: Knowledge) -> bool:
    """Tell whether a line is a sentence that opens with a date and goes on with its verb and "we" or an article."""
    text = BULLET.sub("", line.text)
    if not has_digit(text[:_NEAR]):
        return False
    masked = without_times(text, know)
    words = masked.replace("\0", " ").split()
    while words and (words[0].casefold() in know.leads_time or words[0] == ","):
        words.pop(0)
    rest = " ".join(words)
    verb = know.event_verb.match(rest)
    return masked != text and verb is not None and know.title_lead.match(rest[verb.end() :].lstrip()) is not None


def read_sentence(text: str, line: Line, know: Knowledge, *, is_entry: bool = False) -> Sentence | None:
    """Read a sentence that says when something takes place, or that it does not; an entry of a list need not say so."""
    told = new_told(text, know) or read_told(text, know)
    if not told.moments or know.is_closed.search(text) is not None or _is_deadline(text, told, know):
        return None
    if not is_entry and not _is_told(text, told, know):
        return None
    return Sentence(line, text, title_of(text, know), told)


def _is_deadline(text: str, told: Told, know: Knowledge) -> bool:
    """Tell whether the words right before a date make it a last day."""
    start = told.moments[0].dates.start
    return know.deadline.search(text[max(0, start - _NEAR) : start]) is not None


def _is_told(text: str, told: Told, know: Knowledge) -> bool:
    """Tell whether a sentence says that something is on: by a weak verb only with an hour or a range."""
    if know.any_of(*STATUS_PARTS, "takes_place").search(text) is not None:
        return True
    verb = _verb(text, know)
    is_timed = bool(told.moments[0].clocks) or told.moments[0].dates.is_range
    return verb is not None and (is_timed or know.weak_verb.fullmatch(verb[0]) is None)


def _verb(text: str, know: Knowledge) -> re.Match[str] | None:
    """Find the verb of a sentence; it may be its first word."""
    return know.event_verb.search(text[:1].lower() + text[1:])


def title_of(text: str, know: Knowledge) -> str:
    """Give what a sentence calls its event: its subject, else what follows the verb; empty where it has no name."""
    masked = without_times(text, know)
    quoted = _quoted(text, know)
    if quoted:
        return quoted
    verb = _verb(masked, know)
    told = know.any_of(*STATUS_PARTS).search(text)
    status = told.start() if told is not None else len(text)
    end = min(status, verb.start() if verb is not None else len(text), _first_blank(masked))
    clause = _ASIDE.search(text[:end])
    subject = _named(text[: clause.start()] if clause is not None and status < len(text) else text[:end], know)
    if subject and not (verb is not None and know.host_verb.fullmatch(verb[0])):
        return subject
    if verb is None:
        return ""
    # "The club holds its fair": the subject says whose it is.
    return _named(_object(masked[verb.end() :], know), know) or subject


def _quoted(text: str, know: Knowledge) -> str:
    """Give the name that stands in quotation marks, unless it is that of a place."""
    for match in _QUOTED.finditer(text):
        before = text[: match.start()].split()[-1:]
        if not before or know.places.search(before[0]) is None:
            return match["name"]
    return ""


def _first_blank(text: str) -> int:
    index = text.find("\0")
    return index if index >= 0 else len(text)


def _named(text: str, know: Knowledge) -> str:
    """Give a name without articles and the small words around it; nothing where only a pronoun is left."""
    words = text.replace("\0", " ").strip(_JOINTS).split()
    while words and words[-1].casefold().strip(".,") in know.leads_time:
        words.pop()
    while len(words) > 1 and know.title_lead.fullmatch(words[0]) is not None:
        words.pop(0)
    name = " ".join(words).strip(_JOINTS)
    name = name[match.end() :] if (match := know.article.match(name)) is not None else name
    # "Because of the city run" is none either.
    is_none = any(word.fullmatch(name) is not None for word in (know.title_lead, know.nameless, know.is_closed))
    # "Events from 1 June" are many.
    is_none = is_none or know.list_heading.fullmatch(name) is not None
    return name if _SHORTEST_TITLE <= len(name) <= _LONGEST_TITLE and not is_none else ""


def _leads(word: str, know: Knowledge) -> bool:
    """Tell whether a word only leads to the name of an event, or says that there is one more."""
    return know.title_lead.fullmatch(word) is not None or know.nameless.fullmatch(word) is not None


def _object(text: str, know: Knowledge) -> str:
    """Give what follows a verb up to the next preposition or clause, without the words that lead to it."""
    text = text.replace("\0", " ").lstrip(_JOINTS)
    words = text.split()
    while words and (_leads(words[0], know) or words[0].casefold() in know.leads_time):
        words.pop(0)
    text = " ".join(words)
    if not words or know.title_end.fullmatch(words[0]) is not None:
        return ""
    clause = _CLAUSE.search(text)
    text = text[: clause.start()] if clause is not None else text
    end = know.title_end.search(text, 1)
    return text[: end.start()] if end is not None else text


def _add(sentence: Sentence, others: Sequence[str], setting: Setting, findings: Findings) -> bool:
    know, line = setting.know, sentence.line
    draft = Draft()
    draft.put("title", bare_title(sentence.title, know), line, _RULE, sentence.title)
    own = msgspec.structs.replace(line, text=". ".join([sentence.text, *others]))
    put_status(draft, [msgspec.structs.replace(line, text=sentence.text)], setting)
    spans = [] if draft.values.get("status") == "postponed" else spans_of(sentence.told.moments[:1], setting)
    if isinstance(spans, Unclear):
        findings.refuse("event", (line,), "event.date", spans.reason)
        spans = []
    if spans:
        put_span(draft, spans[0], line, _RULE)
    verb = _verb(sentence.text, know)
    is_hosted = verb is not None and know.host_verb.fullmatch(verb[0]) is not None
    # "zum Kaffee in den Saal": what one is invited to is no place.
    put_place_of(
        draft, msgspec.structs.replace(own, text=own.text.replace(sentence.title, "")) if is_hosted else own, know
    )
    # The full stop of "kr." is its own.
    told = [text if f"{text}." not in line.text else f"{text}." for text in (sentence.text, *others)]
    find_price(draft, [msgspec.structs.replace(line, text=text) for text in told], know)
    find_registration(draft, [own], setting)
    place = draft.values.get("location")
    put_attendance(draft, place if isinstance(place, str) else None, [own], know)
    emit(draft, spans, setting, findings, (line,))
    return True
