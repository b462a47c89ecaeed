"""Model files that are installed as packages, and are used as data only."""
