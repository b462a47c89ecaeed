"""Tests of answers/lists."""
