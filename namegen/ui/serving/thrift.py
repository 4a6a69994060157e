"""What Streamlit would do again for every run of a script or fragment, done once."""

from __future__ import annotations

import functools

from streamlit import config


@functools.cache
def begin() -> None:
    """Keep what the options of each section are, at the first call.

    Every run begins with a message that holds the whole theme, for which Streamlit goes through
    its hundreds of options seven times: a tenth of what a tick costs, and a full hall is mostly
    ticks. An option that is changed while the app runs counts from its next start.
    """
    config.get_options_for_section = functools.cache(config.get_options_for_section)
