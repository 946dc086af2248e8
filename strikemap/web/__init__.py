"""What the server answers beside the pages: previews, data, feeds, health; one file a route."""
