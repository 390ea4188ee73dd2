"""`feeds explain` in the terminal and as HTML, `feeds extract --missed`, and rules of a source's own."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from feeds.recognise import recognise
from feeds.recognise.margin import marked, missed
from workshop import Workshop

PAGE = """Åben forelæsning

Dato: 3. juni 2026
Tid: kl. 19.00
Sted: Rotunden

Event: Kursus uden ende

It | Odense

Lær alt.

mandag 27. maj 2026 | Gratis
"""
OWN = """
[[source.rules]]
name = "cellar.welcomed"
part = "frame"
kind = "personnel_notice"
facts = { change = "appointed" }
pattern = 'Huset hilser {person} som {role} fra {date}'
examples = [
  { text = "Huset hilser Mia Marsh som vært fra 1. maj 2026", facts = { person = "Mia Marsh", role_name = "vært", effective = "1. maj 2026" } },
]
counter_examples = ["Huset hilser alle"]

[[source.markers]]
name = "cellar.people"
block = "notices"
pattern = 'Oppe på gangen'
examples = ["Oppe på gangen"]
counter_examples = ["Oppe på gangen er der koldt"]
"""  # noqa: E501


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def config_of(workshop: Workshop) -> Path:
    return workshop.folder / "feeds.toml"


def test_the_margin_names_items_refusals_and_what_no_rule_took() -> None:
    text = f"{PAGE}\nMest læste\n\nFundet 12. maj 2026 bag skabet af Ib Storm-Nielsen\n"
    found = recognise(text, language="da")
    things = (*found.items, *found.rejected)
    untaken = missed(text, things, language="da")
    assert [(one.lines, one.holds) for one in untaken] == [((17, 17), ("date", "name"))]
    lines = marked(text, things, untaken)
    assert [line.number for line in lines] == list(range(1, 18))
    assert {field for line in lines[:5] for mark in line.marks for field in mark.fields} >= {
        "title",
        "start",
        "location",
    }
    assert lines[16].missed == ("date", "name")
    reasons = [mark.reason for line in lines for mark in line.marks if mark.item == 0 and mark.reason]
    assert reasons
    assert all(lines[number - 1].marks for number in (1, 3, 5))


def test_every_fact_of_every_item_stands_in_the_margin() -> None:
    found = recognise(PAGE, language="da")
    lines = marked(PAGE, (*found.items, *found.rejected), ())
    for number, item in enumerate(found.items, 1):
        told = {field for line in lines for mark in line.marks if mark.item == number for field in mark.fields}
        assert told == {evidence.field for evidence in item.evidence}


def test_explain_shows_the_page_with_its_margin(workshop: Workshop) -> None:
    workshop.page("a.txt", PAGE + "\nMest læste\n\nSet 12. maj 2026\n")
    run = workshop.feeds("explain", "sources/a.txt", "--language", "da")
    assert (run.returncode, run.stderr) == (0, "")
    assert "   1    1 | Åben forelæsning" in run.stdout
    assert "   ?   17 | Set 12. maj 2026" in run.stdout
    assert "            1 event: title" in run.stdout


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids.update(value for name, value in attrs if name == "id" and value)
        self.links.update(value for name, value in attrs if name == "href" and value)


def test_explain_writes_one_page_that_needs_nothing_else(workshop: Workshop) -> None:
    workshop.page("a.txt", PAGE)
    workshop.page("b.txt", "Event: <script>alert(1)</script>\n\nIt | Odense\n\n27. maj 2026 | Gratis\n")
    run = workshop.feeds("explain", "sources/a.txt", "sources/b.txt", "--html", "--language", "da")
    assert run.returncode == 0
    reader = _Reader()
    reader.feed(run.stdout)
    assert not reader.tags & {"script", "link", "img", "iframe"}
    assert "&lt;script&gt;" in run.stdout
    assert reader.links
    assert {link.removeprefix("#") for link in reader.links} <= reader.ids


def test_extract_lists_what_no_rule_took(workshop: Workshop) -> None:
    workshop.page("a.txt", "Mest læste\n\nDen 3. juni 2026 stod Ib Storm-Nielsen op.\n\nTo ord.\n")
    run = workshop.feeds("extract", "--missed", "sources/a.txt", "--language", "da")
    assert run.returncode == 0
    assert "1 line with a date or a name that no rule took" in run.stdout
    assert "3  date and name: Den 3. juni 2026" in run.stdout
    told = workshop.feeds("extract", "--missed", "--json", "sources/a.txt", "--language", "da")
    assert json.loads(told.stdout) == {
        "lines": [3, 3],
        "text": "Den 3. juni 2026 stod Ib Storm-Nielsen op.",
        "holds": ["date", "name"],
    }


def test_a_source_reads_with_rules_of_its_own(workshop: Workshop) -> None:
    page = "Huset\n\nOppe på gangen\n\nHuset hilser Ib Storm-Nielsen som portner fra 3. juni 2026.\n"
    workshop.page("seed.txt", page)
    assert workshop.feeds("extract", "--json", "sources/seed.txt", "--language", "da").stdout == ""
    config = config_of(workshop).read_text("utf-8")
    assert config.count("[[source]]") == 1
    source, split, rest = config.partition("[[feed]]")
    config_of(workshop).write_text(f"{source}{OWN}\n{split}{rest}", "utf-8")
    run = workshop.feeds("extract", "--json", "--source", "sider", "sources/seed.txt", "--language", "da")
    (notice,) = [json.loads(line) for line in run.stdout.splitlines()]
    assert (notice["person"]["name"], notice["role_name"], notice["effective"]) == (
        "Ib Storm-Nielsen",
        "portner",
        "2026-06-03",
    )
    assert {piece["rule"] for piece in notice["evidence"]} >= {"cellar.welcomed"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{person} som", "{man} som", "there is no slot {man}"),
        ("hilser {person}", "hilser ({person}", "it is no regular expression"),
        ("fra {date}'", "til {date}'", "it does not read its example"),
        (
            '["Huset hilser alle"]',
            '["Huset hilser Mia Marsh som vært fra 1. maj 2026"]',
            "it reads its counter-example",
        ),
        ('part = "frame"', 'part = "frames"', "there is no part 'frames'; did you mean frame?"),
        ('block = "notices"', 'block = "people"', "there is no 'people'"),
        (
            'name = "cellar.people"\n',
            'name = "cellar.people"\nlines = 3\n',
            "unknown key `lines` in [[source.markers]]",
        ),
        ("'Oppe på gangen'", "'Nede på gangen'", "it does not read its example"),
    ],
)
def test_a_rule_that_does_not_work_is_a_mistake_in_the_configuration(
    workshop: Workshop, old: str, new: str, told: str
) -> None:
    config = config_of(workshop).read_text("utf-8")
    source, split, rest = config.partition("[[feed]]")
    assert old in OWN
    config_of(workshop).write_text(f"{source}{OWN.replace(old, new)}\n{split}{rest}", "utf-8")
    run = workshop.feeds("build")
    assert run.returncode == 2
    assert told in run.stderr
    assert "Traceback" not in run.stderr


def test_an_edited_rule_reads_known_pages_anew(workshop: Workshop) -> None:
    page = "Huset\n\nOppe på gangen\n\nHuset hilser Ib Storm-Nielsen som portner fra 3. juni 2026.\n"
    workshop.page("seed.txt", page)
    config = config_of(workshop).read_text("utf-8").replace("[[source]]\n", '[[source]]\nlanguage = "da"\n', 1)
    config_of(workshop).write_text(config, "utf-8")
    workshop.feeds("build")
    source, split, rest = config.partition("[[feed]]")
    config_of(workshop).write_text(f"{source}{OWN}\n{split}{rest}", "utf-8")
    assert workshop.feeds("build").returncode == 0
    assert "Ib Storm-Nielsen" in (workshop.output / "all.json").read_text("utf-8")


def test_a_source_that_is_not_there_is_refused(workshop: Workshop) -> None:
    run = workshop.feeds("explain", "--source", "nobody", "sources/seed.txt")
    assert run.returncode == 2
    assert "there is no source 'nobody'" in run.stderr


def test_a_page_with_nothing_on_it_is_called_empty(workshop: Workshop) -> None:
    workshop.page("seed.txt", " \n\n")
    for words in ((), ("--html",)):
        assert "seed.txt: it is empty" in workshop.feeds("explain", *words, "sources/seed.txt").stdout
