"""Tests of the check of sentences against cited facts."""
