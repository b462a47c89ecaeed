"""Tests of answers/details."""
