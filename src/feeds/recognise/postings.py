"""The job postings of a page: where they stand, who hires, and in which form they are told."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.expressions import has_digit
from feeds.model import JobPosting
from feeds.recognise import cards, job_advert, job_deck, job_groups, job_lists, job_records
from feeds.recognise.draft import Draft, Findings, Setting
from feeds.recognise.employer import Employer
from feeds.recognise.job_lines import INVITATION, Fact, bare, can_tell, facts_in, is_unsolicited
from feeds.recognise.job_records import Region
from feeds.recognise.job_shapes import cells_in, strength
from feeds.recognise.page import Line, Section, paragraphs
from feeds.recognise.phrases import phrases
from feeds.recognise.rules import GENDERS, Knowledge
from feeds.recognise.years import of_copyright

_LONGEST = 140
_LONGEST_FIRM = 40
_RULE = "posting.three_lines"
_HEIGHT = 12
_TITLED = 2


def on_page(sections: Sequence[Section], page: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Read the postings of a page; tell whether its main lines hold some.

    Below a heading of postings every form is read; elsewhere only what shows by itself that it is a posting.
    """
    # "New face in the office" above people names nobody who hires.
    openers = [() if part.opener is None or part.kind in _OF_OTHERS else (part.opener,) for part in sections]
    lines = [line for opener, part in zip(openers, sections, strict=True) for line in (*opener, *part.lines)]
    employer = Employer(lines, setting.know, page, setting.publisher)
    has_heading = any(section.kind == "postings" for section in sections)
    is_about = employer.said_by is not None and employer.said_by in sections[0].lines[:_HEIGHT]
    is_about = (is_about or _is_of_postings(sections[0].lines, setting.know)) and sections[0].kind != "notices"
    is_about = is_about or (sections[0].kind != "notices" and _is_deck(sections[0].lines, setting, findings))
    if has_heading or is_about:
        offered = [line for section in sections if section.kind == "postings" for line in section.lines]
        setting = _in_the_year(offered or lines, page, setting)
    held = False
    for number, section in enumerate(sections):
        if section.kind in _ELSEWHERE or (
            section.kind == "notices" and cards.are_headed(section.lines, phrases(setting.code))
        ):
            # "Ann Bo" above "Post: cook" has it already.
            continue
        is_certain = section.kind == "postings" or (number == 0 and is_about)
        is_of_paper = number > 0 and section.kind == "postings" and _is_signed(sections[0].lines, setting.know)
        region = Region(
            lines=section.lines,
            setting=setting,
            is_certain=is_certain,
            employer=employer,
            is_of_paper=is_of_paper,
            posted=_posted(section.lines, setting.know) if is_certain else None,
        )
        how = sections[1].lines if number == 0 and sections[1:] and sections[1].kind == "postings" else ()
        if (number == 0 or _is_of_one(section, setting.know)) and job_advert.read(region, findings, how):
            held = True
            continue
        found = in_region(region, findings, has_rows=is_certain or (has_heading and number > 0))
        held = held or (found and (number == 0 or is_about))
    return held


def _is_of_one(section: Section, know: Knowledge) -> bool:
    """Tell whether below a heading of postings only one paragraph tells what postings do."""
    if section.kind != "postings":
        return False
    return sum(strength(block, know) > 0 for block in paragraphs(section.lines)) == 1


def _is_deck(lines: Sequence[Line], setting: Setting, findings: Findings) -> bool:
    """Tell whether a line near the top says that there are postings, and several of one shape stand below it."""
    know = setting.know
    # Of the lines of most pages none has a word for jobs.
    named = (line for line in lines[:_HEIGHT] if len(line.cells) <= _TITLED and know.jobs.heading.search(line.text))
    if not any(know.opens("postings", cell) for line in named for cell in cells_in(line, line.text)):
        return False
    return bool(job_deck.read(Region(lines=tuple(lines), setting=setting, is_certain=True), findings).groups)


def _posted(lines: Sequence[Line], know: Knowledge) -> Fact | None:
    """Find the one day of publication that stands apart from all postings: "Posted on 2 March 2026".

    Near the top no posting is above it; else there is a sentence, which no posting of lines ends with.
    """
    told = [
        (n, fact)
        for n, line in enumerate(lines)
        if has_digit(line.text) and len(line.text) <= _LONGEST_WORD_LINE
        for fact in facts_in(lines, n, know)[0]
        if fact.field == "published"
    ]
    if len(told) != 1:
        return None
    ((at, fact),) = told
    is_alone = lines[at].after_gap and (at + 1 == len(lines) or lines[at + 1].after_gap)
    above = lines[at - 1] if at else None
    is_apart = above is None or (above.is_sentence and not know.tells_of_posting(above.text, above.cells))
    return fact if is_alone and is_apart else None


def _is_signed(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether a line near the top says who wrote what stands below it: "By Ann Mead"."""
    head = [line.text for line in lines[:_HEIGHT] if len(line.text) <= _LONGEST_WORD_LINE]
    return any(know.any_of("byline").fullmatch(text) is not None for text in head)


def _in_the_year(lines: Sequence[Line], page: Sequence[Line], setting: Setting) -> Setting:
    """Take the year of days without one from the others of a page that has no date, where all have the same.

    Where none has one, the page's foot tells it: "© 2026 Town of Hull".
    """
    if setting.context.published is not None or setting.context.year is not None:
        return setting
    dates = (found for line in lines if has_digit(line.text) for found in setting.know.grammar.find_all(line.text))
    years = {day.year for found in dates for day in found.days} - {None}
    if not years:
        years = {of_copyright(page[-_HEIGHT:], page, setting)} - {None}
    return setting.at(year=years.pop()) if len(years) == 1 else setting


def _is_of_postings(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell by what its lines hold whether a page is of postings: a word for jobs, and several of them."""
    if not any(map(know.jobs.heading.search, [line.text for line in lines if len(line.text) <= _LONGEST_WORD_LINE])):
        return False
    strong = strength(lines, know)
    if strong < _FEWEST_STRONG:
        return False
    timed = sum(know.grammar.find_clock(line.text) is not None for line in lines if has_digit(line.text))
    return strong > 2 * timed or strong >= _MANY_STRONG + timed


_LONGEST_WORD_LINE = 90
_FEWEST_STRONG = 2
_MANY_STRONG = 4
_OF_OTHERS = frozenset({"notices", "programme"})
_ELSEWHERE = frozenset({"closed", "past", "unchanged", "event", "event_list", "advert", "sidebar", "teasers"})


def says_none(lines: Sequence[Line], know: Knowledge) -> bool:
    """Tell whether the head of a page about its jobs says that there are none: "Work with us?", "We have no posts"."""
    head = lines[:_HEIGHT]
    at = next((n for n, line in enumerate(head) if know.jobs.nothing.search(line.text) is not None), 0)
    short = (line.text for line in head[:at] if len(line.text) <= _LONGEST_WORD_LINE)
    return any(know.jobs.heading.search(text) is not None for text in short)


def under_heading(sections: Sequence[Section], findings: Findings) -> bool:
    """Tell whether a page holds postings under a heading of their own: what stands above introduces them."""
    is_headed = any(section.kind == "postings" for section in sections)
    return is_headed and any(isinstance(item, JobPosting) for _, item in findings.items)


def in_region(region: Region, findings: Findings, *, has_rows: bool) -> bool:
    """Read the postings of some lines in every form; tell whether there were any."""
    if not (region.is_certain or has_rows or _can_hold(region)) or _has_none(region):
        return False
    if region.is_certain:
        table = job_lists.table(region, findings)
        told = job_groups.read(region, findings)
        _refuse_invitations(region, findings)
        named = job_lists.of_employers(region, findings)
        return job_lists.sentences(region, findings) or told or named or table
    if job_lists.table(region, findings):
        return True
    records = job_records.labelled(region, findings)
    found = [job_records.keep(record, region, findings, is_alone=len(records) == 1) for record in records]
    if has_rows:
        found.append(job_lists.rows(region, findings))
    return any(found)


def _can_hold(region: Region) -> bool:
    """Tell whether lines can hold a posting that shows by itself: each begins with a fact, or is a row of a table."""
    return can_tell(region.lines, region.know) or job_lists.names_columns(region.lines, region.know)


def _has_none(region: Region) -> bool:
    """Tell whether some lines say that there are no postings, and none of them holds what only a posting does."""
    nothing = region.know.jobs.nothing
    says_so = any(nothing.search(line.text) is not None for line in region.lines)
    return says_so and strength(region.lines, region.know) == 0


def _refuse_invitations(region: Region, findings: Findings) -> None:
    for line in region.lines:
        if line.number not in findings.taken and is_unsolicited(bare(line.text), region.know):
            findings.refuse("job_posting", (line,), "posting.invitation", INVITATION)
            findings.taken.add(line.number)


def three_lines(lines: Sequence[Line], setting: Setting, findings: Findings) -> None:
    """Read every group of three lines whose last one is an area; a group cut off at the end is refused."""
    last = -1
    is_area = setting.know.area.fullmatch
    areas = [index for index, line in enumerate(lines) if len(line.text) <= _LONGEST and is_area(line.text)]
    for index in areas:
        if index - last < 3:
            continue
        group = lines[index - 2 : index + 1]
        if GENDERS.search(group[0].text) is None and all(
            _can_belong(member, setting, findings) for member in group[:2]
        ):
            _add(group, setting, findings)
            last = index
    if last >= 0:
        _refuse_rest(lines[last + 1 :], setting, findings)


def _can_belong(line: Line, setting: Setting, findings: Findings) -> bool:
    return (
        line.number not in findings.taken
        and len(line.text) <= _LONGEST
        and not (line.text.endswith(".") and len(line.text) > _LONGEST_FIRM)
        and " | " not in line.text
        and setting.know.closing_label(line.text) is None
        and line.text.rstrip(":? ").casefold() not in setting.know.job_labels
        and setting.know.marker(line.text) is None
        and not setting.know.area.fullmatch(line.text)
    )


def _add(group: Sequence[Line], setting: Setting, findings: Findings) -> None:
    draft = Draft()
    for field, line in zip(("hiring_organization", "title", "job_location"), group, strict=True):
        draft.put(field, line.text, line, _RULE)
    findings.add(draft.make(JobPosting, setting.code), group)


def _refuse_rest(rest: Sequence[Line], setting: Setting, findings: Findings) -> None:
    leading = []
    for line in rest:
        if setting.know.marker(line.text) is not None:
            return
        leading.append(line)
    cut = leading and len(leading) <= 3 and leading[-1].number == setting.last_line
    if cut and all(_can_belong(line, setting, findings) for line in leading):
        findings.turn_away("job_posting", leading, _RULE, "cut off: the page ends before the third line")
