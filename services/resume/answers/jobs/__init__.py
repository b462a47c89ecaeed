"""Questions about the career: the job of today, the first, and what lies between."""
