"""Pages: what there is to show, as HTML."""
