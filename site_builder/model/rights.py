"""Access conditions: the closed list of statuses, what each shows, and how they combine down a hierarchy."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict

from site_builder.model.codes import Statement, Url
from site_builder.model.text import Text, TextField


class AccessStatus(enum.StrEnum):
    """The closed list, from least to most restrictive."""

    OPEN = "open"
    OPEN_WITH_NOTICE = "open_with_notice"
    METADATA_ONLY = "metadata_only"
    EMBARGOED = "embargoed"
    RESTRICTED = "restricted"
    CULTURALLY_SENSITIVE = "culturally_sensitive"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def rank(self) -> int:
        """The place in the order of restriction, 0 for open."""
        return _ORDER[self]


_ORDER = {status: rank for rank, status in enumerate(AccessStatus)}


class Visibility(enum.StrEnum):
    """How much of a record's description may be known, from most to least."""

    FULL = "full"
    MINIMAL = "minimal"
    TOMBSTONE = "tombstone"
    HIDDEN = "hidden"

    @property
    def rank(self) -> int:
        """The place in the order of concealment, 0 for full."""
        return _CONCEALMENT[self]


_CONCEALMENT = {visibility: rank for rank, visibility in enumerate(Visibility)}
SHOWS = {
    AccessStatus.OPEN: Visibility.FULL,
    AccessStatus.OPEN_WITH_NOTICE: Visibility.FULL,
    AccessStatus.METADATA_ONLY: Visibility.FULL,
    AccessStatus.EMBARGOED: Visibility.FULL,
    AccessStatus.RESTRICTED: Visibility.MINIMAL,
    AccessStatus.CULTURALLY_SENSITIVE: Visibility.MINIMAL,
    AccessStatus.CLOSED: Visibility.HIDDEN,
    AccessStatus.WITHDRAWN: Visibility.TOMBSTONE,
}
"""What each status lets people know of the description; `metadata_visibility` can only narrow it."""
FREE = frozenset({AccessStatus.OPEN, AccessStatus.OPEN_WITH_NOTICE})
"""The statuses that need no basis and let the files be published."""


BasisType = Literal["copyright", "license", "statute", "policy", "donor", "privacy", "state_secret", "community", "other"]
FileRule = Literal["open", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why access is limited (PREMIS rightsBasis, widened)."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    type: BasisType
    citation: TextField | None = None
    jurisdiction: str | None = None
    determined: str | None = None
    determined_by: TextField | None = None
    review_date: str | None = None
    note: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What each role of digital object allows, where it differs from the status."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    master: FileRule | None = None
    access: FileRule | None = None
    thumbnail: FileRule | None = None
    text: FileRule | None = None
    captions: FileRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Whom to ask for access."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    contact: str | None = None
    url: Url | None = None
    note: TextField | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """When somebody last looked at the access decision."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    date: str | None = None
    by: TextField | None = None


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Conditions governing access (ISAD(G) 3.4.1) as an author states them on one record."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    status: AccessStatus
    until: str | None = None
    embargo_rule: str | None = None
    basis: Annotated[tuple[Basis, ...], BeforeValidator(_one_or_many)] = ()
    metadata_visibility: Literal["full", "minimal", "hidden"] | None = None
    fields_hidden: Annotated[tuple[str, ...], BeforeValidator(_one_or_many)] = ()
    files: Files | None = None
    request: Request | None = None
    note: TextField | None = None
    count: Literal["shown", "hidden"] = "shown"
    children_may_open: bool = False
    reviewed: Reviewed | None = None


def read_access(value: Any) -> Any:
    """Read `access: open` as well as `access: {status: open, …}`."""
    return {"status": value} if isinstance(value, str) else value


AccessField = Annotated[Access, BeforeValidator(read_access)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Conditions governing reproduction (ISAD(G) 3.4.2): one statement URI, and words."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    statement: Statement | None = None
    holder: TextField | None = None
    credit: TextField | None = None
    note: TextField | None = None
    expires: str | None = None


def read_rights(value: Any) -> Any:
    """Read a bare URI as the statement, other words as the note."""
    if isinstance(value, str):
        return {"statement": value} if value.startswith(("http://", "https://")) else {"note": value}
    return value


RightsField = Annotated[Rights, BeforeValidator(read_rights)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAccess:
    """What the public is told of a record's access on the day of the build.

    `stated_by` is the id of the shown ancestor whose condition decides, None where the record's own does or where that
    ancestor is not to be named. `opens` is the ISO date on which an embargo ends: a build of that day shows the record; it is
    None where the date would betray a birth or a hidden date. Of a minimal record only status, opens and basis are
    told; of a tombstone the basis is its type alone, and the request its contact.
    """

    status: AccessStatus
    opens: str | None = None
    basis: tuple[tuple[str, Text | None], ...] = ()
    note: Text | None = None
    request: Request | None = None
    stated_by: str | None = None
