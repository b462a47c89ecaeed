"""An English question as features that rules can test."""
