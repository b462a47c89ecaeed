"""Tests of answers/counts."""
