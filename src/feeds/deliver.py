"""Messages to where they belong: tried within a bounded time, again after growing pauses, and given up after days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from feeds import alerts
from feeds.alerts import OUTPUT, TEST, Alert
from feeds.errors import SourceError
from feeds.ledger import Ledger
from feeds.model import Config, Mail, Webhook, encoded, hashed
from feeds.outbox import CHANNELS, contents
from feeds.remembered import Message

if TYPE_CHECKING:
    from feeds.fetch.web import Post, Posted

PATIENCE = timedelta(days=3)
"""How long a message is tried to be delivered."""
_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=6)
_ALL = 1_000_000

_WHAT = {"mail": "a letter to the owner", "webhook": "a message to the webhook", "websub": "a message to the hub"}


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the messages that were due, by how many; `warnings` are what a person should know, a line each."""

    done: int = 0
    failed: int = 0
    given_up: int = 0
    warnings: tuple[str, ...] = ()


def next_due(ledger: Ledger) -> datetime | None:
    """Tell when the next message is to be tried (UTC), or None when none waits."""
    return min((message.next_try for message in ledger.messages("waiting", limit=_ALL)), default=None)


def deliver(config: Config, ledger: Ledger, now: datetime) -> Delivered:
    """Deliver what is due, in twenty seconds at most.

    A person should know of a message that is given up, and of the first failure of one that is for the owner.

    Raises:
        LedgerError: what came of it could not be noted.
    """
    due = [message for message in ledger.messages("waiting", limit=_ALL) if message.next_try <= now]
    if not due:
        return Delivered()
    # Whoever is killed meanwhile may have delivered it: then the next try is the second, after a pause, not the first.
    ledger.save_messages(_tried(message, now) for message in due)
    outcomes: list[Outcome] = []
    for work in (_letters, _posts):
        came = list(work(config, due, now))
        ledger.save_messages(message for message, _ in came)
        outcomes += came
    states = Counter(message.state for message, _ in outcomes)
    return Delivered(
        done=states["delivered"],
        failed=states["waiting"],
        given_up=states["given up"],
        warnings=tuple(line for _, line in outcomes if line),
    )


def tested(config: Config, now: datetime) -> dict[str, str]:
    """Send a test to the owner by each way that is configured, and say of each what went wrong, or nothing."""
    wanted = {"mail": config.alerts.mail, "webhook": config.alerts.webhook}
    test = Alert(about="output", name=OUTPUT, outcome=TEST, since=now, at=now)
    messages = [
        Message(
            id=f"{channel}-{hashed(channel, now)[:32]}",
            channel=channel,
            subject=alerts.subject(config.site, [test]),
            body=encoded([test]).decode(),
            created=now,
            next_try=now,
        )
        for channel in CHANNELS
        if wanted[channel] is not None
    ]
    outcomes = [*_letters(config, messages, now), *_posts(config, messages, now)]
    return {message.channel: message.error for message, _ in outcomes}


Outcome = tuple[Message, str]


def _tried(message: Message, now: datetime) -> Message:
    pause = min(_FIRST * 2 ** min(message.attempts, 20), _LONGEST)
    return msgspec.structs.replace(message, attempts=message.attempts + 1, next_try=now + pause)


def _done(message: Message, now: datetime) -> Message:
    # What it told is not needed any more, and may be nobody's business later.
    return msgspec.structs.replace(_tried(message, now), state="delivered", body="", error="")


def _failed(
    message: Message, why: str, now: datetime, not_before: datetime | None = None, *, gone: bool = False
) -> Outcome:
    """Note a failure: tried again later, or given up, which somebody has to be told."""
    tried = _tried(message, now)
    what = f"{_WHAT[message.channel]} ({message.subject})"
    if gone or now - message.created >= PATIENCE:
        return msgspec.structs.replace(tried, state="given up", body="", error=why), f"{what} is given up: {why}"
    after = msgspec.structs.replace(tried, error=why, next_try=max(tried.next_try, not_before or now))
    is_news = message.channel != "websub" and not message.attempts
    return after, f"{what} could not be delivered, and is tried again: {why}" if is_news else ""


# --- mail -----------------------------------------------------------------------------------------------------------


def _letters(config: Config, due: Sequence[Message], now: datetime) -> Iterator[Outcome]:
    messages = [message for message in due if message.channel == "mail"]
    if config.alerts.mail is None:
        yield from (_failed(one, "there is no [alerts.mail] any more", now, gone=True) for one in messages)
    elif messages:
        yield from _mailed(config, config.alerts.mail, messages, now)


def _mailed(config: Config, mail: Mail, messages: Sequence[Message], now: datetime) -> Iterator[Outcome]:
    from feeds.mail import Account, Letter, sent  # noqa: PLC0415  a build with nothing to tell loads no mail

    try:
        account = Account(
            host=mail.host,
            port=mail.port,
            security=mail.security,
            sender=mail.sender,
            to=mail.to,
            user=mail.user,
            password=_filled("[alerts.mail]", mail.password),
        )
    except SourceError as error:
        yield from (_failed(message, error.message, now) for message in messages)
        return
    letters = [
        Letter(
            id=message.id,
            subject=message.subject,
            text=alerts.letter(config, contents(message)),
            written=message.created,
        )
        for message in messages
    ]
    for message, came in zip(messages, sent(account, letters), strict=True):
        if came is None:
            # It was not tried: it stays open for what there is more to tell, until the others are tried again.
            yield msgspec.structs.replace(message, next_try=_tried(messages[0], now).next_try), ""
        elif came.is_taken:
            yield _done(message, now), f"{_WHAT['mail']}: {came.said}" if came.said else ""
        else:
            yield _failed(message, came.said, now)


def _filled(where: str, template: str | None) -> str | None:
    from feeds.fetch import environment  # noqa: PLC0415  as above

    return None if template is None else environment.filled(where, template)


# --- over HTTP ------------------------------------------------------------------------------------------------------


def _posts(config: Config, due: Sequence[Message], now: datetime) -> Iterator[Outcome]:
    """Post what is for the webhook and for hubs, all together."""
    makers: Mapping[str, Callable[[Config, Message, datetime], Post]] = {"webhook": _to_webhook, "websub": _to_hub}
    posts: list[tuple[Message, Post]] = []
    for message in due:
        if message.channel not in makers:
            continue
        try:
            posts.append((message, makers[message.channel](config, message, now)))
        except _NobodyError as error:
            yield _failed(message, str(error), now, gone=True)
        except SourceError as error:
            yield _failed(message, error.message, now)
        except ValueError as error:
            yield _failed(message, f"[alerts.webhook]: {error}", now)
    if posts:
        yield from _posted(config, posts, now)


class _NobodyError(Exception):
    """Says that there is nobody any more to whom something could be delivered."""


def _posted(config: Config, posts: Sequence[tuple[Message, Post]], now: datetime) -> Iterator[Outcome]:
    from feeds.fetch import web  # noqa: PLC0415  the libraries behind it are heavy

    contact = config.site.base_url or config.site.email
    came = web.posted([post for _, post in posts], now, contact=contact)
    for (message, _), answer in zip(posts, came, strict=True):
        yield _answered(message, answer, now)


def _answered(message: Message, answer: Posted | None, now: datetime) -> Outcome:
    from feeds.fetch import manners  # noqa: PLC0415  as above

    if answer is None:
        return msgspec.structs.replace(_tried(message, now), error="there was no time left for it"), ""
    if 200 <= answer.status < 300:
        return _done(message, now), ""
    if not answer.status:
        return _failed(message, answer.said, now)
    said = f": {answer.said}" if answer.said else ""
    why = f"it answers {answer.status}{alerts.scrubbed(said)}"
    is_gone = answer.status == 410 and message.channel == "webhook"
    return _failed(message, why, now, manners.retry_after(answer.headers, now), gone=is_gone)


def _to_webhook(config: Config, message: Message, now: datetime) -> Post:
    from feeds import webhook  # noqa: PLC0415  as above
    from feeds.fetch.web import Post  # noqa: PLC0415  as above

    wanted: Webhook | None = config.alerts.webhook
    if wanted is None:
        raise _NobodyError("there is no [alerts.webhook] any more")
    url, secret = (_filled("[alerts.webhook]", template) for template in (wanted.url, wanted.secret))
    body = alerts.form(config, contents(message), message.created)
    signed = webhook.headers(message.id, body, secret, now)
    return Post(url=_address(url or ""), headers={**_JSON, **signed}, body=body)


def _to_hub(config: Config, message: Message, now: datetime) -> Post:
    from feeds.fetch.web import Post  # noqa: PLC0415  as above

    if message.to != config.site.hub:
        raise _NobodyError("this is not the hub any more")
    body = urlencode({"hub.mode": "publish", "hub.url": message.subject}).encode()
    return Post(url=message.to, headers=_FORM, body=body)


def _address(url: str) -> str:
    from feeds.addresses import web_address  # noqa: PLC0415  as above

    known = web_address(url)
    if known is None:
        # It may be secret, so it is not repeated.
        raise ValueError("`url` is no web address")
    return known


_JSON = {"Content-Type": "application/json", "Accept": "*/*"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}
