"""Two periods of one collection, or two collections, side by side; what may be in both."""
