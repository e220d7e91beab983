"""Makes a corpus of any size, the same on every machine: records as search sees them, or a whole portal.

`python -m benchmarks.corpus 10000 --to DIR` writes a portal; `documents(n)` gives what the index reads. Record i is
seeded by i alone, so that a larger corpus holds every text of a smaller one. Words follow Zipf's law; 55 % of the
records are Vietnamese, 35 % English, 10 % both.
"""

import argparse
import bisect
import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks import words
from site_builder.search.documents import Document, FacetValue, FieldText, PageText


@cache
def _weights(count: int) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 1) for rank in range(count)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the corpus, before it becomes a document or a file."""

    number: int
    id: str
    identifier: str
    collection: str
    language: str
    title: str
    description: str
    creator: str
    place: str
    subjects: list[str]
    year: int


class _Writer:
    """Draws words for one record."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(f"record {number}")
        kind = self.chance.random()
        self.language = "vi" if kind < 0.55 else "en" if kind < 0.9 else "mul"

    def pick(self, listed: list[str]) -> str:
        weights = _weights(len(listed))
        return listed[bisect.bisect(weights, self.chance.random() * weights[-1])]

    def word(self) -> str:
        vietnamese = self.language == "vi" or (self.language == "mul" and self.chance.random() < 0.5)
        return self.pick(words.vietnamese() if vietnamese else words.english())

    def phrase(self, least: int, most: int) -> str:
        """Draw that many words, counting each syllable."""
        wanted, found = self.chance.randint(least, most), list[str]()
        while len(found) < wanted:
            found += self.word().split()
        text = " ".join(found)
        return text[:1].upper() + text[1:]


@cache
def _names() -> list[str]:
    chance = random.Random(4)
    family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Smith", "Dupont", "Martin"]
    given = words.syllables()[:400]
    return [f"{chance.choice(family)} {chance.choice(given).title()} {chance.choice(given).title()}" for _ in range(2000)]


@cache
def _headings(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    pool = words.vietnamese()[50:3000] + words.english()[20:3000]
    return [chance.choice(pool).capitalize() for _ in range(count)]


def entry(number: int, count: int) -> Entry:
    """Make record `number` of a corpus of `count`."""
    draw = _Writer(number)
    collections = max(2, min(200, count // 500))
    collection = number * collections // count
    subjects = list(dict.fromkeys(draw.pick(_headings(300, 5)) for _ in range(draw.chance.randint(2, 4))))
    return Entry(
        number=number,
        id=f"c{collection:03}-{number:06}",
        identifier=f"VN-KB-{collection:03}-{number:06}",
        collection=f"c{collection:03}",
        language=draw.language,
        title=draw.phrase(4, 10),
        description=draw.phrase(40, 120) + ".",
        creator=draw.pick(_names()),
        place=draw.pick(_headings(200, 6)),
        subjects=subjects,
        year=draw.chance.randint(1800, 1975),
    )


@cache
def _facet(key: str) -> list[FacetValue]:
    return [FacetValue(key, {"vi": key, "en": key})]


def _document(made: Entry) -> Document:
    language = None if made.language == "mul" else made.language
    both = {"vi": made.title, "en": made.title}
    collection = f"Sưu tập {made.collection}"
    return Document(
        id=made.id,
        url={tag: f"{tag}/records/{made.id}/" for tag in ("vi", "en")},
        title=both,
        level="item",
        date={"vi": str(made.year), "en": str(made.year)},
        earliest=date(made.year, 1, 1).toordinal(),
        latest=date(made.year, 12, 31).toordinal(),
        thumbnail=f"records/{made.id}/t-{made.number * 2654435761 % 2**32:08x}.webp",
        context={"vi": [collection], "en": [collection]},
        excerpt={"vi": made.description, "en": made.description},
        fields={
            "title": [FieldText(language, made.title)],
            "identifier": [FieldText(None, made.identifier)],
            "creator": [FieldText(None, made.creator)],
            "subject": [FieldText(None, subject) for subject in made.subjects],
            "place": [FieldText(None, made.place)],
            "date": [FieldText(None, str(made.year))],
            "body": [FieldText(language, made.description)],
        },
        facets={
            "collection": _facet(made.collection),
            "level": _facet("item"),
            "language": _facet(made.language),
            "creator": _facet(made.creator),
            "place": _facet(made.place),
            "subject": [value for subject in made.subjects for value in _facet(subject)],
            "decade": _facet(f"{made.year // 10 * 10}"),
            "digital": _facet("yes"),
        },
        sort_titles=both,
    )


def documents(count: int) -> Iterator[Document]:
    """Give the corpus as the index reads it."""
    return (_document(entry(number, count)) for number in range(count))


def paged(count: int) -> Iterator[Document]:
    """Give the corpus with three pages of transcription in each fifth record."""
    for number, document in enumerate(documents(count)):
        if number % 5:
            yield document
            continue
        draw = _Writer(number + 10**9)
        texts = [draw.phrase(80, 160) for _ in range(3)]
        yield replace(document, pages=[PageText(f"p{n}", draw.language, text) for n, text in enumerate(texts, 1)])


def _yaml(made: Entry) -> str:
    quoted = {
        "id": made.id,
        "level": "item",
        "title": {made.language: made.title} if made.language != "mul" else made.title,
        "identifier": made.identifier,
        "dates": str(made.year),
        "creators": [made.creator],
        "places": [made.place],
        "subjects": made.subjects,
        "scope_and_content": {made.language: made.description} if made.language != "mul" else made.description,
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in quoted.items())


def write_portal(count: int, folder: Path) -> None:
    """Write a whole portal of `count` items: one YAML file an item, a thousand a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = 'title: {vi: "Cổng đo", en: "Benchmark portal"}\nbase_url: https://archives.example.org/\nlanguages: [vi, en]\n'
    (folder / "portal.yaml").write_text(settings, "utf-8")
    for made in (entry(number, count) for number in range(count)):
        home = folder / "collections" / made.collection
        if not home.exists():
            home.mkdir(parents=True)
            index = f'id: {made.collection}\nlevel: collection\ntitle: "Sưu tập {made.collection}"\naccess: open\n'
            (home / "index.yaml").write_text(index, "utf-8")
        drawer = home / f"{made.number // 1000:03}"
        drawer.mkdir(exist_ok=True)
        (drawer / f"{made.id}.yaml").write_text(_yaml(made), "utf-8")


def main() -> None:
    """Write a portal from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    write_portal(arguments.count, arguments.to)


if __name__ == "__main__":
    main()
