"""What OpenAPI tells of the interface beside what each route says of itself."""
