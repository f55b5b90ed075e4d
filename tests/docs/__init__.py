"""The users' guide is tried as it is written."""
