"""What spares a look for postings: a sign that says no where there is one would lose it."""

from __future__ import annotations

import pytest

from feeds import lang
from feeds.recognise import job_lines, job_lists
from feeds.recognise.job_lines import can_tell, cell_kind, facts_in, is_firm, is_noise, is_role, is_term, status
from feeds.recognise.page import Line, read_lines
from feeds.recognise.rules import GENDERS, Knowledge, knowledge

LANGUAGES = lang.available()
#: Before a label: a bullet, marks that are colons themselves, a picture.
FRONTS = ("", "• ", "::: ", "-- ", "*", ": ")
TEXTS = (
    *("Cook (m/f/d)", "Cook m/k", "Hill Farm Ltd", "FILLED", "The post has been filled.", "Full time, permanent"),
    *("Head cook", "« Next page »", "Apply by 3 May 2026", "Open until filled", "Hill Council", "12 jobs", "Leeds"),
    *("Kok", "Stillingen er besat", "Fuldtid", "Køkkenchef (m/k)", "Hill Kommune", "BESAT", "Koch (m/w/d)", "Vollzeit"),
    *("Kock", "Heltid", "Tjänsten är tillsatt", "Holm AB", "Kokk", "Stillingen er besatt", "Holm AS", "Holm GmbH"),
)


def line(text: str, *cells: str) -> Line:
    return Line(1, text, 0, True, (1, 1), cells)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("front", FRONTS)
def test_a_line_that_a_label_of_postings_opens_can_open(code: str, front: str) -> None:
    know = knowledge(code)
    told = [
        text
        for label in know.job_labels
        for text in (f"{front}{label}", f"{front}{label.upper()} : Leeds", f"{front}{label.capitalize()}: a: b")
    ]
    read = [text for text in told if know.label.fullmatch(text) is not None]
    assert len(read) > len(know.job_labels)
    assert [text for text in read if not know.jobs.can_open(text)] == []
    assert [text for text in read if know.labelled(text) is None] == []


def test_a_letter_that_grows_is_left_to_the_expression() -> None:
    know = knowledge("en")
    assert know.jobs.can_open("Employer: \u0130zmir Bakery")
    assert know.jobs.can_open("\u0130zmir")
    assert not know.jobs.can_open("Izmir")


TELLING = (
    *("Apply by 3 May 2026.", "• Apply by 3 May 2026", "Posted 2 March 2026", "Posted2 March 2026"),
    *(
        "Employer: Hill Farm",
        "- Location: Leeds Employer: Hill Farm",
        "Employer",
        "Closing date 3 May 2026. Apply by 3 May.",
    ),
    "Job title: Cook",
)


@pytest.mark.parametrize("text", TELLING)
def test_lines_can_tell_what_one_of_them_tells(text: str) -> None:
    know = knowledge("en")
    lines = (line("Something else is told in this line."), line(text), line("Hill Farm"))
    assert facts_in(lines, 1, know)[0]
    assert can_tell(lines, know)


def test_cells_can_tell_days() -> None:
    know = knowledge("en")
    lines = (line("| Posted 2 March 2026 | Closing date 3 May 2026", "Posted 2 March 2026", "Closing date 3 May 2026"),)
    assert len(facts_in(lines, 0, know)[0]) == 2
    assert can_tell(lines, know)


def test_plain_text_tells_nothing() -> None:
    lines = read_lines("A page of 3 May 2026\n\nNote: the hall opens at 9 am: all are welcome.\n\nWrite to us by then.")
    assert not can_tell(lines, knowledge("en"))


def test_columns_are_named_by_two_labels() -> None:
    know = knowledge("en")
    assert job_lists.names_columns((line("Job title | Location:", "Job title", "Location:"),), know)
    assert not job_lists.names_columns((line("Location | Price", "Location", "Price"),), know)


def unspared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_lines, "_signs", lambda text, know: -1)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_look_spares_says_nothing(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    know = knowledge(code)
    texts = [shape for text in TEXTS for shape in (text, text.upper(), text.lower(), f"({text})", f"– {text}, Leeds.")]
    spared = [answers(text, know) for text in texts]
    is_role.cache_clear()
    unspared(monkeypatch)
    assert spared == [answers(text, know) for text in texts]
    is_role.cache_clear()


def answers(text: str, know: Knowledge) -> tuple[object, ...]:
    asked = (status, is_noise, is_term, is_role, job_lines.is_aside, job_lines.is_unsolicited)
    more = (job_lines.begins_closed, cell_kind)
    found = [match[0] for match in job_lines.words_of_firms(text, know)]
    return (*(ask(text, know) for ask in (*asked, *more)), is_firm(text, know, None), found)


def test_a_job_is_named_by_its_word_or_a_mark_of_gender() -> None:
    know = knowledge("da")
    assert GENDERS.search("Xyz (m/k)") is not None
    assert is_role("Xyz (m/k)", know)
    assert is_role("Køkkenchef", know) == (know.jobs.role.search("Køkkenchef") is not None)
