"""What our own code and data are: when they move, what they made is made again, whoever forgot to raise a version."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

CHECKING = ("settings.py", "cron.py", "lang", "model.py")
"""All that turns a configuration file into a checked one."""
READING = ("parse", "recognise", "lang", "dates.py", "text.py", "model.py", "identity.py")
"""All that turns the bytes of a page into items."""
WRITING = ("render", "lang", "wording.py", "text.py", "model.py", "publication.py")
"""All that turns records into the bytes of files."""

_KINDS = frozenset({".py", ".toml", ".html", ".css"})


@cache
def digest(names: tuple[str, ...], *folders: Path) -> str:
    """Hash the files and folders of these names in our package, and other folders; once for each process."""
    package = Path(__file__).parent
    known = hashlib.sha256()
    for root in (*(package / name for name in names), *folders):
        for path in (root, *sorted(root.rglob("*"))) if root.is_dir() else (root,):
            if path.suffix in _KINDS and path.is_file():
                known.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return known.hexdigest()
