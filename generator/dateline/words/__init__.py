"""The words of the interface, by language: English in the code and the templates, others in catalogues of gettext.

A catalogue is `<language>.po`, which translators edit, and its compiled form `.mo`, which is read; `make words` brings
both up to date (`extract.py`). What is said in no catalogue is said in English.
"""

from dateline.words.catalogue import (
    SOURCE,
    Values,
    counted,
    figures,
    language_of,
    languages,
    phrase,
    said,
    translated,
    translated_number,
)

__all__ = [
    "SOURCE",
    "Values",
    "counted",
    "figures",
    "language_of",
    "languages",
    "phrase",
    "said",
    "translated",
    "translated_number",
]
