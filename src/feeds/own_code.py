"""What our own code and data are: when they move, what they made is made again, whoever forgot to raise a version."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

CHECKING = (
    *("settings.py", "addresses.py", "cron.py", "lang", "model.py", "recurrence.py", "text.py", "recognise"),
    *(
        "dates.py",
        "clocks.py",
        "repetition.py",
        "expressions.py",
        "kept.py",
        "mapping.py",
        "parse",
        "charsets.py",
        "walls.py",
        "fetch",
    ),
)
"""All that turns a configuration file into a checked one."""
READING = (
    *("parse", "recognise", "lang", "dates.py", "clocks.py", "repetition.py", "text.py", "model.py", "recurrence.py"),
    *("identity.py", "tombstones.py", "expressions.py", "kept.py", "addresses.py", "mapping.py", "charsets.py"),
    *("walls.py", "wording.py"),
)
"""All that turns the bytes of a page into items."""
WRITING = (
    *("render", "lang", "wording.py", "addresses.py", "text.py", "model.py", "recurrence.py", "identity.py"),
    "publication.py",
)
"""All that turns records into the bytes of files."""

#: The libraries whose next release may read, check or write otherwise.
_LIBRARIES = {
    CHECKING: ("jinja2", "pydantic", "selectolax", "tzdata"),
    READING: (
        *("feedparser", "icalendar", "jinja2", "markdown_it_py", "markupsafe", "nh3", "openpyxl", "pyyaml"),
        *("selectolax", "tzdata"),
    ),
    WRITING: ("feedgen", "ics", "jinja2", "lxml", "markupsafe", "python_dateutil", "tzdata"),
}
_KINDS = frozenset({".py", ".toml", ".html", ".css", ".svg"})


@cache
def digest(names: tuple[str, ...], *folders: Path) -> str:
    """Hash the files and folders of these names in our package, other folders, and the libraries that they rest on.

    Once for each process.
    """
    package = Path(__file__).parent
    known = hashlib.sha256("\0".join(_releases(_LIBRARIES.get(names, ()))).encode())
    for root in (*(package / name for name in names), *folders):
        for path in (root, *sorted(root.rglob("*"))) if root.is_dir() else (root,):
            if path.suffix in _KINDS and path.is_file():
                known.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return known.hexdigest()


def _releases(libraries: tuple[str, ...]) -> list[str]:
    """Name the installed releases, as `name-1.2.dist-info`; of two, the first on the path is the one in use."""
    found: dict[str, str] = {}
    for entry in _installed():
        found.setdefault(entry.partition("-")[0], entry)
    return [found.get(library, library) for library in libraries]


@cache
def _installed() -> tuple[str, ...]:
    # importlib.metadata would read and parse much more, and costs a tenth of a build with nothing to do.
    entries: list[str] = []
    for folder in sys.path:
        # Archives and folders that are not there are on the path too.
        with suppress(OSError):
            entries += sorted(name.lower() for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208
    return tuple(entries)
