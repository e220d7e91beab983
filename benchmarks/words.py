"""Makes the benchmark's vocabulary: real archival words at its head, formed words behind them."""

import itertools
import random
import unicodedata
from functools import cache

VIETNAMESE_HEAD = """của và là các trong những cho được với có một này khi từ đến về ở năm theo tại người đã để ra
như làng vào sau trên đó do vua thư tờ xã bản sách giấy đình chùa đất sông chợ huyện tỉnh phủ
hồ sơ|địa bạ|gia phả|sắc phong|hương ước|bản đồ|thư từ|Đông Ngạc|Hà Nội|Huế|Nguyễn|Việt Nam|lưu trữ|nhân dân|
chính quyền|tư liệu|đinh bạ|thuế khóa|ruộng đất|dòng họ|tri huyện|quan lại|khoa thi|tiến sĩ|văn miếu|bia đá|chữ Hán|
chữ Nôm|kháng chiến|cách mạng|hòa bình|thủy lợi|đường sắt|bến cảng|nhà thờ|trường học|bệnh viện|công nhân|nông dân""".replace("\n", " ")

ENGLISH_HEAD = """the of and to in a for on by with from at that is was letter map report railway survey photograph
register land village harbour school church court survey plan family papers correspondence governor minutes council
province river bridge census deed petition account book drawing temple lineage decree edict mission trade port""".split()

INITIALS = "b c ch d đ g h k kh l m n ng nh ph qu r s t th tr v x".split()
RHYMES = "a ai an ang anh ao ac at am ay ăn ăng âm ân âu ât ây en eo et ê ên êt ênh i ia iên iêu inh in it o oa oan oang oc on ong ôi ôn ông ôc ôt ơi ơn ơm u ua uân uôn uông ui un ung uc ư ưa ươi ương ươc ưng y yên".split()
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
ROOTS = "am ban car dor el fan gar hol in jar kel lan mor nal or pen quar ran sel tor ul ven wal yor zan bri cla dre flo gra pla sta tre vis".split()
MIDDLES = "a e i o u er al en is or at im an el il".split()
ENDINGS = ["", "s", "ed", "ing", "er", "ation", "ment", "ness", "y", "ies", "al", "ive", "ton", "ham", "ford", "bury"]


def _split(head: str) -> list[str]:
    words: list[str] = []
    for piece in head.split("|"):
        found = piece.split()
        words += found if len(found) > 2 else [" ".join(found)]
    return [word for word in words if word]


def _toned(rhyme: str, tone: str) -> str:
    """Put a tone on the vowel of a rhyme that carries it, roughly as it is written."""
    marked = [i for i, char in enumerate(rhyme) if char in "ăâêôơư"]
    at = marked[-1] if marked else next(i for i, char in enumerate(rhyme) if char in "aeiouy")
    return unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])


@cache
def syllables() -> list[str]:
    """Make about 6,000 Vietnamese syllables in a shuffled, fixed order."""
    made = [i + _toned(r, t) for i, r, t in itertools.product(INITIALS, RHYMES, TONES)]
    random.Random(1).shuffle(made)
    return made[:6000]


@cache
def vietnamese() -> list[str]:
    """Make 14,000 Vietnamese words, the commonest first; two in three have two syllables."""
    chance, parts = random.Random(2), syllables()
    made = _split(VIETNAMESE_HEAD)
    while len(made) < 14_000:
        first = parts[int(len(parts) * chance.random() ** 2)]
        made.append(first if chance.random() < 0.35 else f"{first} {chance.choice(parts)}")
    return list(dict.fromkeys(made))


@cache
def english() -> list[str]:
    """Make 24,000 words that look and stem like English, the commonest first."""
    chance = random.Random(3)
    made = list(ENGLISH_HEAD)
    while len(made) < 24_000:
        middle = "".join(chance.choice(MIDDLES + ROOTS) for _ in range(chance.randint(0, 2)))
        made.append(chance.choice(ROOTS) + middle + chance.choice(ENDINGS))
    return list(dict.fromkeys(made))
