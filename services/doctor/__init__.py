"""Says what is installed, reachable and missing, and how to mend it."""
