"""OpenAI's HTTP interface as this service speaks it: what is read, and the shapes."""
