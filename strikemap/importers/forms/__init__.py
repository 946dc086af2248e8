"""The forms of files: what each means by its columns, and how its rows become incidents."""
