"""Full-text search without a server: what is to be found, and the files in which a browser finds it."""
