"""Captions of recordings: WebVTT, checked and written anew."""

from __future__ import annotations

import re

_TIMING = re.compile(r"^((?:\d+:)?[0-5]?\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?[0-5]?\d:[0-5]\d\.\d{3})(?:[ \t].*)?$")


def read(content: bytes) -> tuple[bytes, str] | None:
    """Return captions as clean WebVTT, and their words; None for what is not WebVTT in UTF-8.

    Styles, regions and notes are left out: what remains is timings and text, whose markup browsers treat as text of captions
    alone.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    if not blocks or not re.match(r"WEBVTT([ \t\n]|$)", blocks[0]):
        return None
    cues = [cue for block in blocks if (cue := _cue(block.split("\n")))]
    if not cues:
        return None
    spoken = (re.sub(r"<[^>]*>", "", words) for _, words in cues)
    made = "WEBVTT\n\n" + "\n\n".join(f"{timing}\n{words}" for timing, words in cues) + "\n"
    return made.encode(), " ".join(" ".join(spoken).split())


def _cue(lines: list[str]) -> tuple[str, str] | None:
    for number, line in enumerate(lines[:2]):
        found = _TIMING.match(line.strip())
        if found:
            words = "\n".join(one.rstrip() for one in lines[number + 1:] if one.strip() and "-->" not in one)
            return (f"{found[1]} --> {found[2]}", words) if words else None
    return None
