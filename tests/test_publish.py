"""Files whole or not at all, only when they differ, and nothing that is not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from feeds.errors import PublishError
from feeds.publish import Stage, Staged, Wanted, claimed, discard, locked, put_back, stands, swap
from feeds.remembered import Published, Undo
from workshop import SEED, Workshop, standard_config

UPDATED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Done(NamedTuple):
    """What a publication did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


class Desk:
    """An output folder and what is remembered of it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.files: dict[str, Published] = {}
        self.undo: list[Undo] = []
        self.rendered: list[str] = []
        self.generation = 0

    def want(self, path: str, body: str, key: str | None = None, updated: datetime = UPDATED) -> Wanted:
        def content() -> Iterator[bytes]:
            self.rendered.append(path)
            yield from (body[:1].encode(), body[1:].encode())

        return Wanted(path=path, key=body if key is None else key, part="site", content=content, updated=updated)

    def kept(self, path: str) -> Path:
        return self.output.parent / f"kept-{self.generation}" / path.replace("/", "%")

    def ready(self, *wanted: Wanted) -> list[Staged | Published]:
        """Make files ready, and throw all of them away when one cannot be."""
        self.rendered, made = [], list[Staged | Published]()
        stage = Stage(self.output)
        stage.prepare()
        try:
            for want in wanted:
                made.append(stage.ready(want, self.files.get(want.path)))
        except PublishError:
            stage.drop(one for one in made if isinstance(one, Staged))
            raise
        return made

    def publish(self, *wanted: Wanted, **bodies: str) -> Done:
        named = [self.want(path.replace("__", "/").replace("_", "."), body) for path, body in bodies.items()]
        made = self.ready(*wanted, *named)
        staged = [one for one in made if isinstance(one, Staged)]
        gone = self.files.keys() - {want.path for want in (*wanted, *named)}
        self.generation += 1
        self.undo = [Undo(generation=self.generation, path=one.file.path, before=one.before) for one in staged]
        self.undo += [Undo(generation=self.generation, path=path, before=self.files[path]) for path in sorted(gone)]
        removed = swap(self.output, staged, gone, self.kept)
        left = [one.file if isinstance(one, Staged) else one for one in made]
        self.files = {file.path: file for file in left}
        return Done(tuple(one.file.path for one in staged), removed)

    def tree(self) -> dict[str, str]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_text() for path in files}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "output")


def test_new_files_are_written_and_claimed_first(desk: Desk) -> None:
    made = desk.ready(desk.want("a.rss", "1"), desk.want("items/x.html", "22"))
    assert set(desk.tree()) == {".a.rss.feeds-part", "items/.x.html.feeds-part"}
    for one, path, size in zip(made, ("a.rss", "items/x.html"), (1, 2), strict=True):
        assert isinstance(one, Staged)
        assert (one.file.path, one.file.size, one.before) == (path, size, None)
        claim = claimed(one)
        assert (claim.path, claim.part, claim.sha256, claim.key) == (path, "site", "", "")
        assert not stands(desk.output, claim)
    done = desk.publish(a_rss="1", items__x_html="22")
    assert desk.tree() == {"a.rss": "1", "items/x.html": "22"}
    assert done.written == ("a.rss", "items/x.html")
    assert all(stands(desk.output, file) for file in desk.files.values())
    # What is claimed and was never written is written as if it were new, and what stands there is ours.
    desk.files = {"a.rss": claimed(made[0])}  # type: ignore[arg-type]
    assert desk.publish(a_rss="2").written == ("a.rss",)
    assert desk.files["a.rss"].mtime_ns == UPDATED.timestamp() * 10**9


def test_the_same_again_renders_and_writes_nothing(desk: Desk) -> None:
    desk.publish(a_rss="1")
    inode = (desk.output / "a.rss").stat().st_ino
    done = desk.publish(a_rss="1")
    assert (done.written, desk.rendered) == ((), [])
    assert (desk.output / "a.rss").stat().st_ino == inode


def test_only_what_differs_is_replaced(desk: Desk) -> None:
    desk.publish(a_rss="1", b_rss="1")
    before = (desk.output / "b.rss").stat()
    done = desk.publish(a_rss="2", b_rss="1")
    assert done.written == ("a.rss",)
    assert (desk.output / "b.rss").stat().st_mtime_ns == before.st_mtime_ns


def test_another_key_with_the_same_bytes_writes_nothing(desk: Desk) -> None:
    desk.publish(a_rss="1")
    before = (desk.output / "a.rss").stat().st_mtime_ns
    done = desk.publish(desk.want("a.rss", "1", key="other", updated=UPDATED + timedelta(days=1)))
    assert done.written == ()
    assert desk.files["a.rss"].key == "other"
    assert (desk.output / "a.rss").stat().st_mtime_ns == before
    assert stands(desk.output, desk.files["a.rss"])
    assert list(desk.output.rglob("*.feeds-part")) == []


def test_the_time_of_a_file_is_that_of_the_newest_revision_in_it(desk: Desk) -> None:
    desk.publish(desk.want("a.rss", "1", updated=UPDATED + timedelta(microseconds=7)))
    place = desk.output / "a.rss"
    assert place.stat().st_mtime_ns == UPDATED.timestamp() * 10**9
    # What has changed without a newer revision is never told to be as old as what a client has, which knows seconds.
    for number in (1, 2):
        desk.publish(desk.want("a.rss", f"1{number}"))
        assert place.stat().st_mtime_ns == (UPDATED.timestamp() + number) * 10**9
    later = UPDATED + timedelta(hours=1)
    desk.publish(desk.want("a.rss", "2", updated=later))
    assert place.stat().st_mtime == later.timestamp()
    desk.publish(desk.want("a.rss", "3", updated=UPDATED))
    assert place.stat().st_mtime == later.timestamp() + 1


def test_nothing_is_touched_before_all_is_ready(desk: Desk) -> None:
    desk.publish(a_rss="1", b_rss="1")
    desk.ready(desk.want("a.rss", "2"), desk.want("c.rss", "2"))
    assert {name: body for name, body in desk.tree().items() if "part" not in name} == {"a.rss": "1", "b.rss": "1"}
    assert desk.publish(a_rss="2", c_rss="2") == (("a.rss", "c.rss"), ("b.rss",))
    assert desk.tree() == {"a.rss": "2", "c.rss": "2"}


def test_what_is_dropped_leaves_nothing(desk: Desk) -> None:
    desk.publish(a_rss="1")
    made = desk.ready(desk.want("a.rss", "2"), desk.want("items/x.html", "2"))
    Stage(desk.output).drop(one for one in made if isinstance(one, Staged))
    assert desk.tree() == {"a.rss": "1"}


def test_a_rehearsal_writes_elsewhere(desk: Desk, tmp_path: Path) -> None:
    desk.publish(a_rss="1")
    times = {path: path.stat().st_mtime_ns for path in (desk.output, *desk.output.rglob("*"))}
    stage = Stage(desk.output, tmp_path / "apart" / "here")
    stage.prepare()
    made = [
        stage.ready(desk.want("a.rss", "2"), desk.files["a.rss"]),
        stage.ready(desk.want("items/x.html", "2"), None),
    ]
    staged = [one for one in made if isinstance(one, Staged)]
    assert [one.ready.read_text() for one in staged] == ["2", "2"]
    assert {one.ready.parent for one in staged} == {tmp_path / "apart" / "here"}
    stage.drop(staged)
    assert list((tmp_path / "apart" / "here").iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in (desk.output, *desk.output.rglob("*"))} == times


def test_a_publication_can_be_taken_back(desk: Desk) -> None:
    desk.publish(a_rss="1", b_rss="1", items__x_html="1", c_rss="1")
    files, tree = dict(desk.files), desk.tree()
    times = {name: (desk.output / name).stat().st_mtime_ns for name in tree}
    desk.publish(a_rss="2", items__y_html="2", c_rss="1")
    assert desk.tree() == {"a.rss": "2", "items/y.html": "2", "c.rss": "1"}
    paths = put_back(desk.output, desk.undo, desk.kept)
    assert set(paths) == {"a.rss", "b.rss", "items/x.html", "items/y.html"}
    assert desk.tree() == tree
    assert {name: (desk.output / name).stat().st_mtime_ns for name in tree} == times
    assert all(stands(desk.output, file) for file in files.values())
    # And the copies can go: what was put back stays.
    discard(desk.kept("a.rss").parent)
    assert not desk.kept("a.rss").parent.exists()
    assert desk.tree() == tree
    discard(desk.kept("a.rss").parent)


def test_a_publication_whose_copies_are_gone_stays(desk: Desk) -> None:
    desk.publish(a_rss="1", b_rss="1")
    desk.publish(a_rss="2")
    desk.kept("b.rss").unlink()
    with pytest.raises(PublishError, match=r"what stood there before is gone: b\.rss"):
        put_back(desk.output, desk.undo, desk.kept)
    assert desk.tree() == {"a.rss": "2"}


def test_what_is_kept_is_for_the_owner_alone_and_no_link_is_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    desk.publish(a_rss="1", b_rss="1")
    (desk.output / "b.rss").unlink()
    (desk.output / "b.rss").symlink_to(tmp_path / "secret")
    desk.publish(a_rss="2", b_rss="2")
    assert desk.kept("a.rss").parent.stat().st_mode & 0o777 == 0o700
    assert not desk.kept("b.rss").exists()
    assert (tmp_path / "secret").read_text() == "mine"


def test_many_files_are_synchronised_at_once(desk: Desk) -> None:
    bodies = {f"items__{number}_html": str(number) for number in range(50)}
    assert len(desk.publish(**bodies).written) == len(desk.tree()) == 50


@pytest.mark.parametrize("spoil", ["edit", "delete", "link"])
def test_what_was_spoilt_is_healed(desk: Desk, spoil: str, tmp_path: Path) -> None:
    desk.publish(a_rss="1")
    place, elsewhere = desk.output / "a.rss", tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    if spoil == "edit":
        place.write_text("9")
    else:
        place.unlink()
    if spoil == "link":
        place.symlink_to(elsewhere)
    assert desk.publish(a_rss="1").written == ("a.rss",)
    assert desk.tree() == {"a.rss": "1"}
    assert elsewhere.read_text() == "mine"


def test_stale_files_of_ours_go_and_others_stay(desk: Desk) -> None:
    desk.publish(a_rss="1", b_rss="1")
    (desk.output / "mine.txt").write_text("mine")
    (desk.output / "items" / "mine.html").write_text("mine")
    done = desk.publish(a_rss="1")
    assert done == ((), ("b.rss",))
    assert desk.tree() == {"a.rss": "1", "mine.txt": "mine", "items/mine.html": "mine"}


def test_a_file_of_somebody_else_is_not_overwritten_ever(desk: Desk) -> None:
    desk.output.mkdir()
    (desk.output / "index.html").write_text("<h1>My own page</h1>")
    for _ in range(2):
        with pytest.raises(PublishError, match="did not write it"):
            desk.publish(a_rss="1", index_html="2")
        assert desk.files == {}
    assert desk.tree() == {"index.html": "<h1>My own page</h1>"}


@pytest.mark.parametrize("base_url", [None, "https://feeds.example.org/nyt/"])
def test_files_of_ours_whose_ledger_was_lost_are_taken_over(tmp_path: Path, base_url: str | None) -> None:
    workshop = Workshop(tmp_path / "site", standard_config(base_url))
    workshop.page("a.txt", SEED.read_text("utf-8"))
    workshop.build()
    files = workshop.files()
    shutil.rmtree(workshop.folder / ".feeds")
    workshop.build()
    assert workshop.files() == files


FOREIGN = {
    "index.html": "Feeds",
    "404.html": '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>RSS Feeds</title>\n'
    '<link rel="stylesheet" href="feeds.css">\n',
    "all.html": '<!DOCTYPE html>\n<html>\n<head>\n<meta name="generator" content="RSS Feeds">\n',
    "all.rss": "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0'>\n<channel>\n"
    "    <generator>RSS Feeds</generator>\n",
    "all.atom": "<?xml version='1.0' encoding='UTF-8'?>\n<feed>\n<generator>Other Feeds 2</generator>\n",
    "all.json": '{"version":"https://jsonfeed.org/version/1.1","title":"Feeds","items":[{"id":"1"}]}',
    "all.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//RSS Feeds//EN\r\n",
    "feeds.opml": '<?xml version="1.0"?>\n<opml version="2.0">\n<head><title>Feeds</title></head>\n',
    "feeds.css": "/* Feeds: my own colours. */\n",
    "empty.html": "",
    ".nojekyll": "Feeds",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_whoever_speaks_of_feeds_is_not_us(desk: Desk, name: str) -> None:
    desk.output.mkdir()
    (desk.output / name).write_bytes(FOREIGN[name].encode())
    with pytest.raises(PublishError, match="did not write it"):
        desk.publish(desk.want(name, "2"))
    assert (desk.output / name).read_bytes() == FOREIGN[name].encode()


def test_leftovers_of_a_killed_run_are_cleared(desk: Desk) -> None:
    desk.publish(a_rss="1")
    (desk.output / ".b.rss.feeds-part").write_text("ha")
    (desk.output / "items" / ".x.html.feeds-part").write_text("ha")
    desk.publish(a_rss="1")
    assert desk.tree() == {"a.rss": "1"}


@pytest.mark.parametrize("path", ["../a.rss", "/etc/a", "items/../../a", "A b", "", "a/b.rss", "items/x/y", "a\n"])
def test_paths_lead_nowhere_else(desk: Desk, path: str) -> None:
    with pytest.raises(PublishError, match="no path that Feeds writes to"):
        desk.publish(desk.want(path, "1"))
    with pytest.raises(PublishError, match="no path that Feeds writes to"):
        swap(desk.output, [], [path], desk.kept)
    with pytest.raises(PublishError, match="no path that Feeds writes to"):
        put_back(desk.output, [Undo(generation=1, path=path, before=None)], desk.kept)


def test_a_linked_items_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.output.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (desk.output / "items").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="symbolic link"):
        desk.publish(items__x_html="1")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_linked_output_folder_is_the_owners_choice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "real")
    Desk(tmp_path / "output").publish(a_rss="1")
    assert (tmp_path / "real" / "a.rss").read_text() == "1"


def test_a_file_in_the_place_of_the_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(PublishError, match="a file where a folder is needed"):
        Desk(tmp_path / "output").publish(a_rss="1")
    assert (tmp_path / "output").read_text() == "mine"


def test_a_folder_in_the_place_of_a_file_is_told_of(desk: Desk) -> None:
    (desk.output / "a.rss").mkdir(parents=True)
    with pytest.raises(PublishError, match="did not write it"):
        desk.publish(a_rss="1")


def test_files_can_be_read_by_a_web_server(desk: Desk) -> None:
    before = os.umask(0o022)
    try:
        desk.publish(a_rss="1")
    finally:
        os.umask(before)
    assert (desk.output / "a.rss").stat().st_mode & 0o777 == 0o644


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_publish import Desk
desk = Desk(Path(sys.argv[1]))
desk.publish(a_rss="old")
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    desk.publish(a_rss="new", b_rss="x" * 5000)
except Exception as error:
    print(type(error).__name__, error)
"""


def test_no_room_leaves_every_file_whole(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run = subprocess.run(
        [sys.executable, "-c", FULL, output, Path(__file__).parent], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("PublishError")
    assert "limit" in run.stdout
    assert {path.name: path.read_text() for path in output.glob("[!.]*") if path.is_file()} == {"a.rss": "old"}
    assert list(output.glob(".*.feeds-part")) == []


def test_the_lock_lets_one_in(tmp_path: Path) -> None:
    with locked(tmp_path / "state" / "l") as first:
        assert first
        with locked(tmp_path / "state" / "l") as second:
            assert not second
    with locked(tmp_path / "state" / "l") as again:
        assert again


def test_the_lock_of_the_dead_is_free(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from feeds.publish import locked
with locked(Path({str(tmp_path / "l")!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with locked(tmp_path / "l") as ours:
        assert ours


def test_an_error_in_the_locked_work_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="mine"), locked(tmp_path / "l"):
        raise OSError("mine")
