"""For Apache 2.4 with the modules headers, rewrite, deflate and, for brotli, brotli: a file for `sites-enabled`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feeds import media
from feeds.hosting.facts import ITEM, PREFLIGHT, REST, Hosted

_TOP = """\
# a2enmod headers rewrite deflate brotli
# Calendars ask for HTTPS: put your certificate here, or have certbot do it.
"""


def write(site: Hosted) -> str:
    """Write the virtual host."""
    return "\n".join([_TOP, "<VirtualHost *:80>", *(f"    {line}" for line in _lines(site)), "</VirtualHost>", ""])


def _lines(site: Hosted) -> Iterator[str]:
    yield f"ServerName {site.host}"
    yield f"DocumentRoot {_quoted(str(site.root))}" if site.prefix == "/" else _alias(site)
    yield from (
        f"<Directory {_quoted(str(site.root))}>",
        "    Options None",
        "    AllowOverride None",
        "    Require all granted",
        "    DirectoryIndex index.html",
        "    FileETag MTime Size",
        "</Directory>",
        "TraceEnable off",
        'RedirectMatch 404 "/\\."',
    )
    yield from (f"ErrorDocument {status} {site.prefix}404.html" for status in (403, 404, 410))
    yield from (f"AddType {_quoted(kind)} {suffix}" for suffix, kind in media.MEDIA_TYPES.items())
    yield from _packing(site)
    yield from _headers(site)
    yield from _moves(site)


def _alias(site: Hosted) -> str:
    return f"Alias {site.prefix} {_quoted(f'{site.root}/')}"


def _packing(site: Hosted) -> Iterator[str]:
    types = " ".join(("text/html", *site.packed()))
    yield "# Never text/calendar: Outlook takes no calendar that is compressed."
    yield "<IfModule mod_brotli.c>"
    yield f"    AddOutputFilterByType BROTLI_COMPRESS;DEFLATE {types}"
    yield "</IfModule>"
    yield "<IfModule !mod_brotli.c>"
    yield f"    AddOutputFilterByType DEFLATE {types}"
    yield "</IfModule>"
    yield "# Apache marks the tag of what it packs, and does not know it again by itself."
    yield 'RequestHeader edit* If-None-Match "-(gzip|br)\\"" "\\""'


def _headers(site: Hosted) -> Iterator[str]:
    yield from (f"Header always set {name} {_quoted(value)}" for name, value in media.FOR_ALL)
    yield "Header set Content-Disposition inline"
    yield f'Header set Cache-Control "public, max-age={site.max_age}"'
    yield from (
        '<FilesMatch "\\.(html|css)$">',
        "    Header always unset Cache-Control",
        "    Header set Cache-Control no-cache",
    )
    yield "</FilesMatch>"
    for suffix in (".html", ".svg"):
        yield f'<FilesMatch "\\{suffix}$">'
        more = [rule for rule in media.rules(suffix) if rule not in media.FOR_ALL]
        yield from (f"    Header always set {name} {_quoted(value)}" for name, value in more)
        yield "</FilesMatch>"
    for path, link in site.links.items():
        yield f"<Location {_quoted(site.prefix + path)}>"
        yield f"    Header set Link {_quoted(link)}"
        yield "</Location>"


def _moves(site: Hosted) -> Iterator[str]:
    at = re.escape(site.prefix)
    yield "RewriteEngine on"
    yield 'RewriteCond "%{REQUEST_METHOD}" "=OPTIONS"'
    yield 'RewriteRule "^" "-" [R=204,L,E=feeds_options:1]'
    yield from (f"Header always set {name} {_quoted(value)} env=feeds_options" for name, value in PREFLIGHT)
    for old, new in site.moved.items():
        yield _missing(site, "$1")
        yield f'RewriteRule "^{at}({old}{REST})$" "{site.prefix}{new}$2" [R=301,L]'
    yield _missing(site, "items/$1")
    yield f'RewriteRule "^{at}items/({ITEM})$" "-" [G]'


def _missing(site: Hosted, path: str) -> str:
    # Here no sign can be escaped but those of variables.
    root = re.sub(r"([\\%$])", r"\\\1", str(site.root))
    mark = "'" if '"' in root else '"'
    return f"RewriteCond {mark}{root}/{path}{mark} !-f"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
