"""The doorway to httpcore2, the part of httpx2 that connects: addresses asked politely, safely and within bounds.

What httpx2 lays on top (redirects, cookies, unpacking, proxies) would have to be switched off: each has to be bounded,
watched or kept from other servers here.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

import httpcore2
import msgspec

from feeds import __version__, charsets
from feeds.addresses import web_address
from feeds.errors import SourceError
from feeds.fetch import environment, guard, manners, robots, troubles, unpack
from feeds.model import Fetched, Source
from feeds.remembered import Visit
from feeds.walls import wall

AT_ONCE = 8
"""Requests under way at the same time."""
PER_HOST = 2
"""Requests under way to one host at the same time."""
REDIRECTS = 10
CONNECT = 10.0
"""Seconds to wait for a connection."""
READ = 20.0
"""Seconds to wait for the next bytes."""
_ACCEPT = (
    "text/calendar, application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
    "application/xhtml+xml;q=0.9, */*;q=0.5"
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_GLIMPSE = 300_000  # bytes of an answer that refuses
POST = 8.0
"""Seconds until what is posted must be taken."""
POSTS = 10.0
"""Seconds for all that is posted together."""
_SAID = 2_000  # bytes of an answer to what was posted
_SAYING = 1.0  # seconds to wait for them: what counts is the status
_ROBOTS = Source(name="", robots=False, max_bytes=robots.SIZE)
_OWNERS = Source(name="", allow_private=True)

Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Give the addresses of a host."""
Thing = TypeVar("Thing")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking: what is to be remembered, with what was `fetched` (None if it is as it was) or the `error`.

    `headers` are those of the last answer, in lower case.
    """

    visit: Visit
    fetched: Fetched | None = None
    error: SourceError | None = None
    headers: Mapping[str, str] = {}


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be posted, and where."""

    url: str
    headers: Mapping[str, str]
    body: bytes


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What came of posting: the `status`, 0 without an answer, and in one line the `error` or how the answer begins.

    `headers` are those of the answer, in lower case.
    """

    status: int = 0
    headers: Mapping[str, str] = {}
    said: str = ""


class Client:
    """Asks servers, so many at once; `agent` says who, `now` is the instant of the whole run, `sites` the robots.txt.

    `visited` collects the robots.txt that were fetched anew.
    """

    def __init__(self, agent: str, now: datetime, sites: Iterable[Visit] = (), resolve: Resolve | None = None) -> None:
        self._agent, self._now = agent, now
        self._resolve = resolve or _resolved
        self._pools: dict[tuple[bool, str, str], httpcore2.AsyncConnectionPool] = {}
        self._all = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._sites = {visit.address: visit for visit in sites}
        self._asked: dict[tuple[str, bool], asyncio.Task[str]] = {}
        self.visited: list[Visit] = []

    async def ask(self, source: Source, address: str, known: Visit | None = None, *, whole: bool = False) -> Answer:
        """Ask for an address, conditionally if it is known, unless the `whole` is wanted; whatever fails is told of."""
        before = known or Visit(source=source.name, address=address, fetched_at=self._now)
        talk = _Talk(self, source, before, is_conditional=known is not None and not whole)
        try:
            async with asyncio.timeout(None) as talk.limit:
                return await talk.whole()
        except TimeoutError:
            error = troubles.too_slow(talk.url, source.timeout)
        except SourceError as told:
            error = told
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as trouble:
            error = troubles.network(talk.url, trouble)
        except httpcore2.ProxyError as trouble:
            error = troubles.proxy(talk.url, str(trouble))
        return Answer(visit=self._failed(before, talk, error), error=error, headers=talk.headers)

    def _failed(self, before: Visit, talk: _Talk, error: SourceError) -> Visit:
        # What the owner has to mend is not the server's fault: it is asked again as soon as it is mended.
        failures = before.failures + 1 if error.fault != "refused" else 0
        wait = manners.retry_after(talk.headers, self._now)
        patience = manners.back_off(_host(talk.url), failures, self._now) if failures else None
        return msgspec.structs.replace(
            before,
            fetched_at=self._now,
            status=talk.status,
            failures=failures,
            fault=error.fault,
            moved_to=None,
            next_allowed=max((moment for moment in (wait, patience) if moment is not None), default=None),
        )

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until it is this host's turn: first for the host, so that a slow one holds up nobody else."""
        host = self._hosts.setdefault(_host(url), asyncio.Semaphore(PER_HOST))
        async with host, self._all:
            yield

    @asynccontextmanager
    async def response(
        self, source: Source, url: str, headers: Mapping[str, str], sent_along: bytes | None = None
    ) -> AsyncIterator[httpcore2.Response]:
        """Send a request, and give the answer as soon as its headers are there; what is sent along is posted."""
        sent = {"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": unpack.ACCEPTED, **headers}
        limits = {"connect": CONNECT, "read": READ, "write": READ, "pool": None}
        pool = self._pool(source, url)
        # What a server wrote goes back byte by byte, whatever it means.
        fields = [(name.encode(), value.encode("latin-1")) for name, value in sent.items()]
        method = "GET" if sent_along is None else "POST"
        async with pool.stream(
            method, url, headers=fields, content=sent_along, extensions={"timeout": limits}
        ) as response:
            yield response

    async def post(self, post: Post) -> Posted:
        """Post to an address that the owner named, which may be one of their own network; no redirect is followed."""
        url = post.url
        try:
            async with asyncio.timeout(POST), self.response(_OWNERS, url, post.headers, post.body) as response:
                return Posted(status=response.status, headers=_headers(response), said=await _beginning(response))
        except TimeoutError:
            said = f"it was not taken within {POST:.0f} seconds"
        except SourceError as told:
            said = told.message
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as trouble:
            said = troubles.network(url, trouble).message
        except httpcore2.ProxyError as trouble:
            said = troubles.proxy(url, str(trouble)).message
        return Posted(said=said)

    def _pool(self, source: Source, url: str) -> httpcore2.AsyncConnectionPool:
        """Choose the connections to use: one that leads into one's own network is not for every source."""
        proxy = _proxy(url)
        if proxy is not None and not source.allow_private:
            what = guard.refusal_unresolved(urlsplit(url).hostname or "")
            if what is not None:
                raise troubles.private(urlsplit(url).hostname or "", what)
        scheme = urlsplit(url).scheme
        key = (source.allow_private, scheme, proxy or "")
        if key not in self._pools:
            backend = None if proxy else _Guarded(self._resolve, allow_private=source.allow_private)
            # To load the certificates of all authorities takes longer than many a request.
            tls = self._tls if "https" in (scheme, urlsplit(proxy or "").scheme) else None
            self._pools[key] = _connections(tls, proxy, backend)
        return self._pools[key]

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore2.default_ssl_context()

    async def robots(self, source: Source, url: str) -> str:
        """Give the robots.txt of a site, asked for at most once a day; empty where there is none.

        Raises:
            SourceError: the site fails: then nothing is allowed (RFC 9309 section 2.3.1.4).
        """
        address = robots.address(url)
        key = (address, source.allow_private)
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._robots(source, address))
        return await asyncio.shield(self._asked[key])

    async def _robots(self, source: Source, address: str) -> str:
        known = self._sites.get(address)
        if known is not None and not known.failures and self._now - known.fetched_at < timedelta(hours=robots.HOURS):
            return known.text
        like = msgspec.structs.replace(_ROBOTS, allow_private=source.allow_private, timeout=source.timeout)
        answer = await self.ask(like, address, known)
        visit = answer.visit
        if answer.error is not None and 400 <= visit.status < 500 and visit.status != 429:
            visit = msgspec.structs.replace(visit, failures=0, fault="", text="", next_allowed=None)
        elif answer.error is not None:
            self.visited.append(visit)
            raise answer.error
        elif answer.fetched is not None:
            visit = msgspec.structs.replace(visit, text=answer.fetched.body[: robots.SIZE].decode("utf-8", "replace"))
        self.visited.append(visit)
        return visit.text

    async def together(self, tasks: Iterable[Coroutine[Any, Any, Thing]]) -> list[Thing]:
        """Do several things at the same time, and give their outcomes in order."""
        return list(await asyncio.gather(*tasks))

    async def close(self) -> None:
        """Let go of all connections."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        for pool in self._pools.values():
            await pool.aclose()


class _Talk:
    """One address asked for: over its redirects to the answer."""

    def __init__(self, client: Client, source: Source, before: Visit, *, is_conditional: bool) -> None:
        self._client, self._source, self._before = client, source, before
        self._is_conditional = is_conditional
        self.url = before.moved_to or before.address
        self.status = 0
        self.headers: dict[str, str] = {}
        self.limit = asyncio.timeout(None)
        self._left = float(source.timeout)
        self._moved_to = before.moved_to

    async def whole(self) -> Answer:
        """Go where the address leads, and give what is there."""
        own = environment.headers(self._source.name, self._source.headers, self._source.cookies)
        seen, is_for_good = {self.url}, True
        while True:
            where = await self._step(own)
            if isinstance(where, Answer):
                return where
            is_for_good = is_for_good and self.status in _FOR_GOOD
            if is_for_good:
                self._moved_to = where
            if where in seen:
                raise troubles.redirects(self.url, "its redirects lead in a circle")
            if len(seen) > REDIRECTS:
                raise troubles.redirects(self._before.address, f"it has more than {REDIRECTS} redirects")
            seen.add(where)
            self.url = where

    async def _step(self, own: Mapping[str, str]) -> Answer | str:
        """Ask for what stands at the current address: the answer, or where else to look."""
        url, source = self.url, self._source
        self.status, self.headers = 0, {}
        if source.robots and not robots.allows(await self._client.robots(source, url), url):
            raise troubles.disallowed(url)
        # What is secret is for the server that the owner named, and for none to which that leads.
        private = own if _origin(url) == _origin(source.url or self._before.address) else {}
        async with (
            self._client.turn(url),
            self._timed(),
            self._client.response(source, url, {**private, **self._validators(url)}) as response,
        ):
            self.status, self.headers = response.status, _headers(response)
            if self.status in _MOVED and "location" in self.headers:
                return self._redirected()
            if self.status == 304 and self._validators(url):
                return Answer(visit=self._visit(), headers=self.headers)
            raw = await self._body(response)
        return self._answer(raw)

    @asynccontextmanager
    async def _timed(self) -> AsyncIterator[None]:
        """Count the time of the whole: that of all its steps, but not of waiting for others."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self.limit.reschedule(began + self._left)
        yield
        self._left -= loop.time() - began
        self.limit.reschedule(None)

    def _validators(self, url: str) -> dict[str, str]:
        before = self._before
        # Those of another page say nothing: it may be older than this one.
        if not self._is_conditional or url != (before.url or before.address):
            return {}
        told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
        return {name: value for name, value in told.items() if value}

    def _redirected(self) -> str:
        said = self.headers["location"]
        try:
            target = web_address(urldefrag(urljoin(self.url, said)).url)
        except ValueError:
            target = None
        if target is None:
            raise troubles.redirects(self.url, "it redirects to what is no web address")
        return target

    async def _body(self, response: httpcore2.Response) -> bytes:
        limit = self._source.max_bytes
        # What refuses is only looked at for why.
        is_wanted = self.status in (200, 203)
        limit = limit if is_wanted else min(limit, _GLIMPSE)
        said = self.headers.get("content-length", "")
        if is_wanted and said.isdigit() and int(said[:20]) > limit:
            raise troubles.too_large(self.url, limit)
        pieces, size = [], 0
        async for piece in response.aiter_stream():
            size += len(piece)
            if size > limit:
                if is_wanted:
                    raise troubles.too_large(self.url, limit)
                break
            pieces.append(piece)
        return b"".join(pieces)

    def _answer(self, raw: bytes) -> Answer:
        if self.status not in (200, 203):
            raise troubles.status(self.url, self.status, wall(self.status, self.headers, self._glimpse(raw)))
        try:
            body = unpack.unpacked(raw, self.headers.get("content-encoding", ""), self._source.max_bytes)
        except unpack.TooLargeError as error:
            raise troubles.too_large(self.url, self._source.max_bytes) from error
        except ValueError as error:
            raise troubles.damaged(self.url, str(error)) from error
        media_type, charset = _kind(self.headers)
        if media_type is not None and media_type.partition("/")[0] in _NO_PAGES:
            raise troubles.wrong_kind(self.url, media_type)
        return self._gathered(body, media_type, charset)

    def _glimpse(self, raw: bytes) -> bytes:
        try:
            return unpack.unpacked(raw, self.headers.get("content-encoding", ""), _GLIMPSE)
        except (unpack.TooLargeError, ValueError):
            return b""

    def _gathered(self, body: bytes, media_type: str | None, charset: str | None) -> Answer:
        digest = sha256(body).hexdigest()
        is_same = self._is_conditional and digest == self._before.sha256
        fetched = Fetched(
            location=self._before.address,
            body=body,
            url=self.url,
            media_type=media_type,
            charset=charsets.found(body, charset),
        )
        visit = msgspec.structs.replace(
            self._visit(),
            etag=self.headers.get("etag") or None,
            last_modified=self.headers.get("last-modified") or None,
            url=self.url,
            sha256=digest,
        )
        return Answer(visit=visit, fetched=None if is_same else fetched, headers=self.headers)

    def _visit(self) -> Visit:
        now = self._client._now
        waits = (manners.fresh_until(self.headers, now), manners.retry_after(self.headers, now))
        return msgspec.structs.replace(
            self._before,
            fetched_at=now,
            status=self.status,
            moved_to=self._moved_to,
            next_allowed=max((moment for moment in waits if moment is not None), default=None),
            failures=0,
            fault="",
        )


_NO_PAGES = frozenset({"image", "audio", "video", "font"})


class _Guarded(httpcore2.AsyncNetworkBackend):
    """Connects to addresses that were looked at, and to no others: a name is resolved once, here."""

    def __init__(self, resolve: Resolve, *, allow_private: bool) -> None:
        self._resolve, self._allow_private = resolve, allow_private
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            # A time-out is an OSError too.
            raise troubles.no_name(host) from error
        if not addresses:
            raise troubles.no_name(host)
        if not self._allow_private and (what := guard.refused(addresses)) is not None:
            raise troubles.private(host, what)
        return await self._first(addresses, port, timeout, local_address, socket_options)

    async def _first(
        self,
        addresses: Sequence[str],
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore2.AsyncNetworkStream:
        *others, last = addresses[:_TRIED]
        for address in others:
            try:
                return await self._inner.connect_tcp(address, port, (timeout or CONNECT) / 2, local_address)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


_TRIED = 4  # addresses of one host
# Seconds that a connection is kept for the next request; the library looks at all that it keeps for each of them.
_KEPT = 5.0


async def _resolved(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _connections(
    tls: ssl.SSLContext | None, proxy: str | None, backend: httpcore2.AsyncNetworkBackend | None
) -> httpcore2.AsyncConnectionPool:
    if proxy is None:
        return httpcore2.AsyncConnectionPool(
            tls,
            max_connections=None,
            max_keepalive_connections=AT_ONCE,
            keepalive_expiry=_KEPT,
            network_backend=backend,
        )
    parts = urlsplit(proxy)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    port = f":{parts.port}" if parts.port else ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return httpcore2.AsyncHTTPProxy(
        f"{parts.scheme}://{host}{port}",
        proxy_auth=login,
        ssl_context=tls,
        proxy_ssl_context=tls if parts.scheme == "https" else None,
        max_connections=None,
        max_keepalive_connections=AT_ONCE,
        keepalive_expiry=_KEPT,
    )


def _proxy(url: str) -> str | None:
    """Give the proxy for an address, by the usual variables of the environment."""
    parts = urlsplit(url)
    known = getproxies_environment()
    proxy = known.get(parts.scheme) or known.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    try:
        usable = urlsplit(proxy).scheme in ("http", "https") and bool(urlsplit(proxy).hostname)
    except ValueError:
        usable = False
    if not usable:
        raise troubles.proxy(url, "the proxy that the environment names is none of http or https")
    return proxy


def _headers(response: httpcore2.Response) -> dict[str, str]:
    """Give the headers of an answer, several of one name as one."""
    told: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        told[key] = f"{told[key]}, {text}" if key in told else text
    return told


async def _beginning(response: httpcore2.Response) -> str:
    """Read how an answer begins, in one line for people."""
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(_SAYING):
            async for piece in response.aiter_stream():
                body += piece
                if len(body) >= _SAID:
                    break
    line = " ".join(body[:_SAID].decode("utf-8", "replace").split())
    return "".join(letter for letter in line if letter.isprintable())[:200]


def _kind(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Read Content-Type: media type and character set."""
    media_type, *parameters = headers.get("content-type", "").split(";")
    named = (part.partition("=") for part in parameters)
    charset = next((value.strip(" \t\"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return media_type.strip().lower() or None, charset or None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def agent(contact: str | None = None) -> str:
    """Say honestly who asks, and where to complain."""
    return f"{robots.AGENT}/{__version__} (+{contact})" if contact else f"{robots.AGENT}/{__version__}"


def run(work: Callable[[Client], Awaitable[Thing]], client: Callable[[], Client]) -> Thing:
    """Do some work with a client that is closed afterwards."""

    async def whole() -> Thing:
        ours = client()
        try:
            return await work(ours)
        finally:
            await ours.close()

    return asyncio.run(whole())


def posted(posts: Sequence[Post], now: datetime, *, contact: str | None = None) -> list[Posted | None]:
    """Post several things, and give what came of each; None where the time was over before.

    A server that does not answer is not tried again, but said to be so of all that was meant for it.
    """
    done: dict[int, Posted] = {}
    silent: dict[tuple[str, str, int], Posted] = {}

    async def one(client: Client, number: int, post: Post) -> None:
        async with client.turn(post.url):
            server = _origin(post.url)
            done[number] = silent.get(server) or await client.post(post)
            if not done[number].status:
                silent[server] = done[number]

    async def all_of(client: Client) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(POSTS):
                await client.together(one(client, number, post) for number, post in enumerate(posts))

    run(all_of, lambda: Client(agent(contact), now))
    return [done.get(number) for number in range(len(posts))]


def one(source: Source, address: str, now: datetime, *, contact: str | None = None) -> Fetched:
    """Fetch one address as a source would, remembering nothing.

    Raises:
        SourceError: it cannot be had.
    """
    url = web_address(address)
    if url is None:
        raise SourceError("this is no web address", where=address, remedy="write it like https://example.org/news")
    alike = msgspec.structs.replace(source, url=url)
    answer = run(lambda client: client.ask(alike, url), lambda: Client(agent(contact), now))
    if answer.error is not None or answer.fetched is None:
        raise answer.error or troubles.damaged(url, "there is nothing")
    return msgspec.structs.replace(answer.fetched, seen=now.date())
