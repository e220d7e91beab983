"""Text survives the encoding that spends one byte on a Vietnamese letter."""

import random

from site_builder.search import letters
from tests.search.conftest import RunScript


def _texts() -> list[str]:
    chance = random.Random(3)
    alphabet = letters.LETTERS + "abc XYZ 019 .,;:\n\t\r\"\\" + "éßжא漢𡨸\u0001\u001f\u007f—"
    return ["", "địa bạ", "漢字", "a𡨸b", *("".join(chance.choice(alphabet) for _ in range(60)) for _ in range(500))]


def test_javascript_reads_what_python_wrote(run_node: RunScript) -> None:
    texts = _texts()
    assert run_node("decode_letters.mjs", [list(letters.encoded(text)) for text in texts]) == texts


def test_a_vietnamese_letter_takes_one_byte() -> None:
    text = "Địa bạ xã Đông Ngạc, năm Minh Mạng thứ sáu – “hương ước”"
    assert len(letters.encoded(text)) <= len(text) + 4
