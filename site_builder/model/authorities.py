"""Authority records: custodians (ISDIAH), agents (ISAAR(CPF)), places and subjects (SKOS-like)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from site_builder.model.codes import Mail, Tag, Url, WebUrl
from site_builder.model.dates import DatesField
from site_builder.model.text import NameField, Text, TextField


def many(value: Any) -> Any:
    """Read one value where a list may stand."""
    return value if isinstance(value, (list, tuple)) else [value]


Words = Annotated[tuple[str, ...], BeforeValidator(many)]
Tags = Annotated[tuple[Tag, ...], BeforeValidator(many)]
Texts = Annotated[tuple[TextField, ...], BeforeValidator(many)]
Names = Annotated[tuple[NameField, ...], BeforeValidator(many)]


def _name(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) or (isinstance(value, dict) and "name" not in value) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A variant name: pen name, courtesy name, temple name, former name, name in Hán-Nôm, …"""

    __pydantic_config__ = ConfigDict(extra="forbid")
    name: NameField
    type: str | None = None
    dates: DatesField = ()


OtherNames = Annotated[tuple[Annotated[OtherName, BeforeValidator(_name)], ...], BeforeValidator(many)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation to another authority or to an address on the web."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    ref: str | None = None
    url: Url | None = None
    type: str | None = None
    note: TextField | None = None
    dates: DatesField = ()


def _relations(value: Any) -> Any:
    return [{"ref": one} if isinstance(one, str) else one for one in many(value)]


Relations = Annotated[tuple[Relation, ...], BeforeValidator(_relations)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A point in WGS 84, decimal degrees."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionControl:
    """Description control (ISAD(G) 3.7, ISAAR(CPF) 5.4, ISDIAH 5.6): who described it, by which rules, when, from what."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    note: TextField | None = None
    described_by: Texts = ()
    rules: Texts = ()
    dates: Texts = ()
    sources: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What all authority records share; `x` holds the fields an archive adds (`x_*`)."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str = ""
    name: NameField
    status: Literal["draft", "published"] = "published"
    other_names: OtherNames = ()
    history: TextField | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    relations: Relations = ()
    sources: Texts = ()
    notes: Texts = ()
    description_control: DescriptionControl | None = None
    x: dict[str, TextField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a custodian."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    name: TextField | None = None
    email: Mail | None = None
    phone: str | None = None
    url: Url | None = None
    note: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDesk:
    """Where readers ask a custodian: `url` with a `mapping` of form fields to record fields, or an e-mail address."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    url: WebUrl | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    mailto: Mail | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution(Authority):
    """A custodian (ISDIAH): a state archive as well as a family, a village or a temple."""

    kind: Literal[
        "state_archives", "historical_archives", "library", "museum", "university", "community",
        "family", "lineage", "parish", "temple", "communal_house", "company", "person", "other",
    ] = "other"
    identifier: str | None = None
    address: TextField | None = None
    country: str | None = None
    coordinates: Coordinates | None = None
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(many)] = ()
    hours: TextField | None = None
    access_conditions: TextField | None = None
    accessibility: TextField | None = None
    services: TextField | None = None
    reproduction: TextField | None = None
    public_areas: TextField | None = None
    holdings: TextField | None = None
    collecting_policy: TextField | None = None
    context: TextField | None = None
    mandate: TextField | None = None
    structure: TextField | None = None
    buildings: TextField | None = None
    finding_aids: TextField | None = None
    part_of: str | None = None
    website: WebUrl | None = None
    requests: RequestDesk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Authority):
    """A person, family or lineage, or corporate body (ISAAR(CPF)); `living` keeps private details from the public."""

    type: Literal["person", "family", "corporate"] = "person"
    dates: DatesField = ()
    living: bool = False
    places: Words = ()
    legal_status: TextField | None = None
    functions: Texts = ()
    mandate: TextField | None = None
    structure: TextField | None = None
    context: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Valid:
    """The time in which a name or an administrative parent held."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    part_of: str | None = None
    name: NameField | None = None
    dates: DatesField = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Authority):
    """A place: where it lies, what it was called, what it belonged to and when."""

    type: TextField | None = None
    coordinates: Coordinates | None = None
    part_of: str | None = None
    former: Annotated[tuple[Valid, ...], BeforeValidator(many)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Authority):
    """A concept of a controlled vocabulary (SKOS)."""

    broader: Words = ()
    related: Words = ()
    use_for: Names = ()
    scheme: str | None = None
    scope_note: TextField | None = None


def names_of(authority: Authority) -> tuple[Text, ...]:
    """Return every name that leads to an authority record: the preferred one, other names, former ones, "use for"."""
    more = authority.use_for if isinstance(authority, Subject) else ()
    former = tuple(one.name for one in authority.former if one.name) if isinstance(authority, Place) else ()
    return (authority.name, *(other.name for other in authority.other_names), *former, *more)
