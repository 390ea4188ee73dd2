"""The text of a `feeds.toml` to start from: commented, and working as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from feeds.model import AUTO, Source


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """What the first lines of a configuration say: the publication."""

    title: str
    language: str
    timezone: str
    base_url: str | None = None


def configuration(start: Start, sources: Sequence[tuple[Source, str]], folder: Path) -> str:
    """Write a whole file that lies in `folder`; each source comes with a line that says what was found there."""
    return (
        "\n".join([*_site(start), *(line for one, note in sources for line in (*block(one, note, folder), ""))])
        + _FEEDS
    )


def added(text: str, sources: Sequence[tuple[Source, str]], folder: Path) -> str:
    """Give the text of a configuration with sources behind those that it has; all else stays letter by letter."""
    blocks = "\n".join("\n".join([*block(one, note, folder), ""]) for one, note in sources)
    return f"{text.rstrip()}\n\n{blocks}"


def block(source: Source, note: str, folder: Path) -> Iterator[str]:
    """Write one `[[source]]`, with the keys that it has, and the ones that people look for first."""
    yield f"# {note}"
    yield "[[source]]"
    yield f"name = {quoted(source.name)}"
    if source.path is not None:
        yield f"path = {quoted(_from(folder, source.path))}"
    if source.url is not None:
        yield f"url = {quoted(source.url)}"
    if source.allow_private:
        yield "allow_private = true    # it lies in one's own network"
    if source.format != AUTO:
        yield f"format = {quoted(source.format)}"
    if source.language is not None:
        yield f"language = {quoted(source.language)}"
    if source.timezone is not None:
        yield f"timezone = {quoted(source.timezone)}"
    yield f'every = "{_every(source)}"'
    if source.categories:
        yield f"categories = [{', '.join(map(quoted, source.categories))}]"
    else:
        yield '# categories = ["..."]    # besides those of its items'
    yield '# listing = "complete"    # it always shows everything: what vanishes from it is off'


def quoted(text: str) -> str:
    """Write a text as a TOML string."""
    # A basic string of TOML escapes as JSON does, and DEL besides (TOML 1.0, "String").
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _site(start: Start) -> Iterator[str]:
    yield "# What Feeds reads and what it publishes; docs/config.md tells of every key. Try: feeds preview"
    yield ""
    yield "[site]"
    yield f"title = {quoted(start.title)}"
    yield f"language = {quoted(start.language)}    # of the pages that are made"
    yield f"timezone = {quoted(start.timezone)}"
    if start.base_url is not None:
        yield f"base_url = {quoted(start.base_url)}"
    else:
        yield "# Where the output folder will be found on the web: nobody can subscribe before you say so."
        yield '# base_url = "https://feeds.example.org/"'
    yield ""


def _every(source: Source) -> str:
    if source.adaptive:
        return AUTO
    if source.every is None:
        return "1h"
    return next(f"{source.every // size}{unit}" for unit, size in _UNITS if source.every % size == 0)


_UNITS = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


def _from(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


_FEEDS = """
# Without any [[feed]] there are five: all, news, events, people and jobs. Name your own and only those are published.
# [[feed]]
# name = "calendar"
# title = "..."
# kinds = ["event"]

# Who is told when a source fails or something is held: a feed for you alone, or [alerts.mail] and [alerts.webhook].
# [alerts]
# feed = true
"""
