"""What people would install or write instead of our engine, at its best."""
