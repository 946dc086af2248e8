"""What is measured, and how: `python -m bench [part …] [--sizes …]`."""
