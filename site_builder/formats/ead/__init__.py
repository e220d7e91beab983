"""Encoded Archival Description: finding aids in EAD 2002 and EAD3, with or without namespaces, read as records."""

from site_builder.formats.ead.finding_aids import read

__all__ = ["read"]
