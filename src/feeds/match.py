"""Which record a fresh telling belongs to: by what it is known by, then by likeness to what has just vanished.

The order is: native id, canonical link, the kind's key facts, the undated and the dated form of one event, a link whose
host moved, and at last the best assignment of what is left on both sides (`feeds.similarity`). Pure.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from feeds.identity import canonical_link, link_path, mint, normalised, occasion
from feeds.merge import Known, Sighting
from feeds.model import Event, Item, day_of
from feeds.similarity import THRESHOLD, Likeness, assign, likeness

LEFT = 2000
"""How many tellings that nothing is known of are compared with what vanished; beyond, they are new."""

_IMMINENT = timedelta(days=1)
_WEEK = timedelta(weeks=1)


class Matcher:
    """Gives the fresh sightings of a batch their uids; what waits for the end of the run is in `left`."""

    def __init__(self, known: Known, now: datetime, timezone: str) -> None:
        self._known = known
        self._today = now.astimezone(ZoneInfo(timezone)).date()
        self._held, self._taken = _holders(known)
        self._kins = _by_kin(known.sightings)
        self._places: dict[tuple[str, str], str] = {}  # by uid and page, the facts that this batch found there
        self.left: list[Sighting] = []

    def recognise(self, fresh: Iterable[Sighting], *, keep: bool) -> list[Sighting]:
        """Give uids to what is known; what is not is new, or with `keep` waits in `left`."""
        recognised = []
        # Dated forms first: they decide where the undated ones belong.
        ordered = sorted(fresh, key=lambda s: not occasion(s.item))
        cousins = _by_kin(ordered)
        for sighting in ordered:
            told = self._by_key(sighting) or self._by_kin(sighting, cousins)
            if told is None and keep:
                self.left.append(sighting)
            else:
                recognised.append(self._given(told or self._new(sighting)))
        return recognised

    def settle(self, left: Sequence[Sighting], lost: Iterable[str], elsewhere: Container[str] = ()) -> list[Sighting]:
        """Give uids to what was left: those of the `lost`, which vanished, where that is likely; else new ones.

        What is shown `elsewhere` still has vanished from one page only: it is the same if nothing but its day is new.
        """
        known = {uid: held for uid in sorted(lost) if (held := self._vanished(uid))}
        firsts = list({sighting.keys[-1]: sighting for sighting in reversed(left)}.values())[:LEFT]
        pairs = self._pairs(firsts, known, elsewhere)
        paired = {id(sighting) for sighting, _, _ in pairs}
        settled = [self._given(_as(told, uid, f"likeness {like.score:.2f} by {like.by}")) for told, uid, like in pairs]
        return settled + self.recognise((told for told in left if id(told) not in paired), keep=False)

    def _vanished(self, uid: str) -> list[Sighting]:
        return [s for s in self._known.sightings if s.uid == uid and not s.is_shown]

    def _by_key(self, sighting: Sighting) -> Sighting | None:
        for key in sighting.keys:
            holders, tier = self._held.get(key, []), key.partition(":")[0]
            if tier == "link" and (len(holders) > 1 or self._is_of_page(holders, sighting)):
                continue  # an address that several items give is that of the page which lists them
            if tier == "link" and holders and self._comes_again(holders[0], sighting):
                continue  # the page of what is held each year, or each week, shows the next one
            if holders:
                return _as(sighting, holders[0], _TIERS[tier])
        return None

    def _is_of_page(self, holders: Iterable[str], sighting: Sighting) -> bool:
        """Tell whether the page shows the holder of this link besides, as something else."""
        facts = sighting.keys[-1]
        held = frozenset(holders)
        if any(self._places.get((uid, sighting.page), facts) != facts for uid in held):
            return True
        shown = (s for s in self._known.sightings if s.uid in held and s.page == sighting.page and s.is_shown)
        return any(s.keys[-1] != facts for s in shown)

    def _comes_again(self, uid: str, sighting: Sighting) -> bool:
        olds = [old for old in self._known.sightings if old.uid == uid]
        return bool(olds) and not any(self._may_move(old, sighting, {}) for old in olds)

    def _by_kin(self, sighting: Sighting, cousins: Mapping[str, Sequence[Sighting]]) -> Sighting | None:
        if sighting.kin is None:
            return None
        relatives = self._kins.get(sighting.kin, [])
        if occasion(sighting.item):
            uid = _of_dated(sighting, relatives, cousins[sighting.kin])
        else:
            uid = _of_undated(sighting, relatives)
        return _as(sighting, uid, "title and place, with and without a date") if uid else None

    def _new(self, sighting: Sighting) -> Sighting:
        item, source = sighting.item, sighting.source
        # What it is not known by is the address of its source: all that have no link of their own would be one.
        if not any(key.startswith("link:") for key in sighting.keys):
            item = msgspec.structs.replace(item, url=None)
        return _as(sighting, mint(item, source, self._taken), "new")

    def _given(self, sighting: Sighting) -> Sighting:
        for key in sighting.keys:
            uids = self._held.setdefault(key, [])
            if sighting.uid not in uids:
                uids.append(sighting.uid)
        if sighting.kin is not None:
            self._kins.setdefault(sighting.kin, []).append(sighting)
        self._places[sighting.uid, sighting.page] = sighting.keys[-1]
        self._taken.add(sighting.uid)
        return sighting

    def _pairs(
        self, fresh: Sequence[Sighting], lost: Mapping[str, Sequence[Sighting]], elsewhere: Container[str]
    ) -> list[tuple[Sighting, str, Likeness]]:
        uids, days = sorted(lost), _days((*self._known.sightings, *fresh))
        likely: dict[tuple[int, int], Likeness] = {}
        for row, sighting in enumerate(fresh):
            for column, uid in enumerate(uids):
                olds = [old for old in lost[uid] if uid not in elsewhere or old.kin == sighting.kin is not None]
                like = max((self._like(old, sighting, days) for old in olds), key=_score, default=_NOTHING)
                if like.score >= THRESHOLD:
                    likely[row, column] = like
        found = assign({pair: like.score for pair, like in likely.items()})
        return [(fresh[row], uids[column], likely[row, column]) for row, column in found.items()]

    def _like(self, old: Sighting, fresh: Sighting, days: Mapping[str, set[tuple[str, str]]]) -> Likeness:
        if not self._may_move(old, fresh, days):
            return _NOTHING
        like = likeness(old.item, fresh.item)
        if _changed_host(old.item, fresh.item) and _share_words(old.item, fresh.item):
            # A page that lists several items moves with all of them: the likest are the same.
            return Likeness(score=0.9 + 0.1 * like.score, by="the same link on another host")
        return like

    def _may_move(self, old: Sighting, fresh: Sighting, days: Mapping[str, set[tuple[str, str]]]) -> bool:
        """Tell whether an event may have moved from one day to another: not a past one, not one of a series."""
        was, now = old.item, fresh.item
        if not (isinstance(was, Event) and isinstance(now, Event) and was.start and now.start):
            return True
        day, new = day_of(was.start), day_of(now.start)
        if occasion(was) == occasion(now) or now.previous_start == was.start:
            return True
        if day < self._today or was.recurrence_text or now.recurrence_text:
            return False
        if now.status == "rescheduled":
            return True
        known = {told for kin in (old.kin, fresh.kin) if kin for told, uid in days.get(kin, ()) if uid != old.uid}
        is_next = day - self._today <= _IMMINENT and new > day and (new - day) % _WEEK == timedelta()
        return not is_next and not known - {occasion(was), occasion(now)}


_TIERS = {"id": "native id", "link": "link", "facts": "facts"}


_NOTHING = Likeness(score=0.0)


def _score(like: Likeness) -> float:
    return like.score


def _days(sightings: Iterable[Sighting]) -> dict[str, set[tuple[str, str]]]:
    """Give, by title and place, all days on which there is or was such an event, each with its uid."""
    days: dict[str, set[tuple[str, str]]] = {}
    for sighting in sightings:
        if sighting.kin is not None and occasion(sighting.item):
            days.setdefault(sighting.kin, set()).add((occasion(sighting.item), sighting.uid))
    return days


def _holders(known: Known) -> tuple[dict[str, list[str]], set[str]]:
    """Tell who is known by each key today, and which uids already mean something.

    An id or a link stays with what it was given to; facts that were edited away may come again as something else.
    """
    held: dict[str, list[str]] = {}
    told = ((key, s.uid) for s in known.sightings for key in s.keys)
    for key, uid in (*told, *((key, uid) for key, uid in known.keys if not key.startswith("facts:"))):
        uids = held.setdefault(key, [])
        if uid not in uids:
            uids.append(uid)
    return held, {record.uid for record in known.records} | {uid for _, uid in known.keys}


def _as(sighting: Sighting, uid: str, reason: str) -> Sighting:
    return msgspec.structs.replace(sighting, uid=uid, reason=reason)


def _changed_host(one: Item, other: Item) -> bool:
    path = link_path(one.url)
    return path is not None and path == link_path(other.url) and canonical_link(one.url) != canonical_link(other.url)


def _share_words(one: Item, other: Item) -> bool:
    a, b = normalised(one.title or ""), normalised(other.title or "")
    return a == b or bool(set(a.split()) & set(b.split()))


def _of_dated(sighting: Sighting, relatives: Sequence[Sighting], cousins: Sequence[Sighting]) -> str | None:
    own = occasion(sighting.item)
    same = {other.uid for other in relatives if occasion(other.item) == own}
    if same:
        return min(same)
    undated = {other.uid for other in relatives if not occasion(other.item)}
    days = {occasion(other.item) for other in (*relatives, *cousins)} - {""}
    return undated.pop() if len(undated) == 1 and days == {own} else None


def _of_undated(sighting: Sighting, relatives: Sequence[Sighting]) -> str | None:
    dated = {other.uid for other in relatives if occasion(other.item)}
    here = {other.uid for other in relatives if (other.source, other.page) == (sighting.source, sighting.page)}
    for candidates in (dated, here):
        if len(candidates) == 1:
            return min(candidates)
    return None


def _by_kin(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    families: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        if sighting.kin is not None:
            families.setdefault(sighting.kin, []).append(sighting)
    return families
