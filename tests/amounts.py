"""How often what is tried at random is tried: as often as promised in continuous integration, a fifth of that at a desk."""

import os

AT_A_DESK = 5


def times(number: int) -> int:
    """Give how often to try what continuous integration tries so many times."""
    return number if os.environ.get("CI") else max(1, number // AT_A_DESK)
