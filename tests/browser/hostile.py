"""A portal that says something hostile wherever an archive may say something: in every field, page, name of a file, and file."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from site_builder.model import authorities
from site_builder.model.dates import DateValue
from site_builder.model.portal import Portal
from site_builder.model.records import Code, Container, Extent, Label, Media, Note, Record, Related, Sensitivity
from site_builder.model.rights import Access, Basis, Request, Rights

BASICS = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)",
    "</title><svg/onload=alert(1)>", "]]><script>alert(1)</script>", "<!--<script>alert(1)//-->", "[x](javascript:alert(1))",
    "![x](data:text/html,<script>alert(1)</script>)", "<a href=\"java\tscript:alert(1)\">x</a>", "{{7*7}}{% raw %}", "${alert(1)}",
    "=cmd|'/c calc'!A1", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "'-alert(1)-'", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<style>*{background:url(//evil.example)}</style>", "\u202eevil\u2066",
    "<form action=//evil.example><button>x", "<details open ontoggle=alert(1)>", "Ω≈ç√∫˜µ≤ 田中さん 𠜎 👩‍👩‍👧 ÅÍÎÏ", "nil", "undefined", "NaN", "../../etc/passwd",
    "<x onmouseover=alert(1) onfocus=alert(1) tabindex=0>x", "</textarea></style></noscript><img src=//evil.example/x>", "[x]: javascript:alert(1)\n\n[x]",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>", "&lt;script&gt;alert(1)&lt;/script&gt;", "`<script>alert(1)</script>`", "\"onclick=\"alert(1)",
    "--><script>alert(1)</script>", "\ufeff\u2028\u2029zero\u200bwidth", "<p></p></div></main></body></html>", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    "__proto__", "constructor", "CON", "%00%0d%0aSet-Cookie:x", "1;DROP TABLE records", "T̷̨o̵ ̴Z̵a̶l̸g̷o̶", "<dialog open><marquee onstart=alert(1)>",
)  # fmt: skip
UNSAID = frozenset("""id part_of order ref path captions thumbnail sha256 base_url theme edtf until embargo_rule determined review_date
    expires fields_hidden features profiles media_roots media access request requests files reviewed coordinates x""".split())
FIXED = re.compile(r"Literal|DateType|Calendar|Level|Role|Rule|Status|BasisType|Statement|bool|Url|Mail|Tag")
"""Fields, and kinds of fields, that take no free words; all others get some, and a kind not known here fails until it is."""
_NESTED: dict[str, type] = {
    "other_names": authorities.OtherName, "relations": authorities.Relation, "description_control": authorities.DescriptionControl,
    "contacts": authorities.Contact, "contact": authorities.Contact, "former": authorities.Valid, "rights": Rights, "related": Related,
    "extent": Extent, "alt_identifiers": Code, "containers": Container, "notes": Note, "sensitivity": Sensitivity, "tk_labels": Label,
    "dates": DateValue, "basis": Basis,
}  # fmt: skip
_ONE = ("description_control", "contact", "rights")
_WITH = {"dates": {"edtf": "1950"}, "relations": {"url": "https://example.org/"}, "related": {"url": "https://example.org/"}}


def said(kind: type, words: Iterator[str]) -> dict[str, Any]:
    """Return what an author would write of a kind of thing, with the next of the words in every field that takes any."""
    takes = [(one.name, str(one.type)) for one in dataclasses.fields(kind) if one.name not in UNSAID]
    return {name: _value(name, shape, words) for name, shape in takes if name in _NESTED or not FIXED.search(shape)}


def _value(name: str, shape: str, words: Iterator[str]) -> Any:
    if name in _NESTED and shape not in ("str | None", "TextField | None", "Texts"):
        nested = said(_NESTED[name], words) | _WITH.get(name, {})
        return nested if name in _ONE else [nested]
    if shape in ("Refs", "PlaceRefs"):
        return [{"name": next(words), "role": next(words)}]
    if "_ref" in shape:
        return {"name": next(words)}
    if shape in ("TextField", "TextField | None", "NameField", "NameField | None"):
        return {"vi": next(words), "en": next(words)}
    if shape in ("Texts", "Names", "Words") or "tuple[TextField" in shape:
        return [next(words), next(words)]
    if shape == "dict[Added, TextField]":
        return {"x_words": {"vi": next(words), "en": next(words)}, f"x_{next(words)}": next(words)}
    if shape == "dict[str, str]":
        return {next(words): next(words)}
    if shape in ("str", "str | None"):
        return next(words)
    raise AssertionError(f"{name}: {shape} is a kind of field that is not tried")


def described(record_id: str, words: Iterator[str], **more: Any) -> str:
    """Return a record that says something hostile in every field that takes words."""
    return _written({"id": record_id, "level": "item"} | said(Record, words) | {"x_chữ": next(words), "x_words": {"vi": next(words), "en": next(words)}} | more)


def _written(fields: Any) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)


def objects(words: Iterator[str], names: Sequence[str]) -> list[dict[str, Any]]:
    """Return a media entry for every file, each saying something hostile in every field."""
    entries = [said(Media, words) | {"path": name} for name in names if not name.endswith(".vtt")]
    texts = [{"role": "text"} if one["path"].endswith((".hocr", ".xml")) else {} for one in entries]
    played = [{"captions": name} for one in entries if one["path"].endswith(".mp3") for name in names if name.endswith(".vtt")]
    return [one | text | (played[0] if one["path"].endswith(".mp3") else {}) for one, text in zip(entries, texts, strict=True)]


def picture(form: str) -> bytes:
    """Return a picture that carries a script in its notes and behind its end."""
    buffer, notes = io.BytesIO(), PngInfo()
    notes.add_text("Comment", BASICS[0])
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = BASICS[0]
    more: dict[str, Any] = {"pnginfo": notes} if form == "PNG" else {"exif": exif, "comment": BASICS[0].encode()} if form == "JPEG" else {}
    Image.new("RGB", (60, 80), (9, 90, 200)).save(buffer, form, **more)
    return buffer.getvalue() + BASICS[0].encode()


_XXE = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
DRAWING = f"""<?xml version="1.0"?><?xml-stylesheet href="//evil.example/x.css"?>{_XXE}
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90" onload="alert(1)">
<script>alert(1)</script><style>@import url(//evil.example/x.css);</style><rect width="50" height="50" fill="red" onclick="alert(1)"/>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject>
<image href="http://evil.example/x.png"/><use xlink:href="http://evil.example/x.svg#a"/><a xlink:href="javascript:alert(1)"><text y="60">x</text></a>
<rect width="9" height="9" fill="\\75rl(http://evil.example/x)" mask='image-set("http://evil.example/x" 1x)'/>
<animate attributeName="href" values="javascript:alert(1)"/><set attributeName="onmouseover" to="alert(1)"/></svg>"""
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/AA<</O<</S/URI/URI(javascript:alert\\(1\\))>>>>>>endobj
trailer<</Root 1 0 R>>
"""
FILES: dict[str, bytes] = {
    "<img src=x onerror=alert(1)>.png": picture("PNG"), "\"><svg onload=alert(1)>.jpg": picture("JPEG"), "javascript&colon;alert(1).gif": picture("GIF"),
    "a'b&c;=\u202e.svg": DRAWING.encode(), "%3Cscript%3E.pdf": _PDF, "-rf {{7*7}}.txt": BASICS[0].encode(), "=cmd|' /C calc'!A0.zip": BASICS[0].encode(),
    "x.json": b"\"<script>alert(1)</script>\"", "not a picture.jpg": b"<html><script>alert(1)</script></html>", "tiếng.mp3": b"ID3<script>alert(1)</script>",
    "cue.vtt": b"WEBVTT\n\nSTYLE\n::cue{background:url(//evil.example)}\n\n00:00.000 --> 00:01.000\n<img src=x onerror=alert(1)><script>alert(1)</script>\n",
    "ocr.hocr": f"{_XXE}<html><body><span class='ocr_line'>&lt;script&gt;alert(1)&lt;/script&gt; <script>alert(1)</script></span></body></html>".encode(),
    "alto.xml": f"{_XXE}<alto><Layout><Page><String CONTENT='&lt;img src=x onerror=alert(1)&gt; &b;'/></Page></Layout></alto>".encode(),
}  # fmt: skip


def write(root: Path, lines: Sequence[str], records: int) -> None:
    """Write a portal that says the lines over and over, until every field of every record, authority and page says one."""
    words = cycle(lines)
    kinds = {"agents/ong": authorities.Agent, "places/noi": authorities.Place, "subjects/viec": authorities.Subject, "institutions/kho": authorities.Institution}
    more: dict[str, dict[str, Any]] = {
        "agents/ong": {"type": "person"}, "places/noi": {"coordinates": {"lat": 20, "lon": 106}},
        "institutions/kho": {"requests": {"url": "https://example.org/?a", "mapping": {next(words): "title", "ref": "identifier"}}},
    }  # fmt: skip
    files: dict[str, str | bytes] = {
        "portal.yaml": _written(said(Portal, words) | {"base_url": "https://example.org/a/", "languages": ["vi", "en"], "x_words": next(words)}),
        "collections/f/index.yaml": described("f", words, level="fonds", access="open"),
    }
    for name, kind in kinds.items():
        files[f"collections/_{name}.yaml"] = _written(_single(said(kind, words)) | {"x_words": next(words)} | more.get(name, {}))
    here = {"people": ["ong"], "places": ["noi"], "subjects": ["viec"], "institution": "kho", "media": objects(words, list(FILES))}
    for number in range(records):
        files[f"collections/f/r{number}.yaml"] = described(f"r{number}", words, **(here if number == 0 else {}))
    for name, data in FILES.items():
        files[f"collections/f/{name}"] = data
    for language in ("vi", "en"):
        body = "\n\n".join(next(words) for _ in range(max(60, len(lines) // 2)))
        files[f"content/{language}/page.md"] = f"---\n{_written({'title': next(words), 'summary': next(words), 'nav': True})}---\n{body}\n"
    files |= {f"collections/f/{name}.yaml": content for name, content in _shut(words)}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def _single(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave the names that would have to lead to other authority records."""
    return {name: value for name, value in fields.items() if name not in ("broader", "related", "places")}


def _shut(words: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield a record of every status, each condition saying something in every field."""
    for status in ("embargoed", "restricted", "withdrawn", "metadata_only", "open_with_notice"):
        access = said(Access, words) | {"status": status, "request": said(Request, words)}
        access["basis"] = [one | {"type": "donor"} for one in access["basis"]]
        name = status.replace("_", "-")
        yield name, described(name, words, access=access | ({"until": "2040-01-01"} if status == "embargoed" else {}))
