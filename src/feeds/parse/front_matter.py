"""Front matter: the facts over a text, in YAML or TOML. The doorway to PyYAML, of which only the plainest is used."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

import yaml

_LARGEST = 64_000  # characters
_YAML = re.compile(r"---[ \t]*\n(?P<facts>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<facts>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


class Matter(NamedTuple):
    """The facts over a text, the text, and how many lines stand before it."""

    facts: dict[str, object]
    body: str
    before: int


class _Loader(yaml.BaseLoader):
    """Takes every scalar for text: no tag makes anything, and `no` is Norwegian. An alias is refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias (*) cannot be used here; write it out")
        return super().compose_node(parent, index)


def parted(text: str) -> Matter:
    """Part a text from the facts over it, if there are any.

    Raises:
        ValueError: there are, and they cannot be read.
    """
    for form, read in ((_YAML, _yaml), (_TOML, _toml)):
        found = form.match(text[: _LARGEST + 100])
        if found is not None:
            return Matter(read(found["facts"]), text[found.end() :], found[0].count("\n"))
    if text.startswith(("---\n", "+++\n")) and len(text) > _LARGEST:
        raise ValueError(f"its front matter has more than {_LARGEST:,} characters, or no end")
    return Matter({}, text, 0)


def _yaml(text: str) -> dict[str, object]:
    try:
        facts = yaml.load(text, Loader=_Loader)  # noqa: S506  it makes nothing but texts, lists and tables
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ValueError(f"its front matter is no YAML: {error}") from error
    if not isinstance(facts, dict):
        return {}
    return {str(name): value for name, value in facts.items() if not (isinstance(value, str) and value in _NOTHING)}


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"its front matter is no TOML: {error}") from error
