"""WordPress exports (WXR): `wxr` reads the file, `posts` and `liveblog` say what its items are in a live blog."""
