"""Reading the head of a request, strictly (RFC 9110, RFC 9112): what two servers could read in two ways is refused."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import unquote

import msgspec

LONGEST_TARGET = 8000
"""Bytes of a target up to which it is read (RFC 9110 section 4.1 asks for as many)."""
LONGEST_HEAD = 32 * 1024
"""Bytes of a request line with all its fields."""
MOST_FIELDS = 100

_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_LINE = re.compile(rb"(" + _TOKEN + rb") ([\x21-\x7e]+) HTTP/([0-9])\.([0-9])")
# Each line on its own, ended by CRLF: none that goes on in the next, no space before the colon, no control character.
_FIELD = re.compile(rb"^(" + _TOKEN + rb"):[ \t]*([^\x00-\x08\n-\x1f\x7f]*)\r\n", re.MULTILINE)
_ABSOLUTE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a client asks: `path` is decoded, `fields` are by their names in lower case, repeated ones joined.

    `keeps` says whether the client wants to ask more over its connection, `is_old` that it speaks HTTP/1.0. What has a
    body is answered without it.
    """

    method: str
    target: str
    path: str
    query: str
    fields: dict[bytes, bytes]
    keeps: bool = True
    is_old: bool = False
    has_body: bool = False


def parse(head: bytes) -> Request | HTTPStatus:
    """Read a head, its last line ended but without the empty one; what cannot be read has a status of its own."""
    first, _, rest = head.partition(b"\r\n")
    line = _LINE.fullmatch(first)
    if line is None:
        return HTTPStatus.BAD_REQUEST
    method, target, major, minor = line.groups()
    if major != b"1":
        return HTTPStatus.HTTP_VERSION_NOT_SUPPORTED
    if len(target) > LONGEST_TARGET:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    lines = rest.count(b"\n")
    if lines > MOST_FIELDS:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    found = _FIELD.findall(rest)
    place = target.decode("ascii") if target[:1] == b"/" else _place(target.decode("ascii"), method)
    if len(found) != lines or place is None:
        return HTTPStatus.BAD_REQUEST
    return _request(method.decode("ascii"), place, _fields(found), is_old=minor == b"0")


def _fields(found: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    fields: dict[bytes, bytes] = {}
    for name, value in found:
        low = name.lower()
        fields[low] = fields[low] + b", " + value if low in fields else value.rstrip()
    return fields


def _has_host(fields: dict[bytes, bytes], *, is_old: bool) -> bool:
    """Look for the one Host of RFC 9112 section 3.2, which HTTP/1.0 need not have."""
    host = fields.get(b"host")
    return is_old if host is None else b"," not in host


def _place(target: str, method: bytes) -> str | None:
    """Give the target from its path on (RFC 9112 section 3.2)."""
    if target == "*" and method == b"OPTIONS":
        return target
    absolute = _ABSOLUTE.match(target)
    if absolute is None:
        # A CONNECT names a host; it is refused for its method.
        return target if method == b"CONNECT" else None
    rest = target[absolute.end() :]
    return rest if rest.startswith("/") else f"/{rest}"


def _request(method: str, place: str, fields: dict[bytes, bytes], *, is_old: bool) -> Request | HTTPStatus:
    length, coding = fields.get(b"content-length"), fields.get(b"transfer-encoding")
    is_clear = length is None or (coding is None and length.isdigit())
    if not is_clear or not _has_host(fields, is_old=is_old):
        return HTTPStatus.BAD_REQUEST
    path, _, query = place.partition("?")
    wishes = fields.get(b"connection", b"").lower()
    has_body = coding is not None or (length is not None and length.strip(b"0") != b"")
    return Request(
        method=method,
        target=place,
        path=unquote(path) if "%" in path else path,
        query=query,
        fields=fields,
        keeps=not has_body and (b"keep-alive" in wishes if is_old else b"close" not in wishes),
        is_old=is_old,
        has_body=has_body,
    )
