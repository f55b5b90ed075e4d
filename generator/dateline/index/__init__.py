"""Order, days, neighbours, backlinks: what follows from the entries taken together."""
