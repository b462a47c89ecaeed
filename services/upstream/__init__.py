"""A talk bridged to a model elsewhere that hears and speaks by itself."""
