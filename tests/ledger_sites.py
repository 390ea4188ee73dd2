"""Sites whose pages are lists of items, to build, change and look at; and what must not change when one only looks."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from workshop import Workshop

CONFIG = """[site]
title = "It-nyt"
language = "en"
timezone = "Europe/Copenhagen"
base_url = "https://feeds.example.org/"

[[source]]
name = "list"
path = "sources/*.jsonl"
format = "jsonl"
"""
FEEDS = """
[[feed]]
name = "all"
title = "All"

[[feed]]
name = "coming"
title = "Coming"
kinds = ["event"]
type = "window"
past = "7d"
"""


def event(title: str, start: str = "2026-06-01", **facts: object) -> dict[str, object]:
    return {"kind": "event", "title": title, "start": start, "location": "Odense", **facts}


def article(title: str, **facts: object) -> dict[str, object]:
    return {"kind": "article", "title": title, **facts}


def told(*items: object) -> str:
    return "".join(f"{json.dumps(item)}\n" for item in items)


def site(folder: Path, more: str = "", base: str = CONFIG) -> Workshop:
    return Workshop(folder / "site", base + more)


def everything(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Give hash, mode and time of change of each file, and the folders, below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        body = path.read_bytes() if path.is_file() else b"folder"
        moment = status.st_mtime_ns if path.is_file() and path.suffix != ".sqlite3" else 0
        found[path.relative_to(folder).as_posix()] = (hashlib.sha256(body).hexdigest(), status.st_mode, moment)
    return found
