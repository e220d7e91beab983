"""Markdown as archivists write it → HTML that is safe to show, with links to records and their embeds resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import markdown as python_markdown
import nh3
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from site_builder.model.text import is_unmarked_line
from site_builder.render.phrases import Phrase

_MARKUP = re.compile(r"[*_`\[\]<>#|~&\\]|^\s*([-+]|\d+[.)])\s|^\s{4}|^\s*[-=:]{2,}|https?://| {2,}$", re.MULTILINE)
_LINE_END = re.compile(r"(?<=\S)[ \t]?\n(?=\S)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "b",
    "i",
    "s",
    "sub",
    "sup",
    "small",
    "mark",
    "q",
    "cite",
    "abbr",
    "code",
    "pre",
    "kbd",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "a",
    "img",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "ruby",
    "rt",
    "rp",
    "span",
    "div",
    "del",
    "ins",
}
_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "li": {"id"},
    "sup": {"id"},
}
_WITHOUT_IDS = {tag: names - {"id"} for tag, names in _ATTRIBUTES.items()}
_HEADING = re.compile(r"<(/?)h1\b")
_ID = re.compile(r'(<(?:h[2-4]|li|sup)\b[^>]*?) id="([^"]*)"')
_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img [^>]*?src="([^"]*)"[^>]*>')
_ALT = re.compile(r'alt="([^"]*)"')
_ALONE = r"<p>\s*(?P<images>(?:<img [^>]*>\s*(?:<br>)?\s*)+)</p>"
_NAMED = r'(?:<a href="record:(?P<id>[a-z0-9-]+)"[^>]*>[^<]*</a>|record:(?P<bare>[a-z0-9-]+))'
_QUOTED = rf"<blockquote>\s*(?P<words>(?:(?!</?blockquote>).)*?)(?:<p>|<br>|\n)\s*[-—– ]*{_NAMED}[ .]*</p>\s*</blockquote>"
_SHOWN = re.compile(f"{_ALONE}|{_QUOTED}", re.DOTALL)

LinkResolver = Callable[[str], str | None]
"""From an author's link to the address it leads to; None where nothing may be shown there."""


def prose(source: str, lines: bool = False) -> Markup:
    """Return the HTML of a descriptive field; plain paragraphs, the most of all, take a short way.

    Lines flow together, as in all Markdown, unless `lines` keeps them: those of a document are its own.
    """
    if _is_unmarked(source):
        end = Markup("<br>" if lines else "\n")
        return Markup("".join(f"<p>{escape(one).replace(chr(10), end)}</p>" for one in _PARAGRAPH.split(source) if one))
    return _rich(_LINE_END.sub("  \n", source) if lines else source)


def _is_unmarked(source: str) -> bool:
    return is_unmarked_line(source) or not _MARKUP.search(source)


def html(phrase: Phrase, lines: bool = False) -> Phrase:
    """Turn a phrase of Markdown into one of safe HTML."""
    return Phrase(prose(phrase.text, lines), phrase.lang)


@lru_cache(maxsize=20_000)
def _rich(source: str) -> Markup:
    return Markup(_LINK.sub(_unlinked, _IMAGE.sub(_in_words, _clean(source))))


def _in_words(image: re.Match[str]) -> str:
    """Leave of a picture its words: one that lies elsewhere would be fetched from there."""
    alt = _ALT.search(image[0])
    return alt[1] if alt else ""


def _unlinked(found: re.Match[str]) -> str:
    """Keep links to the web and letters; a field is shown on many pages, so that no other address would hold."""
    return found[0] if found[1].startswith(("http://", "https://", "mailto:")) else found[3]


Embed = Callable[[str, str], str]
"""From a record's id, and the caption or the quoted words, to a figure; empty where nothing may be shown."""


def page(source: str, link: LinkResolver, embed: Embed, quote: Embed = lambda _, words: words) -> Markup:
    """Return the HTML of a page of `content/`.

    `link` resolves what an author links to (`record:ID`, `../about/`); `embed` makes the figure of an image that names a
    record (`![caption](record:ID)`) from its id and caption, `quote` that of a quoted passage whose last line names one.
    """
    html = _each_id_once(_clean(source, ids=True))
    parts: list[str] = []
    position = 0
    for found in _SHOWN.finditer(html):
        parts.append(_text(html[position : found.start()], link))
        if found["images"] is not None:
            parts.append(_figures(found["images"], embed))
        else:
            words = found["words"] + ("</p>" if found["words"].count("<p>") > found["words"].count("</p>") else "")
            parts.append(quote(found["id"] or found["bare"], _text(words, link)))
        position = found.end()
    return Markup("".join([*parts, _text(html[position:], link)]))


def embedded(source: str) -> list[str]:
    """Return the ids of the records that a page embeds or quotes, in its order."""
    found: list[str] = []

    def shown(record_id: str, _: str) -> str:
        found.append(record_id)
        return ""

    page(source, lambda _: None, shown, shown)
    return found


def _each_id_once(html: str) -> str:
    """Drop an id that the page around it has, or that came before: the first keeps it."""
    seen = {"main", "q"}

    def kept(found: re.Match[str]) -> str:
        if found[2] in seen:
            return found[1]
        seen.add(found[2])
        return found[0]

    return _ID.sub(kept, html)


def _text(html: str, link: LinkResolver) -> str:
    """Resolve the links of running text; a picture within it is none of ours, and is left out."""
    return _LINK.sub(lambda found: _linked(found, link), _IMAGE.sub("", html))


def _figures(images: str, embed: Callable[[str, str], str]) -> str:
    figures = []
    for image in _IMAGE.finditer(images):
        caption = _ALT.search(image[0])
        if image[1].startswith("record:"):
            figures.append(embed(image[1].removeprefix("record:"), caption[1] if caption else ""))
    shown = [figure for figure in figures if figure]
    return f'<div class="gallery">{"".join(shown)}</div>' if len(shown) > 1 else "".join(shown)


def _linked(found: re.Match[str], link: LinkResolver) -> str:
    address = link(str(Markup(found[1]).unescape()))
    return found[3] if address is None else f'<a href="{escape(address)}"{found[2]}>{found[3]}</a>'


def _clean(source: str, ids: bool = False) -> str:
    """Make HTML, let through what a page of text needs, and lower its headings below the page's own; wide tables scroll."""
    html = _converter(ids).reset().convert(source)
    attributes = _ATTRIBUTES if ids else _WITHOUT_IDS
    clean = _allowed(_allowed(_HEADING.sub(r"<\1h2", html), attributes), attributes)
    return clean.replace("<table", '<div class="wide" tabindex="0"><table').replace("</table>", "</table></div>")


def _allowed(html: str, attributes: dict[str, set[str]]) -> str:
    """Let through what a text needs. What was taken out may leave nested what a browser would not nest: read that once more."""
    return nh3.clean(
        html, tags=_TAGS, attributes=attributes, url_schemes={"http", "https", "mailto", "record"}, link_rel=None
    )


@lru_cache(maxsize=2)
def _converter(ids: bool) -> python_markdown.Markdown:
    """Footnotes and headings get ids on pages alone: a page shows many fields, and ids must stay unique."""
    extensions = ["tables", "sane_lists", *(["fenced_code", "footnotes", "toc"] if ids else [])]
    settings = {"toc": {"slugify": _anchor}} if ids else {}
    return python_markdown.Markdown(extensions=extensions, extension_configs=settings, output_format="html")


def _anchor(heading: str, separator: str) -> str:
    """Return the id of a heading; đ has no decomposition, and would be lost."""
    return slugify(heading.replace("đ", "d").replace("Đ", "D"), separator)


def plain(source: str) -> str:
    """Return the words of a Markdown text alone, on one line, for summaries and search."""
    if _is_unmarked(source):
        return " ".join(source.split())
    return " ".join(Markup(_clean(source)).striptags().split())


def first_words(source: str, limit: int = 220) -> str:
    """Return the beginning of a text, cut between words."""
    words = plain(source)
    if len(words) <= limit:
        return words
    return words[: words.rfind(" ", 0, limit) if " " in words[:limit] else limit].rstrip(" ,;:.–-") + "…"
