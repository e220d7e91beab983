"""The only writer of what authors write: starting a portal, importing, withdrawing, reviewing."""
