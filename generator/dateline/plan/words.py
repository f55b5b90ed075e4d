"""The words of the interface that views carry, in one place."""

from __future__ import annotations

VERIFICATION = {
    "unverified": "Unverified",
    "corroborated": "Corroborated",
    "verified": "Verified",
    "disputed": "Disputed",
    "false": "Found to be false",
}
URL_STATUS = {
    "live": "live",
    "dead": "link dead",
    "deviated": "page has changed",
    "unfit": "address not linked",
    "usurped": "address taken over",
    "unknown": "link not checked",
}
LOST = "attribution lost"
NO_ADDRESS = "no address preserved"
ARCHIVED = "archived copy"
NO_COPY = "no stored copy"
PREVIEW = {"draft": "Draft", "withheld": "Withheld", "scheduled": "Not yet due"}
RELATIONS = {
    "corrects": "Corrects",
    "updates": "Updates",
    "supersedes": "Replaces",
    "corrected-by": "Corrected by",
    "updated-by": "Updated by",
    "superseded-by": "Replaced by",
}
INCOMING = {"corrects": "corrected-by", "updates": "updated-by", "supersedes": "superseded-by"}
TOMBSTONE = "Entry removed"
PUBLISHER_UNKNOWN = "Publisher unknown"
CHRONOLOGY = "Chronology"
TAGS = "Tags"
PEOPLE = "People"
SOURCES = "Sources"
NOT_FOUND = "Page not found"
NOT_FOUND_TEXT = (
    "There is nothing at this address. No address of this archive is dropped on purpose: it may have been mistyped."
)
MOVED = "This page has moved"
RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-Arab", "ps", "sd", "ug", "ur", "yi"))


def direction(lang: str) -> str:
    """ "rtl" or "ltr" by language, or by script where the tag names one."""
    parts = lang.split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return "rtl" if parts[1] in ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg") else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"
