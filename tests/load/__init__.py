"""The room that reads: files, YAML, logs, threads."""
