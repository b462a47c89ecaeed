"""The résumé as a list of facts, written and computed."""
