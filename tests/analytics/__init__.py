"""Tests of the owner's insight."""
