"""Questions that follow from an answer, each of which this résumé can answer."""
