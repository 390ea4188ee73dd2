"""How published files are to be served, by whatever server: their types, what may be done to them, and their rules."""

from __future__ import annotations

MEDIA_TYPES = {
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
}
UNKNOWN = "application/octet-stream"
#: No feed, although its name ends like one.
STATUS = "status.json"

LONGEST_AGE = 3600
"""Seconds: readers wait as long as `max-age` says before they ask again, so a daily source must not make it a day."""
#: People press reload for these, so they are asked for each time.
ASK_AGAIN = frozenset({".html", ".css"})
#: Outlook takes no calendar that is compressed; the others have it behind them.
NEVER_PACKED = frozenset({".ics"})
PACKED_ALREADY = frozenset({".png", ".jpg", ".gif", ".webp"})

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#: What scripts of other sites may see of an answer besides what they always may.
EXPOSED = "ETag, Link, Content-Range, Retry-After"

_PAGE = (
    ("Content-Security-Policy", PAGE_POLICY),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
_OWN_RULES = {".html": _PAGE, ".svg": (("Content-Security-Policy", PICTURE_POLICY),)}
FOR_ALL = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", EXPOSED),
    ("X-Content-Type-Options", "nosniff"),
)


def media_type(path: str) -> str:
    """Give the media type of a published file."""
    return "application/json" if path == STATUS else MEDIA_TYPES.get(suffix_of(path), UNKNOWN)


def suffix_of(path: str) -> str:
    """Give the ending of a path with its dot, or nothing."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def may_be_packed(suffix: str) -> bool:
    """Tell whether files of this ending may be compressed on their way."""
    return suffix not in NEVER_PACKED | PACKED_ALREADY


def rules(suffix: str) -> tuple[tuple[str, str], ...]:
    """List the headers that keep readers of such a file safe: a browser runs or draws some."""
    return (*FOR_ALL, *_OWN_RULES.get(suffix, ()))


def caching(suffix: str, max_age: int) -> str:
    """Say how long a file may be kept, in seconds."""
    return "no-cache" if suffix in ASK_AGAIN else f"public, max-age={max_age}"
