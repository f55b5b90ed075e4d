"""Copies for keeping, made of the built site: one HTML file per blog, a BagIt bag, a WACZ. Each is the same bytes
whenever and wherever it is made of the same content and instant."""

from dateline.export.export import export_site
from dateline.export.outcome import BAGIT, FORMATS, HTML, WACZ, Declined, Exported, Wish

__all__ = ["BAGIT", "FORMATS", "HTML", "WACZ", "Declined", "Exported", "Wish", "export_site"]
