"""Tests of answers/contact."""
