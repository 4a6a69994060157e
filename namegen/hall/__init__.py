"""A hall of people: one who leads, and those who follow, vote, search and send names."""
