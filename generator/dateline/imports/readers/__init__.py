"""One reader for each kind of input: `read(given, options) -> Found | Fault`. They write nothing."""
