"""The fields of the index, their boosts, and how lunr weighs a term in one of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchField:
    """A field of the lunr index; `boost` multiplies every weight in it, as lunr's builder does."""

    name: str
    boost: float


TONED = (
    SearchField("title", 4),
    SearchField("identifier", 4),
    SearchField("creator", 2),
    SearchField("subject", 2),
    SearchField("place", 2),
    SearchField("date", 1),
    SearchField("body", 1),
    SearchField("text", 1),
)
"""What records say, as it is written: at most eight, since a posting's shape has eight places."""

FOLDED = (SearchField("title_folded", 2), SearchField("folded", 0.5))
"""Folded and stemmed forms and pairs: of the title, and of all other fields together."""

FIELDS = TONED + FOLDED
NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}
TITLE = 0
REST = 6  # the place in a posting's shape where stems and pairs outside title and text are counted; pairs of texts too
TEXT = 7
K1 = 1.2
B = 0.75
