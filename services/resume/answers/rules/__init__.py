"""The rules in the chapters in which they are tried."""
