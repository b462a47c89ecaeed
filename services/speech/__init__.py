"""Hearing and speaking: the decoder and one file per engine."""
