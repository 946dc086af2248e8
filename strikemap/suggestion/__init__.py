"""A suggested incident, claim or correction: its rows, what is wrong with them, and its text."""
