"""What the index collects of a text is what analysing the whole text gives."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search import analysis
from site_builder.search.collect import KINDS, Vocabulary

BLANKS = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
LETTERS = "aAdđĐ7-./'’@_ê\u0301\u0302\u0323\u0338\u00ad\u200b地簿"


def read(text: str, english: bool) -> list[tuple[str, int]]:
    vocabulary = Vocabulary()
    terms, tokens = vocabulary.terms, vocabulary.read(text, english)
    named = {number: term for term, number in terms.items()}
    return [(named[vocabulary.toned[token]], vocabulary.kind[token]) for token in tokens]


def analysed(text: str) -> list[tuple[str, int]]:
    return [(token.term, KINDS[token.kind]) for token in analysis.tokens(text)]


@given(st.text(st.sampled_from([*LETTERS, *BLANKS]), max_size=30), st.booleans())
def test_a_text_is_collected_as_it_is_analysed(text: str, english: bool) -> None:
    assert read(text, english) == analysed(text)


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: f"U+{ord(blank):04X}")
def test_a_blank_of_any_kind_parts_what_stands_around_it(blank: str) -> None:
    for before in LETTERS:
        for after in LETTERS:
            text = f"x{before}{blank}{after}y"
            assert read(text, english=False) == analysed(text)


def test_codes_words_and_characters_come_in_the_order_of_the_text() -> None:
    assert [term for term, _ in read("Xã VN-DN01, 地簿 xã", english=False)] == ["xã", "vn", "dn01", "vn-dn01", "地", "簿", "地簿", "xã"]
