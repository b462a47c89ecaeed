"""Questions to "you", put as questions about a third person, language by language."""
