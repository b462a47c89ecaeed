"""Tests of services/resume."""
