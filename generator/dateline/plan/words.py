"""The words of the interface that views carry, in one place, as phrases for the catalogues (`dateline.words`).

What is here is English; whoever puts it into a view says it in the language of the page: `said(words.MOVED, lang)`.
"""

from __future__ import annotations

from dateline.words import phrase

VERIFICATION = {
    "unverified": phrase("Unverified"),
    "corroborated": phrase("Corroborated"),
    "verified": phrase("Verified"),
    "disputed": phrase("Disputed"),
    "false": phrase("Found to be false"),
}
URL_STATUS = {
    "live": phrase("live"),
    "dead": phrase("link dead"),
    "deviated": phrase("page has changed"),
    "unfit": phrase("address not linked"),
    "usurped": phrase("address taken over"),
    "unknown": phrase("link not checked"),
}
LOST = phrase("attribution lost")
NO_ADDRESS = phrase("no address preserved")
ARCHIVED = phrase("archived copy")
ARCHIVED_AT = phrase("archived copy, %(date)s")
NO_COPY = phrase("no stored copy")
PREVIEW = {"draft": phrase("Draft"), "withheld": phrase("Withheld"), "scheduled": phrase("Not yet due")}
RELATIONS = {
    "corrects": phrase("Corrects"),
    "updates": phrase("Updates"),
    "supersedes": phrase("Replaces"),
    "corrected-by": phrase("Corrected by"),
    "updated-by": phrase("Updated by"),
    "superseded-by": phrase("Replaced by"),
}
INCOMING = {"corrects": "corrected-by", "updates": "updated-by", "supersedes": "superseded-by"}
TOMBSTONE = phrase("Entry removed")
PUBLISHER_UNKNOWN = phrase("Publisher unknown")
CHRONOLOGY = phrase("Chronology")
TAGS = phrase("Tags")
PEOPLE = phrase("People")
SOURCES = phrase("Sources")
FEEDS = phrase("Feeds")
FEEDS_OF_SITE = phrase("Everything")
FEEDS_OF_BLOGS = phrase("Live blogs")
SEARCH = phrase("Search")
NOT_FOUND = phrase("Page not found")
NOT_FOUND_TEXT = phrase(
    "There is nothing at this address. No address of this archive is dropped on purpose: it may have been mistyped."
)
MOVED = phrase("This page has moved")
LIVE = phrase("Live")
CLOSED = phrase("Closed")
CLOSED_ON = phrase("Closed %(date)s")
RETROSPECTIVE = phrase("Retrospective: compiled")
RETROSPECTIVE_IN = phrase("Retrospective: compiled in %(year)s")
RETROSPECTIVE_FROM_TO = phrase("Retrospective: compiled in %(first)s–%(last)s")
APART = phrase("%(what)s (%(size)s kB, not in this file)")
PART = phrase("%(title)s (%(part)s)")
MONTH_OF = phrase("%(subject)s, %(month)s")
CITY_TIME = phrase("%(city)s time")
UNIVERSAL_TIME = phrase("Universal time")
RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-Arab", "ps", "sd", "ug", "ur", "yi"))


def direction(lang: str) -> str:
    """ "rtl" or "ltr" by language, or by script where the tag names one."""
    parts = lang.split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return "rtl" if parts[1] in ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg") else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"


def apart(lang: str, around: str) -> tuple[str, str]:
    """The `lang` and `dir` that mark a text among others: both empty in the language of the text around it."""
    return ("", "") if lang == around else (lang, direction(lang))
