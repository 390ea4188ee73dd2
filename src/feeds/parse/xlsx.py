"""Input format `xlsx`: a sheet of a workbook. The doorway to openpyxl; nothing is unpacked that is too large."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from feeds.model import Fetched, Item, Rejected, Source
from feeds.parse import rows
from feeds.parse.rows import Record
from feeds.text import clean

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_RULE = "xlsx"
_LARGEST = 80_000_000  # bytes of all that is packed in the file
_MOST_FILES = 2_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_LONGEST_GAP = 1_000  # empty rows behind which nothing is looked for
_MOST_SHEETS = 50
_LONGEST = 32_767  # characters that a cell can have
# A document type is where entities are declared; no program writes one into a workbook.
_SOUND = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<[A-Za-z]", re.DOTALL
)
_HEAD = 8_000
# Whatever a damaged or hostile workbook brings openpyxl to.
_FAILS = (ArithmeticError, AttributeError, AssertionError, EOFError, LookupError, OSError, RuntimeError)
_FAILS_TOO = (SyntaxError, TypeError, ValueError, BadZipFile, InvalidFileException, zlib.error, struct.error)


def split(body: bytes) -> Sequence[bytes]:
    """Give one part for each row of each sheet, with the names of its columns; the first sheet comes first."""
    return rows.split(body, _split)


def parse(fetched: Fetched, source: Source) -> Iterator[Item | Rejected]:
    """Read a row, if it is on the sheet of the source; one that cannot be used is refused with the reason.

    Raises:
        SourceError: this is no workbook, or it is too large.
    """
    yield from rows.items(fetched, source, _RULE, _split)


def _split(body: bytes) -> list[bytes]:
    _check(body)
    try:
        book = load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)
        return _parts(book)
    except (*_FAILS, *_FAILS_TOO) as error:
        raise ValueError(f"this workbook is damaged ({type(error).__name__}); save it anew") from error


def _check(body: bytes) -> None:
    """Look at what is packed before anything of it is read.

    Raises:
        ValueError: it is no workbook, or one that must not be read.
    """
    try:
        with ZipFile(BytesIO(body)) as archive:
            files = archive.infolist()
            if not any(file.filename.startswith("xl/") for file in files):
                raise ValueError("this is a zip or office document and no workbook (.xlsx); save its text")
            size = sum(file.file_size for file in files)
            if len(files) > _MOST_FILES or size > _LARGEST:
                raise ValueError(f"the workbook unpacks to {size:,} bytes in {len(files):,} files, which is too much")
            for file in files:
                if file.filename.endswith((".xml", ".rels")):
                    with archive.open(file) as stream:
                        _check_xml(stream.read(_HEAD))
    except (BadZipFile, OSError, EOFError, RuntimeError, zlib.error, struct.error) as error:
        raise ValueError("this workbook is damaged or locked by a password; save it anew") from error


def _check_xml(head: bytes) -> None:
    if not _SOUND.match(head.replace(b"\x00", b"")):
        raise ValueError("a part of the workbook is no plain XML; save it anew")


def _parts(book: Workbook) -> list[bytes]:
    found: list[bytes] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    for number, sheet in enumerate(sheets[:_MOST_SHEETS]):
        records = list(_records(sheet))
        found += rows.parts(records, sheet.title, is_first=number == 0, before=len(found))
    return found


def _records(sheet: Any) -> Iterator[Record]:
    last = 0
    for line, cells in enumerate(sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS), 1):
        if line - last > _LONGEST_GAP:
            return
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            last = line
            yield Record(line, texts)


def _text(cell: Any) -> str:
    """Write a cell as text: dates as ISO 8601 has them, whole numbers without a point."""
    match cell.value:
        case None:
            return ""
        case bool() as value:
            return "true" if value else "false"
        case datetime() as moment:
            # Programs write days as midnight, and in whatever form.
            moment = _rounded(moment)
            return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
        case date() as day:
            return day.isoformat()
        case time() as clock:
            return clock.isoformat("minutes")
        case timedelta() as length:
            minutes = int(length.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case float() as number:
            return f"{number:.15g}"
        case value if getattr(cell, "data_type", "") == "e":
            return ""
        case value:
            return clean(str(value))[:_LONGEST].strip()


def _rounded(moment: datetime) -> datetime:
    """Take away what a fraction of a day cannot hold: 19:00 is kept as 0.79166."""
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
