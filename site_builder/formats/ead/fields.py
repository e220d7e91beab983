"""Which of our fields each element of EAD fills, in both versions."""

from __future__ import annotations

PROSE = {
    "abstract": "abstract",
    "accruals": "accruals",
    "acqinfo": "acquisition",
    "altformavail": "copies",
    "appraisal": "appraisal",
    "arrangement": "arrangement",
    "bioghist": "history",
    "custodhist": "custodial_history",
    "originalsloc": "originals",
    "phystech": "physical_condition",
    "scopecontent": "scope_and_content",
}
"""Elements of running text, and the field of one text that each fills."""

LISTS = {
    "bibliography": "publications",
    "otherfindaid": "finding_aids",
    "odd": "notes.text",
    "note": "notes.text",
    "didnote": "notes.text",
}
"""Elements of running text that fill a list of texts."""

POINTS = {
    "subject": "subjects",
    "function": "subjects",
    "occupation": "subjects",
    "geogname": "places",
    "persname": "people",
    "corpname": "people",
    "famname": "people",
    "name": "people",
    "genreform": "genres",
}
"""Access points within controlaccess."""

LEVELS = frozenset(
    {
        "fonds",
        "subfonds",
        "collection",
        "recordgrp",
        "subgrp",
        "series",
        "subseries",
        "class",
        "file",
        "item",
        "otherlevel",
    }
)

TEXTS = frozenset(
    {
        *PROSE.values(),
        "title",
        "publications",
        "finding_aids",
        "notes.text",
        "related.note",
        "access.note",
        "rights.note",
        "extent.text",
        "dates.display",
        "description_control.note",
    }
)
"""Fields whose words are in the language of the description."""

GENERIC = frozenset(
    """
abstract access accrual accruals acquisition additional administrative aid aids and appraisal archival arrangement availability
available bibliography biographical biography by catalog chronology collection collections conditions content contents control
copies copyright custodial description descriptive digital finding for form forms general governing headings historical history
immediate index indexing information language languages legal location material materials note notes of or organization original
originals other ownership physical preferred citation processing provenance publication record related reproduction requirements
restriction restrictions rights scope separated series source status subject subjects summary technical term terms the this to
transfer use
""".split()
)
"""Words of headings that say no more than the name of the field."""
