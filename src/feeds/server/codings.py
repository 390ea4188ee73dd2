"""How bytes are packed for their way, and which packing a client wants (RFC 9110 section 12.5.3)."""

from __future__ import annotations

import zlib
from functools import lru_cache

CODINGS = ("br", "gzip")
"""Those that we know, the better one first."""
SMALLEST = 200
"""Bytes below which nothing is packed: the head of an answer is longer."""
LARGEST = 16 * 1024 * 1024
"""Bytes beyond which nothing is packed: it would take seconds, and much of the memory."""
_SAMPLE = 64 * 1024
# Up to here a reader's time counts more than ours: 50 kB take 50 ms at 9, once for each change; 5 takes a tenth.
_THOROUGH = 128 * 1024


@lru_cache(512)
def wanted(accepted: bytes) -> tuple[str, ...]:
    """List the codings that a client takes rather than none, what it likes best first."""
    weights = _weights(accepted.decode("latin-1").lower())
    others = weights.get("*", 0.0)
    # Who says nothing of plain bytes takes them, and likes whatever else it names better.
    plain = weights.get("identity", weights.get("*", 0.0) and 0.001)
    liked = [(weights.get(coding, others), coding) for coding in CODINGS]
    return tuple(coding for weight, coding in sorted(liked, key=_best_first) if weight > 0 and weight >= plain)


def _best_first(liked: tuple[float, str]) -> tuple[float, int]:
    return (-liked[0], CODINGS.index(liked[1]))


def _weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in accepted.split(",")[:32]:
        name, *parameters = (one.strip() for one in part.split(";"))
        given = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        if name:
            weights["gzip" if name == "x-gzip" else name] = _weight(given)
    return weights


def _weight(given: str) -> float:
    digits = given.replace(".", "", 1)
    return min(1.0, float(given)) if len(given) <= 5 and digits.isascii() and digits.isdigit() else 0.0


def gains(body: bytes) -> bool:
    """Tell whether packing can make a body smaller by a tenth: of a long one by its beginning."""
    sample = body[:_SAMPLE]
    return SMALLEST <= len(body) <= LARGEST and len(zlib.compress(sample, 1)) < 0.9 * len(sample)


def pack(coding: str, body: bytes) -> bytes:
    """Pack bytes; the same ones always in the same way."""
    if coding == "br":
        import brotli  # noqa: PLC0415  until somebody asks for it

        quality = 9 if len(body) <= _THOROUGH else 5
        packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality)
        return packed
    # 31: with gzip's own head, in which zlib writes no time.
    packer = zlib.compressobj(9 if len(body) <= _THOROUGH else 6, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()
