"""How many: entries of a part, or a number that a fact tells."""
