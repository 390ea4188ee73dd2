"""Tables, objects, front matter and letters: each case is read as it says, and nothing brings a parser down."""

from __future__ import annotations

import json
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import data_cases
from feeds import lang
from feeds.errors import SourceError
from feeds.model import Article, Event, Fetched, FieldSource, Item, JobPosting, PersonnelNotice, Rejected, Source
from feeds.parse import FORMATS, format_of, names, parser

DATA = ("csv", "xlsx", "json", "markdown", "eml")
CASES = [(form, name) for form in DATA for name in data_cases.names(form)]


def read(form: str, body: bytes | str, **told: object) -> list[Item | Rejected]:
    raw = body if isinstance(body, bytes) else body.encode("utf-8")
    return data_cases.things(Fetched(location=f"x.{form}", body=raw), Source(name="x", format=form, **told))  # type: ignore[arg-type]


def events(form: str, body: bytes | str, **told: object) -> list[Event]:
    return [thing for thing in read(form, body, **told) if isinstance(thing, Event)]


def reasons(form: str, body: bytes | str, **told: object) -> list[str]:
    return [thing.reason for thing in read(form, body, **told) if isinstance(thing, Rejected)]


@pytest.mark.parametrize(("form", "name"), CASES)
def test_a_case_is_read_as_it_says(form: str, name: str) -> None:
    told = data_cases.case(form, name)
    items, refused = data_cases.told(
        data_cases.things(data_cases.document(form, name), data_cases.source(form, told["source"]))
    )
    assert items == told["items"]
    assert [line for line, _ in refused] == [each["line"] for each in told["refused"]]
    assert all(each["reason"] in reason for each, (_, reason) in zip(told["refused"], refused, strict=True))


@pytest.mark.parametrize("form", DATA)
def test_each_format_has_cases_and_one_with_a_bad_row(form: str) -> None:
    assert len(data_cases.names(form)) >= 8
    told = data_cases.case(form, "one_bad_row")
    assert len(told["refused"]) == 1
    assert form == "markdown" or len(told["items"]) == 2


@pytest.mark.parametrize(("form", "name"), CASES)
def test_each_item_says_where_it_stands(form: str, name: str) -> None:
    told = data_cases.case(form, name)
    found = data_cases.things(data_cases.document(form, name), data_cases.source(form, told["source"]))
    assert all(thing.evidence for thing in found if not isinstance(thing, Rejected))


@pytest.mark.parametrize(("form", "name"), CASES)
def test_a_document_tells_its_format(form: str, name: str) -> None:
    assert format_of(data_cases.document(form, name), Source(name="x")) == form


@pytest.mark.parametrize("form", ["csv", "xlsx", "eml"])
def test_only_a_row_that_changed_is_another_part(form: str) -> None:
    module = parser(form)
    if form == "xlsx":
        rows = [["Title", "Date", "Place"], *(["Talk", f"2026-05-{day:02}", "Hall"] for day in range(1, 29))]
        before = set(module.split(data_cases.workbook([["S", rows]])))
        after = set(module.split(data_cases.workbook([["S", [*rows[:3], ["New", "2026-06-01", "Hall"], *rows[3:]]]])))
    elif form == "csv":
        text = "Title,Date,Place\n" + "".join(f"Talk,2026-05-{day:02},Hall\n" for day in range(1, 29))
        before = set(module.split(text.encode()))
        after = set(
            module.split(text.replace("Hall\nTalk,2026-05-09", "Hall\nNew,2026-06-01,Hall\nTalk,2026-05-09").encode())
        )
    else:
        one = "From a@example.org Mon Jun  1 09:00:00 2026\nSubject: {}\n\nText.\n\n"
        before = set(module.split("".join(map(one.format, range(9))).encode()))
        after = set(module.split("".join(map(one.format, range(10))).encode()))
    assert (len(after - before), len(before - after)) == (1, 0)


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_character_set_are_found(separator: str, encoding: str) -> None:
    rows = [["Titel", "Dato", "Sted"], ["Børnefest på øen", "12-05-2026", "Ærø"]]
    (event,) = events("csv", "\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert (event.title, event.location, event.language) == ("Børnefest på øen", "Ærø", "da")


@pytest.mark.parametrize("code", lang.available())
def test_the_labels_of_each_language_name_columns(code: str) -> None:
    labels = lang.load(code).labels
    header = [labels.event["title"][0], labels.event["when"][0], labels.event["end"][0], labels.event["location"][0]]
    (event,) = events("csv", ";".join(header) + "\nA;2026-05-12;2026-05-13;B")
    assert (event.title, str(event.start), str(event.end), event.location) == ("A", "2026-05-12", "2026-05-14", "B")
    names_of_posting = (labels.job_posting[key][0] for key in ("title", "hiring_organization", "valid_through"))
    (posting,) = read("csv", ";".join(names_of_posting) + "\nA;B;2026-05-12")
    assert isinstance(posting, JobPosting)
    assert (posting.title, posting.hiring_organization, str(posting.valid_through)) == ("A", "B", "2026-05-12")


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Navn;Stilling;Virksomhed", PersonnelNotice),
        ("Name;Position;Company", PersonnelNotice),
        ("Vorname;Nachname;Funktion;Firma", PersonnelNotice),
        ("Stilling;Arbejdsgiver;Frist", JobPosting),
        ("job_title;company;closing_date", JobPosting),
        ("Titel;Datum;Ort", Event),
        ("name;startsAt", Event),
        ("SUMMARY;DTSTART;DTEND", Event),
        ("Title;Date;Author", Article),
        ("Rubrik;Datum;Text", Article),
        ("Titel;Dato;Sted;Frist", Event),
    ],
)
def test_the_columns_tell_the_kind(header: str, kind: type[Item]) -> None:
    wanted = kind.__struct_config__.tag
    assert names.kind_of(frozenset(map(names.plain, header.split(";")))) == wanted


def test_the_kind_can_be_said() -> None:
    (article,) = read("csv", "Titel;Dato;Sted\nA;2026-05-12;B", kind="article")
    assert isinstance(article, Article)
    assert str(article.published) == "2026-05-12"


@pytest.mark.parametrize(
    ("cells", "start", "end"),
    [
        ("27-05-2026;19:00;21:00", "2026-05-27T19:00:00+02:00", "2026-05-27T21:00:00+02:00"),
        ("27-05-2026;kl. 19;", "2026-05-27T19:00:00+02:00", None),
        ("27-05-2026;19;21", "2026-05-27T19:00:00+02:00", "2026-05-27T21:00:00+02:00"),
        ("27-05-2026;22:00;01:00", "2026-05-27T22:00:00+02:00", "2026-05-28T01:00:00+02:00"),
        ("2026-05-27 00:00:00;19.30;", "2026-05-27T19:30:00+02:00", None),
        ("27.-28. maj 2026;;", "2026-05-27", "2026-05-29"),
        ("27-05-2026;19-21;", "2026-05-27T19:00:00+02:00", "2026-05-27T21:00:00+02:00"),
        ("2026-05-27T17:00:00Z;;", "2026-05-27T19:00:00+02:00", None),
        ("2026-05-27T12:00:00-05:00;;", "2026-05-27T19:00:00+02:00", None),
        ("27-05-2026;;21:00", "2026-05-27", None),
        ("1779872400;;", "2026-05-27T11:00:00+02:00", None),
    ],
)
def test_date_and_time_in_columns_of_their_own_are_joined(cells: str, start: str, end: str | None) -> None:
    (event,) = events("csv", f"Titel;Dato;Start;Slut;Sted\nA;{cells};B", timezone="Europe/Copenhagen")
    assert event.start is not None
    assert event.start.isoformat() == start
    assert (event.end.isoformat() if event.end else None) == end


@pytest.mark.parametrize("cell", ["05/06/2026", "31-02-2026", "7/6", "19:00", "TBA", "2026-13-01"])
def test_a_date_that_is_unclear_is_refused(cell: str) -> None:
    (reason,) = reasons("csv", f"Title;Date;Place\nA;{cell};B", language="en")
    assert reason.startswith("`start`: ")


@pytest.mark.parametrize("day", ["2026-05-27", "27.05.2026", "27. maj 2026", "27/5-2026"])
def test_a_weekday_in_a_column_of_its_own_is_checked(day: str) -> None:
    table = "Titel;Dag;Dato;Sted\nA;{};{};B"
    assert str(events("csv", table.format("onsdag", day))[0].start) == "2026-05-27"
    assert str(events("csv", table.format("hele dagen", day))[0].start) == "2026-05-27"
    assert "is no mandag" in reasons("csv", table.format("mandag", day))[0]


def test_a_table_of_other_things_gives_nothing() -> None:
    for table in ("Navn;Telefon;E-mail\nIb;1234;x@example.org", "Vare;Pris\nÆbler;12 kr", "Titel;Antal\nÆbler;12"):
        assert [type(thing) for thing in read("csv", table)] == [Rejected]


def test_a_form_makes_it_clear() -> None:
    fields = (FieldSource(field="start", path="Date", date="%d/%m/%Y"),)
    (event,) = events("csv", "Title;Date;Place\nA;05/06/2026;B", language="en", fields=fields)
    assert str(event.start) == "2026-06-05"


def test_unknown_columns_are_passed_over_and_none_known_is_said() -> None:
    (event,) = events("csv", "Title;Colour;Date;Place;Weight\nA;red;2026-05-12;B;4 kg")
    assert event == events("csv", "Title;Date;Place\nA;2026-05-12;B")[0]
    (reason,) = reasons("csv", "Colour;Weight\nred;4 kg")
    assert "none of the columns is known by its name: Colour, Weight" in reason


def test_a_table_of_many_rows_is_read_in_time() -> None:
    read("csv", "Title;Date;Place\n")
    body = "Title;Date;Place\n" + "".join(f"Talk {n};2026-05-{n % 28 + 1:02};Hall\n" for n in range(20_000))
    begun = time.process_time()
    assert len(parser("csv").split(body.encode())) == 20_001
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "body", ["Title;Date\n" + '"' * 300_001, "Title;Date\n" + 'a;"\n' * 5_000, '"\n' * 5_000, ";" * 200_000]
)
def test_quotes_that_never_end_cost_no_more_than_their_lines(body: str) -> None:
    begun = time.process_time()
    assert len(read("csv", body)) <= body.count("\n") + 1
    assert time.process_time() - begun < 10


def test_a_mark_of_inches_opens_no_quotes() -> None:
    found = events(
        "csv", 'Title;Date;Place\nScreen 24";2026-05-12;Hall\n"""A"" talk";2026-05-13;"B ""c"""\nD;2026-05-14;E'
    )
    assert [(event.title, event.location) for event in found] == [
        ('Screen 24"', "Hall"),
        ('"A" talk', 'B "c"'),
        ("D", "E"),
    ]


# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook() -> bytes:
    return data_cases.workbook([["S", [["Title", "Date", "Place"], ["A", {"day": "2026-05-12"}, "B"]]]])


def altered(**parts: bytes) -> bytes:
    """Give a workbook of which some files are others."""
    names_ = {
        name.replace("/", "_").replace(".", "_"): name for name in zipfile.ZipFile(BytesIO(workbook())).namelist()
    }
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for key, name in names_.items():
            new.writestr(name, parts.get(key, old.read(name)))
    return stream.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "part", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16"), b"  <!-- x -->" + LAUGHS[21:], b"\x00\x01"]
)
def test_a_workbook_with_entities_is_not_read(part: bytes) -> None:
    with pytest.raises(SourceError, match="no plain XML"):
        read("xlsx", altered(xl_worksheets_sheet1_xml=part))


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = altered(xl_worksheets_sheet1_xml=b"<x>" + b" " * 90_000_000)
    assert len(bomb) < 200_000
    tracemalloc.start()
    with pytest.raises(SourceError, match="which is too much"):
        read("xlsx", bomb)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>' * 50,
        b'<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        b'<row r="1"><c r="A1" t="d"><v>never</v></c></row>',
        b'<row r="1"><c r="A1"><v>' + b"9" * 5_000 + b"</v></c></row>",
        b"<a>" * 5_000,
    ],
)
def test_a_hostile_sheet_brings_nothing_down(rows: bytes) -> None:
    begun = time.process_time()
    try:
        found = read("xlsx", altered(xl_worksheets_sheet1_xml=SHEET % rows))
    except SourceError:
        found = []
    assert all(isinstance(thing, Rejected) for thing in found)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("cut", [5, 100, 1_000, 3_000])
def test_a_workbook_that_is_cut_off_is_said_to_be_damaged(cut: int) -> None:
    with pytest.raises(SourceError, match=r"damaged|no workbook"):
        read("xlsx", workbook()[:cut])


def test_another_office_document_is_said_to_be_one() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(SourceError, match="no workbook"):
        read("xlsx", stream.getvalue())


@pytest.mark.parametrize("name", ["page.pdf", "page.csv", "page"])
def test_a_pdf_is_said_to_be_one(name: str) -> None:
    fetched = Fetched(location=name, body=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    form = format_of(fetched, Source(name="x"))
    with pytest.raises(SourceError, match="PDF document, which Feeds does not read yet"):
        data_cases.things(fetched, Source(name="x", format=form))


# --- objects ----------------------------------------------------------------------------------------------------------


def test_lines_of_another_form_are_read_where_the_source_names_their_keys() -> None:
    fields = (FieldSource(field="title", path="t.text"), FieldSource(field="start", path="at"))
    rows = [{"t": {"text": "A"}, "at": "2026-05-12"}, {"kind": "event", "title": "Ours", "start": "2026-05-13"}]
    body = "\n".join(map(json.dumps, rows)) + "\n{\n"
    assert [event.title for event in events("jsonl", body, fields=fields)] == ["A", "Ours"]
    assert len(reasons("jsonl", body, fields=fields)) == 1
    assert len(reasons("jsonl", body)) == 2


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"a":' * 50_000, "{", "", "null", "12", '"x"', "[1,2]", "[[[]]]", "{}", "[]"]
)
def test_json_that_holds_nothing_is_said_or_empty(body: str) -> None:
    try:
        found = read("json", body)
    except SourceError as error:
        found = []
        assert "JSON" in str(error)  # noqa: PT017  both are right
    assert found == []


def test_a_path_that_leads_nowhere_is_said_and_an_empty_list_is_none() -> None:
    with pytest.raises(SourceError, match="nothing is at"):
        read("json", '{"a": []}', items="b[*]")
    assert read("json", '{"b": []}', items="b[*]") == read("json", '{"b": []}', items="b") == []


# --- letters and texts ------------------------------------------------------------------------------------------------


def test_a_letter_of_parts_in_parts_is_bounded() -> None:
    head = "Subject: x\n" + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    begun = time.process_time()
    (reason,) = reasons("eml", head)
    assert "too many parts" in reason
    assert time.process_time() - begun < 5


def test_a_calendar_in_a_letter_is_read_where_calendars_are() -> None:
    body = (
        "Subject: Invitation\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain\n\nCome.\n--b\nContent-Type: text/calendar; charset=utf-8\n\n"
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n"
        "DTSTAMP:20260501T100000Z\r\nDTSTART:20260527T170000Z\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--b--\n"
    )
    (item,) = (thing for thing in read("eml", body, language="en") if not isinstance(thing, Rejected))
    assert item.title == ("Meeting" if "icalendar" in FORMATS else "Invitation")


@pytest.mark.parametrize(
    "body",
    ["---\n" + "a: " + "[" * 30_000 + "\n---\n", "+++\n" + "a = " + "[" * 30_000 + "\n+++\n", "---\na: b\n" * 5_000],
)
def test_front_matter_is_bounded(body: str) -> None:
    begun = time.process_time()
    assert all(isinstance(thing, Rejected) for thing in read("markdown", body, language="en"))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "piece",
    [
        "> " * 3_000,
        "[" * 20_000,
        "*a " * 20_000,
        "- " * 3_000,
        "`" * 20_000,
        "![](" * 10_000,
        "|a" * 2_000 + "\n" + "|-" * 2_000,
    ],
)
def test_a_hostile_text_takes_no_longer_than_it_may(piece: str) -> None:
    begun = time.process_time()
    (item,) = read("markdown", f"---\ntitle: x\ndate: 2026-05-01\n---\n{piece}", language="en")
    assert isinstance(item, Article)
    assert time.process_time() - begun < 10


# --- whatever comes ---------------------------------------------------------------------------------------------------

SHORT = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    [
        *("Titel", "Dato", "Sted", ";", ",", '"', "27-05-2026", "19:00", "---", "+++", "a", "{", "}", "[", "]", ":"),
        *("null", "é", "&amp;", "<b>", "#", "*", "|", "1e999", "--b", "\t", "\n", "\r\n", "title: x", "date: "),
        *("a = 1", '"title"', '"start"', "From a 2026\n", "Subject: ", "\x00", "=?utf-8?q?=ff?=", "charset=utf-7"),
        *("Content-Type: multipart/mixed; boundary=b\n", "\ufeff"),
    ]
)


@pytest.mark.parametrize("form", DATA)
@SHORT
@given(data=st.data())
def test_no_document_is_too_odd(form: str, data: st.DataObject) -> None:
    whole = data_cases.document(form, data.draw(st.sampled_from(data_cases.names(form)))).body
    at, end = sorted((data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, len(whole)))))
    middle = "".join(data.draw(st.lists(PIECES, max_size=8))).encode() + data.draw(st.binary(max_size=4))
    for body in (whole[:at] + middle + whole[end:], middle):
        try:
            found = read(form, body)
        except SourceError:
            continue
        assert all(isinstance(thing, Rejected | Article | Event | PersonnelNotice | JobPosting) for thing in found)
        assert msgspec.json.encode([thing.reason for thing in found if isinstance(thing, Rejected)])


KEYS = [
    "title",
    "start",
    "end",
    "name",
    "location",
    "date",
    "id",
    "url",
    "person",
    "role",
    "allDay",
    "timezone",
    "price",
]
TEXTS = st.text(max_size=12) | st.sampled_from(["2026-05-27", "19:00", "Ærø"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=15,
)


@SHORT
@given(st.lists(VALUES, max_size=4), st.sampled_from([None, "article", "event", "personnel_notice", "job_posting"]))
def test_no_object_is_too_odd(values: list[object], kind: str | None) -> None:
    try:
        found = read("json", json.dumps(values), kind=kind)
    except SourceError:
        return
    for thing in found:
        if not isinstance(thing, Rejected):
            assert thing.kind == kind or kind is None


def test_the_cases_are_named_in_no_code() -> None:
    assert all((Path(data_cases.FOLDER) / form).is_dir() for form in DATA)


@pytest.mark.parametrize(("before", "after"), [("    ", ""), ("```\n", "\n```"), ("~~~\n", "")])
def test_preformatted_text_in_markdown_is_read_as_text(before: str, after: str) -> None:
    rows = [
        "03.02.2026   18:00   Kveldsrenn       Ulvedal arena",
        "20.02.2026   11:00   Turnering        Ulvedalshallen",
    ]
    told = [f"{before}{row}" for row in rows] if before.isspace() else [before + "\n".join(rows) + after]
    found = events("markdown", "\n".join(["# Terminliste", "", *told]), language="no")
    assert [event.title for event in found] == ["Kveldsrenn", "Turnering"]
    assert [event.location for event in found] == ["Ulvedal arena", "Ulvedalshallen"]
    lines = [fact.lines[0] for event in found for fact in event.evidence if fact.field == "title"]
    assert lines == ([3, 4] if before.isspace() else [4, 5])


def test_code_in_markdown_is_not_read() -> None:
    assert not events(
        "markdown", "# Kalender\n\n```ini\n03.02.2026   18:00   Kveldsrenn   Hallen\n```\n", language="no"
    )
