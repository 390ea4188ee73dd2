"""Invented items of a Danish it news site, the same ones on every machine, as JSON Lines and as files for Hugo.

The item of a number depends on the seed and that number alone: the first thousand of ten thousand are the thousand.
The lower the number, the newer the item.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from benchmarks.plain import headline
from benchmarks.words import FIELDS, FIRMS, PRICES, ROLES, SUBHEADINGS, TOPICS, TOWNS, WHAT, clause, person, sentence

SEED = 20_260_302
ZONE = "Europe/Copenhagen"
NEWEST = datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo(ZONE))
APART = timedelta(minutes=11)
"""How long after the one before an item was published, about."""
LINES = 5000
"""The most lines of a file: Feeds reads none of more than 20 MB."""
FOLDER = 1000
"""The most Markdown files of a folder."""
EACH = 5
"""How many slices an item is in, where there are slices."""
_STRIDE = 211

Facts: TypeAlias = dict[str, Any]
Look: TypeAlias = Literal["plain", "bold", "link"]
_LOOKS: tuple[Look, ...] = ("plain", "bold", "link")


class Sentence(NamedTuple):
    """A sentence of a body: as it is, in bold type, or the words of a link."""

    text: str
    look: Look = "plain"


class Piece(NamedTuple):
    """A piece of a body, named by its tag in HTML; each sentence of a list is an entry."""

    tag: Literal["h2", "p", "ul"]
    sentences: tuple[Sentence, ...]


class Made(NamedTuple):
    """An item without its content, and the content in pieces."""

    facts: Facts
    body: tuple[Piece, ...]

    @property
    def item(self) -> Facts:
        """Give the whole item, as `feeds extract --json` writes it."""
        return {**self.facts, "content": "\n".join(map(_html, self.body))}


def items(number: int, slices: int = 0, seed: int = SEED) -> Iterator[Facts]:
    """Give the first `number` items, the newest first."""
    return (made(index, slices, seed=seed).item for index in range(number))


def made(index: int, slices: int = 0, revision: int = 0, seed: int = SEED) -> Made:
    """Make one item; each `revision` of it ends with a paragraph of its own, and all else stays as it was."""
    pick = Random(f"{seed}/{index}")
    facts = _facts(pick, index)
    facts["categories"] = pick.sample(TOPICS, pick.randint(1, 3)) + [f"emne {n}" for n in _slices(index, slices)]
    body = tuple(_body(pick))
    corrected = (Piece("p", (Sentence(f"Rettet for {revision}. gang."),)),) if revision else ()
    return Made(facts, body + corrected)


def _slices(index: int, slices: int) -> Iterator[int]:
    # Each step goes round all slices, so that they have the same number of entries, and neighbours differ.
    return ((index + step * _STRIDE) % slices for step in range(EACH if slices else 0))


def _facts(pick: Random, index: int) -> Facts:
    published = NEWEST - APART * index - timedelta(minutes=pick.randint(0, 9))
    kind = pick.choices((_article, _event, _notice), (60, 30, 10))[0]
    known = {"summary": _aside(pick), "authors": [person(pick)], "published": published.isoformat()}
    if pick.random() < 0.1:
        known["url"] = f"https://news.example.org/{published:%Y/%m}/{index}?a=1&b=2"
    return kind(pick, index, published) | known


def _article(pick: Random, index: int, published: datetime) -> Facts:
    return {"kind": "article", "title": f"{clause(pick)} & {pick.choice(WHAT)}, del {index}"}


def _event(pick: Random, index: int, published: datetime) -> Facts:
    day = published + timedelta(days=pick.randint(3, 200))
    start = day.replace(hour=pick.randint(8, 18), minute=pick.choice((0, 15, 30)))
    facts = {
        "kind": "event",
        "title": f"{pick.choice(TOPICS)} < 30 minutter; dag {index}",
        "location": f"{pick.choice(FIRMS)}, {pick.choice(TOWNS)}",
        "price": pick.choice(PRICES),
    }
    if pick.random() < 0.15:
        last = start.date() + timedelta(days=pick.randint(2, 3))
        return facts | {"start": start.date().isoformat(), "end": last.isoformat()}
    end = start + timedelta(hours=pick.randint(1, 4))
    return facts | {"start": start.isoformat(), "end": end.isoformat(), "timezone": ZONE}


def _notice(pick: Random, index: int, published: datetime) -> Facts:
    who, role, firm = person(pick), pick.choice(ROLES), f"{pick.choice(FIRMS)}, afdeling {index}"
    effective = (published - timedelta(days=pick.randint(0, 60))).date()
    return {
        "kind": "personnel_notice",
        "change": "appointed",
        "person": {"name": who},
        "organization": firm,
        "role_name": role,
        "effective": effective.isoformat(),
        "focus": pick.choice(FIELDS),
        "text": f"{firm} har pr. {effective:%d.%m.%Y} ansat {who} som {role}.",
    }


def _body(pick: Random) -> Iterator[Piece]:
    for number in range(pick.randint(2, 8)):
        if number and pick.random() < 0.3:
            yield Piece("h2", (Sentence(pick.choice(SUBHEADINGS)),))
        tag: Literal["p", "ul"] = "ul" if number and pick.random() < 0.15 else "p"
        yield Piece(tag, tuple(_sentence(pick) for _ in range(pick.randint(2, 4))))


def _sentence(pick: Random) -> Sentence:
    return Sentence(_aside(pick), pick.choices(_LOOKS, (8, 1, 1))[0])


def _aside(pick: Random) -> str:
    # What each format has to escape in its own way: & and < in XML, commas and semicolons in calendars.
    if pick.random() < 0.2:
        return (
            f"{sentence(pick)[:-1]} (1 < {pick.randint(2, 99)} & “{pick.choice(TOPICS)}”; se også, hvad der blev sagt)."
        )
    return sentence(pick)


def _html(piece: Piece) -> str:
    shown = [_sentence_html(one) for one in piece.sentences]
    if piece.tag == "ul":
        return "<ul>" + "".join(f"<li>{text}</li>" for text in shown) + "</ul>"
    return f"<{piece.tag}>{' '.join(shown)}</{piece.tag}>"


def _sentence_html(one: Sentence) -> str:
    text = html.escape(one.text, quote=False)
    match one.look:
        case "bold":
            return f"<strong>{text}</strong>"
        case "link":
            return f'<a href="https://news.example.org/tag?a=1&amp;b=2">{text}</a>'
        case _:
            return text


def _markdown(piece: Piece) -> str:
    shown = [_sentence_markdown(one) for one in piece.sentences]
    if piece.tag == "ul":
        return "\n".join(f"- {text}" for text in shown)
    return ("## " if piece.tag == "h2" else "") + " ".join(shown)


def _sentence_markdown(one: Sentence) -> str:
    text = one.text.replace("&", "&amp;").replace("<", "&lt;")
    match one.look:
        case "bold":
            return f"**{text}**"
        case "link":
            return f"[{text}](https://news.example.org/tag?a=1&b=2)"
        case _:
            return text


def write_lines(folder: Path, number: int, slices: int = 0) -> None:
    """Write items as JSON Lines, at most `LINES` in a file."""
    folder.mkdir(parents=True)
    stream = items(number, slices)
    for part in range(-(-number // LINES)):
        _write_lines(folder / f"{part:03}.jsonl", islice(stream, LINES))


def _write_lines(path: Path, found: Iterable[Facts]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{_json(item)}\n" for item in found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def change_line(folder: Path, slices: int, revision: int) -> None:
    """Put a revision of the newest item into the place of the one before."""
    path = folder / "000.jsonl"
    _, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{_json(made(0, slices, revision).item)}\n{rest}", "utf-8")


def write_markdown(folder: Path, number: int, slices: int = 0) -> None:
    """Write items as Markdown with front matter, at most `FOLDER` in a folder."""
    for index in range(number):
        write_story(folder, slices, 0, index)


def write_story(folder: Path, slices: int, revision: int, index: int = 0) -> None:
    """Write an item, the newest unless told, as a Markdown file."""
    path = folder / f"{index // FOLDER:03}" / f"{index:06}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    one = made(index, slices, revision)
    front = "\n".join(f"{name}: {_json(value)}" for name, value in _front(one.facts).items())
    body = "\n\n".join(map(_markdown, one.body))
    path.write_text(f"---\n{front}\n---\n\n{body}\n", "utf-8")


def _front(facts: Facts) -> Facts:
    # `kind` and `url` mean something of their own to Hugo.
    topics = facts["categories"]
    own = {"title": headline(facts), "date": facts["published"], "form": facts["kind"], "link": facts.get("url")}
    own |= {name: facts.get(name) for name in ("summary", "authors", "start", "end", "location", "price", "effective")}
    own |= {"topics": topics, "slices": [topic for topic in topics if topic.startswith("emne ")]}
    if facts["kind"] != "article":
        own["outputs"] = ["html", "calendar"]
    return {name: value for name, value in own.items() if value}
