"""Full-text search: records, words, the index as outputs, and the page in a browser."""
