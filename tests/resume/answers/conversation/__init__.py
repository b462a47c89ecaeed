"""Tests of answers/conversation."""
