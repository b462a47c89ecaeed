"""How long: at an employer, of a study, in a field or a place, in all."""
