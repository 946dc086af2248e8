"""Two views beside each other."""
