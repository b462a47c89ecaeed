"""The owner's insight: what was asked, what it took, what was missing."""
