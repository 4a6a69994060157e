"""Between the server and its browsers: what is sent, how, and to whom."""
