"""Tests of answers/study."""
