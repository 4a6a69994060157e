"""Ten names that lists of all kinds hold in tests."""

NAMES = ("olivia", "emma", "zoë", "amelia", "sophia", "new york", "ava", "mia", "evelyn", "luna")
TITLED = [name.title() for name in NAMES]


def rows(pattern: str, heading: str = "", between: str = "\n") -> str:
    """A line for each name: n is the name, i its place from 1, c a count, s a code."""
    rows = [
        pattern.format(n=name, i=i, c=900 - 37 * i, s="FM"[i % 2], N=name.upper())
        for i, name in enumerate(TITLED, 1)
    ]
    return heading + between.join(rows)
