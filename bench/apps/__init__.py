"""The apps that are measured beside ours: the floor, the empty map, and the tutorial's way."""
