"""A file of any kind to rows of text: opened within bounds, recognised, read in parts."""
