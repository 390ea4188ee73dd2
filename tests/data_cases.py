"""Worked documents of data: `cases/FORMAT/NAME.ext` with `NAME.case.json`; a new one needs no Python.

A case says how its `source` is configured, the `items` in the words of `feeds extract --json` without evidence, and
what is `refused`: line and a part of the reason. That of a workbook holds its `sheets`, each a title and rows; cells
are JSON values, or `{"day": …}`, `{"time": …}`, `{"moment": …}`.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook

from feeds.model import Fetched, FieldSource, Item, Rejected, Source, decode_hook, encode_hook
from feeds.parse import FORMATS, parser

FOLDER = Path(__file__).parent / "cases"
_CELLS = {"day": date.fromisoformat, "time": time.fromisoformat, "moment": datetime.fromisoformat}


def names(format_: str) -> list[str]:
    """Name every case of a format."""
    return sorted(path.name.removesuffix(".case.json") for path in (FOLDER / format_).glob("*.case.json"))


def case(format_: str, name: str) -> dict[str, Any]:
    """Read what is expected of a case."""
    found: dict[str, Any] = json.loads((FOLDER / format_ / f"{name}.case.json").read_text("utf-8"))
    return found


@cache
def document(format_: str, name: str) -> Fetched:
    """Read the document of a case; a workbook is made."""
    told = case(format_, name)
    if "sheets" in told:
        return Fetched(location=f"{name}.xlsx", body=workbook(told["sheets"]))
    (path,) = (
        FOLDER / format_ / f"{name}.{ending}" for ending in FORMATS[format_].endings if _is(format_, name, ending)
    )
    return Fetched(location=path.name, body=path.read_bytes())


def _is(format_: str, name: str, ending: str) -> bool:
    return (FOLDER / format_ / f"{name}.{ending}").is_file()


def workbook(sheets: list[Any]) -> bytes:
    """Make a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([_cell(value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        ((form, text),) = value.items()
        return _CELLS[form](text)
    return value


def source(format_: str, told: dict[str, Any]) -> Source:
    """Make the source of a case."""
    fields = tuple(
        FieldSource(field=field, path=found if isinstance(found, str) else found.get("path") or found["column"],
                    date=None if isinstance(found, str) else found.get("date"))
        for field, found in told.get("fields", {}).items()
    )  # fmt: skip
    rest = {key: value for key, value in told.items() if key != "fields"}
    base = msgspec.convert({"name": "case", "format": format_, **rest}, Source, dec_hook=decode_hook)
    return msgspec.structs.replace(base, fields=fields)


def things(fetched: Fetched, like: Source) -> list[Item | Rejected]:
    """Split a document and parse its parts, as a refresh does."""
    module = parser(like.format)
    return [
        thing
        for line, part in enumerate(module.split(fetched.body), 1)
        for thing in module.parse(msgspec.structs.replace(fetched, body=part, line=line), like)
    ]


def told(found: list[Item | Rejected]) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    """Give the items as JSON has them, without evidence; and line and reason of what was refused."""
    items = [
        json.loads(msgspec.json.encode(thing, enc_hook=encode_hook))
        for thing in found
        if not isinstance(thing, Rejected)
    ]
    for item in items:
        item.pop("evidence", None)
    return items, [(thing.lines[0], thing.reason) for thing in found if isinstance(thing, Rejected)]
