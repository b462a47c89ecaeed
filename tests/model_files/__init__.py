"""Tests of services/model_files/."""
