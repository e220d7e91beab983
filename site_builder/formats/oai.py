"""OAI-PMH 2.0, `oai.xml`: a collection as a repository answers a harvester that asks for all, what is gone told as deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from site_builder.formats import dublin_core
from site_builder.formats.escaping import escape
from site_builder.model import output
from site_builder.model.catalogue import PublicCatalogue, PublicRecord
from site_builder.model.digital import DigitalObjects

NAME = "oai.xml"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_OAI}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{_OAI} {_OAI}OAI-PMH.xsd">\n'
)
_DUBLIN_CORE = (
    f'<oai_dc:dc xmlns:oai_dc="{_OAI}oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xsi:schemaLocation="{_OAI}oai_dc/ {_OAI}oai_dc.xsd">'
)
_NOTHING = '<error code="noRecordsMatch">The ledger of addresses knows nothing of this collection yet.</error>\n'
_NEVER = "1970-01-01"
"""The day of an answer about nothing: each answer has one."""
_DAYS = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def whole(public: PublicCatalogue, objects: DigitalObjects, root: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of the file of a collection: one list without parts, and no file where no ledger is kept.

    A host of plain files answers whatever is asked at this address with this file. So a harvester gets all at once; sent
    back for more by a resumption token it would go round for ever.
    """
    if public.remembers:
        known = {shown.id: stamp for shown in public.below(root) if (stamp := stamp_of(public, shown))}
        ended = dict(gone(public, root))
        told = "".join(_record(public, objects, *one) for one in known.items())
        told += "".join(_deleted(public, *one) for one in ended.items())
        newest = max((*known.values(), *ended.values()), default=_NEVER)
        address = escape(f"{public.portal.base_url.rstrip('/')}/{output.collection_data(root, NAME)}")
        yield NAME, (
            f"{_HEAD}<responseDate>{newest}T00:00:00Z</responseDate>\n"
            f'<request verb="ListRecords" metadataPrefix="oai_dc">{address}</request>\n'
            + (f"<ListRecords>\n{told}</ListRecords>\n" if told else _NOTHING)
            + "</OAI-PMH>\n"
        ).encode()


def stamp_of(public: PublicCatalogue, shown: PublicRecord) -> str:
    """Return the day of a record's last known change: its first publication, or a later revision that its description notes.

    Empty where the ledger does not know the record yet: there is no true day to give, and the day of the build is none.
    """
    since, control = public.since.get(shown.id, ""), shown.record.description_control
    if not since or control is None:
        return since
    noted: list[str] = [day for text in control.dates for _, words in text for day in _DAYS.findall(words)]
    return max((since, *(day for day in noted if day <= public.as_of and _is_one(day))))


def _is_one(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def gone(public: PublicCatalogue, root: str) -> Iterator[tuple[str, str]]:
    """Yield (id, day) of what is no more in a collection; where nobody can say in which it was, each collection tells it."""
    for shown in public.withdrawn:
        if shown.id in public.since and (shown.collection == root or shown.collection not in public.roots):
            yield shown.id, max(public.since[shown.id], shown.withdrawn_on or "")
    yield from ((one.id, one.ended) for one in public.former if one.kind == "record" and one.ended)


def _record(public: PublicCatalogue, objects: DigitalObjects, record_id: str, stamp: str) -> str:
    said = dublin_core.record(public, objects, public.records[record_id]).replace("<oai_dc:dc>", _DUBLIN_CORE, 1)
    return f"<record><header>{_header(public, record_id, stamp)}</header><metadata>{said}</metadata></record>\n"


def _deleted(public: PublicCatalogue, record_id: str, day: str) -> str:
    return f'<record><header status="deleted">{_header(public, record_id, day)}</header></record>\n'


def _header(public: PublicCatalogue, record_id: str, day: str) -> str:
    """Say which record and when, by the scheme of OAI identifiers: `oai:archive.example.org:ho-nguyen-001`."""
    address = urlsplit(public.portal.base_url)
    local = f"{address.path}/{record_id}".replace("//", "/").lstrip("/")
    return f"<identifier>oai:{escape(f'{address.hostname}:{local}')}</identifier><datestamp>{day}</datestamp>"
