"""Tests of answers/jobs."""
