"""Answers to English questions: named rules over facts, one group a file."""
