"""Behaviour of the English answers, asked of invented people."""
