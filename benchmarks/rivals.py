"""The same corpus as Hugo, Eleventy and Pelican read it: with short templates, and Hugo with the pages and downloads of ours too.

`hugo/` holds the second kind: a record's place, neighbours, related records, citation and JSON-LD, lists by name and decade,
the finding aid and the downloads of each collection, and what Pagefind needs to filter and sort as our search does.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Entry, entry

HUGO_SETTINGS = """baseURL = "https://archives.example.org/"
languageCode = "vi"
title = "Cổng đo"
disableKinds = ["RSS"]
[taxonomies]
subject = "subjects"
place = "places"
creator = "creators"
[pagination]
pagerSize = 100
"""
HUGO_BASE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"><meta property="og:title" content="{{ .Title }}"></head>
<body><header><a href="/">{{ .Site.Title }}</a><nav><a href="/subjects/">S</a> <a href="/places/">P</a> <a href="/creators/">C</a></nav></header>
<main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>
"""
HUGO_SINGLE = """{{ define "main" }}<nav><a href="/">Cổng</a>{{ with .Parent }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<h1>{{ .Title }}</h1><dl><dt>Mã</dt><dd>{{ .Params.identifier }}</dd><dt>Thời gian</dt><dd>{{ .Params.year }}</dd>
{{ range $kind := slice "creators" "places" "subjects" }}<dt>{{ $kind }}</dt>{{ range $.GetTerms $kind }}<dd><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></dd>{{ end }}{{ end }}</dl>
{{ .Content }}
<ol>{{ $here := . }}{{ with .PrevInSection }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.year }}</li>{{ end }}
<li>{{ $here.Title }}</li>{{ with .NextInSection }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.year }}</li>{{ end }}</ol>{{ end }}
"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ .Params.year }} {{ .Params.identifier }}</li>{{ end }}</ol>{{ with .Paginator }}{{ range .Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}{{ end }}{{ end }}
"""
HUGO_ALIKE = Path(__file__).parent / "hugo"
ELEVENTY_SETTINGS = """module.exports = (config) => {
  config.addCollection("records", (all) => all.getFilteredByGlob("content/**/*.md"));
  return { dir: { input: "content", includes: "../layouts", output: "public" }, markdownTemplateEngine: false };
};
"""
ELEVENTY_LAYOUT = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<header><a href="/">Cổng đo</a></header><main data-pagefind-body><h1>{{ title }}</h1><dl><dt>Mã</dt><dd>{{ identifier }}</dd>
<dt>Thời gian</dt><dd>{{ year }}</dd>{% for one in creators %}<dd>{{ one }}</dd>{% endfor %}{% for one in places %}<dd>{{ one }}</dd>{% endfor %}
{% for one in subjects %}<dd>{{ one }}</dd>{% endfor %}</dl>{{ content | safe }}</main></body></html>
"""
PELICAN_SETTINGS = """SITEURL = "https://archives.example.org"
SITENAME = "Cổng đo"
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "UTC"
DEFAULT_LANG = "vi"
ARTICLE_URL = "records/{slug}/"
ARTICLE_SAVE_AS = "records/{slug}/index.html"
DEFAULT_PAGINATION = 100
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME = "simple"
"""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a rival reads: its folder, one record's file, the file that names a creator, its template."""

    folder: Path
    record: Path
    name: Path
    template: Path


def _entries(count: int) -> Iterator[Entry]:
    return (entry(number, count) for number in range(count))


def _page(made: Entry) -> str:
    head = {
        "title": made.title, "identifier": made.identifier, "year": made.year, "creators": [made.creator], "places": [made.place],
        "subjects": made.subjects,
    }  # fmt: skip
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items()) + f"---\n{made.description}\n"


def _write(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def hugo(count: int, folder: Path) -> Written:
    """Write a Hugo site with sections, three taxonomies and paged lists."""
    shutil.rmtree(folder, ignore_errors=True)
    layouts = {"baseof": HUGO_BASE, "single": HUGO_SINGLE, "list": HUGO_LIST, "home": HUGO_LIST}
    _write({"hugo.toml": HUGO_SETTINGS} | {f"layouts/_default/{name}.html": text for name, text in layouts.items()}, folder)
    files = {}
    for made in _entries(count):
        files[f"content/{made.collection}/_index.md"] = f"---\ntitle: Sưu tập {made.collection}\n---\n"
        files[f"content/{made.collection}/{made.id}.md"] = _page(made)
    _write(files, folder)
    first = entry(count // 2, count)
    name = folder / "content/creators" / first.creator.lower().replace(" ", "-") / "_index.md"
    name.parent.mkdir(parents=True)
    name.write_text(f"---\ntitle: {first.creator}\n---\n", "utf-8")
    return Written(folder, folder / f"content/{first.collection}/{first.id}.md", name, folder / "layouts/_default/baseof.html")


def hugo_alike(count: int, folder: Path) -> Written:
    """Write a Hugo site whose pages say what ours say."""
    written = hugo(count, folder)
    shutil.rmtree(folder / "layouts")
    shutil.copytree(HUGO_ALIKE, folder / "layouts")
    shutil.move(folder / "layouts/hugo.toml", folder / "hugo.toml")
    places: Counter[str] = Counter()
    for made in _entries(count):
        path = folder / f"content/{made.collection}/{made.id}.md"
        places[made.collection] += 1
        more = f'weight: {places[made.collection]}\ndecades: ["{made.year // 10 * 10}"]\n'
        path.write_text(path.read_text("utf-8").replace("---\n", "---\n" + more, 1), "utf-8")
    return written


def eleventy(count: int, folder: Path) -> Written:
    """Write an Eleventy site: pages alone, without lists."""
    shutil.rmtree(folder, ignore_errors=True)
    files = {"eleventy.config.cjs": ELEVENTY_SETTINGS, "layouts/record.njk": ELEVENTY_LAYOUT}
    files["content/content.json"] = json.dumps({"layout": "record.njk"})
    files |= {f"content/{made.collection}/{made.id}.md": _page(made) for made in _entries(count)}
    _write(files, folder)
    first = entry(count // 2, count)
    record = folder / f"content/{first.collection}/{first.id}.md"
    return Written(folder, record, record, folder / "layouts/record.njk")


def pelican(count: int, folder: Path) -> Written:
    """Write a Pelican site: articles with categories, tags and authors, and their lists."""
    shutil.rmtree(folder, ignore_errors=True)
    files = {"pelicanconf.py": PELICAN_SETTINGS}
    for made in _entries(count):
        head = {"Title": made.title, "Date": f"{made.year}-01-01", "Slug": made.id, "Category": made.collection,
                "Tags": ", ".join(made.subjects), "Author": made.creator}  # fmt: skip
        files[f"content/{made.collection}/{made.id}.md"] = "".join(f"{key}: {value}\n" for key, value in head.items()) + f"\n{made.description}\n"
    _write(files, folder)
    first = entry(count // 2, count)
    record = folder / f"content/{first.collection}/{first.id}.md"
    return Written(folder, record, record, folder / "pelicanconf.py")
