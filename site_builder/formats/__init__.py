"""One module for each standard: what it makes of the public catalogue, and what it reads where people import it."""
