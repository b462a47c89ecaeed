"""The use cases: one file per thing a visitor can do."""
