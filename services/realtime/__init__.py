"""Talking over a socket: protocol, turn taking, modes."""
