"""Words sort as Intl.Collator sorts them, in Vietnamese and in every other language; sixty names sort as a dictionary has them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest

from site_builder.model.collation import initial, key
from tests.model import strings_to_sort

VECTORS = Path(__file__).parents[1] / "vectors"
RANKS = """
const { language, numbers, strings } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const collator = new Intl.Collator(language, { numeric: numbers });
if (!collator.resolvedOptions().locale.startsWith(language)) throw new Error(`no ${language} in this Node`);
const order = strings.map((_, place) => place).sort((a, b) => collator.compare(strings[a], strings[b]));
const ranks = [];
order.forEach((place, at) => {
  const same = at > 0 && collator.compare(strings[order[at - 1]], strings[place]) === 0;
  ranks[place] = same ? ranks[order[at - 1]] : at;
});
process.stdout.write(JSON.stringify(ranks));
"""


def ranks(node: str, strings: list[str], language: str, numbers: bool) -> list[int]:
    """Return the rank of each string in Node's order; strings that are alike share one."""
    given = json.dumps({"language": language, "numbers": numbers, "strings": strings})
    done = subprocess.run([node, "-e", RANKS], input=given, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[int] = json.loads(done.stdout)
    return found


def told_apart(strings: list[str], theirs: list[int], language: str, numbers: bool) -> list[tuple[str, str]]:
    """Return pairs, neighbours in Node's order, that our keys order otherwise."""
    ours = [key(one, language, numbers).rpartition("\0")[0] if "\0" not in one else "" for one in strings]
    order = sorted(range(len(strings)), key=theirs.__getitem__)
    wrong = []
    for one, other in pairwise(order):
        expected = theirs[one] < theirs[other]
        if ours[one] > ours[other] or (ours[one] < ours[other]) is not expected:
            wrong.append((strings[one], strings[other]))
    return wrong


@pytest.mark.parametrize("numbers", [False, True], ids=["plain", "numbers by value"])
@pytest.mark.parametrize(
    ("language", "count", "make"),
    [("vi", 20_000, strings_to_sort.vietnamese), ("en", 5_000, strings_to_sort.others), ("en", 5_000, strings_to_sort.vietnamese), ("vi", 5_000, strings_to_sort.others)],
    ids=["Vietnamese", "English, many scripts", "English, Vietnamese words", "Vietnamese, many scripts"],
)
def test_strings_sort_as_intl_collator_sorts_them(
    node: str, language: str, count: int, make: Callable[[random.Random], Iterator[str]], numbers: bool,
) -> None:
    seed = random.SystemRandom().randrange(2**32)
    sys.stdout.write(f"seed {seed}\n")  # a failure shows it; Random(seed) makes the same strings again
    strings = list(dict.fromkeys(islice((one for one in make(random.Random(seed)) if one), count + count // 4)))[:count]
    assert len(strings) == count
    assert told_apart(strings, ranks(node, strings, language, numbers), language, numbers) == []


def test_the_words_of_real_collections_sort_as_intl_collator_sorts_them(node: str, shared: Path) -> None:
    files = sorted((shared / "corpora" / "vi").rglob("*.*"))
    words: dict[str, None] = {}
    for path in files:
        if path.suffix in (".txt", ".conllu", ".json", ".md"):
            words |= dict.fromkeys(line.strip()[:120] for line in path.read_text("utf-8", errors="ignore").splitlines()[:20_000] if line.strip())
    strings = list(words)
    assert len(strings) > 20_000
    assert told_apart(strings, ranks(node, strings, "vi", False), "vi", False) == []
    assert told_apart(strings, ranks(node, strings, "en", True), "en", True) == []


def test_sixty_names_and_titles_sort_as_a_vietnamese_dictionary_has_them() -> None:
    expected: list[str] = json.loads((VECTORS / "vietnamese-order.json").read_text("utf-8"))["sorted"]
    assert len(expected) == 60
    for seed in range(10):
        shuffled = random.Random(seed).sample(expected, len(expected))
        assert sorted(shuffled, key=lambda one: key(one, "vi")) == expected


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [("Đông Ngạc", "Đ", "D"), ("ấm chè", "Â", "A"), ("Ơ Đu", "Ơ", "O"), ("Ở", "Ơ", "O"), ("“Ức Trai", "Ư", "U"), ("Zürich", "Z", "Z"),
     ("École", "E", "E"), ("Ærø", "#", "#"), ("1945", "#", "#"), ("地簿", "#", "#"), ("…", "#", "#")],
)
def test_a_heading_stands_under_its_letter(words: str, vietnamese: str, english: str) -> None:
    assert (initial(words, "vi"), initial(words, "en")) == (vietnamese, english)


def test_strings_that_are_alike_sort_by_code_point() -> None:
    assert sorted(["e\u0301", "\u00e9"], key=lambda one: key(one, "en")) == ["e\u0301", "\u00e9"]
    assert key("007", "vi") != key("7", "vi")
