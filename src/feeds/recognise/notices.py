"""Personnel notices: one frame sentence, follow-up sentences, and a label that closes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feeds.dates import Context
from feeds.model import Person, PersonnelNotice, YearMonth
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.facts import year_of
from feeds.recognise.page import BULLET, Line, Section
from feeds.recognise.rules import CompiledRule, Knowledge

#: The slots of a frame can be filled in many ways: a longer sentence is none, and would take long to refuse.
_LONGEST_FRAME = 600
_CUT_OFF = "cut off: the page ends before the notice does"
_WRAPPED = 45
_LONGEST_WRAP = 12
_FACTS = (
    "organization",
    "role_name",
    "location",
    "focus",
    "previous_role_name",
    "previous_organization",
    "education",
    "current_role_name",
)


def in_block(section: Section, setting: Setting, findings: Findings) -> None:
    """Read the notices of a block of notices, labelled or not; captions and cut-off ends are left."""
    pending: list[Line] = []
    has_labels = any(setting.know.closing_label(line.text) for line in section.lines)
    for line in section.lines:
        if line.after_gap:
            _flush(pending, setting, findings, has_labels=has_labels)
            pending = []
        pending.append(line)
        if setting.know.closing_label(line.text):
            _read_suffix(pending, setting, findings)
            pending = []
    _flush(pending, setting, findings, has_labels=has_labels)


def labelled(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read the notices that stand outside a block of their own: only those that a label closes."""
    for line in lines:
        if line.number not in findings.taken and setting.know.closing_label(line.text):
            _read_glued(line, setting, findings)


def in_list(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the unlabelled notices of a list: bullets, or paragraphs that open with a town; tell if there were any."""
    setting = setting.at(year=year_of(lines[0].text) if lines else None)
    datelined = [line for line in lines if setting.know.dateline.match(line.text)]
    bullets = [line for line in lines if BULLET.match(line.text)] or (datelined if len(datelined) > 1 else [])
    if bullets and _is_cut_off(bullets[-1], setting) and any(line.is_sentence for line in bullets):
        findings.refuse("personnel_notice", bullets[-1:], "notice.bullet", _CUT_OFF)
        bullets = bullets[:-1]
    found = [_read(BULLET.sub("", line.text), (line,), setting, findings) for line in bullets]
    return any(found)


def _is_cut_off(line: Line, setting: Setting) -> bool:
    return line.number == setting.last_line and not line.is_sentence


def _flush(pending: Sequence[Line], setting: Setting, findings: Findings, *, has_labels: bool) -> None:
    for index, line in enumerate(pending):
        if not _has_frame(line.text, setting.know):
            continue
        rest = tuple(pending[index:])
        if _is_cut_off(rest[-1], setting) or (has_labels and rest[-1].number == setting.last_line):
            findings.refuse("personnel_notice", rest, "notice.label", _CUT_OFF)
            return
        _read(line.text, (line,), setting, findings)


def _has_frame(text: str, know: Knowledge) -> bool:
    first = know.sentences(know.dateline.sub("", text))[0]
    return len(first) <= _LONGEST_FRAME and any(rule.matches(first) for rule in know.rules("frame"))


def _read_suffix(pending: Sequence[Line], setting: Setting, findings: Findings) -> None:
    if len(pending) == 1 or _has_frame(pending[-1].text, setting.know):
        _read_glued(pending[-1], setting, findings)
        return
    start = len(pending) - 1
    while start > 0 and len(pending) - start < _LONGEST_WRAP and len(pending[start - 1].text) >= _WRAPPED:
        start -= 1
    lines = tuple(pending[start:])
    _read(" ".join(line.text for line in lines), lines, setting, findings)


def _read_glued(line: Line, setting: Setting, findings: Findings) -> None:
    for text in _unglued(line.text, setting.know):
        _read(text, (line,), setting, findings)


def _unglued(text: str, know: Knowledge) -> Iterator[str]:
    begin = 0
    for match in know.glued_label.finditer(text):
        yield text[begin : match.end()].strip()
        begin = match.end()
    yield text[begin:].strip()


def _read(text: str, lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    know = setting.know
    closing = know.closing_label(text)
    body = text[: closing.start()].strip() if closing else text
    sentences = know.sentences(know.dateline.sub("", body))
    if not sentences:
        return False
    frame, facts, used = _match_frame(sentences, know)
    if frame is None:
        if closing:
            findings.refuse("personnel_notice", lines, "notice.frame", "a label, but no sentence that a rule reads")
        return False
    draft = Draft()
    _put_frame(draft, frame, facts, lines, setting)
    town = know.dateline.match(body)
    if town is not None:
        draft.put("location", town["town"].title(), lines, "notice.dateline", town["town"])
    for sentence in sentences[used:]:
        _follow_up(draft, sentence, lines, setting)
    draft.put("text", body, lines, frame.name, body)
    findings.add(draft.make(PersonnelNotice, setting.code), lines)
    return True


def _match_frame(sentences: Sequence[str], know: Knowledge) -> tuple[CompiledRule | None, dict[str, str], int]:
    # A title such as "afd. Nord" can hold a full stop that looks like an end: then two sentences are one.
    for used in (1, 2):
        text = ". ".join(sentences[:used])
        if len(text) > _LONGEST_FRAME:
            break
        for rule in know.rules("frame"):
            facts = rule.read(text)
            if facts is not None:
                return rule, facts, used
        if len(sentences) < 2:
            break
    return None, {}, 0


def _put_frame(
    draft: Draft, frame: CompiledRule, facts: dict[str, str], lines: Sequence[Line], setting: Setting
) -> None:
    person = facts["person"]
    age = int(facts["age"]) if "age" in facts else None
    draft.put("change", frame.rule.facts["change"], lines, frame.name, facts["person"])
    draft.put("person", Person(name=person, age=age), lines, frame.name, person)
    if "organization" in facts:
        facts["organization"] = _bare_organization(facts["organization"], setting.know)
    _put_effective(draft, frame, facts, lines, setting)
    _put_facts(draft, frame, facts, lines)


def _put_facts(draft: Draft, rule: CompiledRule, facts: dict[str, str], lines: Sequence[Line]) -> None:
    for field in _FACTS:
        value = facts.get(field)
        if value is not None:
            draft.put(field, value.strip(" ,;"), lines, rule.name, value)


def _put_effective(
    draft: Draft, rule: CompiledRule, facts: dict[str, str], lines: Sequence[Line], setting: Setting
) -> None:
    grammar = setting.know.grammar
    if "effective" in facts:
        day = grammar.first_day(facts["effective"], setting.context)
        draft.put("effective", day, lines, rule.name, facts["effective"])
    elif "effective_month" in facts:
        month = grammar.find_month(facts["effective_month"])
        value = _with_year(month, setting.context) if month else None
        draft.put("effective", value, lines, rule.name, facts["effective_month"])


def _with_year(month: tuple[int, int | None], context: Context) -> YearMonth | None:
    number, year = month
    if year is not None:
        return YearMonth(year, number)
    if context.year is not None:
        return YearMonth(context.year, number)
    if context.published is None:
        return None
    # What a column tells has happened: the last such month up to the day it was published.
    return YearMonth(context.published.year - (number > context.published.month), number)


def _bare_organization(name: str, know: Knowledge) -> str:
    words = name.split(" ")
    descriptors = know.language.sentences.organization_descriptors
    for index, word in enumerate(words[:-1]):
        if word.casefold() in descriptors and word.islower() and all(w.islower() for w in words[:index]):
            return " ".join(words[index + 1 :])
    return name


def _follow_up(draft: Draft, sentence: str, lines: Sequence[Line], setting: Setting) -> None:
    if len(sentence) > _LONGEST_FRAME:
        return
    for rule in setting.know.rules("follow_up"):
        facts = rule.read(sentence)
        if facts is not None:
            _put_facts(draft, rule, facts, lines)
            _put_effective(draft, rule, facts, lines, setting)
            return
