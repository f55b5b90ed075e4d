"""What stands on a page that was pasted or saved: its head, its words, and the comments under it."""
