"""Where the page templates lie: known without loading the template engine."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def packaged() -> Path:
    """Find our own templates: inside the installed package, or at the root of a checkout."""
    inside = Path(str(resources.files("feeds"))) / "templates"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[3] / "templates"


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """List the folders to look in, the user's first: it overrides ours file by file."""
    return (own, packaged()) if own else (packaged(),)


def stylesheet(own: Path | None = None) -> bytes:
    """Give the bytes of `feeds.css`."""
    return next(path for folder in folders(own) if (path := folder / "feeds.css").is_file()).read_bytes()
