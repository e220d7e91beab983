"""The plain theme: every page it makes, every component's examples, its words in two languages, its weight."""

from __future__ import annotations

import dataclasses
import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import UndefinedError

from site_builder.render import theme
from site_builder.render.assets import LAYERS, stylesheet
from site_builder.render.frame import Site
from site_builder.render.phrases import Link, Phrase, safe
from site_builder.render.templates import environment
from site_builder.render.theme import Renderer, Theme
from site_builder.render.views import View
from tests.render import tan_giang
from tests.render.examples import Example, examples

PLAIN = Path(__file__).parents[2] / "themes" / "plain"
VIEWS = tan_giang.views()
EXAMPLES = list(examples(PLAIN / "components"))
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def packages(folder: Path) -> Path:
    """Make a stand-in for npm's packages: a small file for each that the theme names."""
    settings = yaml.safe_load((PLAIN / "theme.yaml").read_text(encoding="utf-8"))
    for source in (*settings["vendor"].values(), *settings["sources"].values()):
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_bytes(source.encode())
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return theme.find("plain", [PLAIN.parent], packages(tmp_path_factory.mktemp("packages")))


@pytest.fixture(scope="module")
def renderer(plain: Theme) -> Renderer:
    return plain.renderer(tan_giang.SITE)


class Page(HTMLParser):
    """Reads a page and notes what is wrong in it: tags that do not close in order, ids used twice, paragraphs in paragraphs."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        if self.open:
            self.faults.append(f"open at the end: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if found := dict(attrs).get("id"):
            if found in self.ids:
                self.faults.append(f"id twice: {found}")
            self.ids.append(found)
        if "p" in self.open and tag in {"p", "div", "ul", "ol", "dl", "section", "figure", "h2", "h3"}:
            self.faults.append(f"<{tag}> in <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize("path", VIEWS)
def test_every_page_is_well_formed_html(renderer: Renderer, path: str) -> None:
    assert Page(renderer.render(VIEWS[path])).faults == []


@pytest.mark.parametrize("path", VIEWS)
def test_every_page_has_one_main_heading_and_names_its_language(renderer: Renderer, path: str) -> None:
    tags = Page(renderer.render(VIEWS[path])).tags
    assert [tag for tag, _ in tags].count("h1") == 1
    assert tags[0] == ("html", {"lang": "vi", "dir": "ltr"})


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_inline_would_break_the_content_security_policy(renderer: Renderer, path: str) -> None:
    for tag, attributes in Page(renderer.render(VIEWS[path])).tags:
        assert not {name for name in attributes if name == "style" or name.startswith("on")}, (tag, attributes)
        assert tag != "style"
        if tag == "script":
            assert "src" in attributes or attributes["type"] in {"application/json", "application/ld+json"}


@pytest.mark.parametrize("path", VIEWS)
def test_no_page_asks_another_site_for_anything(renderer: Renderer, path: str) -> None:
    for tag, attributes in Page(renderer.render(VIEWS[path])).tags:
        if tag in {"script", "img", "source", "audio", "video", "track", "use", "iframe"} or attributes.get("rel") in {"stylesheet", "preload", "icon"}:
            assert not str(attributes.get("src") or attributes.get("href") or "").startswith(("http:", "https:", "//"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.component}: {example.name}")
def test_a_component_draws_its_example(renderer: Renderer, plain: Theme, example: Example) -> None:
    assert Page(draw(plain, example)).faults == []


def draw(plain: Theme, example: Example) -> str:
    """Render one example of a component."""
    template = environment(plain.folders, plain.strings("vi")).get_template(f"{example.component}/template.html")
    return str(getattr(template.module, example.macro)(**example.given))


def test_every_component_with_a_template_has_examples() -> None:
    drawn = {path.parent.name for path in (PLAIN / "components").glob("*/template.html")}
    assert drawn == {example.component for example in EXAMPLES}


def test_words_in_another_language_say_which() -> None:
    assert safe(Phrase("地簿", "lzh")) == '<span lang="lzh">地簿</span>'
    assert safe(Phrase("<b>")) == "&lt;b&gt;"


def test_what_authors_write_is_never_taken_for_html(renderer: Renderer) -> None:
    evil = '"><script>alert(1)</script>'
    view = dataclasses.replace(tan_giang.item(), title=Phrase(evil, evil), place=evil, previous=Link(Phrase(evil), evil))
    assert evil not in renderer.render(view)
    assert "<script>alert" not in renderer.render(view)


def test_a_template_that_names_an_unknown_field_fails_at_once(plain: Theme) -> None:
    made = environment(plain.folders, plain.strings("vi"))
    with pytest.raises(AttributeError):
        made.from_string("{{ v.titel }}").render(v=tan_giang.item())
    with pytest.raises(UndefinedError):
        made.from_string("{{ titel }}").render()


def keys(folder: Path, language: str) -> Iterator[str]:
    for path in sorted((folder / "locale" / language).glob("*.po")):
        yield from re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_vietnamese_and_the_english_catalogue_say_the_same_things(plain: Theme) -> None:
    vietnamese, english = list(keys(PLAIN, "vi")), list(keys(PLAIN, "en"))
    assert vietnamese == english
    for language in ("vi", "en"):
        assert set(plain.strings(language)) == set(vietnamese)


def test_both_catalogues_fill_in_the_same_names(plain: Theme) -> None:
    vietnamese, english = plain.strings("vi"), plain.strings("en")
    for key in vietnamese:
        named = {language: set(re.findall(r"\{(\w+)\}", strings.json(key))) - {"n", "d", "m", "month", "ordinal"}
                 for language, strings in (("vi", vietnamese), ("en", english))}
        assert named["vi"] == named["en"], key


def test_every_word_a_template_uses_is_in_the_catalogue(plain: Theme) -> None:
    said = set(plain.strings("vi"))
    for path in [*PLAIN.glob("templates/**/*.html"), *PLAIN.glob("components/*/template.html")]:
        source = path.read_text(encoding="utf-8")
        used = set(re.findall(r'"([a-z_.]+)"\|t', source)) | set(re.findall(r'\|n\("([a-z_.]+)"\)', source))
        assert used <= said, (path.name, used - said)


def test_every_word_the_search_script_says_is_in_the_catalogue(plain: Theme) -> None:
    source = (PLAIN / "components" / "search" / "script.js").read_text(encoding="utf-8")
    used = set(re.findall(r'"([a-z_]+)"', " ".join(re.findall(r"say\([^;]*?[,)]", source))))
    assert used and {f"search.js.{key}" for key in used} <= set(plain.strings("en"))


@pytest.mark.parametrize(("language", "expected"), [("vi", "12.480"), ("en", "12,480")])
def test_numbers_are_written_as_the_language_writes_them(plain: Theme, language: str, expected: str) -> None:
    assert plain.strings(language).number(12480) == expected


@pytest.mark.parametrize(
    ("octets", "vietnamese"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (640_200, "640 kB"), (999_499, "999 kB"), (999_600, "1 MB"), (1_100_000, "1,1 MB"),
     (14_600_000, "14,6 MB"), (99_960_000, "100 MB"), (3_200_000_000_000, "3,2 TB"), (2_000_000_000_000_000, "2.000 TB")],
)
def test_sizes_are_written_in_the_unit_that_suits_them(plain: Theme, octets: int, vietnamese: str) -> None:
    assert plain.strings("vi").size(octets) == vietnamese
    assert plain.strings("en").size(octets) == vietnamese.translate({ord(","): ".", ord("."): ","})


@pytest.mark.parametrize(
    ("iso", "form", "vietnamese", "english"),
    [("2031-01-01", "short", "1-1-2031", "1 January 2031"), ("2031-01-01", "long", "ngày 1 tháng 1 năm 2031", "1 January 2031"),
     ("1825-08", "short", "tháng 8-1825", "August 1825"), ("1825", "short", "1825", "1825")],
)
def test_dates_are_written_as_the_language_writes_them(plain: Theme, iso: str, form: str, vietnamese: str, english: str) -> None:
    assert plain.strings("vi").date(iso, form) == vietnamese
    assert plain.strings("en").date(iso, form) == english


def test_a_language_without_a_catalogue_speaks_english_and_counts_in_its_own_way(plain: Theme) -> None:
    strings = plain.strings("fr")
    assert strings.t("frame.search") == "Search"
    assert strings.number(12480) != "12,480"


def test_plurals_follow_the_language(plain: Theme) -> None:
    assert [plain.strings("en").n("count.records", n) for n in (0, 1, 2000)] == ["0 records", "1 record", "2,000 records"]
    assert plain.strings("vi").n("count.records", 2000) == "2.000 bản mô tả"


def test_assets_are_named_by_their_content(plain: Theme, tmp_path: Path) -> None:
    again = theme.find("plain", [PLAIN.parent], packages(tmp_path))
    assert {asset.path: asset.content for asset in again.assets.values()} == {asset.path: asset.content for asset in plain.assets.values()}
    assert all(re.fullmatch(r"assets/[\w.-]+\.[0-9a-f]{10}\.\w+", asset.path) for asset in plain.assets.values())


def test_the_stylesheet_keeps_its_layers_in_order_and_finds_its_fonts(plain: Theme) -> None:
    css = plain.assets["theme.css"].content.decode()
    assert f"@layer {','.join(LAYERS)};" in css
    assert [css.index(f"@layer {layer}{{") for layer in LAYERS] == sorted(css.index(f"@layer {layer}{{") for layer in LAYERS)
    paths = {asset.path.removeprefix("assets/") for asset in plain.assets.values()}
    assert set(re.findall(r"url\(([^)]+\.woff2)\)", css)) <= paths
    assert css.count("{") == css.count("}")


def test_every_class_of_a_template_that_is_styled_follows_the_naming(plain: Theme) -> None:
    named = re.compile(r"^[a-z][a-z0-9-]*(__[a-z0-9-]+)?(--[a-z0-9-]+)?$")
    for path in [*PLAIN.glob("templates/**/*.html"), *PLAIN.glob("components/*/template.html")]:
        for value in re.findall(r'class="([^"{}]*)"', path.read_text(encoding="utf-8")):
            assert all(named.match(one) for one in value.split()), (path.name, value)


def test_colours_stand_only_among_the_tokens() -> None:
    allowed = re.compile(r"#000|#fff|#333|#aaa|#666|#444|#8a1c15")
    for path in [*PLAIN.glob("assets/*.css"), *PLAIN.glob("components/*/style.css")]:
        if path.name != "settings.css":
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8"))
            assert all(allowed.fullmatch(one) for one in found), (path, found)


def test_an_item_page_with_its_style_and_scripts_is_under_25_kilobytes(plain: Theme, renderer: Renderer) -> None:
    wire = [renderer.render(tan_giang.item()).encode(), *(plain.assets[name].content for name in ("theme.css", "viewer.js", "slip.js"))]
    assert sum(len(gzip.compress(one, 9)) for one in wire) < 25_000


def test_a_theme_that_extends_another_says_only_what_differs(tmp_path: Path) -> None:
    mine = tmp_path / "themes" / "village"
    (mine / "assets").mkdir(parents=True)
    (mine / "templates").mkdir()
    (mine / "locale" / "vi").mkdir(parents=True)
    (mine / "theme.yaml").write_text("name: village\nextends: plain\n", encoding="utf-8")
    (mine / "assets" / "settings.css").write_text(":root{--seal:#123456}", encoding="utf-8")
    (mine / "templates" / "not-found.html").write_text("{{ v.heading }}: {{ 'frame.search'|t }}", encoding="utf-8")
    (mine / "locale" / "vi" / "mine.po").write_text('msgid "frame.search"\nmsgstr "Kiếm"\n', encoding="utf-8")
    found = theme.find("village", [mine.parent, PLAIN.parent], packages(tmp_path / "packages"))
    assert found.folders == (PLAIN, mine)
    assert found.renderer(tan_giang.SITE).render(VIEWS["404.html"]) == "Không có trang này: Kiếm"
    css = found.assets["theme.css"].content.decode()
    assert css.index("--seal:#9e231b") < css.index("--seal:#123456") < css.index("@layer base{")


@pytest.mark.parametrize("extends", ["", "extends: nowhere", "extends: circle"])
def test_a_theme_that_is_missing_is_named(tmp_path: Path, extends: str) -> None:
    (tmp_path / "circle").mkdir()
    (tmp_path / "circle" / "theme.yaml").write_text(f"name: circle\n{extends}\n", encoding="utf-8")
    wanted = "absent" if not extends else "circle"
    with pytest.raises(theme.ThemeMissing, match=r"absent|nowhere|circle"):
        theme.find(wanted, [tmp_path], tmp_path)


def test_the_frame_of_a_section_marks_where_the_reader_is(renderer: Renderer) -> None:
    html = renderer.render(VIEWS["vi/timeline/"])
    assert '<a href="../../vi/timeline/" aria-current="true">Thời gian</a>' in html
    assert html.count('aria-current="true"') == 1


def test_a_notice_hides_pictures_until_the_reader_says_so(renderer: Renderer) -> None:
    html = renderer.render(VIEWS["vi/records/th-0412/"])
    door = html.index('<details class="notice">')
    assert door < html.index("<img")
    assert 'loading="lazy"' in html[door:html.index("</details>", door)]
    assert 'fetchpriority="high"' not in html


def test_a_site_of_one_language_has_no_language_links(plain: Theme) -> None:
    site: Site = dataclasses.replace(tan_giang.SITE, footer=())
    view: View = dataclasses.replace(tan_giang.withdrawn(), page=dataclasses.replace(tan_giang.withdrawn().page, alternates=()))
    html = plain.renderer(site).render(view)
    assert "hreflang" not in html


def test_the_bundle_of_no_folders_is_only_the_order_of_layers() -> None:
    assert stylesheet([], {}) == f"@layer {','.join(LAYERS)};"
