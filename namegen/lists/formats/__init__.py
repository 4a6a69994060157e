"""What people and programs write lists in, each read into rows."""
