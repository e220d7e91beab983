"""lunr.js's English stemmer in Python, equal to it letter for letter.

lunr.py's own stemmer differs from lunr.js's on hundreds of words (*railway* among them), so
an index stemmed by the one is not found by the other. This is lunr.js 2.3.9's `stemmer.js`.
"""

import re

_C = "[^aeiou]"
_V = "[aeiouy]"
_CS = _C + "[^aeiouy]*"
_VS = _V + "[aeiou]*"

_MORE_THAN_0 = re.compile(f"^({_CS})?{_VS}{_CS}")
_EQUAL_TO_1 = re.compile(f"^({_CS})?{_VS}{_CS}({_VS})?$")
_MORE_THAN_1 = re.compile(f"^({_CS})?{_VS}{_CS}{_VS}{_CS}")
_VOWEL = re.compile(f"^({_CS})?{_V}")
_SHORT = re.compile(f"^{_CS}{_V}[^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_1A_ES = re.compile(r"^(.+?)(ss|i)es$")
_1A_S = re.compile(r"^(.+?)([^s])s$")
_1B_EED = re.compile(r"^(.+?)eed$")
_1B_ED = re.compile(r"^(.+?)(ed|ing)$")
_1C = re.compile(r"^(.+?[^aeiou])y$")
_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_2 = re.compile(f"^(.+?)({'|'.join(_STEP_2)})$")
_3 = re.compile(f"^(.+?)({'|'.join(_STEP_3)})$")
_4 = re.compile(
    r"^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$"
)
_4_ION = re.compile(r"^(.+?)(s|t)(ion)$")


def _step_1b(word: str) -> str:
    if found := _1B_EED.match(word):
        return word[:-1] if _MORE_THAN_0.match(found[1]) else word
    found = _1B_ED.match(word)
    if not found or not _VOWEL.match(found[1]):
        return word
    word = found[1]
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _DOUBLE.search(word):
        return word[:-1]
    return word + "e" if _SHORT.match(word) else word


def _replace(word: str, pattern: re.Pattern[str], endings: dict[str, str]) -> str:
    found = pattern.match(word)
    if found and _MORE_THAN_0.match(found[1]):
        return found[1] + endings[found[2]]
    return word


def _step_4(word: str) -> str:
    if found := _4.match(word):
        return found[1] if _MORE_THAN_1.match(found[1]) else word
    found = _4_ION.match(word)
    return word[:-3] if found and _MORE_THAN_1.match(word[:-3]) else word


def _step_5(word: str) -> str:
    if word.endswith("e") and len(word) > 1:
        stem = word[:-1]
        if _MORE_THAN_1.match(stem) or (_EQUAL_TO_1.match(stem) and not _SHORT.match(stem)):
            word = stem
    if word.endswith("ll") and _MORE_THAN_1.match(word):
        word = word[:-1]
    return word


def stem(word: str) -> str:
    """Stem one lower-case word of the letters a to z."""
    if len(word) < 3:
        return word
    starts_with_y = word[0] == "y"
    if starts_with_y:
        word = "Y" + word[1:]
    if _1A_ES.match(word):
        word = word[:-2]
    elif _1A_S.match(word):
        word = word[:-1]
    word = _step_1b(word)
    if found := _1C.match(word):
        word = found[1] + "i"
    word = _replace(word, _2, _STEP_2)
    word = _replace(word, _3, _STEP_3)
    word = _step_5(_step_4(word))
    return "y" + word[1:] if starts_with_y else word
