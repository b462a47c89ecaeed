"""Interview practice: banks of questions, sessions, scores and reports."""
