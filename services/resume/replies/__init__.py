"""What the engine says, in the words of the phrase files."""
