"""Records to files: only what changed is made ready, the gate looks at it, and then it takes its place, or is held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from feeds import catalogue, pings
from feeds.catalogue import LARGE, Holding, may_stand_in, public
from feeds.config import state_folder
from feeds.errors import PublishError
from feeds.gate import Held, Standing, judge
from feeds.ledger import Ledger
from feeds.model import Config, Feed, Record, deadlines, decode_hook, encoded, hashed
from feeds.own_code import WRITING, digest
from feeds.publish import Stage, Staged, Wanted, claimed, discard, put_back, stands, swap
from feeds.remembered import Entry, Facets, Published, Undo, batches
from feeds.render import templates

KEPT = 3
"""How many publications can be taken back."""
EVERYTHING = "*"
"""What `--accept` names to let all feeds and sources through, and to publish again after a rollback."""
SITE = "site"
"""What the pages that all feeds share are called when they are held."""

_BATCH = 200


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """How the output folder was left: the paths `written` and `removed`, how many files there are, what was `held`."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    number: int = 0
    held: tuple[Held, ...] = ()
    warnings: tuple[str, ...] = ()


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """Since when something is held back (UTC), and why."""

    since: datetime
    reasons: tuple[str, ...]


class _Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be looked at: everything, or these feeds and items."""

    feeds: tuple[Feed, ...]
    uids: tuple[str, ...] = ()
    is_whole: bool = False


def publish_feeds(
    config: Config,
    ledger: Ledger,
    now: datetime,
    *,
    accepted: Collection[str] = (),
    rehearsed: Path | None = None,
    keeps: bool = True,
) -> Publication:
    """Bring the output to what the ledger and the configuration say at a moment.

    Feeds in `accepted` pass the gate whatever they are. When it is `rehearsed`, files are made ready in that folder and
    thrown away. What stood there is kept for a rollback, unless it `keeps` nothing.

    Raises:
        PublishError: the output cannot be written; each file is as before or as wanted.
    """
    pinned = ledger.stamp("pinned")
    if pinned is not None and EVERYTHING not in accepted:
        return Publication(number=ledger.number_published(), held=(Held(name=EVERYTHING, reasons=(pinned,)),))
    scope = _scope(config, ledger, now)
    if scope is None:
        return Publication(number=ledger.number_published())
    release = _Release(
        config,
        ledger,
        now,
        scope,
        accepted=frozenset(accepted),
        rehearsed=rehearsed,
        keeps=keeps,
    )
    return release.run()


def roll_back(config: Config, ledger: Ledger, now: datetime) -> tuple[str, ...]:
    """Put the publication before the last one back, and publish nothing until that is accepted; gives the paths.

    Raises:
        PublishError: there is none, or it cannot be put back.
    """
    generations = ledger.generations()
    if generations and not _changed_by(config, ledger, generations[0]):
        # It was killed before it changed anything.
        ledger.drop_undo(generations[:1])
        generations = generations[1:]
    if not generations:
        raise PublishError(
            "there is no earlier publication to put back",
            where=str(config.output),
            remedy="the first one, and what was before `feeds forget`, cannot be taken back",
        )
    generation = generations[0]
    latest = _changed_by(config, ledger, generation)
    paths = put_back(config.output, latest, partial(_kept, config, generation))
    restored = [one.before for one in latest if one.before is not None]
    with ledger.transaction():
        pings.note(config, ledger, restored, now)
        ledger.publish(restored, paths)
        ledger.drop_undo([generation])
        ledger.set_stamp("finished", ledger.stamp("generation"))
        ledger.set_stamp("publication", None)
        ledger.set_stamp("held publication", None)
        ledger.set_stamp(
            "pinned", f"the publication was taken back on {now:%Y-%m-%d %H:%M} UTC, and nothing is published since"
        )
    discard(_kept_folder(config, generation))
    return paths


PURGE = "purge"
"""The stamp that says that something was forgotten, and its last traces are still to be removed."""


def purge(config: Config, ledger: Ledger, now: datetime) -> Publication:
    """Publish without what was forgotten, whatever the gate says, and leave no copy of anything that stood there.

    What is held is let through too: the last good file would still tell what is to be forgotten.

    Raises:
        PublishError: the output cannot be written; the next build tries again.
    """
    done = publish_feeds(config, ledger, now, accepted=(EVERYTHING,), keeps=False)
    _forget_undo(config, ledger)
    ledger.vacuum()
    ledger.set_stamp(PURGE, None)
    return done


def _forget_undo(config: Config, ledger: Ledger) -> None:
    """Throw away all that could bring back what was published once."""
    ledger.drop_undo(ledger.generations())
    _discard_all_but(config, ())


def _changed_by(config: Config, ledger: Ledger, generation: int) -> tuple[Undo, ...]:
    """List what a publication changed; of one that did not come to its end, what it came to."""
    told = ledger.undo(generation)
    if str(generation) != ledger.stamp("generation") or ledger.stamp("finished") == ledger.stamp("generation"):
        return told
    return tuple(
        one
        for one in told
        if (_kept(config, generation, one.path) if one.before else config.output / one.path).is_file()
    )


def _discard_all_but(config: Config, generations: Collection[int]) -> None:
    """Throw away what was kept, also by one that was killed before it could."""
    wanted = {_kept_folder(config, generation) for generation in generations}
    start = f"{config.output.name}.kept-"
    for folder in sorted(state_folder(config.output).iterdir()):
        if folder.name.startswith(start) and folder not in wanted:
            discard(folder)


def publish_apart(config: Config, ledger: Ledger, part: str, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Bring the files of a part of its own to what is wanted, past the gate and without a way back; gives the paths.

    They tell of Feeds itself, and not of what sources say. Nothing is loaded or written when they stand as wanted.

    Raises:
        PublishError: the output cannot be written; each file is as before or as wanted.
    """
    known = {file.path: file for file in ledger.published((part,))}
    gone = sorted(known.keys() - {want.path for want in wanted})
    todo = [want for want in wanted if not _is_as_wanted(config, want, known.get(want.path))]
    if not (todo or gone):
        return ()
    stage = Stage(config.output)
    stage.prepare()
    made = [stage.ready(want, known.get(want.path)) for want in todo]
    ready = [one for one in made if isinstance(one, Staged)]
    # A build that is killed leaves no file that nobody knows.
    ledger.publish([claimed(one) for one in ready if one.before is None])
    swap(config.output, ready, gone, None)
    ledger.publish([one.file if isinstance(one, Staged) else one for one in made], gone)
    return tuple(one.file.path for one in ready)


def _is_as_wanted(config: Config, want: Wanted, known: Published | None) -> bool:
    return known is not None and known.key == want.key and stands(config.output, known)


STATUS, ALERTS = APART = "status", "alerts"
"""The parts of what is published that tell of Feeds itself."""


def note_held(
    ledger: Ledger, what: Literal["sources", "publication"], held: Iterable[Held], now: datetime, others: Iterable[str]
) -> None:
    """Remember what is held back and since when; `others` stay as they were."""
    before = held_since(ledger, what)
    after = {name: before[name] for name in others if name in before}
    after |= {
        one.name: Hold(since=before[one.name].since if one.name in before else now, reasons=one.reasons) for one in held
    }
    if after != before:
        ledger.set_stamp(f"held {what}", encoded(after).decode() if after else None)


def held_since(ledger: Ledger, what: Literal["sources", "publication"]) -> dict[str, Hold]:
    """Tell what the last build held back, by name: sources that are not believed, or feeds and files."""
    return msgspec.json.decode(ledger.stamp(f"held {what}") or "{}", type=dict[str, Hold])


def pinned(ledger: Ledger) -> str | None:
    """Say since when nothing is published because a publication was taken back; None when it was not."""
    return ledger.stamp("pinned")


def next_moment(ledger: Ledger) -> datetime | None:
    """Tell when (UTC) time alone changes what is published; None when it never does."""
    return min(_done(ledger).stale.values(), default=None)


def leaving(config: Config, ledger: Ledger, feed: Feed) -> tuple[str, ...]:
    """List the uids in the last good file of a feed that it would not hold any more though it had no limit."""
    remembered = ledger.stamp(f"holding {feed.name}")
    listed = next((name for name in feed.formats if name != "ics"), "ics")
    contents = ledger.contents(feed.path(listed))
    if remembered is None or contents is None:
        return ()
    held = msgspec.json.decode(remembered, type=Holding, dec_hook=decode_hook)
    query = held.dated if listed == "ics" else held.entries
    stays = {entry.uid for entry in ledger.select(msgspec.structs.replace(query, limit=None))}
    return tuple(uid for uid in Standing.of(contents[32:]).titles if uid not in stays)


def lost_from_kept(config: Config, ledger: Ledger) -> dict[int, tuple[str, ...]]:
    """List, for each publication that can be taken back, what was kept for that and is gone."""
    lost = {
        number: tuple(
            one.path
            for one in ledger.undo(number)
            if one.before is not None and not _kept(config, number, one.path).is_file()
        )
        for number in ledger.generations()
    }
    return {number: paths for number, paths in lost.items() if paths}


def _scope(config: Config, ledger: Ledger, now: datetime) -> _Scope | None:
    known = _done(ledger)
    if known.settings != _settings(config) or not _stand(config, ledger):
        return _Scope(feeds=config.feeds, is_whole=True)
    stale = {name for name, moment in known.stale.items() if moment <= now}
    if known.revision == ledger.revision() and not stale and not known.held:
        return None
    facets, departed = ledger.facets(known.revision), ledger.departed(known.revision)
    touched = {feed.name for feed in config.feeds if any(_concerns(feed, facet) for facet in facets)}
    wanted = touched | stale | set(known.held)
    return _Scope(
        feeds=tuple(feed for feed in config.feeds if feed.name in wanted),
        uids=tuple(sorted({*ledger.changed(known.revision), *departed})),
    )


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """What the last publication was made from; `stale` says when time alone changes a feed."""

    settings: str = ""
    revision: int = -1
    stale: dict[str, datetime] = {}
    held: tuple[str, ...] = ()


def _done(ledger: Ledger) -> _Done:
    return msgspec.json.decode(ledger.stamp("publication") or "{}", type=_Done)


def _settings(config: Config) -> str:
    return hashed(config, digest(WRITING, templates.packaged()))


def _stand(config: Config, ledger: Ledger) -> bool:
    """Tell whether the output is as it was left: each feed and page; of single items, that none came or went."""
    parts = ("site", *(feed.part for feed in config.feeds))
    if not all(stands(config.output, file) for file in ledger.published(parts)):
        return False
    return ledger.stamp("items") == _folder_stamp(config)


def _folder_stamp(config: Config) -> str:
    try:
        return str((config.output / "items").stat().st_mtime_ns)
    except OSError:
        return ""


def _concerns(feed: Feed, facet: Facets) -> bool:
    return facet.kind in feed.kinds and (not feed.categories or bool(set(feed.categories) & set(facet.categories)))


def _kept_folder(config: Config, generation: int) -> Path:
    return state_folder(config.output) / f"{config.output.name}.kept-{generation}"


def _kept(config: Config, generation: int, path: str) -> Path:
    return _kept_folder(config, generation) / path.replace("/", "%")


class _Release:
    """One publication: what is ready, what the gate says of it, and what was written."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        now: datetime,
        scope: _Scope,
        *,
        accepted: frozenset[str],
        rehearsed: Path | None,
        keeps: bool,
    ) -> None:
        from feeds.publication import Publisher  # noqa: PLC0415  a build with nothing to do loads no renderer

        self._config, self._ledger, self._now, self._scope = config, ledger, now, scope
        self._accepted, self._rehearsed = accepted, rehearsed
        # Before the first publication there is nothing to go back to.
        self._keeps = keeps and ledger.number_published() > 0
        self._ready: dict[str, list[Staged]] = {}  # by part
        self._same: list[Published] = []  # that stand there already, and were made from something else
        self._gone: dict[str, list[str]] = {}
        self._errors: dict[str, list[str]] = {}  # by path
        self._warnings: dict[str, None] = {}
        self._held: dict[str, tuple[str, ...]] = {}
        self._holdings = {feed.name: self._holding(feed) for feed in config.feeds}
        state = state_folder(config.output)
        self._publisher = Publisher(
            config,
            tuple(self._holdings.values()),
            ledger,
            now,
            inspect=self._inspect,
            scratch=rehearsed or state,
            compiled=None if rehearsed else state / "templates",
        )
        self._stage = Stage(config.output, rehearsed)

    def run(self) -> Publication:
        """Make ready, ask the gate, and swap."""
        self._stage.prepare()
        try:
            self._items()
            for feed in self._scope.feeds:
                self._feed(feed)
            self._shared()
            self._former_feeds()
            self._judge()
            return self._reported() if self._rehearsed is not None else self._swapped()
        except BaseException:
            # A disk that is full is not to stay so for what nobody will ever see.
            self._stage.drop(one for staged in self._ready.values() for one in staged)
            raise

    def _holding(self, feed: Feed) -> Holding:
        """Find out what a feed holds, or remember it of one that nothing concerns."""
        name = f"holding {feed.name}"
        remembered = self._ledger.stamp(name)
        before = msgspec.json.decode(remembered, type=Holding, dec_hook=decode_hook) if remembered else None
        if feed not in self._scope.feeds and before is not None:
            return before
        left = self._ledger.stamp(f"left {feed.name}")
        found = catalogue.holding(
            self._config,
            feed,
            self._ledger,
            self._now,
            is_split=self._ledger.stamp(f"split {feed.name}") is not None,
            left=datetime.fromisoformat(left) if left else None,
        )
        if self._leaves(feed, found):
            self._ledger.set_stamp(f"left {feed.name}", self._now.isoformat())
            updated = max(self._now, found.updated or self._now)
            found = msgspec.structs.replace(found, updated=updated)
        self._ledger.set_stamp(name, encoded(found).decode())
        return found

    def _leaves(self, feed: Feed, holding: Holding) -> bool:
        """Tell whether something that stands in a feed is no longer to: that is a change, of which no record tells."""
        listed = next((name for name in feed.formats if name != "ics"), "ics")
        before = self._ledger.contents(feed.path(listed))
        if before is None:
            return False
        wanted = self._ledger.select(holding.dated if listed == "ics" else holding.entries)
        return bool(Standing.of(before[32:]).titles.keys() - {entry.uid for entry in wanted})

    def _inspect(self, path: str, body: bytes) -> None:
        from feeds.check import check  # noqa: PLC0415  as above

        for problem in check(path, body, self._now):
            line = f"{path}: {problem.message}" + (f" ({problem.entry})" if problem.entry else "")
            if problem.severity == "error":
                self._errors.setdefault(path, []).append(f"it is not valid: {line}")
            else:
                self._warnings[line] = None

    def _items(self) -> None:
        wanted: set[str] = set()
        for batch in batches(self._item_entries(), _BATCH):
            wants = list(self._publisher.items(batch))
            known = {file.path: file for file in self._ledger.published((), (want.path for want in wants))}
            for want in wants:
                self._take("item", self._stage.ready(want, known.get(want.path)), known.get(want.path))
                wanted.add(want.path)
        paths = self._ledger.item_paths() if self._scope.is_whole else self._known_of(self._scope.uids)
        self._gone["item"] = [path for path in paths if path not in wanted]

    def _item_entries(self) -> Iterator[Entry]:
        if self._scope.is_whole:
            for query in public(self._config):
                yield from self._ledger.select(query)
            return
        for batch in batches(self._scope.uids, _BATCH):
            records, brief = self._ledger.records(batch), self._ledger.brief(batch)
            yield from (brief[uid] for uid in batch if uid in brief and self._is_public(records[uid]))

    def _is_public(self, record: Record) -> bool:
        return any(may_stand_in(self._config, feed, record) for feed in self._config.feeds)

    def _known_of(self, uids: Iterable[str]) -> list[str]:
        slugs = (uid.removeprefix("urn:uuid:") for uid in uids)
        paths = (f"items/{slug}.{ending}" for slug in slugs for ending in ("html", "ics"))
        return [file.path for file in self._ledger.published((), paths)]

    def _feed(self, feed: Feed) -> None:
        known = {file.path: file for file in self._ledger.published((feed.part,))}
        self._publisher.know(known.values())
        part, publisher, holding = feed.part, self._publisher, self._holdings[feed.name]
        wanted = self._take_all(part, publisher.formats(holding), known)
        calendars = self._take_all(part, publisher.calendars(holding), known)
        if self._is_large(feed) and self._ledger.stamp(f"split {feed.name}") is None:
            self._ledger.set_stamp(f"split {feed.name}", "1")
            self._holdings[feed.name] = holding = self._holding(feed)
            self._unready(part, calendars)
            calendars = self._take_all(part, publisher.calendars(holding), known)
        wanted |= calendars
        wanted |= self._take_all(part, publisher.pages(holding), known)
        if self._is_large(feed):
            told = f"{feed.path('ics')}: it has more than {LARGE:,} bytes, which Google Calendar does not take"
            self._warnings[f"{told} (make feeds of fewer categories)"] = None
        self._gone[part] = sorted(known.keys() - wanted)

    def _is_large(self, feed: Feed) -> bool:
        staged = self._ready.get(feed.part, ())
        return any(one.file.size > LARGE for one in staged if one.file.path == feed.path("ics"))

    def _unready(self, part: str, paths: Collection[str]) -> None:
        staged = self._ready.get(part, [])
        self._stage.drop(one for one in staged if one.file.path in paths)
        self._ready[part] = [one for one in staged if one.file.path not in paths]

    def _shared(self) -> None:
        known = {file.path: file for file in self._ledger.published(("site",))}
        self._take_all("site", self._publisher.site(), known)

    def _former_feeds(self) -> None:
        """List the files of feeds that are no longer in the configuration."""
        if not self._scope.is_whole:
            return
        parts = {"item", "site", *APART, *(feed.part for feed in self._config.feeds)}
        wanted = {one.file.path for staged in self._ready.values() for one in staged} | {f.path for f in self._same}
        former = self._ledger.published([part for part in self._ledger.parts() if part not in parts])
        self._gone["former"] = [file.path for file in former if file.path not in wanted]

    def _take_all(self, part: str, wants: Iterable[Wanted], known: dict[str, Published]) -> set[str]:
        paths = set()
        for want in wants:
            paths.add(want.path)
            self._take(part, self._stage.ready(want, known.get(want.path)), known.get(want.path))
        return paths

    def _take(self, part: str, ready: Staged | Published, known: Published | None) -> None:
        if isinstance(ready, Staged):
            self._ready.setdefault(part, []).append(ready)
        elif ready != known:
            self._same.append(ready)

    def _judge(self) -> None:
        """Hold what may not go out; with a feed the pages that lead to it are held, and nothing is taken away."""
        for feed in self._scope.feeds:
            reasons = (*self._invalid(feed.part), *self._losses(feed))
            if reasons and not {feed.name, EVERYTHING} & self._accepted:
                self._hold(feed.part, feed.name, reasons)
        items = {path: tuple(reasons) for path, reasons in self._errors.items() if path.startswith("items/")}
        if items and EVERYTHING not in self._accepted:
            self._held |= items
            self._unready("item", items)
        site = self._invalid("site")
        if site and EVERYTHING not in self._accepted:
            self._hold("site", SITE, site)
        elif self._held:
            self._hold("site", "", ())
            for part in ("item", "former"):
                self._gone.pop(part, None)

    def _invalid(self, part: str) -> tuple[str, ...]:
        paths = [one.file.path for one in self._ready.get(part, ())]
        return tuple(reason for path in paths for reason in self._errors.get(path, ()))

    def _hold(self, part: str, name: str, reasons: tuple[str, ...]) -> None:
        if reasons:
            self._held[name] = reasons
        dropped = self._ready.pop(part, [])
        self._stage.drop(dropped)
        self._gone.pop(part, None)
        for one in dropped:
            self._publisher.contents.pop(one.file.path, None)

    def _losses(self, feed: Feed) -> tuple[str, ...]:
        """Ask the gate about the feed in the first of its formats, and about its calendar."""
        listed = next((name for name in feed.formats if name != "ics"), None)
        reasons: dict[str, None] = {}
        for name in (listed, "ics" if "ics" in feed.formats else None):
            path = feed.path(name) if name else ""
            before = self._ledger.contents(path) if path else None
            if before is None or not self._is_new(feed, path):
                continue
            old = Standing.of(before[32:])
            new = Standing.of(self._publisher.contents.get(path, b"")[32:])
            lost = self._lost(feed, [uid for uid in old.titles if uid not in new.titles], calendar=name == "ics")
            reasons |= dict.fromkeys(judge(feed, old, new, lost, self._config.gate))
        return tuple(reasons)

    def _is_new(self, feed: Feed, path: str) -> bool:
        return path in self._gone.get(feed.part, ()) or any(
            one.file.path == path for one in self._ready.get(feed.part, ())
        )

    def _lost(self, feed: Feed, uids: Sequence[str], *, calendar: bool) -> dict[str, bool]:
        """Tell of each uid whether it is as it should be that a feed would lose it."""
        records, dated = self._ledger.records(uids), self._ledger.brief(uids)
        return {
            uid: uid in records
            and may_stand_in(self._config, feed, records[uid])
            and not (feed.type == "snapshot" and records[uid].state == "withdrawn")
            and (not calendar or uid not in dated or dated[uid].is_dated or _had_deadline(feed, records[uid]))
            for uid in uids
        }

    def _reported(self) -> Publication:
        ready = [one for staged in self._ready.values() for one in staged]
        self._stage.drop(ready)
        gone = sorted(path for paths in self._gone.values() for path in paths)
        return self._publication(sorted(one.file.path for one in ready), gone)

    def _swapped(self) -> Publication:
        ready = [one for staged in self._ready.values() for one in staged]
        gone = sorted(path for paths in self._gone.values() for path in paths)
        generation = self._prepared(ready, gone)
        keep = partial(_kept, self._config, generation) if self._keeps else None
        removed = swap(self._config.output, ready, gone, keep)
        written = [one.file for one in ready]
        with self._ledger.transaction():
            pings.note(self._config, self._ledger, [*written, *self._same], self._now)
            self._ledger.publish([*written, *self._same], gone)
            for path, contents in self._publisher.contents.items():
                self._ledger.keep_contents(path, contents)
            self._remember()
        self._drop_old()
        return self._publication([file.path for file in written], removed)

    def _prepared(self, ready: Sequence[Staged], gone: Sequence[str]) -> int:
        """Note what is about to change, so that a build which is killed leaves no file that nobody knows.

        One that goes on where another was killed is one publication with it, for taking back.
        """
        begun, finished = self._ledger.stamp("generation"), self._ledger.stamp("finished")
        is_resumed = begun is not None and begun != finished
        generation = int(begun or 0) + (1 if (ready or gone) and not is_resumed else 0)
        is_first = finished is None and not any(file.sha256 for file in self._ledger.published())
        before = {one.file.path: one.before for one in ready}
        before |= {file.path: file for file in self._ledger.published((), gone)}
        # What somebody took away or spoilt cannot be kept, and must not keep the rest from being taken back.
        undo = {
            path: _undo(generation, path, known)
            for path, known in before.items()
            if known is None or not known.sha256 or stands(self._config.output, known)
        }
        if is_resumed:
            undo |= {one.path: one for one in _changed_by(self._config, self._ledger, generation)}
        elif undo:
            discard(_kept_folder(self._config, generation))
        with self._ledger.transaction():
            self._ledger.set_stamp("generation", str(generation))
            self._ledger.publish([claimed(one) for one in ready if one.before is None])
            if is_resumed:
                self._ledger.drop_undo([generation])
            if self._keeps and not is_first:
                self._ledger.keep_undo(undo.values())
        return generation

    def _drop_old(self) -> None:
        generations = self._ledger.generations()
        if generations[KEPT:]:
            self._ledger.drop_undo(generations[KEPT:])
        _discard_all_but(self._config, generations[:KEPT])

    def _remember(self) -> None:
        done = _Done(
            settings="" if self._held and self._scope.is_whole else _settings(self._config),
            # What is held, and all that could not be taken away because of it, is looked at again the next time.
            revision=_done(self._ledger).revision if self._held else self._ledger.revision(),
            stale={name: held.stale for name, held in self._holdings.items() if held.stale is not None},
            held=tuple(self._held),
        )
        self._ledger.set_stamp("publication", encoded(done).decode())
        self._ledger.set_stamp("items", _folder_stamp(self._config))
        self._ledger.set_stamp("pinned", None)
        self._ledger.set_stamp("finished", self._ledger.stamp("generation"))
        note_held(self._ledger, "publication", self._held_back(), self._now, ())
        self._ledger.drop_departed(done.revision)

    def _held_back(self) -> tuple[Held, ...]:
        return tuple(Held(name=name, reasons=reasons) for name, reasons in self._held.items())

    def _publication(self, written: Iterable[str], removed: Iterable[str]) -> Publication:
        return Publication(
            written=tuple(written),
            removed=tuple(removed),
            number=self._ledger.number_published(),
            held=self._held_back(),
            warnings=tuple(self._warnings),
        )


def _had_deadline(feed: Feed, record: Record) -> bool:
    """Tell whether something without a date may well have stood in a calendar, and may leave it in time."""
    return record.item.kind == "job_posting" or (feed.deadlines and bool(deadlines(record.item)))


def _undo(generation: int, path: str, known: Published | None) -> Undo:
    # What is only claimed was never there.
    return Undo(generation=generation, path=path, before=known if known and known.sha256 else None)
