"""Sentences as vectors: what is near in meaning, beside what shares words."""
