"""What one visitor of a shared server may ask for, and what all of them get together.

The ranges of the settings stand with the settings (``Spec.app``); this is the rest. The memory is
meant for a machine of 1 GB, of which the app takes 330 MB however few come.
"""

from __future__ import annotations

# The names of one list, and their letters in all. The command line takes more.
MAX_NAMES = 200_000
MAX_LETTERS = 4_000_000
# The bytes of a text that is pasted: a page that holds one has it sent to and fro, and the server
# keeps several copies. A file is read once; ``maxUploadSize`` in .streamlit/config.toml bounds it.
MAX_PASTED = 2_000_000
# Files that are on their way or wait to be read, of one visitor and of all together.
MAX_UPLOADS_A_SESSION, MAX_UPLOADS = 2, 8
# The cells of a table of next-character counts, contexts by characters: 24 MB.
MAX_CELLS = 6_000_000
# All runs and the contexts that they belong to, and of these the runs of tabs that have closed:
# a reload finds its own among them, and however many come and go, they take no more.
MEMORY_BUDGET = 300_000_000
LEFT_BUDGET = 25_000_000
# Contexts that nobody uses now, kept for the next who does.
SPARE_DATASETS = 80_000_000
# Indexes of Find alike: all that a hall makes of the talk's list, or six of the largest lists.
INDEXES_BUDGET = 48_000_000
# All lists of visitors' own.
OWN_LISTS_BUDGET = 100_000_000
# Seconds after which a run that nobody has looked at may be dropped.
FORGET_AFTER = 1800.0


class LimitError(ValueError):
    """More than a visitor may ask for; its text is one sentence that says what to do."""
