"""What goes over the wire: pydantic models with examples."""
