"""Text becomes the same terms in Python and in JavaScript, and the terms a reader expects."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from site_builder.search import analysis, character_table, characters, stemmer
from tests.search.conftest import RunScript

VECTORS = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    return found


def analysed(text: str, *, english: bool) -> dict[str, list[str]]:
    terms = analysis.analyse(text, english=english)
    return {"toned": terms.toned, "folded": terms.folded}


@pytest.mark.parametrize("vector", vectors("analysis"), ids=lambda v: v["text"])
def test_a_text_gives_the_terms_of_its_vector(vector: dict[str, Any]) -> None:
    expected = {"toned": vector["toned"], "folded": vector["folded"]}
    assert analysed(vector["text"], english=vector["english"]) == expected


@pytest.mark.parametrize("vector", vectors("query_terms"), ids=lambda v: v["text"])
def test_a_word_of_a_query_gives_the_terms_of_its_vector(vector: dict[str, Any]) -> None:
    terms = analysis.query_terms(vector["text"], toned_only=vector["toned_only"])
    assert terms == vector["terms"]


def test_javascript_gives_the_terms_of_every_vector(run_node: RunScript) -> None:
    texts, queries = vectors("analysis"), vectors("query_terms")
    found = run_node("analyse.mjs", {"texts": texts, "queries": queries})
    assert found["texts"] == [{"toned": v["toned"], "folded": v["folded"]} for v in texts]
    assert found["queries"] == [v["terms"] for v in queries]


def _random_texts(count: int) -> list[str]:
    """Make texts of every script, others in every run; the seed names them."""
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # noqa: T201  # names the run that failed
    chance = random.Random(seed)
    alphabets = [
        "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
        "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVXÐð",
        "aeiouy bcdlrstnm gh ing ed s ",
        "0123456789-–./_@:&+#'’ʼ   ",
        "\u0300\u0301\u0302\u0306\u0309\u031b\u0323\u00ad\u200b\ufe0f",
        "地簿冊𡨸喃國語漢字かなカナ한글\ue000",
        "ÄÖÜäöüßÆæŒœØøŁłŞşİıΑΒΓΣσςАБВабвאבגابتไทยខ្មែរ１２Ａ",
    ]
    made = []
    for _ in range(count):
        letters = "".join(chance.choice(alphabets) for _ in range(3))
        made.append("".join(chance.choice(letters) for _ in range(chance.randint(0, 40))))
    made += [f"a{letter}b {letter}" for letter in "\U000105c9\U000105d2\u0307 \U00011383\U000113c5\U00016121\U00016d68"]
    wild = [chr(chance.randrange(0x20, 0x2FFFF)) for _ in range(6000)]
    usable = [char for char in wild if not 0xD800 <= ord(char) < 0xE000]
    return made + ["".join(usable[i : i + 12]) for i in range(0, len(usable), 12)]


def test_python_and_javascript_agree_on_texts_of_every_script(run_node: RunScript) -> None:
    texts: list[dict[str, Any]] = [{"text": t, "english": i % 2 == 0} for i, t in enumerate(_random_texts(10_000))]
    queries = [{"text": t["text"], "toned_only": t["english"]} for t in texts]
    found = run_node("analyse.mjs", {"texts": texts, "queries": queries})
    for vector, terms in zip(texts, found["texts"], strict=True):
        assert analysed(vector["text"], english=vector["english"]) == terms, vector
    for vector, terms in zip(queries, found["queries"], strict=True):
        expected = analysis.query_terms(vector["text"], toned_only=vector["toned_only"])
        assert expected == terms, vector


def test_no_term_holds_what_lunr_reads_as_syntax_or_upper_case() -> None:
    for text in _random_texts(1500):
        terms = analysis.analyse(text, english=True)
        for term in terms.toned + terms.folded:
            assert term == term.lower() or not term.isascii()
            assert "*" not in term and not any(char.isspace() for char in term) and term


def _words() -> list[str]:
    """Make a list of words with every ending that the stemmer knows."""
    stems = "gener relat condition rail surv holi cr dr fl sk agre hop fall contr public arch y by".split()
    endings = ["", *"y s es ies ed eed ing ation ational izer ness ful ement ion sion ll e ance".split()]
    listed = [stem + a + b for stem in stems for a in endings for b in endings]
    chance = random.Random(7)
    letters = "aeiouybcdlrstnmgpz"
    listed += ["".join(chance.choice(letters) for _ in range(chance.randint(1, 9))) for _ in range(20000)]
    dictionary = Path("/usr/share/dict/words")
    if dictionary.is_file():
        spelled = dictionary.read_text("utf-8").lower().split()
        listed += [word for word in spelled if word.isascii() and word.isalpha()]
    return listed


def test_the_stemmer_equals_the_one_of_lunr_js_over_a_whole_word_list(run_node: RunScript) -> None:
    words = _words()
    expected = run_node("stem.mjs", words)
    assert [stemmer.stem(word) for word in words] == expected


def test_the_table_of_characters_is_the_one_its_script_makes() -> None:
    table = character_table.table()
    text = characters.TABLE_FILE.read_text("utf-8")
    committed = json.loads(text[text.index("{") :])
    if table["unicode"] != committed["unicode"]:
        pytest.skip(f"this Python has Unicode {table['unicode']}")
    assert table == committed
