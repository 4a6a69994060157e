"""Ten names that lists of all kinds hold in tests."""

NAMES = ("olivia", "emma", "zoë", "amelia", "sophia", "new york", "ava", "mia", "evelyn", "luna")
TITLED = [name.title() for name in NAMES]
