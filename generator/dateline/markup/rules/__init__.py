"""One rule of Dateline's Markdown per file. Each adds itself to a parser through `add(md)`."""
