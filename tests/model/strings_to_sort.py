"""Strings that try an order of words: Vietnamese syllables of all tones, names, numbers, marks, Hán-Nôm, other scripts, prefixes."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

ONSETS = [*"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x".split(), ""]
RIMES = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua uê ui ưa ưi ươi ươu uy an ăn ân en ên in on ôn ơn un "
    "am ăm âm em êm im om ôm ơm um ang ăng âng eng inh ong ông ung ưng ach ac ăc âc oc ôc uc ưc at ăt ât et êt it ot ôt ơt ut ưt "
    "iên yên uôn ươn uyên oan oăn oai iêng uông ương uynh"
).split()
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
HAN = "地簿漢喃阮攸范廷仁號紅河𡨸喃𠄩𢆥㐀一龥𪚥國語字"
FOREIGN = (
    "école Élan cœur Œuvre naïve façade garçon résumé Zürich Straße Ångström Ærø ångström Łódź Dvořák İstanbul ığdır coöp co-op coop "
    "Совет совет ёлка Еда еда Йод Ωμέγα ωμέγα ἀρχή αρχείο ខ្មែរ ភ្នំពេញ ไทย เชียงใหม่ แม่น้ำ ລາວ ເວຽງຈັນ हिन्दी संग्रह עברית العربية مكتبة "
    "かな カナ ｶﾅ 한국 한글 東京 ﬁn ½ ² Ⅻ ① № © € $ ₫ £ % ‰ … — – - _ / \\ ' ’ “ ” « » ( ) [ ] & * # @ + = < > | ~ ^ ` ° § ¶ • ♥ 😀"
).split()
MARKS = " -–,.;:!?()'\"/&«»…"


def syllable(dice: random.Random) -> str:
    """Make a Vietnamese syllable, the tone on any of its vowels, as people write it."""
    rime = dice.choice(RIMES)
    places = [place for place, letter in enumerate(rime) if letter in VOWELS]
    place = dice.choice(places) + 1
    word = dice.choice(ONSETS) + rime[:place] + dice.choice(TONES) + rime[place:]
    word = dice.choice((str.lower, str.lower, str.capitalize, str.upper))(word)
    return unicodedata.normalize("NFC", word)


def vietnamese(dice: random.Random) -> Iterator[str]:
    """Yield Vietnamese strings without end, the same one with another tone, case or tail near it."""
    while True:
        words = [syllable(dice) for _ in range(dice.choice((1, 1, 2, 2, 3, 4)))]
        if dice.random() < 0.25:
            words.insert(dice.randrange(len(words) + 1), number(dice))
        if dice.random() < 0.12:
            words.insert(dice.randrange(len(words) + 1), "".join(dice.choices(HAN, k=dice.choice((1, 2, 3)))))
        if dice.random() < 0.12:
            words.insert(dice.randrange(len(words) + 1), dice.choice(FOREIGN))
        text = "".join(word + dice.choice((" ", " ", " ", dice.choice(MARKS), "")) for word in words)
        yield text.strip()
        yield from near(text.strip(), dice)


def near(text: str, dice: random.Random) -> Iterator[str]:
    """Yield a neighbour or two of a string: a prefix, another case, other tones, composed otherwise, another end."""
    kind = dice.randrange(7)
    if kind == 0:
        yield text[: dice.randrange(len(text) + 1)]
    elif kind == 1:
        yield text.swapcase()
    elif kind == 2:
        yield "".join(one for one in unicodedata.normalize("NFD", text) if one not in TONES[1:])
    elif kind == 3:
        yield unicodedata.normalize("NFD", text)
    elif kind == 4:
        yield text + dice.choice((" ", "a", "1", "-", "漢", "\u0301", " (bản sao)"))


def number(dice: random.Random) -> str:
    """Make a number as codes and titles have it."""
    return dice.choice((str(dice.randrange(20)), str(dice.randrange(3000)), f"{dice.randrange(99):03d}", f"{dice.randrange(99)}/{dice.randrange(99)}"))


def others(dice: random.Random) -> Iterator[str]:
    """Yield strings of many scripts without end."""
    while True:
        words = [dice.choice(FOREIGN) if dice.random() < 0.7 else syllable(dice) for _ in range(dice.choice((1, 2, 2, 3)))]
        if dice.random() < 0.2:
            words.append(number(dice))
        text = dice.choice((" ", "", " ", "-")).join(words)
        yield text
        yield from near(text, dice)
