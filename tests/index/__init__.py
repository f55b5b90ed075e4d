"""The order of a blog."""
