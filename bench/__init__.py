"""Benchmarks and longer proofs; each figure is one printed line."""
