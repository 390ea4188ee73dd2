"""The owner's own feed as a file: written when something is told, and taken away when nobody wants it any more."""

from __future__ import annotations

from datetime import datetime

from feeds import alerts, outbox
from feeds.ledger import Ledger
from feeds.model import Config, hashed
from feeds.outbox import News
from feeds.own_code import WRITING, digest
from feeds.publish import Wanted
from feeds.release import ALERTS, publish_apart
from feeds.render import templates


def write(config: Config, ledger: Ledger, now: datetime) -> None:
    """Bring the feed to what was told, if it is wanted.

    Raises:
        PublishError: it cannot be written, or something that is not ours stands in its place.
    """
    if config.alerts.feed:
        told = outbox.news(ledger) or outbox.begin_news(ledger, now)
        publish_apart(config, ledger, ALERTS, [_wanted(config, told)])
    elif ledger.published((ALERTS,)):
        publish_apart(config, ledger, ALERTS, [])


def _wanted(config: Config, news: News) -> Wanted:
    from feeds.render.news import PATH  # noqa: PLC0415  few have such a feed

    return Wanted(
        path=PATH,
        key=hashed(config.site, news, digest(WRITING, templates.packaged())),
        part=ALERTS,
        content=lambda: [_rendered(config, news)],
        updated=max((alert.at for alert in news.told), default=news.since),
    )


def _rendered(config: Config, news: News) -> bytes:
    from feeds.render.news import Told, feed  # noqa: PLC0415  as above

    entries = [
        Told(
            id=alert.id,
            title=alerts.title(alert),
            lines=tuple(alerts.details(config, alert, is_public=True)),
            told=alert.at,
        )
        for alert in news.told
    ]
    return feed(config.site, f"{config.site.title}: how its feeds do", entries, news.since)
