"""Tests of answers/durations."""
