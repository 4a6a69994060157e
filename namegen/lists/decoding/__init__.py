"""Bytes to text, and what is no list at all."""
