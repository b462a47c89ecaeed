"""What outsiders meet: the whole service, over real sockets."""
