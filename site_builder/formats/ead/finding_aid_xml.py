"""EAD3 of a whole collection, `ead3.xml`: what the public may know of it, in its hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from site_builder.formats.ead.marked import blocks
from site_builder.formats.ead.values import standard
from site_builder.formats.escaping import escape, quoteattr
from site_builder.model import output
from site_builder.model.authorities import DescriptionControl
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.dates import DateValue
from site_builder.model.digital import DigitalObjects
from site_builder.model.elements import elements
from site_builder.model.records import Record, Ref
from site_builder.model.rights import AccessStatus, Rights
from site_builder.model.text import Text

_SPECIAL = {"rights", "access", "related", "notes", "description_control"}
_DID = {"unitid", "unittitle", "unitdate", "physdesc", "origination", "repository", "langmaterial", "container", "abstract"}
_POINTS = {"subjects": "subject", "places": "geogname", "genres": "genreform", "people": "name"}
_AGENTS = {"person": "persname", "family": "famname", "corporate": "corpname"}
_PROSE = tuple((one.name, one.ead3) for one in elements(Record)
               if one.ead3 and one.ead3 not in _DID and one.name not in (*_POINTS, *_SPECIAL))  # fmt: skip
_OTHER = (
    "scripts",
    *(one.name for one in elements(Record) if not one.ead3 and one.area in ("vietnam", "objects") and one.kind != "media"),
)


def whole(public: PublicCatalogue, objects: DigitalObjects, root: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the finding aid of a collection, valid by ead3.xsd (1.1.1)."""
    yield "ead3.xml", "".join(_Writer(public, objects).file(public.records[root])).encode()


class _Writer:
    def __init__(self, public: PublicCatalogue, objects: DigitalObjects) -> None:
        self.public, self.objects = public, objects
        self.base = public.portal.base_url.rstrip("/") + "/"
        self.language = public.portal.languages[0]

    def file(self, top: PublicRecord) -> Iterator[str]:
        """Yield the file in pieces."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<ead xmlns="http://ead3.archivists.org/schema/">\n'
        yield from self._control(top)
        yield f"<archdesc{_level(top)}>{self._described(top)}"
        if top.children:
            yield "\n<dsc>"
            yield from self._components(top)
            yield "\n</dsc>"
        yield "</archdesc>\n</ead>\n"

    def _components(self, top: PublicRecord) -> Iterator[str]:
        waiting: list[str | None] = list(reversed(top.children))
        while waiting:
            key = waiting.pop()
            if key is None:
                yield "</c>"
                continue
            shown = self.public.records[key]
            yield f"\n<c{_level(shown)}>{self._described(shown)}"
            waiting.append(None)
            waiting.extend(reversed(shown.children))

    def _control(self, top: PublicRecord) -> Iterator[str]:
        portal, record = self.public.portal, top.record
        agency = record.institution.name if record.institution else portal.publisher or portal.title
        control = record.description_control or DescriptionControl()
        titles = "".join(_texts("titleproper", record.title)) or f"<titleproper>{escape(top.id)}</titleproper>"
        when = "; ".join(str(one) for one in control.dates) or "s.d."
        yield f"<control><recordid instanceurl={quoteattr(self._page(top.id))}>{escape(top.id)}</recordid>"
        yield f"<filedesc><titlestmt>{titles}</titlestmt></filedesc>"
        names = "".join(_texts("agencyname", agency))
        yield f'<maintenancestatus value="derived"/><maintenanceagency>{names}</maintenanceagency>'
        for rule in control.rules:
            yield f"<conventiondeclaration><citation>{escape(str(rule))}</citation></conventiondeclaration>"
        licence = record.metadata_license or portal.metadata_license
        yield f"<rightsdeclaration><citation href={quoteattr(licence)}>{escape(licence)}</citation></rightsdeclaration>"
        yield '<maintenancehistory><maintenanceevent><eventtype value="derived"/>'
        yield f'<eventdatetime>{escape(when)}</eventdatetime><agenttype value="machine"/><agent>site-builder</agent>'
        yield "</maintenanceevent></maintenancehistory></control>\n"

    def _page(self, key: str) -> str:
        return self.base + output.record_page(self.language, key).removesuffix("index.html")

    def _described(self, shown: PublicRecord) -> str:
        return f"<did>{''.join(self._did(shown))}</did>{''.join(self._rest(shown))}"

    def _did(self, shown: PublicRecord) -> Iterator[str]:
        record = shown.record
        yield f"<unitid identifier={quoteattr(self._page(shown.id))}>{escape(record.identifier or shown.id)}</unitid>"
        for code in record.alt_identifiers:
            kind = f" localtype={quoteattr(code.type)}" if code.type else ""
            yield f"<unitid{kind}>{escape(code.value)}</unitid>"
        for title in (record.title, *record.alt_titles):
            yield from _texts("unittitle", title)
        for date in record.dates:
            yield from _date(date)
        for extent in record.extent:
            counted = " ".join(filter(None, (extent.quantity, extent.unit)))
            yield f"<physdesc>{escape(counted)}</physdesc>" if counted else ""
            yield from (one for text in (extent.text, extent.medium) if text for one in _texts("physdesc", text))
        if record.abstract:
            yield from _texts("abstract", record.abstract)
        if record.creators and "creators" not in shown.inherited:
            yield f"<origination>{''.join(map(self._agent, record.creators))}</origination>"
        if record.institution and "institution" not in shown.inherited:
            yield f"<repository><corpname>{_part(record.institution)}</corpname></repository>"
        if record.languages and "languages" not in shown.inherited:
            tags = "".join(f'<language langcode="{tag}">{tag}</language>' for tag in record.languages)
            yield f"<langmaterial>{tags}</langmaterial>"
        for container in record.containers:
            kind = f" localtype={quoteattr(container.type)}" if container.type else ""
            yield f"<container{kind}>{escape(container.value)}</container>"
        for one in self.objects.get(shown.id, ()):
            address = one.remote or (self.base + one.download.path if one.download else "")
            label = f" label={quoteattr(str(one.label))}" if one.label else ""
            yield f'<dao daotype="derived" href={quoteattr(address)}{label}/>' if address else ""

    def _agent(self, ref: Ref) -> str:
        known = self.public.agents.get(ref.id) if ref.id else None
        name = _AGENTS[known.type] if known else "name"
        return f"<{name}>{_part(ref)}</{name}>"

    def _rest(self, shown: PublicRecord) -> Iterator[str]:
        record = shown.record
        yield from self._access(shown)
        if record.rights and "rights" not in shown.inherited:
            yield from _rights(record.rights)
        for field, name in _PROSE:
            yield from _prose(name, _many(getattr(record, field)))
        for agent in self.public.histories(shown):
            yield from _prose("bioghist", _many(agent.history), head=agent.name)
        for note in record.notes:
            yield from _prose("odd", (note.text,), note.type or "")
        for field in _OTHER:
            yield from _prose("odd", _many(getattr(record, field)), field)
        for field, text in record.x.items():
            yield from _prose("odd", (text,), field)
        yield from self._related(record)
        if record.description_control:
            control = record.description_control
            yield from _prose("processinfo", (*_many(control.note), *control.described_by, *control.sources))
        points = "".join(
            self._agent(ref) if name == "name" else f"<{name}>{_part(ref)}</{name}>"
            for field, name in _POINTS.items() for ref in getattr(record, field)
        )  # fmt: skip
        yield f"<controlaccess>{points}</controlaccess>" if points else ""

    def _access(self, shown: PublicRecord) -> Iterator[str]:
        access = shown.access
        if access.status is AccessStatus.OPEN and not access.note and shown.parent is not None:
            return
        opens = f": {access.opens}" if access.opens else ""
        bases = "".join(f"<p>{escape(': '.join(filter(None, (kind, str(text or '')))))}</p>" for kind, text in access.basis)
        yield f'<accessrestrict localtype="status"><p>{access.status}{opens}</p>{bases}</accessrestrict>'
        if access.note:
            yield from _prose("accessrestrict", (access.note,))

    def _related(self, record: Record) -> Iterator[str]:
        for one in record.related:
            known = self.public.records.get(one.ref) if one.ref else None
            address = self._page(known.id) if known else one.url
            said = (str(known.record.title) or known.id) if known else one.url or one.ref or ""
            link = f"<ref href={quoteattr(address)}>{escape(said)}</ref>" if address else escape(said)
            words = ": ".join(filter(None, (escape(one.relation or ""), link)))
            notes = "".join(blocks(words) for _, words in one.note or ())
            yield f"<relatedmaterial>{f'<p>{words}</p>' if words else ''}{notes}</relatedmaterial>" if words or notes else ""


def _level(shown: PublicRecord) -> str:
    other = ' otherlevel="otherlevel"' if shown.record.level == "otherlevel" else ""
    return f' level="{shown.record.level}"{other}'


def _texts(name: str, text: Text) -> Iterator[str]:
    """Yield an element of one line for each language."""
    for tag, words in text:
        if words:
            yield f'<{name} lang="{tag}">{escape(" ".join(words.split()))}</{name}>'


def _date(date: DateValue) -> Iterator[str]:
    normal = standard(date.edtf) if date.edtf else ""
    normal += f' datechar="{date.type}"' if date.type != "creation" else ""
    if date.display:
        yield from (one.replace("<unitdate", f"<unitdate{normal}", 1) for one in _texts("unitdate", date.display))
    elif date.edtf:
        yield f"<unitdate{normal}>{escape(date.edtf)}</unitdate>"


@lru_cache(maxsize=4096)
def _part(ref: Ref) -> str:
    return "".join(_texts("part", ref.name)) or f"<part>{escape(ref.id or '-')}</part>"


def _many(value: Any) -> tuple[Text | str, ...]:
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _prose(name: str, texts: Iterable[Text | str], kind: str = "", head: Text | None = None) -> Iterator[str]:
    """Yield an element of running text for each text and language, under a heading in that language."""
    local = f" localtype={quoteattr(kind)}" if kind else ""
    for text in texts:
        for tag, words in text if isinstance(text, Text) else (("", text),):
            lang = f' lang="{tag}"' if tag else ""
            made, said = blocks(words), f"<head>{escape(head.in_(tag))}</head>" if head else ""
            yield f"<{name}{lang}{local}>{said}{made}</{name}>" if made else ""


def _rights(rights: Rights) -> Iterator[str]:
    if rights.statement:
        yield f"<userestrict><p><ref href={quoteattr(rights.statement)}>{escape(rights.statement)}</ref></p></userestrict>"
    yield from _prose("userestrict", (text for text in (rights.holder, rights.credit, rights.note) if text))
