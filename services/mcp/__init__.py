"""The résumé for assistants, by the Model Context Protocol: read, never written."""
