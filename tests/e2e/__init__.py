"""A browser drives the whole service."""
