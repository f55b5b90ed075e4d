"""The users' guide is tried as it is written: its commands are run, its snippets put into sites, its links followed."""
