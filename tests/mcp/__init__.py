"""Tests of the Model Context Protocol, with its own client."""
