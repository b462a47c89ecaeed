"""Pictures that others send, decoded and encoded anew."""
