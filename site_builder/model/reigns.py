"""Years counted by reign and by the cycle of sixty, as Vietnamese papers write them: what they may be in the common era."""

from __future__ import annotations

import re

_PERIODS = """
thuận thiên 1428 1433, thiệu bình 1434 1439, đại bảo 1440 1442, thái hòa 1443 1453, diên ninh 1454 1459, quang thuận 1460 1469,
hồng đức 1470 1497, cảnh thống 1498 1504, đoan khánh 1505 1509, hồng thuận 1509 1516, quang thiệu 1516 1522,
thống nguyên 1522 1527, minh đức 1527 1529, đại chính 1530 1540, quảng hòa 1541 1546, cảnh lịch 1548 1553,
quang bảo 1554 1561, thuần phúc 1562 1565,
sùng khang 1566 1577, diên thành 1578 1585, đoan thái 1586 1587, hưng trị 1588 1590, hồng ninh 1591 1592,
nguyên hòa 1533 1548, thuận bình 1549 1556, thiên hựu 1557 1557, chính trị 1558 1571, hồng phúc 1572 1573, gia thái 1573 1577,
quang hưng 1578 1599, hoằng định 1600 1619, vĩnh tộ 1619 1629, đức long 1629 1635, dương hòa 1635 1643, phúc thái 1643 1649,
khánh đức 1649 1653, thịnh đức 1653 1657, vĩnh thọ 1658 1662, cảnh trị 1663 1671, dương đức 1672 1674, đức nguyên 1674 1675,
vĩnh trị 1676 1679, chính hòa 1680 1705, vĩnh thịnh 1705 1719, bảo thái 1720 1729, vĩnh khánh 1729 1732, long đức 1732 1735,
vĩnh hựu 1735 1740, cảnh hưng 1740 1786, chiêu thống 1787 1789, thái đức 1778 1793, quang trung 1788 1792, cảnh thịnh 1793 1801,
bảo hưng 1801 1802, gia long 1802 1819, minh mạng 1820 1840, minh mệnh 1820 1840, thiệu trị 1841 1847, tự đức 1848 1883,
hiệp hòa 1883 1883, kiến phúc 1884 1884, hàm nghi 1885 1888, đồng khánh 1886 1888, thành thái 1889 1907, duy tân 1907 1916,
khải định 1916 1925, bảo đại 1926 1945
"""
REIGNS = {" ".join(name): (int(first), int(last)) for *name, first, last in (one.split() for one in _PERIODS.split(","))}
"""First and last year of the reign periods (niên hiệu) of Vietnam that papers in archives carry."""
REIGN = f"(?:{'|'.join(REIGNS)})".replace("òa", "(?:òa|oà)")
CYCLE = r"\b(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?:tý|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)\b"
"""A year of the cycle of sixty; which one, only its reader can say."""
_DIGITS = {
    "nguyên": 1, "đầu": 1, "nhất": 1, "một": 1, "mốt": 1, "hai": 2, "nhì": 2, "nhị": 2, "ba": 3, "tam": 3,
    "bốn": 4, "tư": 4, "tứ": 4, "năm": 5, "lăm": 5, "nhăm": 5, "ngũ": 5, "sáu": 6, "lục": 6, "bảy": 7, "bẩy": 7, "thất": 7,
    "tám": 8, "bát": 8, "chín": 9, "cửu": 9,
}  # fmt: skip
_TENS = frozenset({"mười", "mươi", "thập"})
_NUMBER = rf"(?:\d{{1,2}}|(?:{'|'.join((*_DIGITS, *_TENS))})(?: (?:{'|'.join((*_DIGITS, *_TENS))}))*)"
_OF = r"(?:năm|niên hiệu|đời|triều|vua|thời)"
_DAY = r"(?:ngày|tháng|mồng|mùng|rằm|mùa|giờ)\b"
YEAR = (
    rf"(?:{_DAY}.*? (?={_OF} ))?(?:{_OF} )*(?P<reign>{REIGN}),? (?:năm )?(?:thứ )?(?P<n>{_NUMBER})(?: niên)?"
    rf"(?: \(?(?P<said>\d{{4}})\)?)?(?:,? {_DAY}.*)?"
)
"""A year of a reign: `Minh Mạng thứ 6`, `ngày 15 tháng 8 năm Tự Đức nguyên niên`, `Cảnh Hưng tứ thập tứ niên`."""
WHOLE = rf"(?:{_OF} )+(?P<whole>{REIGN})"
"""A whole reign: `đời Minh Mạng`."""


def year_of_reign(match: re.Match[str]) -> str:
    """Return the two years that a year of a reign falls in, or the one that is said beside it; nothing past its end."""
    begins, ends = _period(match["reign"])
    year = begins + number(match["n"]) - 1
    if match["said"]:
        return match["said"] if begins <= int(match["said"]) <= ends + 1 else ""
    return f"{year}/{year + 1}" if begins <= year <= ends + 1 else ""  # a lunar year ends in the next solar one


def whole_reign(match: re.Match[str]) -> str:
    """Return the years of a reign, the last of which ends in the next solar year."""
    begins, ends = _period(match["whole"])
    return f"{begins}/{ends + 1}"


def _period(name: str) -> tuple[int, int]:
    return REIGNS[name.replace("oà", "òa")]


def number(words: str) -> int:
    """Read a number below a hundred, in digits, Vietnamese or Sino-Vietnamese: `tứ thập tứ` is 44."""
    if words.isdigit():
        return int(words)
    whole = digit = 0
    for word in words.split():
        if word in _TENS:
            whole, digit = whole + 10 * (digit or 1), 0
        else:
            digit = _DIGITS[word]
    return whole + digit
