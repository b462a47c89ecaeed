"""Tests of services/pipeline."""
