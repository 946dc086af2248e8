"""One reader's session: what is in view, its pages and its address."""
