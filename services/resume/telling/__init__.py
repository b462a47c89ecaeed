"""A phrase of a résumé read aloud: full English sentences about the person."""
