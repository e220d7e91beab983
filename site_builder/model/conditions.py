"""The access conditions in force for a record on one day, and how those of its ancestors bind it."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date

from site_builder.model.records import Record
from site_builder.model.rights import FREE, SHOWS, Access, AccessStatus, Files, Visibility

ROLES = frozenset(field.name for field in dataclasses.fields(Files))
HIDEABLE = frozenset(field.name for field in dataclasses.fields(Record)) - {"id", "level", "x", "status"}
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class End:
    """When an embargo ends: the first day on which it no longer holds, and the fields that this day would betray.

    `private` says that the day follows from the life of a living person.
    """

    opens: date
    betrays: frozenset[str] = frozenset()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a record: the most restrictive of all the conditions that bind it.

    `holder` is the id of the record that states the deciding condition, `access` that condition, None where it is closed on
    doubt or was an embargo that has ended. `withheld` are the roles of files kept back; `master` says that the nearest
    condition releases masters, which nothing else does. `hidden` are names of fields. `doubt` is the key that left it
    uncertain what was meant.
    """

    status: AccessStatus
    visibility: Visibility
    holder: str
    access: Access | None = None
    end: End | None = None
    withheld: frozenset[str] = frozenset()
    master: bool = False
    hidden: frozenset[str] = frozenset()
    counted: bool = True
    doubt: str | None = None

    def allows(self, role: str) -> bool:
        """Say whether files of a role may be published."""
        return self.visibility is Visibility.FULL and role not in self.withheld and (role != "master" or self.master)


def read_day(written: str) -> date | None:
    """Read a whole ISO date, as `until` must be one; None for anything else."""
    try:
        return date.fromisoformat(written) if _ISO_DAY.fullmatch(written) else None
    except ValueError:
        return None


def doubt(access: Access, end: End | None, as_of: date) -> str | None:
    """Return the key of `Access` that leaves it uncertain what its author meant, None where it is clear.

    `end` is when its embargo ends, None if that cannot be known.
    """
    if access.status not in SHOWS:
        return "status"
    if access.status not in FREE and not access.basis:
        return "basis"
    if access.until is not None and not _until_fits(access.status, read_day(access.until), as_of):
        return "until"
    if access.status in FREE and access.embargo_rule is not None and (end is None or end.opens > as_of):
        return "embargo_rule"
    if access.status is AccessStatus.EMBARGOED and end is None:
        return "embargo_rule" if access.embargo_rule else "until"
    if access.metadata_visibility not in (None, "full", "minimal", "hidden"):
        return "metadata_visibility"
    return "fields_hidden" if any(not _hideable(name) for name in access.fields_hidden) else None


def _until_fits(status: AccessStatus, until: date | None, as_of: date) -> bool:
    """Say whether a date is one, and does not contradict an open status by lying ahead."""
    return until is not None and not (status in FREE and until > as_of)


def _hideable(name: str) -> bool:
    return name.startswith("x_") or name.partition(".")[0] in HIDEABLE


def closed_on_doubt(holder: str, access: Access | None, key: str = "access") -> Terms:
    """Return the terms of a record whose condition is missing, unknown or malformed."""
    counted = access is not None and access.count == "shown"
    return Terms(AccessStatus.CLOSED, Visibility.HIDDEN, holder, withheld=ROLES, counted=counted, doubt=key)


def terms(access: Access, end: End | None, as_of: date, holder: str) -> Terms:
    """Return what one condition says on a day; an embargo that has ended leaves an open record."""
    if (key := doubt(access, end, as_of)) is not None:
        return closed_on_doubt(holder, access, key)
    ended = access.status is AccessStatus.EMBARGOED and end is not None and end.opens <= as_of
    status = AccessStatus.OPEN if ended else access.status
    said = None if ended or access.metadata_visibility is None else Visibility(access.metadata_visibility)
    return Terms(
        status=status,
        visibility=narrower(SHOWS[status], said or Visibility.FULL),
        holder=holder,
        access=None if ended else access,
        end=end if status is AccessStatus.EMBARGOED else None,
        withheld=frozenset(role for role in ROLES if _kept_back(access.files, role, status)),
        master=access.files is not None and access.files.master == "open",
        hidden=frozenset(name.partition(".")[0] for name in access.fields_hidden),
        counted=access.count == "shown",
    )


def _kept_back(files: Files | None, role: str, status: AccessStatus) -> bool:
    stated = getattr(files, role) if files is not None else None
    return status not in FREE if stated is None else stated != "open"


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """Return the one that shows less."""
    return one if one.rank >= other.rank else other


def bound(own: Terms, above: Terms | None) -> Terms:
    """Return a record's own terms together with those that bind it from above: what either forbids is forbidden."""
    if above is None:
        return own
    return dataclasses.replace(
        above if _decides(above, own) else own,
        visibility=narrower(own.visibility, above.visibility),
        withheld=own.withheld | above.withheld,
        master=own.master,
        hidden=own.hidden | above.hidden,
        counted=own.counted and above.counted,
    )


def _decides(above: Terms, own: Terms) -> bool:
    if above.end is not None and own.end is not None:
        return above.end.opens > own.end.opens
    return above.status.rank > own.status.rank
