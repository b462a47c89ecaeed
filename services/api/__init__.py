"""The HTTP face: parse, call, shape."""
