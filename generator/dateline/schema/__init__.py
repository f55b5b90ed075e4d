"""The schema, written once: kinds of values, records of keys, and how nodes are read into them."""
