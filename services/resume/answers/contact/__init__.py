"""How to reach the person, where to see more, and where somebody lives."""
