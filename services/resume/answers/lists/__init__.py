"""Whole parts of the résumé, or those entries of a part that hold what is asked."""
