"""Language knowledge as data: one TOML file per language, read once into frozen structs."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from feeds.errors import LanguageError


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the language is: BCP 47 `code`, its own `name`, usual IANA `timezone`, words that betray it."""

    code: str
    name: str
    timezone: str
    stopwords: tuple[str, ...]


class Language(msgspec.Struct, frozen=True):
    """Everything Feeds knows of one language."""

    language: Identity
    ui: dict[str, str] = {}

    @property
    def code(self) -> str:
        """BCP 47 code."""
        return self.language.code


@cache
def available() -> tuple[str, ...]:
    """List the codes of the languages that have a file, sorted."""
    files = resources.files("feeds.lang").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """Read one language's file.

    Raises:
        LanguageError: there is no such file, or it breaks the form.
    """
    if code not in available():
        raise LanguageError(f"no language file for {code!r}", remedy=f"choose one of: {', '.join(available())}")
    raw = resources.files("feeds.lang").joinpath(f"{code}.toml").read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(raw), Language)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(str(error), where=f"lang/{code}.toml") from error
