"""Tests of services/interview."""
