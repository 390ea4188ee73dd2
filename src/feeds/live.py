"""What `feeds serve` and `feeds run --serve` tell of how all is: looked up in the ledger, once a second at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feeds import metrics, status
from feeds.conditions import Status
from feeds.model import Config
from feeds.pipeline import looked_into
from feeds.render import status as rendered
from feeds.server.live import Told

_FRESH = timedelta(seconds=1)
_TEXT = "text/plain; charset=utf-8"


class Watch:
    """Tells at `/readyz` whether all sources are fresh; if it `tells_all`, also which are not, the state, and metrics.

    These name sources, and what went wrong with them.
    """

    def __init__(self, config: Config, *, tells_all: bool) -> None:
        self._config, self._tells_all = config, tells_all
        self._last: Status | None = None

    def answer(self, path: str) -> Told | None:
        """Tell what there is to tell at a path; None leaves it to the folder.

        Raises:
            LedgerError: the ledger failed.
        """
        if path == "/readyz":
            return self._ready()
        return self._all(path) if self._tells_all else None

    def _ready(self) -> Told:
        is_ready, reason = status.is_ready(self._now())
        told = reason if self._tells_all else "ready" if is_ready else "not ready"
        return Told(body=f"{told}\n".encode(), media_type=_TEXT, status=200 if is_ready else 503)

    def _all(self, path: str) -> Told | None:
        match path:
            case "/status.json":
                return Told(body=rendered.json(self._now()), media_type="application/json")
            case "/status.html":
                return Told(body=rendered.page(self._now(), self._config), media_type="text/html; charset=utf-8")
            case "/status.svg":
                return Told(body=rendered.badge(self._now(), self._config.site), media_type="image/svg+xml")
            case "/metrics":
                return Told(body=metrics.text(self._now()), media_type=metrics.MEDIA_TYPE)
            case _:
                return None

    def _now(self) -> Status:
        now = datetime.now(UTC)
        if self._last is None or not timedelta() <= now - self._last.made < _FRESH:
            with looked_into(self._config) as ledger:
                self._last = status.of(self._config, ledger, now)
        return self._last
