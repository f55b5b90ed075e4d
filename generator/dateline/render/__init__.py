"""Views to bytes: Jinja for pages, feedgen for feeds."""
