"""What goes wrong on the network, in the words of its owner: what, where, and what to do. No secret is in them."""

from __future__ import annotations

import ssl
from http import HTTPStatus

from feeds.errors import Fault, SourceError
from feeds.walls import Wall, walled

_AGAIN = "nothing to do unless it stays so: it is asked again, and what it gave stays"


def no_name(host: str) -> SourceError:
    """Say that a name has no address."""
    return SourceError(
        "there is no such host, or the name system does not answer",
        where=host,
        remedy="see whether `url` is spelt right, and whether this machine is on the net",
        fault="unreachable",
    )


def private(host: str, what: str) -> SourceError:
    """Say that an address is none of the open internet."""
    return SourceError(
        f"its address is that of {what}, where no source may lead",
        where=host,
        remedy="if it is meant to be so, set allow_private = true for this source, or give --allow-private",
        fault="refused",
    )


def network(url: str, trouble: Exception) -> SourceError:
    """Say why there was no answer, or half of one."""
    causes = _causes(trouble)
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return _unreachable(
            url,
            f"its certificate is not good: {certificate.verify_message}",
            "tell its owner; until then what it gave stays",
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _unreachable(url, "no safe connection can be made", "see whether it should be http:// or another port")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return _unreachable(url, "it refuses the connection", "see whether the server runs, and on this port")
    name = type(trouble).__name__
    return _unreachable(url, _SAID.get(name, "the connection broke"), _AGAIN)


_SAID = {
    "ConnectTimeout": "it does not answer in time",
    "ReadTimeout": "it stopped in the middle of its answer",
    "WriteTimeout": "it does not take the request in time",
    "ConnectError": "no connection can be made",
    "ReadError": "the connection broke before the answer was whole",
    "RemoteProtocolError": "its answer is no HTTP, or was cut off",
    "LocalProtocolError": "the request cannot be written: see `headers` and `cookies` of the source",
}


def proxy(url: str, said: str) -> SourceError:
    """Say that the proxy failed."""
    return _unreachable(
        url, f"the proxy does not let it through: {said[:100]}", "see HTTP_PROXY, HTTPS_PROXY, NO_PROXY"
    )


def too_slow(url: str, seconds: int) -> SourceError:
    """Say that an answer took too long as a whole."""
    return _unreachable(
        url, f"it was not there after {seconds} seconds", "raise `timeout` of the source if it is always that slow"
    )


def too_large(url: str, limit: int) -> SourceError:
    """Say that there is more than may be read."""
    return SourceError(
        f"it has more than {limit:,} bytes", where=url, remedy="raise `max_bytes` of the source, or choose another page"
    )


def damaged(url: str, what: str) -> SourceError:
    """Say that what came cannot be unpacked."""
    return SourceError(f"its answer cannot be read: {what}", where=url, remedy=_AGAIN)


def wrong_kind(url: str, media_type: str) -> SourceError:
    """Say that it is no page."""
    return SourceError(f"this is {media_type}, not a page", where=url, remedy="give the address of a page or a feed")


def redirects(url: str, what: str) -> SourceError:
    """Say that redirects lead nowhere."""
    return SourceError(what, where=url, remedy="open it in a browser, and give the address where that ends")


def disallowed(url: str) -> SourceError:
    """Say that a site's robots.txt forbids it."""
    return SourceError(
        "the site's robots.txt asks programs not to read this",
        where=url,
        remedy="ask its owner; with leave, set robots = false for this source",
        fault="refused",
    )


def waiting(address: str, until: str, failures: int, fault: Fault) -> SourceError:
    """Say that a server which failed is left in peace for a while."""
    times = "time" if failures == 1 else "times in a row"
    return SourceError(
        f"it failed {failures} {times}, and is not asked again before {until}",
        where=address,
        remedy="what it gave stays; once it is mended, `feeds build --accept` with the name of the source asks at once",
        fault=fault,
        is_waiting=True,
    )


def status(url: str, number: int, found: Wall | None) -> SourceError:
    """Say what an answer without a page means."""
    told = f"the server answers {number}{_phrase(number)}"
    if number in (404, 410):
        remedy = "it is gone: give its new address in `url`, or take the source out"
        return SourceError(told, where=url, remedy=remedy, fault="gone")
    if number == 401:
        remedy = "give its password or token in `headers` of the source, from the environment"
        return SourceError(told, where=url, remedy=remedy, fault="blocked")
    if number == 429:
        return SourceError(told, where=url, remedy="it is asked less often by itself; raise `every`", fault="blocked")
    if found == "blocked" and (number < 500 or number == 503):
        return SourceError(
            f"{told}: it does not let us in", where=url, remedy=walled(url, found).remedy, fault="blocked"
        )
    if number >= 500:
        return SourceError(told, where=url, remedy=_AGAIN, fault="unreachable")
    return SourceError(told, where=url, remedy="open it in a browser, and see what is there")


def _unreachable(url: str, what: str, remedy: str) -> SourceError:
    return SourceError(what, where=url, remedy=remedy, fault="unreachable")


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo and len(found) < 20:
        one = todo.pop()
        if one is not None and one not in found:
            found.append(one)
            todo += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return found


def _phrase(number: int) -> str:
    try:
        return f" {HTTPStatus(number).phrase}"
    except ValueError:
        return ""
