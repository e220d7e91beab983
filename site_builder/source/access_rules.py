"""What is wrong with access conditions where that shows only beside other records, or beside the condition's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from site_builder.model.rights import FREE, SHOWS, Access, AccessStatus, Visibility
from site_builder.problems import Problem
from site_builder.source.catalogue import Catalogue, Held
from site_builder.source.embargo import end_of, read_rule
from site_builder.source.ruling import Ruling, rulings

_BEFORE_ALL_EMBARGOES_END = date.min


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the problems of every record's access."""
    opens_below = False
    for held in catalogue.held.values():
        access = held.record.access
        if access is not None:
            yield from _own(access, held, catalogue)
            opens_below = opens_below or access.children_may_open
    shared = _shared(catalogue.media_paths)
    if opens_below or shared:
        ruled = rulings(catalogue, _BEFORE_ALL_EMBARGOES_END)
        yield from _passed_over(catalogue, ruled)
        yield from _published_elsewhere(catalogue, ruled, shared)


def _own(access: Access, held: Held, catalogue: Catalogue) -> Iterator[Problem]:
    origin = held.origin
    rule = access.embargo_rule if access.status is AccessStatus.EMBARGOED else None
    if rule is not None and read_rule(rule) is not None and end_of(access, held, catalogue) is None:
        yield Problem(origin.file, origin.at("access.embargo_rule"), "E410", rule, key="access.embargo_rule")
    for key, said in (("until", access.until), ("embargo_rule", access.embargo_rule)):
        if access.status in FREE and said is not None:
            yield Problem(origin.file, origin.at(f"access.{key}"), "E411", said, access.status, key=f"access.{key}")
    visibility = access.metadata_visibility
    if visibility is not None and Visibility(visibility).rank < SHOWS[access.status].rank:
        key = "access.metadata_visibility"
        yield Problem(origin.file, origin.at(key), "W412", visibility, access.status, key=key)


def _passed_over(catalogue: Catalogue, ruled: Mapping[str, Ruling]) -> Iterator[Problem]:
    """Yield the records that would inherit their rights statement from one that may not show it."""
    silent: dict[str | None, str | None] = {None: None}  # by record: the ancestor, or itself, that states rights it may not show
    for record_id, above in catalogue.downwards():
        held, full = catalogue.held[record_id], ruled[record_id].terms.visibility is Visibility.FULL
        if held.record.rights is not None:
            silent[record_id] = None if full else record_id
            continue
        silent[record_id] = silent[above]
        if full and silent[above] is not None:
            yield Problem(held.origin.file, held.origin.line, "W413", record_id, silent[above] or "", key="rights")


def _shared(paths: Mapping[tuple[str, str], Path]) -> dict[Path, list[str]]:
    """Return the files that are objects of more than one record, with the ids."""
    owners: dict[Path, list[str]] = defaultdict(list)
    for (record_id, _), path in paths.items():
        if record_id not in owners[path]:
            owners[path].append(record_id)
    return {path: ids for path, ids in owners.items() if len(ids) > 1}


def _published_elsewhere(
    catalogue: Catalogue, ruled: Mapping[str, Ruling], shared: Mapping[Path, list[str]]
) -> Iterator[Problem]:
    """Yield the files that one record publishes and another keeps back."""
    for path, ids in shared.items():
        kept = [one for one in ids if one in ruled and not ruled[one].terms.allows("access")]
        for record_id in ids:
            if kept and record_id in ruled and ruled[record_id].terms.allows("access"):
                origin = catalogue.held[record_id].origin
                yield Problem(origin.file, origin.at("media"), "W414", path.name, kept[0], key="media")
