"""What is true of texts themselves: imports nothing, and every room may use it."""
