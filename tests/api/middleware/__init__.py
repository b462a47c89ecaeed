"""Tests of services/api/middleware."""
