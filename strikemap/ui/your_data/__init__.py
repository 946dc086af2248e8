"""A reader's own file, from the drop to the map."""
