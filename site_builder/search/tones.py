"""One spelling for a Vietnamese syllable, wherever its tone mark was written (hoà = hòa)."""

import unicodedata

VOWELS = "aăâeêioôơuưy"
MARKED = "ăâêôơ"  # a vowel with its own mark carries the tone
TONES = "\u0300\u0301\u0303\u0309\u0323"
INITIALS = frozenset(
    ["", *"b c ch d đ g gh h k kh l m n ng ngh nh p ph q r s t th tr v x".split()]
)
FINALS = frozenset(["", *"c ch m n ng nh p t".split()])

TONED = {unicodedata.normalize("NFC", v + t): (v, t) for v in VOWELS for t in TONES}
IS_VOWEL = frozenset(VOWELS) | TONED.keys()


def _place(vowels: str, final: str) -> int:
    """Where the tone stands among the vowels of a rhyme, in the older style (hòa, thủy)."""
    for i in range(len(vowels) - 1, -1, -1):
        if vowels[i] in MARKED:
            return i
    if "ư" in vowels:
        return vowels.index("ư")
    if final:
        return len(vowels) - 1
    return 1 if len(vowels) == 3 else 0


def _split(word: str) -> tuple[str, str, str] | None:
    """Cut a syllable into initial, vowels, final; None for what is no Vietnamese syllable."""
    start = 0
    while start < len(word) and word[start] not in IS_VOWEL:
        start += 1
    end = start
    while end < len(word) and word[end] in IS_VOWEL:
        end += 1
    if (word[:start] == "q" or word[:start] == "g") and end - start > 1:
        glide = TONED.get(word[start], (word[start], ""))[0]
        start += glide == ("u" if word[0] == "q" else "i")
    return word[:start], word[start:end], word[end:]


def canonical(word: str) -> str:
    """Give a lower-case NFC syllable with its tone in one place; any other word unchanged."""
    if len(word) > 7 or word.isascii():
        return word
    tones = [i for i, char in enumerate(word) if char in TONED]
    if len(tones) != 1:
        return word
    bare, tone = TONED[word[tones[0]]]
    plain = word[: tones[0]] + bare + word[tones[0] + 1 :]
    initial, vowels, final = _split(plain) or ("", "", "")
    known = initial in INITIALS or initial in ("qu", "gi")
    if not known or final not in FINALS or not 1 <= len(vowels) <= 3:
        return word
    at = len(initial) + _place(vowels, final)
    return unicodedata.normalize("NFC", plain[: at + 1] + tone + plain[at + 1 :])
