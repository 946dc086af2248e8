"""What one cell says: a day, a count, degrees, a place; whatever way it is written."""
