"""The doorway to smtplib: plain mail to the owner, within bounds whatever the server does."""

from __future__ import annotations

import asyncio
import os
import re
import smtplib
import ssl
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from socket import SHUT_RDWR, socket

import msgspec

from feeds.text import one_line

SECONDS = 10.0
"""For all that is sent together, from the first name that is looked up to the last answer."""
_PATIENCE = 5.0  # seconds for each connection and each answer
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail goes out, from whom and to whom; the password is the real one, and is kept nowhere."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    password: str | None = None


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A text for people; the same `id` is the same letter, however often it is sent."""

    id: str
    subject: str
    text: str
    written: datetime


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the server took a letter, and what there is to say of it."""

    is_taken: bool = True
    said: str = ""


def sent(account: Account, letters: Sequence[Letter]) -> list[Sent | None]:
    """Send letters one after the other, and give what came of each; None for those that were not tried.

    One that is not liked costs itself. After any other failure no other is tried: the server is the same.
    """
    talk = _Talk(account)

    async def whole() -> None:
        try:
            async with asyncio.timeout(SECONDS):
                await asyncio.to_thread(talk.all_of, letters)
        except TimeoutError:
            talk.cut(f"the mail server did not take it within {SECONDS:.0f} seconds")

    asyncio.run(whole())
    told = talk.told[: len(letters)]
    return [*told, *[None] * (len(letters) - len(told))]


class _Talk:
    """One conversation with a mail server, in a thread of its own that can be cut off."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._smtp = _Smtp(ssl.create_default_context() if account.security != "none" else None, account.security)
        self._is_cut = False
        self.told: list[Sent] = []

    def all_of(self, letters: Iterable[Letter]) -> None:
        """Send all letters, up to the first that fails."""
        account, smtp = self._account, self._smtp
        try:
            smtp.open(account.host, account.port)
            if account.user is not None:
                smtp.login(account.user, account.password or "")
            for letter in letters:
                self.told.append(self._one(letter))
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._fail(_why(error))
        finally:
            smtp.close()

    def _one(self, letter: Letter) -> Sent:
        try:
            return _taken(self._smtp.send_message(message(self._account, letter)))
        except smtplib.SMTPDataError as error:
            # What is wrong with this one need not be wrong with the next.
            return Sent(is_taken=False, said=_why(error))

    def cut(self, why: str) -> None:
        """End the conversation from outside: whatever the thread waits for fails."""
        self._fail(why)
        self._is_cut = True
        self._smtp.cut()

    def _fail(self, why: str) -> None:
        if not self._is_cut:
            self.told.append(Sent(is_taken=False, said=why))


class _Smtp(smtplib.SMTP):
    """Keeps a second handle of its connection: the first is out of reach while TLS takes it over."""

    def __init__(self, tls: ssl.SSLContext | None, security: str) -> None:
        self._tls, self._security = tls, security
        self._line: socket | None = None
        self._is_cut = False
        name = os.uname().nodename
        # The library would ask the name system what this machine is called, which takes long where it does not answer.
        super().__init__(local_hostname=name if _HOST.fullmatch(name) else "[127.0.0.1]", timeout=_PATIENCE)

    def open(self, host: str, port: int) -> None:
        """Connect, safely if that is wanted."""
        # What the certificate is compared with; the library knows it only if it connects when it is made.
        self._host = host
        code, said = self.connect(host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        if self._security == "starttls":
            self.starttls(context=self._tls)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket:
        raw: socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._line = raw.dup()
        if self._is_cut:
            self.cut()
        return self._tls.wrap_socket(raw, server_hostname=host) if self._tls and self._security == "tls" else raw

    def cut(self) -> None:
        """Let whatever waits for the other side wait no longer."""
        self._is_cut = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """Let go of the connection."""
        super().close()
        line, self._line = self._line, None
        if line is not None:
            line.close()


def message(account: Account, letter: Letter) -> EmailMessage:
    """Write a letter as RFC 5322 has it, in plain text, and say that a program wrote it (RFC 3834)."""
    made = EmailMessage(policy=SMTP)
    made["From"] = account.sender
    made["To"] = ", ".join(account.to)
    made["Subject"] = one_line(letter.subject)
    made["Date"] = format_datetime(letter.written)
    made["Message-ID"] = f"<{letter.id}@{parseaddr(account.sender)[1].rpartition('@')[2] or 'feeds.invalid'}>"
    made["Auto-Submitted"] = "auto-generated"
    # Lines of any length and letters of any language, through any server.
    made.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return made


def _taken(refused: Mapping[str, tuple[int, bytes]]) -> Sent:
    """Say that some would not have it, and not who: addresses are not for what is remembered."""
    codes = ", ".join(sorted({str(code) for code, _ in refused.values()}))
    return Sent(said=f"the mail server refuses some of its readers ({codes}): see `to`" if codes else "")


#: The first that fits; a person has to look at what is named.
_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "the mail server takes nothing for these readers: see `to`"),
    (smtplib.SMTPAuthenticationError, "the mail server does not let us in: see `user` and `password`"),
    (smtplib.SMTPNotSupportedError, "the mail server does not know what is asked of it: see `security` and `user`"),
    (smtplib.SMTPServerDisconnected, "the connection with the mail server broke: see `port` and `security`"),
    (ssl.SSLError, "no safe connection with the mail server can be made: see `port` and `security`"),
    (TimeoutError, "the mail server does not answer in time: see `host` and `port`"),
    (ConnectionRefusedError, "the mail server refuses the connection: see `host` and `port`"),
    (ValueError, "this cannot be written as mail: see `from`, `to`, `user` and `password`"),
)


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the mail server is not good: {error.verify_message}"
    for kind, words in _TROUBLES:
        if isinstance(error, kind):
            return words
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server says {error.smtp_code} {_line(error.smtp_error)}"
    return "there is no connection with the mail server: see `host` and `port`"


def _line(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return one_line(text)[:200]
