"""Tests mirror services/ file for file."""
