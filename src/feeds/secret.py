"""The key that what is forgotten is known by: 32 bytes of chance in a file of its own that only its owner may read."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from feeds.errors import LedgerError
from feeds.tombstones import KEY_SIZE


def read(path: Path, known_by: str | None = None) -> bytes:
    """Read the key, which is to be the one with this mark.

    Raises:
        LedgerError: it is not there, not whole or another one; without it what is forgotten would come back.
    """
    try:
        key = path.read_bytes()
    except OSError as error:
        raise LedgerError(_LOST, where=str(path), remedy=_REMEDY) from error
    if len(key) != KEY_SIZE or known_by not in (None, mark(key)):
        raise LedgerError(_LOST, where=str(path), remedy=_REMEDY)
    return key


_LOST = "this is the key of what was forgotten, and it is not there, not whole, or another one"
_REMEDY = "put back a copy of it; without it, what was forgotten would be published again"


def mark(key: bytes) -> str:
    """Give what a key is known by without telling it: another one would find nothing that was forgotten."""
    return blake2b(b"feeds", key=key, digest_size=16).hexdigest()


def read_or_make(path: Path, known_by: str | None) -> bytes:
    """Read the key, or make one when there never was one.

    Raises:
        LedgerError: as `read`.
    """
    if known_by is None:
        with suppress(FileExistsError):
            _make(path)
    return read(path, known_by)


def _make(path: Path) -> None:
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(f"{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_SIZE))
        file.flush()
        os.fsync(handle)
    part.replace(path)
