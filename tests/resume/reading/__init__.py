"""Tests of services/resume/reading."""
