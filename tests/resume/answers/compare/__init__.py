"""Tests of answers/compare."""
