"""The addresses that once led to something: what the ledger holds, and where each of them leads now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.model import output

Kind = Literal["record", "institution", "agent", "page", "language"]
Key = tuple[str, str]
"""Kind and id; of a page the id is `<language>/<path>`, of a language its tag."""


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the ledger: published `since` a day; `ended` is the day on which it was first missing.

    `successor`, the id of what took its place, is written by the archive.
    """

    id: str
    kind: str
    since: str
    ended: str = ""
    successor: str = ""

    @property
    def told(self) -> bool:
        """Whether the archive has said that this is gone, and perhaps what took its place."""
        return bool(self.ended or self.successor)


Ledger = Mapping[Key, Address]
"""Every address ever published."""


@dataclass(frozen=True, slots=True)
class Former:
    """An address that leads to nothing of its own any more; `successor` is published, and of the same kind."""

    kind: str
    id: str
    ended: str = ""
    successor: str = ""
    told: bool = True

    @property
    def key(self) -> str:
        """The name of this address among all."""
        return f"{self.kind}/{self.id}"


def paths(kind: str, name: str, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (language, path) of every page that an id has."""
    if kind == "page":
        yield name.split("/")[0], output.page(*filter(None, name.split("/")))
        return
    for language in languages:
        yield language, output.page(language, f"{kind}s", name)


def moved(former: Sequence[Former], languages: Sequence[str], dropped: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (old path, new path) of what has a successor; of a language that was dropped, in the one that took its place."""
    old_languages, new_languages = [*languages, *dropped], [*languages, *dropped.values()]
    for one in former:
        if one.successor:
            old, new = paths(one.kind, one.id, old_languages), paths(one.kind, one.successor, new_languages)
            yield from ((before, after) for (_, before), (_, after) in zip(old, new, strict=True))
