"""Sources of `jsonl` for tests: items as lines, known by a number."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from workshop import BASE_URL, Workshop

FIRST = date(2026, 3, 1)


def article(number: int, **facts: object) -> dict[str, object]:
    """A story."""
    said = {"kind": "article", "title": f"Nyhed {number}", "summary": f"Den {number}. nyhed.", **_known(number)}
    return {**said, **facts}


def event(number: int, start: str, **facts: object) -> dict[str, object]:
    """An event on a day or at an instant with its offset."""
    said = {"kind": "event", "title": f"Møde {number}", "start": start, "location": "Aarhus", **_known(number)}
    if "T" in start:
        said["timezone"] = "Europe/Copenhagen"
    return {**said, **facts}


def posting(number: int, until: str | None, **facts: object) -> dict[str, object]:
    """A position, open until a day."""
    said = {"kind": "job_posting", "title": f"Stilling {number}", "hiring_organization": "Datahøj", **_known(number)}
    return {**said, **({"valid_through": until} if until else {}), **facts}


def mixed(number: int) -> dict[str, object]:
    """An item of one kind or another; events are spread over years."""
    if number % 3 == 0:
        return event(number, (FIRST + timedelta(days=number - 700)).isoformat())
    if number % 7 == 0:
        return posting(number, (FIRST + timedelta(days=number % 90)).isoformat())
    return article(number)


def _known(number: int) -> dict[str, object]:
    return {"identifier": f"tag:example.org,2026:{number}", "language": "da"}


def write(workshop: Workshop, *items: dict[str, object], name: str = "items.jsonl") -> Path:
    """Write a source's file."""
    return workshop.page(name, "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in items))


def config(feeds: str = "", site: str = "", source: str = "") -> str:
    """Give a Danish configuration over `sources/*.jsonl`."""
    return f"""[site]
title = "It-nyt"
language = "da"
base_url = "{BASE_URL}"
{site}
[[source]]
name = "linjer"
path = "sources/*.jsonl"
format = "jsonl"
{source}
{feeds}
"""
