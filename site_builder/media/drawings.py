"""SVG drawings: only shapes, paints and letters are let through, so that nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from site_builder.media.images import Unreadable

OPTIONS = "2"
"""Raised when other things are let through, so that no drawing cleaned before is published again."""
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_LONGEST = 10_000_000
_ELEMENTS = frozenset("""svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker switch""".split())
_ATTRIBUTES = frozenset("""
    id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox preserveAspectRatio points pathLength transform
    gradientTransform patternTransform gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits
    maskContentUnits markerUnits markerWidth markerHeight refX refY orient spreadMethod offset dx dy rotate textLength
    lengthAdjust startOffset method spacing version lang opacity fill fill-opacity fill-rule stroke stroke-width stroke-
    opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stop-color stop-opacity
    color display visibility clip-path clip-rule mask marker-start marker-mid marker-end font-family font-size font-style
    font-weight font-variant font-stretch letter-spacing word-spacing text-anchor text-decoration dominant-baseline
    alignment-baseline baseline-shift writing-mode direction unicode-bidi paint-order shape-rendering text-rendering
    vector-effect overflow
""".split())
_INSIDE = re.compile(r"#[\w.-]+")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|image-set|expression|javascript:|@import|//|\\", re.IGNORECASE)
"""What leads out of a drawing, in an attribute read as CSS: a backslash may spell any letter there, a word alone an address."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")


def read(path: Path) -> tuple[bytes, int | None, int | None]:
    """Return a drawing that is safe to open, and its width and height in pixels if it says them. Raises Unreadable."""
    if path.stat().st_size > _LONGEST:
        raise Unreadable(f"> {_LONGEST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (etree.LxmlError, ValueError) as fault:
        raise Unreadable(str(fault)) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise Unreadable("<svg>")
    _keep_safe(root)
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    return etree.tostring(root, encoding="utf-8"), width, height


def _keep_safe(root: etree._Element) -> None:
    for element in list(root.iter()):
        name = element.tag
        known = isinstance(name, str) and name.startswith(f"{{{_SVG}}}") and name.rpartition("}")[2] in _ELEMENTS
        if not known:
            parent = element.getparent()
            if parent is not None:
                element.tail = element.tail or ""
                _remove(parent, element)
            continue
        for attribute, value in element.attrib.items():
            if not _is_safe(str(attribute), str(value)):
                del element.attrib[attribute]


def _is_safe(attribute: str, value: str) -> bool:
    if attribute in ("href", f"{{{_XLINK}}}href"):
        return _INSIDE.fullmatch(value) is not None
    return attribute in _ATTRIBUTES and not _OUTSIDE.search(value)


def _remove(parent: etree._Element, element: etree._Element) -> None:
    """Remove an element, and keep the text that follows it."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if found[0] and found[1]:
        return round(float(found[0][1])) or None, round(float(found[1][1])) or None
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return (round(float(box[2])) or None, round(float(box[3])) or None) if len(box) == 4 else (None, None)
    except ValueError:
        return None, None
