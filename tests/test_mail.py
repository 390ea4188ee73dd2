"""Mail to the owner: what a real server is given, with and without TLS, and what is said when that fails."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from feeds.mail import Account, Letter, Sent, message, sent
from mail_lab import PASSWORD, PEM, USER, post_office
from web_lab import closed_port, raw_server

WRITTEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TEXT = "Kilden \u201cÆblegården\u201d fejler: siden er tom – se på den.\n" + "x" * 2000 + "\n.\nslut\n"
OK = Sent()


def account(port: int, **facts: object) -> Account:
    known = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "feeds@example.org"}
    return Account(**{**known, "to": ("owner@example.org", "deputy@example.org"), **facts})  # type: ignore[arg-type]


def letter(number: int = 1, **facts: object) -> Letter:
    known = {"id": f"mail-{number:032d}", "subject": "Nyt på Åen: 2 fejler", "text": TEXT, "written": WRITTEN}
    return Letter(**{**known, **facts})  # type: ignore[arg-type]


def why(port: int, **facts: object) -> str:
    (came,) = sent(account(port, **facts), [letter()])
    assert came is not None
    assert not came.is_taken
    return came.said


def test_a_letter_is_what_a_mail_program_shows() -> None:
    with post_office() as post:
        assert sent(account(post.port), [letter()]) == [OK]
    (raw,), (read,) = post.raw, post.letters
    assert post.envelopes == [("feeds@example.org", ["owner@example.org", "deputy@example.org"])]
    assert read["Subject"] == "Nyt på Åen: 2 fejler"
    assert (read["From"], read["To"]) == ("feeds@example.org", "owner@example.org, deputy@example.org")
    assert read["Date"].datetime == WRITTEN
    assert read["Message-ID"] == "<mail-00000000000000000000000000000001@example.org>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert (read.get_content_type(), read.get_content_charset()) == ("text/plain", "utf-8")
    assert read.get_content().replace("\r\n", "\n") == TEXT
    # Seven bits, and lines that every server takes.
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_same_letter_has_the_same_bytes() -> None:
    assert bytes(message(account(25), letter())) == bytes(message(account(25), letter()))


pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_tls_and_a_login(security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office(security, login=security == "starttls") as post:
        facts = {"security": security, **({"user": USER, "password": PASSWORD} if security == "starttls" else {})}
        assert "certificate of the mail server is not good: self-signed" in why(post.port, **facts)
        assert post.raw == []
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
        assert sent(account(post.port, **facts), [letter(1), letter(2)]) == [OK, OK]
        assert len(post.raw) == 2
        if security == "starttls":
            assert post.over_tls == [True, True]
            assert why(post.port, **{**facts, "password": "wrong"}).startswith("the mail server does not let us in")
    with post_office(security, host="127.0.0.2") as post:
        assert "IP address mismatch" in why(post.port, security=security, host="127.0.0.2")
        assert post.raw == []


def test_a_login_without_tls_on_this_machine() -> None:
    with post_office(login=True) as post:
        assert sent(account(post.port, user=USER, password=PASSWORD), [letter()]) == [OK]
        assert why(post.port) == "the mail server says 530 5.7.0 Authentication required"


def test_a_server_without_tls_is_not_trusted_with_anything() -> None:
    with post_office() as post:
        said = why(post.port, security="starttls", user=USER, password=PASSWORD)
        assert "see `security`" in said
        assert post.raw == []


def test_what_would_be_another_header_is_none() -> None:
    with post_office() as post:
        assert sent(account(post.port), [letter(subject="A\r\nBcc: all@example.org\r\n\r\nx")]) == [OK]
        assert post.letters[0]["Bcc"] is None
        assert post.letters[0]["Subject"] == "A Bcc: all@example.org x"
        (came,) = sent(account(post.port, sender="a@example.org\r\nBcc: all@example.org"), [letter()])
        assert came is not None
        assert not came.is_taken
        assert len(post.raw) == 1


def test_of_several_readers_one_may_be_refused() -> None:
    with post_office() as post:
        post.refused = {"deputy@example.org"}
        (came,) = sent(account(post.port), [letter()])
        assert came is not None
        assert came.is_taken
        assert came.said == "the mail server refuses some of its readers (550): see `to`"
        post.refused.add("owner@example.org")
        assert why(post.port) == "the mail server takes nothing for these readers: see `to`"
        assert len(post.raw) == 1


def test_one_that_is_not_liked_costs_itself_and_a_server_that_fails_is_not_tried_again() -> None:
    with post_office() as post:
        answers = iter([None, "554 no\x07 spam", None])
        post.refuse = lambda: next(answers)
        refused = Sent(is_taken=False, said="the mail server says 554 no spam")
        assert sent(account(post.port), [letter(1), letter(2), letter(3)]) == [OK, refused, OK]
        answers = iter([None, "421 enough"])
        enough = Sent(is_taken=False, said="the mail server says 421 enough")
        broke = Sent(is_taken=False, said="the connection with the mail server broke: see `port` and `security`")
        assert sent(account(post.port), [letter(number) for number in range(4)]) == [OK, enough, broke, None]
        assert len(post.raw) == 3
    assert why(closed_port()) == "the mail server refuses the connection: see `host` and `port`"
    assert "no connection" in why(25, host="nowhere.invalid")


def test_a_password_stands_in_no_message() -> None:
    secret = "hemmeligt-æ"
    with post_office("none", login=True) as post:
        (came,) = sent(account(post.port, user=USER, password=secret), [letter()])
        assert came is not None
        assert "hemm" not in msgspec.json.encode(came).decode()


def test_a_server_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.mail.SECONDS", 0.5)

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"220 ")
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    for security in ("none", "starttls"):
        with raw_server(drip) as port:
            began = time.monotonic()
            assert "within" in why(port, security=security)
            assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_while_tls_begins_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.mail.SECONDS", 0.3)

    def silent(connection: socket.socket) -> None:
        while connection.recv(1 << 16):
            pass

    with raw_server(silent) as port:
        began = time.monotonic()
        assert "within" in why(port, security="tls")
        assert time.monotonic() - began < 3


def test_a_certificate_is_at_hand() -> None:
    assert Path(PEM).read_text("ascii").count("BEGIN") == 2
