"""Passwords and tokens: `${NAME}` in a header or cookie is taken from the environment when it is sent, never kept."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping

from feeds.errors import SourceError

NAME = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def headers(source: str, given: Mapping[str, str], cookies: Mapping[str, str]) -> dict[str, str]:
    """Give the headers that a source wants sent, with what is secret in place; only its own server may get them.

    `Basic ${NAME}` with `user:password` in the variable becomes what RFC 7617 asks for.

    Raises:
        SourceError: a variable is not set, or holds what no header can; it names the variable and never its value.
    """
    filled = {name: _filled(source, value) for name, value in given.items()}
    crumbs = [f"{name}={_filled(source, value)}" for name, value in cookies.items()]
    if crumbs:
        filled["Cookie"] = "; ".join(crumbs)
    return filled


def values(text: str) -> tuple[str, ...]:
    """Give the values of the variables that a text names, as far as they are set: nobody may read them anywhere."""
    found = (os.environ.get(name, "").strip() for name in dict.fromkeys(NAME.findall(text)))
    return tuple(value for value in found if value)


def filled(where: str, template: str) -> str:
    """Give a text with what is secret in place; `where` is where it stands, for people.

    Raises:
        SourceError: as above.
    """
    return NAME.sub(lambda found: _variable(where, found[1]), template)


def _filled(source: str, template: str) -> str:
    value = filled(f"source {source!r}", template)
    scheme, _, rest = value.partition(" ")
    if scheme.lower() == "basic" and ":" in rest:
        return f"Basic {base64.b64encode(rest.strip().encode()).decode()}"
    return value


def _variable(where: str, name: str) -> str:
    value = os.environ.get(name)
    if value is None:
        raise SourceError(
            f"the environment variable {name} is not set",
            where=where,
            remedy=f"set {name} for the user who runs feeds",
            fault="refused",
        )
    # A key file that was read into a variable often ends with a line break.
    value = value.strip()
    if _CONTROL.search(value) or not value.isascii():
        raise SourceError(
            f"the environment variable {name} holds what no header can",
            where=where,
            remedy="set it to one line of ASCII",
            fault="refused",
        )
    return value
