"""Let `python -m site_builder` be the command `site-builder`."""

from site_builder.cli import main

if __name__ == "__main__":
    main()
