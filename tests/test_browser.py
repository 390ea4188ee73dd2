"""The pages in a real Chromium, from disk: nothing wider than a phone, readable by day and by night."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import TypeAlias

import msgspec
import pytest

from factories import NOW, record, records, site
from feeds.conditions import Condition, FeedStatus, HeldStatus, SourceStatus, Status
from feeds.model import Article, Channel, Config, Feed, Site
from feeds.render import status
from feeds.render.html import Pages
from feeds.render.shelves import Shelf, shelf_path

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
Pixel: TypeAlias = tuple[int, int, int]
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
)
PAGES = ("index.html", "all.html", "people.html", "all.1.html", "bare.html", "404.html", "status.html")
YEARS = tuple(range(1999, 2026))
LONG = Article(
    title="Hovedbestyrelsesmedlemskandidatindstillingsudvalgsformand" * 2,
    summary=f"https://example.org/{'sti' * 60}",
    content=f"<pre>{'x' * 300}</pre><p>{'y' * 300}</p>",
    language="da",
)
WIDTHS = (320, 360, 1280)

# Runs in a page that holds ours in frames: headless Chromium opens no window narrower than 500 pixels.
PROBE = """
function rgb(text) { return text.match(/[\\d.]+/g).map(Number); }
function light(c) {
  const [r, g, b] = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ground(node) {
  for (let e = node; e; e = e.parentElement) {
    const c = rgb(e.ownerDocument.defaultView.getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
}
function inspect(frame) {
  const view = frame.contentWindow, doc = frame.contentDocument, root = doc.documentElement;
  let worst = {ratio: 21, text: ''}, small = [], wide = [];
  for (const e of doc.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect(), style = view.getComputedStyle(e);
    if (box.width <= 1 || style.visibility === 'hidden') continue;
    if (box.right > root.clientWidth + 1 && e.scrollWidth > 0) wide.push(e.tagName + '.' + e.className);
    if (e.matches('.button, .nav a, .years a') && box.height < 44) small.push(e.textContent);
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(rgb(style.color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst.ratio) worst = {ratio, text: e.textContent.trim().slice(0, 40)};
  }
  const elsewhere = view.performance.getEntriesByType('resource').map(r => r.name).filter(n => !n.startsWith('file:'));
  return {name: frame.dataset.page, width: frame.clientWidth, scroll: root.scrollWidth, wide, small,
          contrast: worst.ratio, faintest: worst.text,
          hyphens: ['.story-lead', '.event-title', '.person-title', '.leaf', '.monogram'].map(name =>
            doc.querySelector(name) && view.getComputedStyle(doc.querySelector(name)).hyphens),
          elsewhere,
          styled: view.getComputedStyle(doc.body).margin === '0px'};
}
addEventListener('load', () => {
  const found = [...document.querySelectorAll('iframe')].map(inspect);
  document.body.innerHTML = '<pre id="found"></pre>';
  document.getElementById('found').textContent = JSON.stringify(found);
});
"""


class Inspected(msgspec.Struct):
    """What the probe found on one page in a window of one width."""

    name: str
    width: int
    scroll: int
    wide: list[str]
    small: list[str]
    contrast: float
    faintest: str
    hyphens: list[str | None]
    elsewhere: list[str]
    styled: bool


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render a small site to disk."""
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium")
    folder = tmp_path_factory.mktemp("site")
    (folder / "items").mkdir()
    known, own = [*records(), record(LONG, 99)], site()
    feeds = [Feed(name="all", title="Alt nyt", description="Det hele")]
    feeds.append(Feed(name="people", title="Navne", kinds=("personnel_notice",)))
    shelves = [
        Shelf(
            channel=Channel(site=own, feed=each, updated=NOW),
            shown=tuple(one for one in known if one.item.kind in each.kinds),
            total=12_345,
            today=NOW.date(),
            pages=25 if each.name == "all" else 0,
            years=YEARS if each.name == "all" else (),
        )
        for each in feeds
    ]
    pages = Pages()
    (folder / "feeds.css").write_bytes(pages.stylesheet())
    rows = [(each.channel, each.total) for each in shelves]
    (folder / "index.html").write_bytes(pages.index(own, rows, known, NOW.date()))
    (folder / "404.html").write_bytes(pages.not_found(site(None), feeds))
    for each in shelves:
        (folder / each.channel.feed.path("html")).write_bytes(pages.landing(each, feeds))
    (folder / shelf_path(feeds[0], 1)).write_bytes(pages.archive(shelves[0], 1, known, feeds))
    bare = msgspec.structs.replace(own, item_pages=False)
    without = msgspec.structs.replace(shelves[0], channel=Channel(site=bare, feed=feeds[0], updated=NOW))
    (folder / "bare.html").write_bytes(pages.landing(without, feeds))
    config = Config(site=own, sources=(), feeds=tuple(feeds), output=folder)
    (folder / "status.html").write_bytes(status.page(_status(own), config))
    for one in known:
        (folder / one.page_path).write_bytes(pages.item_page(own, one, feeds))
    return folder


def _status(site: Site) -> Status:
    """One of each tone, with a reason that no window is wide enough for."""
    outcomes: tuple[Condition, ...] = ("ok", "new", "held", "unreachable")
    sources = tuple(
        SourceStatus(
            name=f"Kilde {outcome} {'lang' * 9}",
            outcome=outcome,
            reason=f"https://example.org/{'sti' * 60}: it refuses the connection" if number > 1 else "",
            last_run=NOW,
            next_run=NOW,
            bad_since=NOW,
            streak=number,
            alert_after=3,
        )
        for number, outcome in enumerate(outcomes)
    )
    feeds = tuple(FeedStatus(name=name, title=name, updated=NOW, held_since=NOW) for name in ("all", "people"))
    held = (HeldStatus(name="all", since=NOW, reasons=("it would lose 7 of its 9 entries, more than 50 %",)),)
    known = {"made": NOW, "version": "", "title": site.title, "timezone": site.timezone, "status": "held"}
    return Status(sources=sources, feeds=feeds, held=held, **known)  # type: ignore[arg-type]


def chromium(folder: Path, page: str, *options: str) -> str:
    profile = folder.with_name(f"{folder.name}-profile")
    command = [CHROMIUM, *SWITCHES, f"--user-data-dir={profile}", *options, (folder / page).as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def inspected(folder: Path, *options: str) -> list[Inspected]:
    pages = [*PAGES, *(f"items/{path.name}" for path in sorted((folder / "items").glob("*.html")))]
    frames = "".join(
        f'<iframe data-page="{page}" src="{page}" style="border:0;width:{width}px;height:900px"></iframe>'
        for page in pages
        for width in WIDTHS
    )
    (folder / "probe.html").write_text(f"<!DOCTYPE html><body>{frames}<script>{PROBE}</script></body>", "utf-8")
    dom = chromium(folder, "probe.html", *options, "--window-size=1400,1000", "--dump-dom")
    found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert found, dom[-500:]
    answer = msgspec.json.decode(html.unescape(found[1]), type=list[Inspected])
    assert len(answer) == len(pages) * len(WIDTHS)
    return answer


LIGHT, DARK = "--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_page_fits_its_window_and_every_word_can_be_read(built: Path, scheme: str) -> None:
    for page in inspected(built, scheme):
        where = (page.name, page.width)
        assert page.styled, where
        assert page.scroll == page.width, (where, page.wide)
        assert page.wide == [], where
        assert page.small == [], f"{where}: targets below 44 pixels"
        assert page.elsewhere == [], f"{where}: requests to other places"
        assert page.contrast >= 4.5, (where, page.faintest)


def test_long_words_may_break_and_dates_may_not(built: Path) -> None:
    (page,) = (page for page in inspected(built, LIGHT) if (page.name, page.width) == ("all.html", 360))
    assert page.hyphens == ["auto", "auto", "auto", "manual", "manual"]


def test_probe_sees_what_is_too_wide_and_too_faint(built: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    shutil.copytree(built, broken)
    with (broken / "feeds.css").open("a", encoding="utf-8") as stylesheet:
        stylesheet.write(".hero { min-width: 50rem } .lead { color: #aab }")
    found = {(page.name, page.width): page for page in inspected(broken, LIGHT)}
    assert found["all.html", 360].scroll > 360
    assert found["all.html", 360].contrast < 4.5


def test_screen_is_dark_by_night_and_light_by_day(built: Path) -> None:
    by_day, by_night = (screenshot(built, "all.html", scheme) for scheme in (LIGHT, DARK))
    assert brightness(by_day[10:], 0.5) > 200
    assert brightness(by_night[10:], 0.5) < 40
    assert brightness(by_night[10:], 0.999) > 150, "nothing is written on the dark page"


def test_front_page_opens_with_a_coloured_band(built: Path) -> None:
    pixels = screenshot(built, "index.html", LIGHT)
    red, green, blue = pixels[4][4]
    assert green > red
    assert green > blue
    assert (red, green, blue) != pixels[-1][4]


def screenshot(folder: Path, page: str, scheme: str) -> list[list[Pixel]]:
    picture = folder.with_name("picture.png")
    chromium(folder, page, scheme, "--window-size=600,500", f"--screenshot={picture}")
    return decoded(picture.read_bytes())


def brightness(rows: list[list[Pixel]], share: float) -> float:
    """Give the brightness (0 to 255) below which `share` of the pixels lie."""
    known = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for row in rows for r, g, b in row)
    return known[int(share * (len(known) - 1))]


def decoded(png: bytes) -> list[list[Pixel]]:
    """Decode an 8-bit RGB or RGBA picture (PNG specification sections 9 and 10)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    position, data, width, channels = 8, b"", 0, 0
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        chunk = png[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            width, _, depth, colour = struct.unpack_from(">IIBB", chunk)
            assert depth == 8
            channels = {2: 3, 6: 4}[colour]
        data += chunk if kind == b"IDAT" else b""
        position += length + 12
    raw, stride = zlib.decompress(data), width * channels
    rows, before = [], bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        before = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), before, channels)
        rows.append([(before[i], before[i + 1], before[i + 2]) for i in range(0, stride, channels)])
    return rows


def unfiltered(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        row[i] = (row[i] + predicted(kind, left, above[i], corner)) & 255
    return row


def predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind < 4:
        return (0, left, above, (left + above) // 2)[kind]
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
