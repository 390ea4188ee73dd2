"""For Netlify: `netlify.toml` beside the output folder. It compresses by itself, and serves 404.html as it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feeds import media
from feeds.hosting.facts import Hosted

_TOP = """\
# Netlify cannot say 410: a page that is gone is 404 there. Whether it leaves calendars uncompressed is its own matter.
"""


def write(site: Hosted) -> str:
    """Write the file."""
    lines = [_TOP, "[build]", f"publish = {_quoted(site.root.name)}", ""]
    general = (*media.FOR_ALL, ("Cache-Control", f"public, max-age={site.max_age}"))
    lines += _headers("/*", general)
    for suffix, kind in media.MEDIA_TYPES.items():
        own = [rule for rule in media.rules(suffix) if rule not in media.FOR_ALL]
        own += [("Cache-Control", "no-cache")] if suffix in media.ASK_AGAIN else []
        lines += _headers(f"/*{suffix}", (("Content-Type", kind), *own))
    for path, link in site.links.items():
        lines += _headers(f"/{path}", (("Link", link),))
    for old, new in site.moved.items():
        for end in ("rss", "atom", "json", "ics", "html"):
            lines += ["[[redirects]]", f'from = "/{old}.{end}"', f'to = "/{new}.{end}"', "status = 301", ""]
    return "\n".join(lines)


def _headers(path: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from ("[[headers]]", f"for = {_quoted(path)}", "[headers.values]")
    yield from (f"{name} = {_quoted(value)}" for name, value in values)
    yield ""


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
