"""What several rooms draw: style, a map's layer, the copied link."""
