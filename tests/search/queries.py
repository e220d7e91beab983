"""Queries of every kind, and a maker of many more."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from site_builder.search.characters import fold
from site_builder.search.documents import Document

FIELDS = "title identifier creator subject place date body text title_folded folded".split()

LUNR = [
    "địa", "dia", "địa bạ", "dia ba", "land register", "+land +register", "+địa -bạ", "-địa", "", "+địa +dia",
    "title:địa", "title_folded:dia", "folded:dia body:địa", "creator:nguyễn", "date:1825", "identifier:vn\\-dn01\\-pl\\-03",
    "đị*", "dia*", "*ia", "*a*", "h*e", "land~1", "railwy~1", "gai~2", "map^10 letter", "map^0 letter", "+map^0 letter^3",
    "+hue map", "huế hue", "hòa", "hoà", "thơ", "family*", "railways", "railway", "+railways", "registers", "nothere", "+nothere",
    "nothere map", "-nothere", "-map -hue", "map -letter", "+title:map +body:railway", "家譜", "家", "𡨸喃", "title:家譜",
    "an", "An", "113/2025/nđ", "luutru@example.vn", "dia|địa", "+|dia|địa", "|hue", "⁀dia⁀ba⁀", "+⁀hoa⁀binh⁀", "⁀dia*", "*⁀*",
    "địa địa địa^2", "+địa^2 +địa", "title:* ", "ab~3", "+... map", "map ^2", "+ map", "+map +...", "r-000", "trang 3", "trang 1*", "0*", "title:1",
]  # fmt: skip

THROWN = ["title:", "nofield:map", "map:", "+", "-", "map^", "map~", "map^x", "map~x", "a:b:c", ":", "^2", "~1", "+-map", "+..."]

TYPED = [
    "đất", "dat", "địa bạ", "dia ba", "Huế", "hue", "hòa", "hoà", "Hồ sơ: 12", "http://example.vn/a?b=c", '"địa bạ"', '"dia ba',
    '"land register"', "land-register", "VN-DN01-PL-03", "113/2025/NĐ-CP", "nguyễn đình hòa", "tờ trình", "railways map", "-map",
    "map -letter", "a:b", "title:map", "~", "^^", "*", "***", "\\", "+", "\"", "«chữ Nôm»", "家譜", "𡨸", "family 家譜 Nguyễn",
    "", "   ", "...", "Sắc phong làng Hoà Bình", "không có gì đâu", "zyzzyva", "thơ thơ", "an old man", "AN ALBUM", "ðịa bạ",
    "Hue\u0302\u0301", "the", "của", "và", "constructor", "__proto__", "toString", "\u2040dia", "a|b", "dia|địa", "\ud800", "a\u0000b",
]  # fmt: skip


def generated(words: list[str], count: int, seed: int) -> list[dict[str, Any]]:
    """Make typed queries and queries in lunr's language from some words."""
    chance = random.Random(seed)
    return [_typed(words, chance) if n % 2 else _lunr(words, chance) for n in range(count)]


def fuzzed(words: list[str], count: int, seed: int) -> list[str]:
    """Make strings that nobody should type, and some do."""
    chance = random.Random(seed)
    pieces = [*"+-*~^:\"'\\|/().,;&?#@_ \t\n\u2040\u0301\u0323\u200b\ufeff\x00\x7f", "~1", "^2", "~", "^", "title:", "x:", "\ud800", "\udc00", "🗺", "家", "𡨸", "אב", "İ"]
    return [
        "".join(chance.choice(pieces) if chance.random() < 0.5 else chance.choice(words) + chance.choice(["", " "]) for _ in range(chance.randint(1, 8)))
        for _ in range(count)
    ]


def arranged(words: list[str], count: int, seed: int) -> list[dict[str, Any]]:
    """Make such queries filtered, sorted, or typed as far as they go."""
    chance = random.Random(seed)
    made = generated(words, count, seed)
    for query in made:
        options = query.setdefault("options", {})
        kind = chance.random()
        if kind < 0.6:
            query["filter"] = chance.choice(["collection", "dates"])
        if kind > 0.3:
            options["sort"] = chance.choice(["relevance", "date", "title"])
        if "syntax" not in options and chance.random() < 0.3:
            options["typing"] = True
            query["text"] = query["text"].rstrip('"')[: chance.randint(2, 12)]
    return made


def filters(documents: Sequence[Document]) -> dict[str, dict[str, Any]]:
    """Give two filters: what a search is asked, and the ids of the documents that pass."""
    collection = documents[0].facets["collection"][0].key
    within = [d.id for d in documents if any(value.key == collection for value in d.facets["collection"])]
    dated = [d.id for d in documents if _overlaps(d, date(1850, 1, 1).toordinal(), date(1900, 12, 31).toordinal())]
    return {
        "collection": {"filters": {"collection": [collection]}, "ids": within},
        "dates": {"filters": {"date": {"from": "1850", "to": "1900"}}, "ids": dated},
    }


def orders(documents: Sequence[Document]) -> dict[str, list[str]]:
    """List the ids of all documents by date and by title."""
    return {
        "date": [d.id for d in sorted(documents, key=_begins)],
        "title": [d.id for d in sorted(documents, key=lambda d: d.sort_titles["vi"])],
    }


def _overlaps(document: Document, first: int, last: int) -> bool:
    if document.earliest is None and document.latest is None:
        return False
    return (document.earliest is None or document.earliest <= last) and (document.latest is None or document.latest >= first)


def _begins(document: Document) -> tuple[bool, int]:
    day = document.latest if document.earliest is None else document.earliest
    return day is None, day or 0


def _typed(words: list[str], chance: random.Random) -> dict[str, Any]:
    text = " ".join(chance.choice(words) for _ in range(chance.choice([1, 1, 2, 2, 3, 4])))
    if chance.random() < 0.4:
        text = fold(text)
    return {"text": f'"{text}"' if chance.random() < 0.15 else text}


def _lunr(words: list[str], chance: random.Random) -> dict[str, Any]:
    return {"text": " ".join(_clause(words, chance) for _ in range(chance.choice([1, 1, 2, 3]))), "options": {"syntax": "lunr"}}


def _clause(words: list[str], chance: random.Random) -> str:
    word = chance.choice(words).lower()
    word = fold(word) if chance.random() < 0.3 else word
    kind = chance.random()
    if kind < 0.1 and len(word) > 2:
        word = word[:-1] + "*"
    elif kind < 0.12 and len(word) > 3:
        word = "*" + word[1:]
    elif kind < 0.18 and len(word) > 3:
        word += "~1"
    if chance.random() < 0.2:
        word += f"^{chance.randint(0, 5)}"
    if chance.random() < 0.25:
        word = f"{chance.choice(FIELDS)}:{word}"
    return chance.choice(["", "", "", "+", "+", "-"]) + word
