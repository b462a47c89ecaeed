"""One entry, or one thing about it: when, where, for whom, with what, what of it."""
