"""What a result shows, in small groups: a page of ten results reads ten groups at most.

Groups stand in volumes, each a folder named by its content, so that a reader finds a group by a
document's number alone, without a list of groups. client/cards.js reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.search.documents import Document
from site_builder.search.letters import encoded
from site_builder.search.packing import NAME_BYTES, gzip

VOLUME = 64  # groups in a volume
EXCERPT, SHORTEST = 104, 60  # characters of the text that a card shows


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive cards, compressed, and the digest of what they say."""

    digest: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Volume:
    """Consecutive groups."""

    groups: Sequence[Group]

    @property
    def name(self) -> str:
        """The volume's folder."""
        return hashlib.sha256(b"".join(group.digest for group in self.groups)).hexdigest()[: 2 * NAME_BYTES]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give path below `search/` and content of each group."""
        name = self.name
        return ((f"{name}/{number}.bin", group.content) for number, group in enumerate(self.groups))


def shortened(text: str, most: int) -> str:
    """Cut a text at a space, so that it has about so many characters."""
    text = " ".join(text[: most * 3].split())
    if len(text) <= most:
        return text
    space = text.rfind(" ", most // 2, most)
    return text[: space if space > 0 else most] + "…"


def by_language(texts: Mapping[str, object], languages: Sequence[str]) -> object:
    """Give one value if all languages share it, else one for each language (null where there is none)."""
    values = [texts.get(language) or None for language in languages]
    return values[0] if all(value == values[0] for value in values) else values


def excerpt_length(documents: int) -> int:
    """Give how many characters of its text a card shows: fewer the more records share a group."""
    return max(SHORTEST, min(EXCERPT, int(EXCERPT * (3_000 / max(1, documents)) ** 0.2)))


def _thumbnail(document: Document) -> str | None:
    """Write the path of the picture; `~` stands for the record's own folder."""
    own = f"records/{document.id}/"
    path = document.thumbnail
    return f"~/{path.removeprefix(own)}" if path and path.startswith(own) else path


def _anchors(document: Document) -> str | None:
    """Write the anchors of a document's pages, runs by their ends: `p1-8 p9.1-40`; `=p1` if all text is on one page."""
    runs: list[list[str | int]] = []
    placed = document.placed()
    if len(placed) == 1 and not document.fields.get("text") and not document.unplaced():
        return f"={placed[0][0]}"
    for anchor, _ in placed:
        name = anchor.rstrip("0123456789")
        number = int(anchor[len(name) :] or 0)
        if runs and runs[-1][0] == name and runs[-1][2] == number - 1:
            runs[-1][2] = number
        else:
            runs.append([name, number, number])
    return " ".join(f"{name}{first}" if first == last else f"{name}{first}-{last}" for name, first, last in runs) or None


def _card(document: Document, languages: Sequence[str], contexts: dict[str, int], length: int) -> list[object]:
    urls = {language: f"{language}/records/{document.id}/" for language in languages}
    context = json.dumps(by_language(document.context, languages), ensure_ascii=False)
    excerpt = {language: shortened(text, length) for language, text in document.excerpt.items()}
    card = [
        document.id,
        by_language(document.title, languages),
        document.level,
        by_language(document.date, languages),
        contexts.setdefault(context, len(contexts)),
        by_language(excerpt, languages),
        _thumbnail(document),
        None if dict(document.url) == urls else by_language(document.url, languages),
        _anchors(document),
    ]
    while card[-1] is None:
        card.pop()
    return card


def _group(documents: Sequence[Document], languages: Sequence[str], length: int) -> bytes:
    """Write a group column by column, so that like stands by like."""
    contexts: dict[str, int] = {}
    cards = [_card(document, languages, contexts, length) for document in documents]
    columns = [[card[n] if n < len(card) else None for card in cards] for n in range(max(map(len, cards)))]
    chains = [json.loads(context) for context in contexts]
    return encoded(json.dumps([chains, *columns], ensure_ascii=False, separators=(",", ":")))


@dataclass(slots=True)
class Cards:
    """Gathers the groups while the documents pass by; `length` is that of the texts."""

    size: int
    languages: Sequence[str]
    length: int
    groups: list[Group] = field(default_factory=list)

    def add(self, documents: Sequence[Document]) -> None:
        """Take the next group of documents: `size` of them, but for the last."""
        raw = _group(documents, self.languages, self.length)
        self.groups.append(Group(hashlib.sha256(raw).digest(), gzip([raw])))

    def volumes(self) -> list[Volume]:
        """Give all groups in volumes."""
        return [Volume(self.groups[n : n + VOLUME]) for n in range(0, len(self.groups), VOLUME)]

    def entry(self) -> dict[str, object]:
        """Give what entry.json says of the cards."""
        return {"group": self.size, "volumes": "".join(volume.name for volume in self.volumes())}
