"""What views are made of: rungs, rows, branches, entries, bars."""

from __future__ import annotations

from typing import Literal

from site_builder.model.frozen import frozen
from site_builder.render.objects import Picture
from site_builder.render.phrases import Link, Phrase


@frozen
class Rung:
    """A step of the ladder above a record; a minimal ancestor has only its level."""

    level: str
    title: Phrase | None = None
    href: str = ""
    code: str = ""


@frozen
class Fact:
    """A short label and its value."""

    label: str
    value: Phrase


@frozen
class Access:
    """Who may see the record, in words; `kind` is the sign beside them: ring, half, disc."""

    kind: Literal["open", "part", "shut"]
    label: str


@frozen
class Wait:
    """The line from the last document to the opening; `now` is the build's day, 0 to 100 % along it."""

    begins: str
    opens: str
    now: float
    label: str


@frozen
class Band:
    """What stands where the document would be: why it cannot be seen, since when, until when, how to see it."""

    margin: str
    heading: Phrase
    text: tuple[Phrase, ...] = ()
    wait: Wait | None = None
    links: tuple[Link, ...] = ()


@frozen
class Row:
    """One field of a description. `list` joins its values with commas; `prose` and `lines` give each its own block.

    `origin` says where an inherited value stands: "Theo phông PL.01".
    """

    label: str
    values: tuple[Link, ...]
    kind: Literal["list", "lines", "prose"] = "list"
    origin: Phrase | None = None
    key: str = ""


@frozen
class Area:
    """An ISAD(G) area and its rows; `key` is the model's name of the area."""

    key: str
    heading: str
    rows: tuple[Row, ...]


@frozen
class Branch:
    """A row of a tree of records. Without a title it only counts what is closed ("3 hồ sơ đóng", in `flag`).

    `below` is the id of a record whose children are not among `children`, but in the tree's parts.
    """

    title: Phrase | None
    href: str = ""
    code: str = ""
    level: str = ""
    dates: str = ""
    count: str = ""
    flag: str = ""
    here: bool = False
    open: bool = False
    children: tuple[Branch, ...] = ()
    below: str = ""


@frozen
class Component:
    """A record in the list of a finding aid: its line, what is said of it (`rows`, or `text` on its line), and those below it."""

    id: str
    line: Branch
    rows: tuple[Row, ...] = ()
    text: str = ""
    children: tuple[Component, ...] = ()


@frozen
class TreeSource:
    """Where a page finds the tree of its fonds: its directory, the lists from the top down to the record `here`."""

    href: str
    lists: str
    here: str


@frozen
class Card:
    """A record named beside another, with the reason: "Cùng nơi chốn, khoảng 1830"."""

    title: Phrase
    href: str
    note: Phrase | None = None
    picture: Picture | None = None


@frozen
class Mention:
    """A story that shows a record; `stop` says which of its stops it is, `before` and `after` lead to the records around it."""

    page: Link
    stop: str = ""
    before: Link | None = None
    after: Link | None = None


@frozen
class Entry:
    """A record in a list that describes it: a collection on the home page, a value's records, search without script."""

    title: Phrase
    href: str
    facts: tuple[str, ...] = ()
    text: Phrase | None = None
    custodian: Phrase | None = None
    chain: tuple[Link, ...] = ()
    picture: Picture | None = None
    access: Access | None = None


@frozen
class IndexEntry:
    """A line of a register: the name, what kind of thing it is or "xem Kẻ Gạo", and how many records it leads to."""

    label: Phrase
    href: str
    count: str = ""
    note: Phrase | None = None


@frozen
class Letter:
    """A letter of a register; without entries it is shown dim in the row of letters, and nowhere else.

    `href` leads to it where it stands on another page of the register.
    """

    letter: str
    entries: tuple[IndexEntry, ...] = ()
    href: str = ""


@frozen
class Pager:
    """Where this page stands among the pages of a list; `links` are (number as written, href or "" for this page or a gap)."""

    label: str
    links: tuple[tuple[str, str], ...]
    previous: str = ""
    next: str = ""


@frozen
class Bar:
    """A decade of a histogram: "1820–1829: 42 mô tả", its height in percent of the tallest."""

    label: str
    height: float
    href: str = ""


@frozen
class Tick:
    """A ruled year under a histogram, `at` percent of its width: "1804", "Giáp Tý"."""

    at: float
    label: str
    note: str = ""


@frozen
class Histogram:
    """How many records each decade has; `label` says what is counted."""

    label: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()


@frozen
class Era:
    """A stretch of years with a name: "Nhà Nguyễn", "1802–1883 · 1.180 mô tả"."""

    label: Phrase
    href: str
    note: str = ""


@frozen
class Span:
    """A decade of the timeline: when, whose reign, how many, `share` percent of the fullest decade, a few records.

    Where an era begins, `era` names it, and `anchor` is its id.
    """

    when: str
    href: str
    reigns: str = ""
    count: str = ""
    share: float = 0.0
    cards: tuple[Card, ...] = ()
    era: str = ""
    anchor: str = ""


@frozen
class Section:
    """A heading in the margin and a short register beside it, with the ways to the whole."""

    heading: str
    entries: tuple[IndexEntry, ...]
    note: str = ""
    more: tuple[Link, ...] = ()
    wide: bool = False
