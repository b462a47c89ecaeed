"""What a stranger may not do: injections, personal data, too much."""
