"""What visitors think of answers, and what they leave for the owner."""
