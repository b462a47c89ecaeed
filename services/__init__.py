"""Everything behind the HTTP face; docs/architecture.md is the map."""
