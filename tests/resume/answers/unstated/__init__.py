"""Tests of answers/unstated."""
