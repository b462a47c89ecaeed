"""Faults that services of this kind have had: one test a fault, named for it."""
