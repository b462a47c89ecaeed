"""Tests of services/meaning/."""
