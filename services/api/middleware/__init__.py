"""What every request passes through: pure ASGI, outermost first."""
