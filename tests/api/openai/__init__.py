"""Tests of OpenAI's interface, with its own client library."""
