"""Whether a sentence is borne out by the facts that it cites."""
