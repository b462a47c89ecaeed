"""Where and what somebody studied, the degrees, the grades."""
