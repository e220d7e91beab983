"""A static site generator for open-archives public access portals."""

__version__ = "0.1.0"
