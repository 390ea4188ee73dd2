"""A real mail server on loopback that keeps what it is given, with or without TLS and a login."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from web_lab import closed_port

PEM = Path(__file__).parent / "tls" / "localhost.pem"
USER, PASSWORD = "feeds", "a:b c$d"


class Post:
    """What came, as it was sent and as a mail program reads it; `refuse` gives an answer in the place of 250."""

    def __init__(self) -> None:
        self.port = 0
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.over_tls: list[bool] = []
        self.refuse: Callable[[], str | None] = lambda: None
        self.refused: set[str] = set()

    @property
    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refused:
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        answer = self.refuse()
        if answer is not None:
            return answer
        self.raw.append(envelope.original_content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.over_tls.append(session.ssl is not None)
        return "250 kept"


def _authenticator(server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(handled=False, success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()))


@contextmanager
def post_office(security: str = "none", *, login: bool = False, host: str = "127.0.0.1") -> Iterator[Post]:
    """Run a mail server that demands what is asked for."""
    post = Post()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(PEM)
    asked: dict[str, Any] = {"authenticator": _authenticator, "auth_required": login}
    asked |= {"auth_require_tls": security == "starttls"}
    if security == "starttls":
        asked |= {"tls_context": tls, "require_starttls": True}
    if security == "tls":
        asked |= {"ssl_context": tls}
    post.port = closed_port()
    controller = Controller(post, hostname=host, port=post.port, **asked)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
