"""What archivists write is shown, and nothing in it runs, calls elsewhere or breaks out of its place."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from site_builder.render.markdown import first_words, page, plain, prose

HOSTILE = [
    "![<script>alert(1)</script>](record:x)",
    "![&lt;script>alert(1)&lt;/script>](https://tracker.example/p.gif)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example/p.gif)",
    '<img src="https://tracker.example/p.gif" alt="x">',
    "<svg onload=alert(1)>",
    "<iframe src=https://x.example></iframe>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    "<form action=https://x.example><input name=a></form>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "\\" onmouseover=alert(1)")',
    "<div><p>unclosed <b",
    "</div></body></html><script>1</script>",
    "<!-- --><script>1</script>",
    "<![CDATA[<script>1</script>]]>",
    "<math><mi xlink:href=javascript:1>x</mi></math>",
    "<object data=x></object><embed src=x><link rel=stylesheet href=//x><meta http-equiv=refresh content=0><base href=//x>",
    '<video src="https://x.example"></video><audio src=//x></audio>',
    "`<script>`\n\n    <script>alert(1)</script>\n",
    "x\x00<scr\x00ipt>alert(1)</script>",
]
RUNS = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math", "link", "meta", "base", "video", "audio"}
VOID = {"br", "hr", "img"}


NESTING = ("<p>", "</p>", "</div>", "<object>", "<button>", "<table>", "<td>", "<tr>", "<li>", "<a href=https://a.example>", "</a>", "<svg>", "<h1>")


class Seen(HTMLParser):
    """Gathers what a browser would act on, and whether every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


def is_harmless(html: str) -> None:
    found = seen(str(html).replace('<div class="wide" tabindex="0"><table', "<div><table"))
    assert not RUNS & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("style", "srcset", "formaction", "class")]
    for name, value in found.attributes:
        assert name != "src"
        assert name != "href" or value.startswith(("https://", "http://", "mailto:"))
    assert found.balanced and not found.open
    assert JustHTML(html, fragment=True, sanitize=False, collect_errors=True).errors == []


def shown_page(source: str) -> str:
    """Return a page's HTML, without the one class that it adds itself."""
    html = page(source, lambda to: to if to.startswith(("http", "mailto:")) else None, lambda _, words: f"<figure>{words}</figure>")
    return html.replace(' class="gallery"', "")


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_hostile_passes_in_a_field(source: str) -> None:
    is_harmless(prose(source))


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_hostile_passes_in_a_page(source: str) -> None:
    is_harmless(shown_page(source))


@pytest.mark.parametrize("source", HOSTILE)
def test_summaries_hold_words_alone(source: str) -> None:
    for words in (first_words(source), plain(source)):
        assert not hasattr(words, "__html__"), "a template escapes it"


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*HOSTILE, *"<>\"'&`*_[]()#|\\ \n", "a", "đ", "href=", "](", *NESTING]), max_size=8).map("".join))
def test_no_mixture_of_hostile_pieces_passes(source: str) -> None:
    is_harmless(prose(source))
    is_harmless(shown_page(source))


def test_a_link_to_a_record_that_is_not_shown_leaves_its_words_and_an_embed_nothing() -> None:
    html = page("Xem [thư](record:shut).\n\n![kín](record:shut)\n", lambda _: None, lambda _id, _words: "")
    assert html.strip() == "<p>Xem thư.</p>"


def test_a_picture_in_a_field_leaves_its_words() -> None:
    assert prose("Xem ![sơ đồ](https://tracker.example/p.gif) này.") == "<p>Xem sơ đồ này.</p>"


def test_a_field_sets_no_id_that_its_page_may_have() -> None:
    assert prose('<h2 id="search">Sổ</h2>\n') == "<h2>Sổ</h2>"


def test_a_page_gives_each_id_once_and_none_that_its_frame_has() -> None:
    html = page('# Main\n\n<h2 id="x">A</h2>\n\n<h2 id="x">B</h2>\n\nid="x" id="x"', lambda to: to, lambda _, words: words)
    assert html == '<h2>Main</h2>\n<h2 id="x">A</h2>\n\n<h2>B</h2>\n\n<p>id="x" id="x"</p>'


def test_the_anchor_of_a_vietnamese_heading_keeps_every_letter() -> None:
    assert 'id="dieu-kien-dong"' in page("## Điều kiện đóng\n", lambda address: address, lambda one, words: "")


@pytest.mark.parametrize(
    ("source", "flowing", "in_lines"),
    [
        ("Trận lụt mất hồ sơ;\nsố còn lại đưa lên gác.", "<p>Trận lụt mất hồ sơ;\nsố còn lại đưa lên gác.</p>", "<p>Trận lụt mất hồ sơ;<br>số còn lại đưa lên gác.</p>"),
        ("*Một*\nhai", "<p><em>Một</em>\nhai</p>", "<p><em>Một</em><br>\nhai</p>"),
        ("Một\n\nhai", "<p>Một</p><p>hai</p>", "<p>Một</p><p>hai</p>"),
    ],
)
def test_lines_flow_together_except_those_of_a_document(source: str, flowing: str, in_lines: str) -> None:
    assert (prose(source), prose(source, lines=True)) == (flowing, in_lines)
