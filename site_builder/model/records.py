"""The record: the description of one unit at any level, each field with its meaning on its own line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict

from site_builder.model.authorities import Coordinates, DescriptionControl, Tags, Texts, Words, many
from site_builder.model.codes import Tag, Url, WebUrl
from site_builder.model.dates import DatesField
from site_builder.model.elements import element
from site_builder.model.rights import AccessField, FileRule, RightsField
from site_builder.model.text import NameField, Text, TextField

Level = Literal[
    "fonds", "subfonds", "collection", "recordgrp", "subgrp", "series", "subseries", "class", "file", "item", "otherlevel"
]
UPPER = frozenset({"fonds", "subfonds", "collection", "recordgrp", "subgrp", "series", "subseries", "class"})
"""Levels that are described as a whole before their parts are."""
Role = Literal["master", "access", "thumbnail", "text", "captions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Extent and medium (ISAD(G) 3.1.5): a counted unit, or words."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    quantity: str | None = None
    unit: str | None = None
    medium: TextField | None = None
    text: TextField | None = None


def _extent(value: Any) -> Any:
    return [one if isinstance(one, dict) and one.keys() & {"quantity", "unit", "medium", "text"} else {"text": one}
            for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """An agent, place, subject or custodian: an authority's id once resolved, and always a name to show."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    name: NameField
    id: str | None = None
    role: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef(Ref):
    """A place; `coordinates` put one without authority record on the map."""

    coordinates: Coordinates | None = None


def _ref(value: Any) -> Any:
    """Read a name, an id, a language map of names, or `{id, name, role, coordinates}`, where the name may be left out."""
    if not isinstance(value, dict):
        return {"name": value}
    if value.keys() <= {"name", "id", "role", "coordinates"}:
        return value if "name" in value else {"name": value.get("id", ""), **value}
    return value if "name" in value else {"name": value}


def _refs(value: Any) -> Any:
    return [_ref(one) for one in many(value)]


Refs = Annotated[tuple[Ref, ...], BeforeValidator(_refs)]
PlaceRefs = Annotated[tuple[PlaceRef, ...], BeforeValidator(_refs)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A further reference code and what gave it."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    value: str
    type: str | None = None


def _codes(value: Any) -> Any:
    return [{"value": one} if isinstance(one, str) else one for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note (ISAD(G) 3.6.1)."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    text: TextField
    type: str | None = None


def _notes(value: Any) -> Any:
    return [one if isinstance(one, dict) and "text" in one else {"text": one} for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related unit of description (ISAD(G) 3.5.3): a record's id, an address, or words."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    ref: str | None = None
    url: Url | None = None
    relation: str | None = None
    note: TextField | None = None


def _related(value: Any) -> Any:
    return [{("url" if one.startswith(("http:", "https:")) else "ref"): one} if isinstance(one, str) else one
            for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """Where the unit lies: box, folder, sheet."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    value: str
    type: str | None = None


def _containers(value: Any) -> Any:
    return [{"value": one} if isinstance(one, str) else one for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A digital object: a file beside its record (`path`) or elsewhere (`url`), in one role."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    path: str | None = None
    url: WebUrl | None = None
    role: Role = "access"
    label: TextField | None = None
    alt: TextField | None = None
    caption: TextField | None = None
    transcription: TextField | None = None
    translation: TextField | None = None
    language: Tag | None = None
    captions: str | None = None
    thumbnail: str | None = None
    access: FileRule | None = None
    rights: RightsField | None = None
    sha256: str | None = None
    note: TextField | None = None


def _media(value: Any) -> Any:
    return [{("url" if one.startswith(("http:", "https:")) else "path"): one} if isinstance(one, str) else one
            for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Why a reader may wish to be warned."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    type: str
    note: TextField | None = None


def _sensitivity(value: Any) -> Any:
    return [{"type": one} if isinstance(one, str) else one for one in many(value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A traditional-knowledge label in the community's own words (Local Contexts)."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    uri: WebUrl | None = None
    community: TextField | None = None
    text: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One unit of description. Field names are ISAD(G)'s; `x` holds the fields an archive adds (`x_*`)."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str = element("", minimal=True)
    level: Level = element("item", isad="3.1.4", area="identity", dc="type", schema="additionalType", facet="level", minimal=True)
    identifier: str | None = element(isad="3.1.1", area="identity", kind="line", ead3="unitid", ead2002="unitid", dc="identifier", schema="identifier", iiif=True, search="identifier")
    alt_identifiers: Annotated[tuple[Code, ...], BeforeValidator(_codes)] = element((), isad="3.1.1", area="identity", kind="codes", ead3="unitid", ead2002="unitid", dc="identifier", iiif=True, search="identifier")
    title: TextField = element(Text(()), isad="3.1.2", area="identity", kind="text", ead3="unittitle", ead2002="unittitle", dc="title", schema="name", search="title")
    alt_titles: Texts = element((), isad="3.1.2", area="identity", kind="text", ead3="unittitle", ead2002="unittitle", dc="alternative", schema="alternateName", iiif=True, search="title")
    dates: DatesField = element((), isad="3.1.3", area="identity", kind="dates", ead3="unitdate", ead2002="unitdate", dc="created", schema="dateCreated", iiif=True, search="date", facet="decade", minimal=True)
    extent: Annotated[tuple[Extent, ...], BeforeValidator(_extent)] = element((), isad="3.1.5", area="identity", kind="extent", ead3="physdesc", ead2002="physdesc", dc="extent", schema="materialExtent", iiif=True)
    creators: Refs = element((), isad="3.2.1", area="context", kind="refs", ead3="origination", ead2002="origination", dc="creator", schema="creator", iiif=True, search="creator", facet="creator", inherit=True)
    institution: Annotated[Ref, BeforeValidator(_ref)] | None = element(area="context", kind="refs", ead3="repository", ead2002="repository", schema="holdingArchive", iiif=True, facet="institution", inherit=True, minimal=True)
    history: TextField | None = element(isad="3.2.2", area="context", kind="prose", ead3="bioghist", ead2002="bioghist", search="body")
    custodial_history: TextField | None = element(isad="3.2.3", area="context", kind="prose", ead3="custodhist", ead2002="custodhist", dc="provenance", search="body")
    acquisition: TextField | None = element(isad="3.2.4", area="context", kind="prose", ead3="acqinfo", ead2002="acqinfo", dc="provenance")
    scope_and_content: TextField | None = element(isad="3.3.1", area="content", kind="prose", ead3="scopecontent", ead2002="scopecontent", dc="description", schema="description", search="body")
    appraisal: TextField | None = element(isad="3.3.2", area="content", kind="prose", ead3="appraisal", ead2002="appraisal")
    accruals: TextField | None = element(isad="3.3.3", area="content", kind="prose", ead3="accruals", ead2002="accruals", dc="accrualPolicy")
    arrangement: TextField | None = element(isad="3.3.4", area="content", kind="prose", ead3="arrangement", ead2002="arrangement")
    access: AccessField | None = element(isad="3.4.1", area="conditions", ead3="accessrestrict", ead2002="accessrestrict", dc="accessRights", schema="conditionsOfAccess", facet="access", inherit=True)
    rights: RightsField | None = element(isad="3.4.2", area="conditions", ead3="userestrict", ead2002="userestrict", dc="rights", schema="license", inherit=True)
    languages: Tags = element((), isad="3.4.3", area="conditions", kind="terms", ead3="langmaterial", ead2002="langmaterial", dc="language", schema="inLanguage", iiif=True, facet="language", inherit=True)
    scripts: Words = element((), isad="3.4.3", area="conditions", kind="terms", ead3="langmaterial", ead2002="langmaterial")
    physical_condition: TextField | None = element(isad="3.4.4", area="conditions", kind="prose", ead3="phystech", ead2002="phystech", dc="requires")
    finding_aids: Texts = element((), isad="3.4.5", area="conditions", kind="prose", ead3="otherfindaid", ead2002="otherfindaid")
    originals: TextField | None = element(isad="3.5.1", area="allied", kind="prose", ead3="originalsloc", ead2002="originalsloc", dc="source", schema="itemLocation")
    copies: TextField | None = element(isad="3.5.2", area="allied", kind="prose", ead3="altformavail", ead2002="altformavail", dc="hasFormat")
    related: Annotated[tuple[Related, ...], BeforeValidator(_related)] = element((), isad="3.5.3", area="allied", kind="related", ead3="relatedmaterial", ead2002="relatedmaterial", dc="relation", schema="isRelatedTo")
    publications: Texts = element((), isad="3.5.4", area="allied", kind="prose", ead3="bibliography", ead2002="bibliography", dc="isReferencedBy", schema="citation")
    notes: Annotated[tuple[Note, ...], BeforeValidator(_notes)] = element((), isad="3.6.1", area="notes", kind="notes", ead3="odd", ead2002="odd", search="body")
    description_control: DescriptionControl | None = element(isad="3.7", area="control", ead3="processinfo", ead2002="processinfo")
    subjects: Refs = element((), area="points", kind="refs", ead3="subject", ead2002="subject", dc="subject", schema="about", iiif=True, search="subject", facet="subject")
    places: PlaceRefs = element((), area="points", kind="refs", ead3="geogname", ead2002="geogname", dc="spatial", schema="contentLocation", iiif=True, search="place", facet="place")
    people: Refs = element((), area="points", kind="refs", ead3="persname", ead2002="persname", dc="subject", schema="mentions", iiif=True, search="creator", facet="person")
    genres: Refs = element((), area="points", kind="refs", ead3="genreform", ead2002="genreform", dc="type", schema="genre", iiif=True, search="subject", facet="type")
    containers: Annotated[tuple[Container, ...], BeforeValidator(_containers)] = element((), area="identity", kind="codes", ead3="container", ead2002="container")
    doc_type: TextField | None = element(area="vietnam", kind="text", iiif=True, search="subject")
    doc_number: str | None = element(area="vietnam", kind="line", search="identifier")
    doc_notation: str | None = element(area="vietnam", kind="line", search="identifier")
    issuer: TextField | None = element(area="vietnam", kind="text", search="creator")
    issued_date: TextField | None = element(area="vietnam", kind="text")
    abstract: TextField | None = element(area="content", kind="prose", ead3="abstract", ead2002="abstract", dc="abstract", search="body")
    sheets: str | None = element(area="vietnam", kind="line")
    pages: str | None = element(area="vietnam", kind="line")
    retention: TextField | None = element(area="vietnam", kind="text")
    trust_level: TextField | None = element(area="vietnam", kind="text")
    autograph: TextField | None = element(area="vietnam", kind="text")
    info_sign: TextField | None = element(area="vietnam", kind="text")
    paper_dossier_code: str | None = element(area="vietnam", kind="line", search="identifier")
    catalog_no: str | None = element(area="vietnam", kind="line", search="identifier")
    keywords: Texts = element((), area="vietnam", kind="terms", search="subject")
    fonds_status: TextField | None = element(area="vietnam", kind="text")
    media: Annotated[tuple[Media, ...], BeforeValidator(_media)] = element((), area="objects", kind="media")
    transcription: TextField | None = element(area="objects", kind="prose", search="text")
    translation: TextField | None = element(area="objects", kind="prose", search="text")
    sensitivity: Annotated[tuple[Sensitivity, ...], BeforeValidator(_sensitivity)] = element((), inherit=True)
    tk_labels: Annotated[tuple[Label, ...], BeforeValidator(many)] = element((), inherit=True)
    metadata_license: WebUrl | None = element(schema="sdLicense", inherit=True)
    part_of: str | None = element()
    order: str | None = element(kind="number")
    featured: bool = element(False, kind="flag")
    undated: bool = element(False, kind="flag")
    creator_unknown: bool = element(False, kind="flag")
    status: Literal["draft", "published"] = element("published")
    x: dict[str, TextField] = field(default_factory=dict, metadata={})
