"""A web server on loopback that does what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
Route = Callable[["Asked"], Reply | bytes | None]


class Asked:
    """A request: its path, headers and body, and the handler for those who answer in a way of their own."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.path = handler.path
        self.headers: Message = handler.headers
        self.handler = handler
        self.body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))


class Site:
    """What stands at each path: bytes, a whole reply, or a function of the request; and all that was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Route | Reply | bytes] = {}
        self.asked: list[Asked] = []
        self.open, self.most = 0, 0
        self.lock = threading.Lock()
        self.port = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self, *, robots: bool = False) -> list[str]:
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]

    def last(self, path: str) -> Message:
        return [asked for asked in self.asked if asked.path == path][-1].headers


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self)
            with site.lock:
                site.asked.append(asked)
                site.open += 1
                site.most = max(site.most, site.open)
            try:
                self._answer(asked)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with site.lock:
                    site.open -= 1

        def do_POST(self) -> None:
            self.do_GET()

        def _answer(self, asked: Asked) -> None:
            route = site.routes.get(self.path, (404, {}, b"nothing here"))
            reply: Any = route(asked) if callable(route) else route
            if reply is None:
                self.close_connection = True
                return
            status, headers, body = (200, {}, reply) if isinstance(reply, bytes) else reply
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304 and "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *args: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), _handler(site))
    site.port = server.server_address[1]
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Answer each connection with a function of one's own; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)

    def one(connection: socket.socket) -> None:
        with connection:
            try:
                talk(connection)
            except OSError:
                return

    def loop() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()


def closed_port() -> int:
    """Find a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
