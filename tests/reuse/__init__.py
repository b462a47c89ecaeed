"""Answers reused."""
