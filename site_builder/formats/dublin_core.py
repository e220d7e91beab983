"""Dublin Core, `dc.xml`: each record of a collection in the fifteen elements, as harvesters know them (oai_dc)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.formats.escaping import escape, quoteattr
from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.dates import DateValue
from site_builder.model.digital import DigitalObjects
from site_builder.model.elements import elements
from site_builder.model.records import Code, Extent, Record, Ref, Related
from site_builder.model.rights import Rights, Visibility
from site_builder.model.text import Text

_SIMPLE = {
    "alternative": "title", "created": "date", "extent": "format", "spatial": "coverage", "abstract": "description",
    "provenance": "description", "accrualPolicy": "description", "requires": "description", "accessRights": "rights",
    "hasFormat": "relation", "isReferencedBy": "relation",
}  # fmt: skip
_FIELDS = tuple((one.name, _SIMPLE.get(one.dc, one.dc)) for one in elements(Record) if one.dc and one.name != "access")
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<records xmlns:oai_dc="{_OAI_DC}" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
)


def whole(public: PublicCatalogue, objects: DigitalObjects, root: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the file of a collection; what is withdrawn is not in it."""
    shown = (one for one in public.below(root) if one.visibility is not Visibility.TOMBSTONE)
    yield "dc.xml", (_HEAD + "".join(f"{record(public, objects, one)}\n" for one in shown) + "</records>\n").encode()


def record(public: PublicCatalogue, objects: DigitalObjects, shown: PublicRecord) -> str:
    """Return one record as an oai_dc element, whose namespaces are declared above it."""
    return f"<oai_dc:dc>{''.join(_elements(public, objects, shown))}</oai_dc:dc>"


def _elements(public: PublicCatalogue, objects: DigitalObjects, shown: PublicRecord) -> Iterator[str]:
    base = public.portal.base_url.rstrip("/") + "/"
    page = base + output.record_page(public.portal.languages[0], shown.id).removesuffix("index.html")
    yield _one("identifier", page)
    for field, name in _FIELDS:
        value = getattr(shown.record, field)
        for language, words in _said(value, public, base):
            yield _one(name, words, language)
    if shown.record.institution:
        yield from (_one("publisher", words, language) for language, words in shown.record.institution.name)
    yield _one("rights", str(shown.access.status))
    if shown.access.note:
        yield from (_one("rights", words, language) for language, words in shown.access.note)
    if shown.parent is not None:
        yield _one("relation", base + output.record_page(public.portal.languages[0], shown.parent).removesuffix("index.html"))
    for file in objects.get(shown.id, ()):
        if file.download:
            yield _one("format", file.download.mime.partition(";")[0])
            yield _one("identifier", base + file.download.path)
        elif file.remote:
            yield _one("identifier", file.remote)


def _one(name: str, words: str, language: str = "") -> str:
    lang = f" xml:lang={quoteattr(language)}" if language and language != "und" else ""
    return f"<dc:{name}{lang}>{escape(words)}</dc:{name}>" if words else ""


def _said(value: Any, public: PublicCatalogue, base: str) -> Iterable[tuple[str, str]]:
    """Return (language or nothing, words) of every value of a field."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (("", value),)
    if isinstance(value, tuple):
        return [pair for one in value for pair in _said(one, public, base)]
    if isinstance(value, Text):
        return value.values
    if isinstance(value, Ref):
        return value.name.values
    if isinstance(value, Code):
        return (("", value.value),)
    if isinstance(value, Extent):
        counted = " ".join(filter(None, (value.quantity, value.unit)))
        return [("", counted), *(pair for text in (value.text, value.medium) if text for pair in text)]
    if isinstance(value, DateValue):
        return [("", value.edtf or ""), *(value.display or ())]
    if isinstance(value, Rights):
        return [
            ("", value.statement or ""),
            *(pair for text in (value.holder, value.credit, value.note) if text for pair in text),
        ]
    if isinstance(value, Related):
        known = public.records.get(value.ref) if value.ref else None
        page = output.record_page(public.portal.languages[0], known.id).removesuffix("index.html") if known else None
        return (("", base + page if page else value.url or ""), *(value.note or ()))
    return ()
