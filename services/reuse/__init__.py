"""Answers reused: which questions ask the same, and what was said to them."""
