"""A question, from characters to meaning."""
