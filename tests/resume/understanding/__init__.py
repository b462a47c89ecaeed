"""Tests of services/resume/understanding."""
