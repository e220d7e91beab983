"""CollectionBuilder: projects of a spreadsheet and a configuration, one collection each."""

from site_builder.formats.collectionbuilder.projects import read

__all__ = ["read"]
