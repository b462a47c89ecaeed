"""How settings are written, read and refused; the settings are in settings.py."""
