"""What is wrong with input: the one kind of error that is told to whoever gave it."""


class InputError(ValueError):
    """What was given cannot be used. The text is one plain sentence that says what to do."""
