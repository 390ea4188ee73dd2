"""For nginx, 1.22 or newer: a file for the folder `conf.d` or `sites-enabled`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feeds import media
from feeds.hosting.facts import ITEM, PREFLIGHT, REST, SMALLEST, Hosted

_TOP = """\
# Calendars ask for HTTPS: put your certificate here, or have certbot do it.
# gzip is what nginx has by itself; with the module for brotli the same types may be packed by that too.
"""


def write(site: Hosted) -> str:
    """Write the maps and the server."""
    return "\n".join([_TOP, *_maps(site), *_server(site), ""])


def _maps(site: Hosted) -> Iterator[str]:
    at = re.escape(site.prefix)
    if "$" in str(site.root):
        yield 'geo $feeds_dollar { default "$"; }'
    yield from _map("$uri", "feeds_policy", (("~\\.html$", media.PAGE_POLICY), ("~\\.svg$", media.PICTURE_POLICY)))
    for name, variable in _OF_PAGES.items():
        yield from _map("$uri", variable, (("~\\.html$", dict(media.rules(".html"))[name]),))
    yield from _map("$uri", "feeds_age", (("~\\.(html|css)$", "no-cache"),), f"public, max-age={site.max_age}")
    yield from _map("$uri", "feeds_link", ((f"{site.prefix}{path}", link) for path, link in site.links.items()))
    moves = ((f"~^{at}{old}{REST}$", f"{site.prefix}{new}$1") for old, new in site.moved.items())
    yield from _map("$uri", "feeds_moved", moves)
    yield from _map("$uri", "feeds_gone", ((f"~^{at}items/{ITEM}$", "1"),))
    for name, value in PREFLIGHT:
        yield from _map("$request_method", _variable(name), (("OPTIONS", value),))


_OF_PAGES = {
    "Referrer-Policy": "feeds_referrer",
    "Cross-Origin-Opener-Policy": "feeds_opener",
    "X-Frame-Options": "feeds_frame",
}


def _variable(header: str) -> str:
    return f"feeds_{header.rpartition('-')[2].lower()}_asked"


def _map(of: str, name: str, rows: Iterable[tuple[str, str]], default: str = "") -> Iterator[str]:
    yield f"map {of} ${name} {{"
    yield f"    default {_quoted(default)};"
    for pattern, value in rows:
        yield f"    {_quoted(pattern)} {_quoted(value)};"
    yield "}"


def _server(site: Hosted) -> Iterator[str]:
    yield from (
        "server {",
        "    listen 80;",
        "    listen [::]:80;",
        f"    server_name {site.host};",
        "    server_tokens off;",
        "    absolute_redirect off;",
        "    recursive_error_pages on;",
        f"    error_page 403 404 410 {site.prefix}404.html;",
        "    charset utf-8;",
        "    charset_types text/calendar text/css text/plain text/x-opml;",
        "    default_type application/octet-stream;",
        "    types {",
    )
    yield from (f"        {media_type} {end};" for end, media_type in site.types())
    yield "    }"
    yield from _packing(site)
    yield from _headers()
    yield from _places(site)
    yield "}"


def _packing(site: Hosted) -> Iterator[str]:
    yield "    # Never text/calendar: Outlook takes no calendar that is compressed."
    yield from ("    gzip on;", "    gzip_vary on;", "    gzip_proxied any;", f"    gzip_min_length {SMALLEST};")
    yield f"    gzip_types {' '.join(site.packed())};"


def _headers() -> Iterator[str]:
    variables = {
        "Cache-Control": "feeds_age",
        "Link": "feeds_link",
        "Content-Security-Policy": "feeds_policy",
        **_OF_PAGES,
        **{name: _variable(name) for name, _ in PREFLIGHT},
    }
    yield from (f"    add_header {name} {_quoted(value)} always;" for name, value in media.FOR_ALL)
    yield "    add_header Content-Disposition inline;"
    yield from (f"    add_header {name} ${variable} always;" for name, variable in variables.items())


def _places(site: Hosted) -> Iterator[str]:
    root = _plain(str(site.root))
    where = _word("root", root) if site.prefix == "/" else _word("alias", f"{root}/")
    yield from (
        "    if ($request_method = OPTIONS) { return 204; }",
        f"    location {site.prefix} {{",
        f"        {where}",
        f"        disable_symlinks on {_quoted(f'from={root}')};",
        "        if_modified_since before;",
        "        error_page 403 404 = @feeds_missing;",
        "    }",
        f"    location = {site.prefix}404.html {{",
        f"        {where if site.prefix == '/' else _word('alias', f'{root}/404.html')}",
        "    }",
        "    location ~ /\\. { return 404; }",
        "    location @feeds_missing {",
        "        if ($feeds_moved) { return 301 $feeds_moved$is_args$args; }",
        "        if ($feeds_gone) { return 410; }",
        "        return 404;",
        "    }",
    )


def _word(name: str, value: str) -> str:
    return f"{name} {_quoted(value)};"


def _plain(path: str) -> str:
    """Write a path so that nothing in it is a variable: the sign itself has to come out of one."""
    return path.replace("$", "${feeds_dollar}")


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
