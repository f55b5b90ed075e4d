"""Nothing protected leaves: each buffer is scanned as it is made."""
