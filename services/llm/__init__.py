"""Phrasing by a language model, kept inside budget and résumé."""
