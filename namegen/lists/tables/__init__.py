"""The rows of every format of lists: their heading, and which of their columns holds names."""
