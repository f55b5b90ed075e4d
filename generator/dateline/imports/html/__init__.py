"""HTML of strangers to Markdown: cleaned by nh3, put in order (`clean`, `quotations`), then said (`markdown`)."""
