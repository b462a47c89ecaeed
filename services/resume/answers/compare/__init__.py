"""Two things compared, and the first, last, longest or biggest of several."""
