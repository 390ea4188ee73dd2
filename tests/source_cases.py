"""Worked documents of a format: `cases/FORMAT/NAME.ext` with `NAME.case.json`; a new one needs no Python.

A case says how its `source` is configured and at which `url` the document was found; the `items` in the words of
`feeds extract --json`, without evidence; what is `refused`, each with its line and a part of the reason; or a part of
the message with which the whole document `fails`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from feeds.errors import SourceError
from feeds.identity import bare
from feeds.model import Fetched, Item, Rejected, Source, encode_hook
from feeds.parse import format_of, parser

FOLDER = Path(__file__).parent / "cases"


def documents(form: str) -> list[Path]:
    """List the documents of a format."""
    return sorted(path for path in (FOLDER / form).iterdir() if not path.name.endswith(".case.json"))


def expected(path: Path) -> dict[str, Any]:
    """Read what a document has to give."""
    found: dict[str, Any] = json.loads(path.with_name(f"{path.stem}.case.json").read_text("utf-8"))
    return found


def read(path: Path, case: dict[str, Any]) -> list[Item | Rejected]:
    """Parse a document as a refresh does, its format found by itself.

    Raises:
        SourceError: as `parse` does.
    """
    source = Source(name="case", path=path, **case.get("source", {}))
    fetched = Fetched(location=path.name, body=path.read_bytes(), url=case.get("url"))
    form = parser(format_of(fetched, source))
    return [
        thing
        for part in form.split(fetched.body)
        for thing in form.parse(msgspec.structs.replace(fetched, body=part), source)
    ]


def told(things: list[Item | Rejected]) -> dict[str, Any]:
    """Give what was read as a case says it."""
    items = [
        json.loads(msgspec.json.encode(bare(one), enc_hook=encode_hook))
        for one in things
        if not isinstance(one, Rejected)
    ]
    refused = [{"line": one.lines[0], "reason": one.reason} for one in things if isinstance(one, Rejected)]
    return {"items": items, **({"refused": refused} if refused else {})}


def outcome(path: Path, case: dict[str, Any]) -> dict[str, Any]:
    """Give what became of a document, in the form of a case."""
    try:
        return told(read(path, case))
    except SourceError as error:
        return {"fails": str(error)}


def agrees(found: dict[str, Any], case: dict[str, Any]) -> list[str]:
    """List what is not as the case says."""
    if "fails" in case:
        return [] if case["fails"] in found.get("fails", "") else [f"it should fail with {case['fails']!r}: {found}"]
    wrong = [] if "fails" not in found else [found["fails"]]
    wanted, items = case["items"], found.get("items", [])
    for number in range(max(len(wanted), len(items))):
        one, other = (each[number] if number < len(each) else None for each in (items, wanted))
        if one != other:
            wrong.append(f"item {number}:\n  is     {one}\n  should {other}")
    refused, should = found.get("refused", []), case.get("refused", [])
    if [one["line"] for one in refused] != [one["line"] for one in should] or not all(
        part["reason"] in one["reason"] for one, part in zip(refused, should, strict=True)
    ):
        wrong.append(f"refused {refused}, should {should}")
    return wrong


def damaged(body: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """Put bits in the place of what stands at places of a document, one cut after the other."""
    for place, length, bit in cuts:
        body = body[:place] + bit + body[place + length :]
    return body
