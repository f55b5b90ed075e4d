"""Posts of social networks, as accounts take them home: from the objects that stand there to entries."""
