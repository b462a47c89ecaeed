"""Yes, no, or the closest thing: whether something is in the résumé."""
