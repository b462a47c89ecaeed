"""How English questions are read."""
