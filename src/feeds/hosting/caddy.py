"""For Caddy 2: a Caddyfile; it finds itself a certificate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feeds import media
from feeds.hosting.facts import ITEM, PREFLIGHT, REST, SMALLEST, Hosted


def write(site: Hosted) -> str:
    """Write the site."""
    lines = list(_inside(site))
    # In the order in which they stand here; Caddy would sort them. Below a prefix, paths are those in the folder.
    opening = "route {" if site.prefix == "/" else f"handle_path {site.prefix}* {{\n\t\troute {{"
    lines = [opening, *(f"\t{line}" for line in lines), "}" if site.prefix == "/" else "}\n\t}"]
    return "\n".join([f"{site.host} {{", *(f"\t{line}" for line in (*lines, *_errors(site))), "}", ""])


def _inside(site: Hosted) -> Iterator[str]:
    yield f"root * {_root(site)}"
    yield "# Never calendars: Outlook takes none that is compressed."
    yield from ("encode gzip {", f"\tminimum_length {SMALLEST}", "\tmatch {")
    yield from (f"\t\theader Content-Type {kind}*" for kind in ("text/html", *site.packed()))
    yield from ("\t}", "}")
    yield from _headers(site)
    yield from ("@feeds_hidden path */.*", "error @feeds_hidden 404")
    yield from ("@feeds_options method OPTIONS", "header @feeds_options {")
    yield from (f"\t{name} {_quoted(value)}" for name, value in PREFLIGHT)
    yield from ("}", "respond @feeds_options 204")
    for number, (old, new) in enumerate(site.moved.items(), 1):
        name = f"feeds_moved{number}"
        yield from (f"@{name} {{", "\tnot file", f"\tpath_regexp {name} ^/{re.escape(old)}{REST}$", "}")
        yield f"redir @{name} {site.prefix}{new}{{re.{name}.1}} 301"
    yield from ("@feeds_gone {", "\tnot file", f"\tpath_regexp ^/items/{ITEM}$", "}", "error @feeds_gone 410")
    yield from ("file_server {", "\thide .*", "\tindex index.html", "}")


def _headers(site: Hosted) -> Iterator[str]:
    general = (*media.FOR_ALL, ("Content-Disposition", "inline"), ("Cache-Control", f"public, max-age={site.max_age}"))
    yield from _block("header", general)
    yield from ("@feeds_again path */ *.html *.css", "header @feeds_again Cache-Control no-cache")
    for suffix, paths in ((".html", "*/ *.html"), (".svg", "*.svg")):
        yield f"@feeds_own{suffix[1:]} path {paths}"
        own = [rule for rule in media.rules(suffix) if rule not in media.FOR_ALL]
        yield from _block(f"header @feeds_own{suffix[1:]}", own)
    for suffix, kind in media.MEDIA_TYPES.items():
        # Put right on its way out: the server of files has ideas of its own.
        yield f"@feeds_{suffix[1:]} path *{suffix}"
        yield from (f"header @feeds_{suffix[1:]} {{", f"\tContent-Type {_quoted(kind)}", "\tdefer", "}")
    for path, link in site.links.items():
        yield f"header /{path} Link {_quoted(link)}"


def _block(opening: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"{opening} {{"
    yield from (f"\t{name} {_quoted(value)}" for name, value in values)
    yield "}"


def _root(site: Hosted) -> str:
    # What stands in braces would be a variable.
    return _quoted(str(site.root)).replace("{", "\\{").replace("}", "\\}")


def _errors(site: Hosted) -> Iterator[str]:
    yield "handle_errors {"
    yield f"\troot * {_root(site)}"
    yield from ("\theader {", "\t\tCache-Control no-cache", "\t\t-Link")
    yield f"\t\tContent-Type {_quoted(media.MEDIA_TYPES['.html'])}"
    yield from (f"\t\t{name} {_quoted(value)}" for name, value in media.rules(".html"))
    yield "\t}"
    yield from ("\trewrite * /404.html", "\tfile_server {", "\t\tstatus {err.status_code}", "\t}", "}")


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
