"""Every problem at once, each with its code and its place."""
