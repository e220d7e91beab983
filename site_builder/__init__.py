"""A static site generator for open-archives public access portals."""
