"""The vocabulary: frozen dataclasses, no input or output."""
