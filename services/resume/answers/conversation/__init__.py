"""What a conversation has been about, and questions that lean on it."""
