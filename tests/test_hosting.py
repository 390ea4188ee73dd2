"""`feeds host-config`: the real servers, with the configuration that it prints, answer as `feeds serve` does."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import msgspec
import pytest
import yaml

from feeds import hosting, server
from feeds.hosting import Hosted

UUID = "0d5f5d55-5555-5555-8555-555555555555"
GONE = "0d5f5d55-0000-5555-8555-555555555555"
FILES = {
    "index.html": "<!doctype html><title>Start</title>" + "<p>words</p>" * 200,
    "404.html": "<!doctype html><title>Lost</title>",
    "feeds.css": "body { color: #123 }\n" * 100,
    "feeds.opml": "<opml/>",
    "all.rss": "<rss/>" * 500,
    "all.atom": "<feed/>" * 500,
    "all.json": '{"version": 1}' * 500,
    "all.2.atom": "<feed/>",
    "events.ics": "BEGIN:VCALENDAR\r\n" * 200,
    "events.html": "<!doctype html><title>Events</title>",
    f"items/{UUID}.html": "<!doctype html><title>One</title>",
    f"items/{UUID}.ics": "BEGIN:VCALENDAR\r\n",
    "status.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ".nojekyll": "",
    ".hidden/all.rss": "secret",
    "former.rss": "of another feed, whose name the first one had",
}
SITE = {
    "host": "feeds.example.org",
    "max_age": 900,
    "links": {"all.rss": '<https://feeds.example.org/all.rss>; rel="self", <https://hub.example.org/>; rel="hub"'},
    "moved": {"old": "events", "former": "all"},
}
ASKED: list[tuple[str, dict[str, str]]] = [
    *((f"/{path}", {}) for path in FILES if not path.startswith(".")),
    *((f"/{path}", {"Accept-Encoding": "gzip"}) for path in ("all.rss", "all.json", "index.html", "events.ics")),
    ("/", {}),
    ("/all.rss?utm_source=x", {}),
    ("/nothing", {}),
    ("/nothing.rss", {}),
    ("/items/", {}),
    ("/.nojekyll", {}),
    ("/.hidden/all.rss", {}),
    ("/items/.part", {}),
    (f"/items/{GONE}.html", {}),
    (f"/items/{GONE}.ics", {}),
    (f"/items/{GONE}.rss", {}),
    ("/items/one.html", {}),
    ("/old.ics", {}),
    ("/old.2.atom", {}),
    ("/old.html?x=y", {}),
    ("/former.atom", {}),
    ("/older.ics", {}),
    ("/all.rss", {"Range": "bytes=0-4"}),
]
ALIKE = (
    *("content-type", "cache-control", "link", "content-range", "content-encoding", "vary", "content-disposition"),
    *("access-control-allow-origin", "x-content-type-options", "access-control-expose-headers"),
    *("content-security-policy", "referrer-policy", "cross-origin-opener-policy", "x-frame-options"),
)


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Got:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, headers={"Host": "feeds.example.org", **headers})
        response = connection.getresponse()
        return Got(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Hosted:
    root = tmp_path_factory.mktemp("hosted") / "output"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, newline="")
    (root.parent / "secret.txt").write_text("secret")
    (root / "link.txt").symlink_to(root.parent / "secret.txt")
    return Hosted(root=root, **SITE)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ours(site: Hosted) -> Iterator[int]:
    what = server.Served(root=site.root, max_age=site.max_age, links=site.links, moved=site.moved)
    with server.listen("127.0.0.1", 0) as door, server.serving(door, what):
        yield int(door.getsockname()[1])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextlib.contextmanager
def at_work(command: list[str], port: int, **environment: str) -> Iterator[None]:
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment}
    ) as process:
        try:
            end = time.monotonic() + 20
            while time.monotonic() < end and process.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            else:
                process.kill()
                assert process.stdout
                pytest.fail(process.stdout.read().decode())
            yield
        finally:
            process.terminate()
            process.wait(timeout=10)


@contextlib.contextmanager
def nginx(folder: Path, text: str) -> Iterator[int]:
    port = free_port()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    who = "user root;" if os.geteuid() == 0 else ""
    paths = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{who} daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors warn;\n"
        f"events {{}}\nhttp {{ access_log off; {paths}\n{text}\n}}\n"
    )
    command = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr
    with at_work(command, port):
        yield port


@contextlib.contextmanager
def apache(folder: Path, text: str) -> Iterator[int]:
    port = free_port()
    text = text.replace("<VirtualHost *:80>", f"<VirtualHost 127.0.0.1:{port}>")
    modules = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "filter", "deflate", "alias", "brotli")
    (folder / "apache.conf").write_text(
        "".join(f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so\n" for each in modules)
        + f"ServerRoot {folder}\nServerName x\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/errors\nTypesConfig /dev/null\nDefaultRuntimeDir {folder}\nStartServers 1\n{text}"
    )
    command = [shutil.which("apache2") or "/usr/sbin/apache2", "-f", str(folder / "apache.conf")]
    with at_work([*command, "-D", "FOREGROUND"], port):
        yield port


@contextlib.contextmanager
def caddy(folder: Path, text: str) -> Iterator[int]:
    port = free_port()
    text = text.replace("feeds.example.org {", f"http://feeds.example.org:{port} {{", 1)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}")
    command = [shutil.which("caddy") or "caddy", "run", "--adapter", "caddyfile"]
    with at_work([*command, "--config", str(folder / "Caddyfile")], port, HOME=str(folder)):
        yield port


Starts = Callable[[Path, str], contextlib.AbstractContextManager[int]]
SERVERS: dict[str, Starts] = {"nginx": nginx, "apache": apache, "caddy": caddy}
PROGRAMS = {"apache": "apache2"}


def is_there(name: str) -> bool:
    program = PROGRAMS.get(name, name)
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") is not None


@pytest.fixture(scope="module", params=list(SERVERS))
def theirs(request: pytest.FixtureRequest, site: Hosted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if not is_there(request.param):
        pytest.skip(f"{request.param} is not installed")
    with SERVERS[request.param](tmp_path_factory.mktemp("server"), hosting.configuration(request.param, site)) as port:
        yield port


def seen(got: Got, path: str) -> dict[str, object]:
    """Give what must be the same whoever serves."""
    told: dict[str, object] = {name: got.headers.get(name) for name in ALIKE}
    told["vary"] = "Accept-Encoding" in got.headers.get("vary", "") if got.headers.get("content-encoding") else None
    if got.status >= 300:
        # What a redirect or an error says of itself is nobody's business but where it leads, and the page.
        told = {"page": got.body} if got.status >= 400 else {}
        told["location"] = urlsplit(urljoin(f"http://x{path}", got.headers.get("location", ""))).path
    return {"status": got.status, **told}


@pytest.mark.parametrize(("path", "headers"), ASKED, ids=[" ".join((p, *h)) for p, h in ASKED])
def test_they_answer_as_we_do(ours: int, theirs: int, path: str, headers: dict[str, str]) -> None:
    mine, other = ask(ours, path, **headers), ask(theirs, path, **headers)
    assert seen(other, path) == seen(mine, path)
    if mine.status >= 400:
        assert other.headers["content-security-policy"] == mine.headers["content-security-policy"]
        assert other.headers["access-control-allow-origin"] == "*"
        assert "max-age" not in other.headers.get("cache-control", "")
    if path.endswith(".ics"):
        assert "content-encoding" not in other.headers


def test_nothing_else_can_be_reached(theirs: int) -> None:
    is_caddy = ask(theirs, "/").headers["server"] == "Caddy"
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/items/..%2f..%2fsecret.txt", "/link.txt", "/items/"):
        got = ask(theirs, path)
        if is_caddy and path == "/link.txt":
            # Caddy has no way not to follow links, and Feeds never makes one.
            continue
        assert got.status >= 400
        assert b"secret" not in got.body


def test_they_know_what_a_reader_has(theirs: int) -> None:
    first = ask(theirs, "/all.rss")
    packed = ask(theirs, "/all.rss", **{"Accept-Encoding": "gzip"})
    if first.headers["server"] != "Caddy":
        # Caddy 2.6 gives both one tag.
        assert first.headers["etag"] != packed.headers["etag"]
    for got, more in ((first, {}), (packed, {"Accept-Encoding": "gzip"})):
        assert ask(theirs, "/all.rss", **{"If-None-Match": got.headers["etag"]}, **more).status == 304
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert ask(theirs, "/all.rss", **since).status == 304


def test_they_let_scripts_ask(ours: int, theirs: int) -> None:
    asked = {"Origin": "https://reader.example.org", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "if-none-match"
    mine, other = (ask(port, "/all.rss", "OPTIONS", **asked) for port in (ours, theirs))
    assert (mine.status, other.status) == (204, 204)
    names = [name for name in mine.headers if name.startswith("access-control")]
    assert len(names) == 5
    assert {name: other.headers.get(name) for name in names} == {name: mine.headers[name] for name in names}


@pytest.mark.parametrize("name", list(SERVERS))
def test_they_serve_below_a_path(name: str, site: Hosted, tmp_path: Path) -> None:
    if not is_there(name):
        pytest.skip(f"{name} is not installed")
    below = msgspec.structs.replace(site, prefix="/it/news/")
    with SERVERS[name](tmp_path, hosting.configuration(name, below)) as port:
        for path, status in (
            ("/it/news/", 200),
            ("/it/news/all.rss", 200),
            (f"/it/news/items/{UUID}.html", 200),
            (f"/it/news/items/{GONE}.html", 410),
            ("/it/news/old.ics", 301),
            ("/it/news/former.rss", 200),
            ("/it/news/nothing", 404),
            ("/it/news/.nojekyll", 404),
        ):
            got = ask(port, path)
            assert got.status == status, path
            assert status != 301 or got.headers["location"].endswith("/it/news/events.ics")
            assert status < 400 or got.body == FILES["404.html"].encode()
        assert ask(port, "/it/news/all.rss").headers["link"] == site.links["all.rss"]


def test_what_is_read_by_no_server_here_is_well_formed(site: Hosted) -> None:
    netlify = tomllib.loads(hosting.configuration("netlify", site))
    rules = {each["for"]: each["values"] for each in netlify["headers"]}
    assert rules["/*.ics"]["Content-Type"] == "text/calendar; charset=utf-8"
    assert rules["/*"]["Access-Control-Allow-Origin"] == "*"
    assert rules["/all.rss"]["Link"] == site.links["all.rss"]
    assert {"from": "/old.ics", "to": "/events.ics", "status": 301} in netlify["redirects"]
    pages = yaml.safe_load(hosting.configuration("pages", site))
    assert pages["jobs"]["publish"]["steps"][2]["with"]["path"] == "output"


def test_a_folder_with_odd_signs_is_quoted(tmp_path: Path) -> None:
    root = tmp_path / 'my "site" $1 {x} #é'
    root.mkdir()
    (root / "all.rss").write_text("<rss/>")
    (root / "404.html").write_text("lost")
    for name, start in SERVERS.items():
        if not is_there(name):
            continue
        folder = tmp_path / name
        folder.mkdir()
        with start(folder, hosting.configuration(name, Hosted(root=root))) as port:
            assert ask(port, "/all.rss").body == b"<rss/>", name
