"""Pages of postings written by machine are read as a reader reads them, whatever forms they mix."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generated_postings import LANGUAGES, Page
from page_cases import Score, found_on, score_items

_SEEDS = range(100000, 100060)


def _score(pages: Sequence[Page]) -> Score:
    score = Score()
    for page in pages:
        score_items(f"{page.language} {page.form}", found_on(page.text()), page.expected(), score)
    return score


def test_postings_of_mixed_forms_are_read() -> None:
    score = _score([Page(seed) for seed in _SEEDS])
    shown = "\n".join(score.misses)
    assert score.precision("job_posting") >= 0.95, shown
    assert score.recall("job_posting") >= 0.93, shown
    assert score.accuracy("job_posting") >= 0.96, shown


def test_the_same_seed_gives_the_same_page() -> None:
    first, again = Page(7), Page(7)
    assert (first.text(), first.expected()) == (again.text(), again.expected())
    assert {Page(seed).language for seed in range(40)} == set(LANGUAGES)


def test_a_page_without_lines_for_postings_is_no_error() -> None:
    assert found_on("Vacancies\n\nRead more\n") == []


_ROWS = {
    "da": ("Sand Vikar", "Vores åbne stillinger i Østland", "Kranfører - Kærby - fra 165 kr./t. - start snarest"),
    "no": ("Sand Vikar", "Våre ledige stillinger i Østland", "Kranfører - Kjerrvik - fra 215 kr/t - oppstart snarest"),
    "sv": (
        "Sand Bemanning",
        "Våra lediga tjänster i Östland",
        "Kranförare - Kärrby - från 165 kr/tim - start omgående",
    ),
    "de": (
        "Sand Zeitarbeit GmbH",
        "Unsere offenen Stellen im Ostland",
        "Kranführer - Aalbeck - ab 16,40 €/Std. - ab sofort",
    ),
    "en": (
        "Sands Recruitment",
        "Our open positions in Northshire",
        "Forklift Driver - Felton - from £15.40/hr. - immediate start",
    ),
}


@pytest.mark.parametrize("language", _ROWS)
def test_rows_of_an_agency_have_pay_and_start(language: str) -> None:
    agency, heading, row = _ROWS[language]
    title, town, pay, start = row.split(" - ")
    rows = [row, f"Organist - Lindby - {pay} - {start}", f"Barista - Askby - {pay} - {start}"]
    found = found_on("\n".join([agency, "", heading, "", *rows]) + "\n")
    assert [(item["title"], item.get("job_location")) for item in found] == [
        (title, town),
        ("Organist", "Lindby"),
        ("Barista", "Askby"),
    ]
    assert {item.get("hiring_organization") for item in found} == {agency}
