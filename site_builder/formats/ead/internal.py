"""What a finding aid keeps to itself (`audience="internal"`), at any depth, taken out before anything else is read."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.formats.ead.prose import Element, is_component, markdown, name_of

_SPREADS = frozenset({"dsc", "did"})


def close(root: Element) -> None:
    """Let what wraps components or their parts hand on that it is internal: ead to archdesc, dsc and did to what they hold."""
    for element in root.iter():
        if name_of(element) in _SPREADS and is_internal(element):
            for child in element:
                if isinstance(child.tag, str):
                    child.set("audience", "internal")
        elif name_of(element) == "archdesc" and is_internal(root):
            element.set("audience", "internal")


def is_internal(element: Element) -> bool:
    """Say whether the source keeps an element to itself."""
    return element.get("audience") == "internal"


def set_aside(element: Element) -> Iterator[tuple[str, str]]:
    """Take all that is internal out of an element, and yield (name, words and addresses) of each; components stay."""
    for child in list(element):
        if is_component(child):
            continue
        if is_internal(child) and name_of(child) != "dsc":
            yield name_of(child), _all(child)
            _remove(element, child)
        else:
            yield from set_aside(child)


def _all(element: Element) -> str:
    words = markdown(element)
    addresses = (
        str(value) for one in element.iter() for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "href"
    )
    return "\n".join(filter(None, (words, *(address for address in addresses if address not in words))))


def _remove(parent: Element, child: Element) -> None:
    """Remove an element, but not the text after it."""
    if child.tail:
        before = child.getprevious()
        if before is None:
            parent.text = f"{parent.text or ''} {child.tail}"
        else:
            before.tail = f"{before.tail or ''} {child.tail}"
    parent.remove(child)
