"""Tests of services/api/routes."""
