"""Tests of services/resume/replies."""
