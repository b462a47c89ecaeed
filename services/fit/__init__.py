"""Whether a job advertisement and a résumé fit: requirements, verdicts, gaps."""
