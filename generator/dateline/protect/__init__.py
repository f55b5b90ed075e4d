"""Site to site: what must not be published is gone before anything is made of it."""
