"""The map's page: the map, the list beside it, the tour, the embedded view."""
