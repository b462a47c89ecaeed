"""Tests of answers/presence."""
