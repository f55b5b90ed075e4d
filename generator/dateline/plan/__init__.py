"""From the model to outputs: what every page and feed shows, as frozen views, and the keys that stand for them."""
