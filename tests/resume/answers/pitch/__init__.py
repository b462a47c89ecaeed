"""Tests of answers/pitch."""
