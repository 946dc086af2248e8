"""What a reader narrows the view to: applied, put in words, read from and written to a query."""
