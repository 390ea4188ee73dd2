"""Worked pages (`cases/plain_text/NAME.txt` with `NAME.json`) and how a recogniser's answer is scored on them.

A case lists the items of its page in the words of `feeds extract --json`. A field that is always compared and not
listed must be absent; `or` loosens one field to a list of values (`null` for absent, `*part*` for anything that holds
it, `"*"` for anything); `content_holds`, `content_lacks`, `text_holds` and `education_holds` look inside longer texts;
`sub_events` and `offers` are compared part by part, each with all its facts; `optional_persons` are people whose
mention may or may not come out. Times are compared as local wall time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from feeds.model import KINDS, Item, encode_hook
from feeds.recognise import recognise
from feeds.text import decode

FOLDER = Path(__file__).parent / "cases" / "plain_text"
#: Pages in other hands that are not all read right yet.
WIDER = Path(__file__).parent / "cases" / "wider"
ALWAYS = {
    "article": ("title", "summary", "authors"),
    "event": ("title", "start", "end", "location", "price"),
    "personnel_notice": (
        "change",
        "person",
        "organization",
        "role_name",
        "effective",
        "previous_role_name",
        "previous_organization",
        "location",
        "age",
    ),
    "job_posting": ("title", "hiring_organization", "job_location"),
}
INSIDE = {"content_holds": "content", "text_holds": "", "education_holds": "education"}


class Score:
    """Counts per kind: items right, false and missed, fields right and compared; `misses` in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.fields_right: Counter[str] = Counter()
        self.misses: list[str] = []

    def precision(self, kind: str) -> float:
        """Share of the found items that are right."""
        return _ratio(self.right[kind], self.right[kind] + self.false[kind])

    def recall(self, kind: str) -> float:
        """Share of the expected items that were found."""
        return _ratio(self.right[kind], self.right[kind] + self.missed[kind])

    def accuracy(self, kind: str) -> float:
        """Share of the compared fields that are right."""
        return _ratio(self.fields_right[kind], self.fields[kind])


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def names(folder: Path = FOLDER) -> list[str]:
    """Name every case of a folder."""
    return sorted(path.stem for path in folder.glob("*.txt"))


def expected(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Read what a case expects."""
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return found


def found_on(text: str) -> list[dict[str, Any]]:
    """Give the items of a page as `extract --json` prints them."""
    return [as_json(item) for item in recognise(text).items]


def as_json(item: Item) -> dict[str, Any]:
    """Give an item as decoded JSON, the person's facts beside the notice's."""
    raw: dict[str, Any] = json.loads(msgspec.json.encode(item, enc_hook=encode_hook))
    if "person" in raw:
        raw |= {"age": raw["person"].get("age"), "person": raw["person"]["name"]}
    return raw


def score_case(name: str, score: Score, folder: Path = FOLDER) -> None:
    """Score one page of the folder."""
    text = decode((folder / f"{name}.txt").read_bytes())
    score_items(name, found_on(text), expected(name, folder), score)


def score_items(name: str, found: list[dict[str, Any]], wanted: dict[str, Any], score: Score) -> None:
    """Compare found items with expected ones."""
    optional = {person.casefold() for person in wanted.get("optional_persons", [])}
    left = [item for item in found if item.get("person", "").casefold() not in optional]
    for want in wanted["items"]:
        hit = next((item for item in left if _is_same(item, want)), None)
        kind = want["kind"]
        if hit is None:
            if kind not in wanted.get("optional_kinds", []):
                score.missed[kind] += 1
                score.misses.append(f"{name}: missed {kind} {want.get('title') or want.get('person')!r}")
            continue
        left.remove(hit)
        score.right[kind] += 1
        for field, is_right in _compared(hit, want):
            score.fields[kind] += 1
            score.fields_right[kind] += is_right
            if not is_right:
                score.misses.append(
                    f"{name}: {kind} {want.get('title') or want.get('person')!r}: {field}: {hit.get(field)!r}"
                )
    for item in left:
        if item["kind"] not in wanted.get("optional_kinds", []):
            score.false[item["kind"]] += 1
            score.misses.append(f"{name}: false {item['kind']} {item.get('title') or item.get('person')!r}")


def _is_same(item: dict[str, Any], want: dict[str, Any]) -> bool:
    if item["kind"] != want["kind"]:
        return False
    if want["kind"] == "personnel_notice":
        return bool(item["person"].casefold() == want["person"].casefold())
    if "title" not in want or "title" in want.get("or", {}):
        return True
    same_start = "start" not in want or want.get("or") or _plain(item.get("start"))[:10] == want["start"][:10]
    return bool(_plain(item.get("title")) == _plain(want["title"]) and same_start)


def _compared(item: dict[str, Any], want: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    loosened = want.get("or", {})
    for field in sorted({*ALWAYS[want["kind"]], *want} - {"kind", "or", "content_lacks"}):
        if field in INSIDE:
            text = _text(item, INSIDE[field])
            yield field, _plain(want[field]) in text or _is_allowed(text, loosened.get(field, []))
        else:
            value = item.get(field)
            yield field, _is_equal(value, want.get(field), field) or _is_allowed(value, loosened.get(field, []))
    for part in want.get("content_lacks", []):
        yield "content_lacks", _plain(part) not in _text(item, "content")


def _text(item: dict[str, Any], field: str) -> str:
    fields = (field,) if field else ("summary", "content", "text")
    return " ".join(_plain(item.get(name)) for name in fields)


def _is_equal(value: Any, want: Any, field: str) -> bool:
    if field in {"sub_events", "offers"}:
        parts = value or []
        return len(parts) == len(want) and all(_is_part(*pair) for pair in zip(parts, want, strict=True))
    if field in {"start", "end", "effective", "published", "valid_through", "registration_deadline"} and value:
        return bool(want) and str(value)[: len(str(want))] == want
    if field == "change":
        return value in want
    if field == "person":
        # A name in capitals is shown in small letters or as it is written.
        return _plain(value).casefold() == _plain(want).casefold()
    return _plain(value) == _plain(want)


def _is_part(part: dict[str, Any], want: dict[str, Any]) -> bool:
    """Tell whether a point of a programme or a kind of ticket says what the case says, and nothing more."""
    return all(_is_equal(part.get(name), want.get(name), name) for name in {*part, *want})


def _is_allowed(value: Any, allowed: Any) -> bool:
    if allowed == "*":
        return True
    for one in allowed:
        if one is None:
            if not value:
                return True
        elif str(one).startswith("*"):
            if _plain(one.strip("*")) in _plain(value):
                return True
        elif _plain(value) == _plain(one) or (value and str(value)[: len(str(one))] == one):
            return True
    return False


def _plain(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = re.sub(r"<[^>]+>", " ", str(value or "")).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return re.sub(r"\s+", " ", text).strip()


def score_folder(folder: Path = FOLDER) -> Score:
    """Score every page of a folder."""
    score = Score()
    for name in names(folder):
        score_case(name, score, folder)
    return score


def table(score: Score) -> str:
    """Show a score, one kind a line."""
    return "\n".join(
        f"{kind:17} precision {score.precision(kind):.3f}  recall {score.recall(kind):.3f}  "
        f"fields {score.accuracy(kind):.3f}  "
        f"({score.right[kind] + score.missed[kind]} items, {score.false[kind]} false)"
        for kind in KINDS
    )
