"""Writes site_builder/model/collation.txt, Unicode's default order of characters as `model/collation.py` reads it.

`python -m tests.model.collation_table ALLKEYS` makes it anew from the file allkeys.txt of the Unicode Collation Algorithm
(https://www.unicode.org/Public/UCA/; Perl carries it too), and asks Node for the order of Han characters by radical and strokes.
The groups are those of CLDR's root: white space, punctuation, symbols, currencies, digits, letters.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from site_builder.model.collation import TABLE

Elements = list[tuple[int, int, int]]
HEADER = (
    "Unicode's default order (UCA {version}, groups of CLDR's root), made by `python -m tests.model.collation_table`; not for editing.\n"
    "Made from Unicode data files, copyright Unicode, Inc.: https://www.unicode.org/terms_of_use.html"
)
LINE = re.compile(r"([0-9A-F ]+?)\s*;\s*((?:\[[^\]]*\])+)")
ELEMENT = re.compile(r"\[[.*]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})\]")
IMPLICIT, COMMON = 0xFB00, 0x200
QUOTES = ("'‘’‚‛", '"“”„‟⹂〝〞〟')
"""Quotation marks that CLDR's root takes for shapes of the first, told apart as marks are."""
ROOM = 4
"""Free ranks left after the letters and the tone that languages move others behind."""
HAN = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFA0E, 0xFA29), (0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x30000, 0x3134A), (0x31350, 0x323AF),
)  # fmt: skip


def read(text: str) -> dict[str, Elements]:
    """Read allkeys.txt: the collation elements of each character and sequence: primary, sixteen times secondary, tertiary."""
    found = {}
    for line in text.splitlines():
        if (match := LINE.match(line)) and "FFFD" not in match[2]:
            characters = "".join(chr(int(code, 16)) for code in match[1].split())
            found[characters] = [(int(p, 16), int(s, 16) * 16, int(t, 16)) for p, s, t in ELEMENT.findall(match[2])]
    alike = {found[one][0][0]: (found[quotes[0]][0][0], place) for quotes in QUOTES for place, one in enumerate(quotes)}
    return {characters: [_quoted(one, alike) for one in elements] for characters, elements in found.items()}


def _quoted(element: tuple[int, int, int], alike: dict[int, tuple[int, int]]) -> tuple[int, int, int]:
    primary, secondary, tertiary = element
    first, place = alike.get(primary, (primary, 0))
    return first, secondary + place, tertiary


def kept(characters: str) -> bool:
    """Say whether an entry is needed: what decomposes is not, nor the scripts beyond the first plane but its symbols."""
    inside = all(ord(one) < 0x10000 or 0x1F000 <= ord(one) < 0x1FB00 for one in characters)
    return inside and unicodedata.normalize("NFD", characters) == characters


def ranks(entries: dict[str, Elements]) -> dict[int, int]:
    """Rank the primaries: by group, then as in allkeys.txt, with room after the letters that Vietnamese follows by others."""
    zero, letter = entries["0"][0][0], entries["a"][0][0]
    plainest: dict[int, tuple[int, int, str]] = {}
    for characters, elements in entries.items():
        if len(elements) == 1 and len(characters) == 1:
            primary, secondary, tertiary = elements[0]
            plainest[primary] = min(plainest.get(primary, (99, 0, "")), (tertiary, secondary, characters))

    def group(primary: int) -> int:
        if primary >= zero:
            return 5 if primary >= letter else 4
        category = unicodedata.category(plainest[primary][2]) if primary in plainest else "So"
        return {"Z": 0, "C": 0, "P": 1}.get(category[0], 3 if category == "Sc" else 2)

    primaries = {primary for elements in entries.values() for primary, _, _ in elements if 0 < primary < IMPLICIT}
    roomy = {entries[one][0][0] for one in "adeou"}
    made, rank = {}, 1
    for primary in sorted(primaries, key=lambda one: (group(one), one)):
        rank += ROOM if primary == zero else 1
        made[primary] = rank
        rank += ROOM if primary in roomy else 0
    return made


def second_ranks(entries: dict[str, Elements]) -> dict[int, int]:
    """Rank the secondaries, with room after the grave, behind which Vietnamese puts its other tones."""
    grave, made, rank = entries["\u0300"][0][1], {}, 0
    for secondary in sorted({secondary for elements in entries.values() for _, secondary, _ in elements if secondary}):
        rank += 1
        made[secondary] = rank
        rank += ROOM if secondary == grave else 0
    return made


def lines(entries: dict[str, Elements], han: Sequence[int]) -> Iterator[str]:
    """Write each entry as `characters elements` in hexadecimal: `p`, or `p.s.t` where secondary and tertiary are not common.

    The primary of a Han character is its place in their order, after `#`.
    """
    first, second = ranks(entries), second_ranks(entries)
    places = {code: place for place, code in enumerate(han)}
    for characters in sorted(entries):
        written = []
        for primary, secondary, tertiary in spelled(entries[characters]):
            rank = f"#{places[primary - 0x200000]:x}" if primary >= 0x200000 else f"{first.get(primary, 0):x}"
            common = (secondary, tertiary) == (COMMON, 2)
            written.append(rank if common else f"{rank}.{second.get(secondary, 0):x}.{tertiary:x}")
        yield " ".join(["-".join(f"{ord(one):x}" for one in characters), *written])


def spelled(elements: Elements) -> Iterator[tuple[int, int, int]]:
    """Yield elements, the implicit ones of Han characters as 0x200000 and their code point."""
    rest = iter(elements)
    for primary, secondary, tertiary in rest:
        if primary >= IMPLICIT:
            yield 0x200000 + ((primary & 0x3F) << 15 | next(rest)[0] & 0x7FFF), secondary, tertiary
        else:
            yield primary, secondary, tertiary


def sequences(entries: dict[str, Elements]) -> Iterator[str]:
    """Yield the entries of several letters; those of a letter and marks are met within a letter's part."""
    for characters in sorted(entries):
        if len(characters) > 1 and not unicodedata.combining(characters[1]):
            yield "-".join(f"{ord(one):x}" for one in characters)


def runs(codes: Iterable[int]) -> Iterator[str]:
    """Write code points as runs: `first`, or `first-last`."""
    run: list[int] = []
    for code in codes:
        if run and code == run[1] + 1:
            run[1] = code
            continue
        if run:
            yield f"{run[0]:x}" if run[0] == run[1] else f"{run[0]:x}-{run[1]:x}"
        run = [code, code]
    yield f"{run[0]:x}-{run[1]:x}"


def han(node: str) -> list[int]:
    """Return the Han characters in the order in which ICU has them: by radical, then strokes."""
    program = (
        "const c=new Intl.Collator('en');let h=[];for(const [a,b] of JSON.parse(process.argv[1]))for(let i=a;i<=b;i++)"
        "h.push(String.fromCodePoint(i));h=h.filter(x=>x.normalize('NFD')===x).sort((x,y)=>c.compare(x,y));"
        "process.stdout.write(JSON.stringify(h.map(x=>x.codePointAt(0))))"
    )
    done = subprocess.run([node, "-e", program, json.dumps(HAN)], capture_output=True, text=True, check=True)
    found: list[int] = json.loads(done.stdout)
    return found


def table(allkeys: str, node: str) -> str:
    """Return the table: a header, marks, sequences, elements and Han characters, an empty line between them."""
    entries = {characters: elements for characters, elements in read(allkeys).items() if kept(characters)}
    version, order = allkeys.split("@version ", 1)[1].split()[0], han(node)
    marks = (code for code in range(0x300, 0x1E950) if unicodedata.combining(chr(code)))
    parts = (
        HEADER.format(version=version), *map(wrapped, (runs(marks), sequences(entries))),
        "\n".join(lines(entries, order)), wrapped(runs(order)),
    )
    return "\n\n".join(parts) + "\n"


def wrapped(words: Iterable[str]) -> str:
    """Write words thirty to a line."""
    every = list(words)
    return "\n".join(" ".join(every[start : start + 30]) for start in range(0, len(every), 30))


def main() -> None:
    """Write the table where the package finds it."""
    text = Path(sys.argv[1]).read_text("utf-8")
    TABLE.write_text(table(text, sys.argv[2] if len(sys.argv) > 2 else "node"), "utf-8")
    sys.stdout.write(f"{TABLE}: {TABLE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
