"""Tests of services/resume/facts."""
