"""A reading, its conversation and the résumé, turned into what to answer."""
