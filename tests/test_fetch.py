"""Files, folders and globs; one bad file costs one file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from feeds.errors import SourceError
from feeds.fetch import Document, Listing, document, listing, read
from feeds.model import Source


def found(path: Path) -> Listing:
    return listing(Source(name="s", path=path))


def names(path: Path) -> list[str]:
    outcome = found(path)
    assert outcome.failures == ()
    return [one.location for one in outcome.documents]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "c.md", ".hidden.txt", "sub/a.txt", "sub/deep/æ.txt", ".git/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def test_a_file_a_folder_and_globs(tree: Path) -> None:
    assert names(tree / "a.txt") == ["a.txt"]
    assert names(tree) == ["a.txt", "b.txt", "c.md"]
    assert names(tree / "*.txt") == ["a.txt", "b.txt"]
    assert names(tree / "[ab].txt") == ["a.txt", "b.txt"]
    assert names(tree / "*") == ["a.txt", "b.txt", "c.md"]
    assert names(tree / "*" / "a.txt") == ["sub/a.txt"]
    assert names(tree / "**" / "*.txt") == ["a.txt", "b.txt", "sub/a.txt", "sub/deep/æ.txt"]
    assert names(tree / "**") == ["a.txt", "b.txt", "c.md", "sub/a.txt", "sub/deep/æ.txt"]


def test_a_name_with_brackets_is_a_name_when_it_is_there(tree: Path) -> None:
    (tree / "x[1].txt").write_text("x")
    assert names(tree / "x[1].txt") == ["x[1].txt"]


def test_links_that_lead_upwards_do_not_go_round_for_ever(tree: Path) -> None:
    (tree / "sub" / "up").symlink_to(tree)
    (tree / "sub" / "up-too").symlink_to(tree)
    assert names(tree / "**" / "*.txt") == ["a.txt", "b.txt", "sub/a.txt", "sub/deep/æ.txt"]


def test_a_linked_file_is_read_and_named_as_the_owner_does(tree: Path) -> None:
    (tree / "link.txt").symlink_to(tree / "a.txt")
    fetched = read(document(tree / "link.txt"))
    assert (fetched.body, fetched.location) == (b"a.txt", str(tree / "link.txt"))


@pytest.mark.parametrize("pattern", ["none.txt", "none/*.txt", "*.none", "a.txt/*"])
def test_nothing_there_is_a_failure(tree: Path, pattern: str) -> None:
    outcome = found(tree / pattern)
    assert outcome.documents == ()
    (failure,) = outcome.failures
    assert "there is nothing here" in str(failure)
    assert str(tree / pattern) in str(failure)


def test_bad_files_do_not_keep_good_ones_from_being_found(tree: Path) -> None:
    (tree / "folder.txt").mkdir()
    (tree / "circle.txt").symlink_to(tree / "circle.txt")
    (tree / "dangling.txt").symlink_to(tree / "nowhere")
    os.mkfifo(tree / "pipe.txt")
    outcome = found(tree / "*.txt")
    assert [one.location for one in outcome.documents] == ["a.txt", "b.txt"]
    said = "\n".join(str(failure) for failure in outcome.failures)
    for name, what in {
        "folder.txt": "this is a folder, not a file",
        "circle.txt": "lead in a circle",
        "dangling.txt": "there is no such file",
        "pipe.txt": "this is a pipe or a device",
    }.items():
        assert f"{tree / name}: " in said
        assert what in said


def test_a_device_is_not_read() -> None:
    with pytest.raises(SourceError, match="a pipe or a device"):
        document(Path("/dev/zero"))


def test_the_limit_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="11 bytes or more, and the limit is 10"):
        read(document(tmp_path / "a"), limit=10)
    assert read(document(tmp_path / "a"), limit=11).body == b"x" * 11


def test_a_file_that_grows_while_it_is_read_is_not_read_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    before = document(tmp_path / "a")
    (tmp_path / "a").write_bytes(b"x" * 100)
    with pytest.raises(SourceError, match="limit is 10"):
        read(before, limit=10)


def test_a_file_that_vanishes_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    before = document(tmp_path / "a")
    (tmp_path / "a").unlink()
    with pytest.raises(SourceError, match="there is no such file"):
        read(before)


def test_a_pipe_that_takes_the_place_of_a_file_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    lying = Document(location="a", path=tmp_path / "a", mtime_ns=0, size=0)
    said: list[str] = []

    def reading() -> None:
        try:
            read(lying)
        except SourceError as error:
            said.append(str(error))

    thread = threading.Thread(target=reading, daemon=True)
    thread.start()
    thread.join(5)
    assert said
    assert "a pipe or a device" in said[0]


def test_a_name_that_is_no_utf8_is_still_a_name(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe6.txt")).write_bytes(b"x")
    (one,) = found(tmp_path / "*.txt").documents
    assert one.location == "\\xe6.txt"
    assert read(one).body == b"x"


def test_a_folder_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    try:
        if os.access(tmp_path / "shut", os.R_OK):
            # Root may read everything: a circle of links cannot be read by anybody.
            (tmp_path / "shut").rmdir()
            (tmp_path / "shut").symlink_to(tmp_path / "shut")
        outcome = found(tmp_path / "shut" / "*.txt")
    finally:
        if not (tmp_path / "shut").is_symlink():
            (tmp_path / "shut").chmod(0o700)
    assert outcome.documents == ()
    (failure,) = outcome.failures
    assert "may not be read" in str(failure) or "in a circle" in str(failure)


def test_what_is_apart_is_no_document(tree: Path) -> None:
    source = Source(name="s", path=tree / "**")
    apart = (tree / "sub", tree / "c.md")
    assert [one.location for one in listing(source, apart).documents] == ["a.txt", "b.txt"]
    (tree / "link").symlink_to(tree)
    linked = Source(name="s", path=tree / "link" / "**")
    assert [one.location for one in listing(linked, apart).documents] == ["a.txt", "b.txt"]
    (failure,) = listing(Source(name="s", path=tree / "c.md"), apart).failures
    assert "there is nothing here" in str(failure)
