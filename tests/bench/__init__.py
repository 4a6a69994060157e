"""What is claimed of speed, measured against the usual ways: ``python -m tests.bench``."""
