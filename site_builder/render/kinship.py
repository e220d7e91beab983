"""Who points to whom among the authority records: parts and wholes, narrower and broader, relations said on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.authorities import Agent, Institution, Place, Relation, Subject
from site_builder.model.catalogue import PublicCatalogue

Known = Institution | Agent | Place | Subject


def tables(public: PublicCatalogue) -> Mapping[str, Mapping[str, Known]]:
    """Return the authority records of each register."""
    return {
        "institutions": public.institutions, "people": public.agents, "places": public.places, "subjects": public.subjects,
    }


@dataclass(frozen=True)
class Kinship:
    """Who points to whom, gathered once: `parts` and `formerly` by the whole, `narrower` by the broader.

    `related` has the subjects that name one as related, `said` the relations that name one.
    """

    parts: Mapping[tuple[str, str], tuple[str, ...]]
    formerly: Mapping[str, tuple[str, ...]]
    narrower: Mapping[str, tuple[str, ...]]
    related: Mapping[str, tuple[str, ...]]
    said: Mapping[str, tuple[tuple[str, Relation], ...]]


def gather(public: PublicCatalogue) -> Kinship:
    """Read off the public catalogue what authority records say of each other."""
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    formerly: dict[str, list[str]] = defaultdict(list)
    narrower: dict[str, list[str]] = defaultdict(list)
    related: dict[str, list[str]] = defaultdict(list)
    said: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for kind, table in tables(public).items():
        for key in sorted(table):
            known = table[key]
            if isinstance(known, (Institution, Place)) and known.part_of:
                parts[kind, known.part_of].append(key)
            for broader in known.broader if isinstance(known, Subject) else ():
                narrower[broader].append(key)
            for other in known.related if isinstance(known, Subject) else ():
                related[other].append(key)
            for whole in dict.fromkeys(one.part_of for one in known.former if one.part_of) if isinstance(known, Place) else ():
                formerly[whole].append(key)
            for relation in known.relations:
                if relation.ref is not None:
                    said[relation.ref].append((key, relation))
    return Kinship(
        {whole: tuple(keys) for whole, keys in parts.items()},
        {whole: tuple(keys) for whole, keys in formerly.items()},
        {broader: tuple(keys) for broader, keys in narrower.items()},
        {other: tuple(keys) for other, keys in related.items()},
        {key: tuple(relations) for key, relations in said.items()},
    )
