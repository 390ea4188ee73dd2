"""Files whole or not at all, only when they differ, and nothing that is not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from feeds.errors import PublishError
from feeds.publish import Publication, Wanted, locked, publish, stands
from feeds.remembered import Published
from workshop import SEED, Workshop, standard_config


class Desk:
    """An output folder and what is remembered of it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.files: tuple[Published, ...] = ()
        self.claims: list[str] = []
        self.rendered: list[str] = []

    def want(self, path: str, body: str, key: str | None = None) -> Wanted:
        def content() -> bytes:
            self.rendered.append(path)
            return body.encode()

        return Wanted(path=path, key=body if key is None else key, content=content)

    def claim(self, files: Iterable[Published]) -> None:
        self.claims += [file.path for file in files]

    def publish(self, **bodies: str) -> Publication:
        self.rendered, self.claims = [], []
        wanted = [self.want(path.replace("__", "/").replace("_", "."), body) for path, body in bodies.items()]
        done = publish(self.output, wanted, self.files, self.claim)
        self.files = done.files
        return done

    def tree(self) -> dict[str, str]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_text() for path in files}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "output")


def test_new_files_are_written_and_claimed_first(desk: Desk) -> None:
    done = desk.publish(a_rss="1", items__x_html="2")
    assert desk.tree() == {"a.rss": "1", "items/x.html": "2"}
    assert done.written == ("a.rss", "items/x.html")
    assert desk.claims == ["a.rss", "items/x.html"]
    assert all(stands(desk.output, file) for file in done.files)


def test_the_same_again_renders_and_writes_nothing(desk: Desk) -> None:
    desk.publish(a_rss="1")
    inode = (desk.output / "a.rss").stat().st_ino
    done = desk.publish(a_rss="1")
    assert (done.written, desk.rendered, desk.claims) == ((), [], [])
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
    done = publish(desk.output, [desk.want("a.rss", "1", key="other")], desk.files, desk.claim)
    assert done.written == ()
    assert done.files[0].key == "other"
    assert (desk.output / "a.rss").stat().st_mtime_ns == before


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
    assert (done.removed, done.gone) == (("b.rss",), ("b.rss",))
    assert desk.tree() == {"a.rss": "1", "mine.txt": "mine", "items/mine.html": "mine"}


def test_a_file_of_somebody_else_is_not_overwritten_ever(desk: Desk) -> None:
    desk.output.mkdir()
    (desk.output / "index.html").write_text("<h1>My own page</h1>")
    for _ in range(2):
        with pytest.raises(PublishError, match="did not write it"):
            desk.publish(a_rss="1", index_html="2")
        assert desk.claims == []
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
        publish(desk.output, [desk.want(name, "2")], (), desk.claim)
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
        publish(desk.output, [desk.want(path, "1")], (), desk.claim)


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
    assert {path.name: path.read_text() for path in output.glob("[!.]*") if path.is_file()} == {"a.rss": "new"}
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
