"""JSON Schema (draft 2020-12) of the files that editors write, for completion and marks in text editors.

Made of the very records that `check` reads by (`model/`, `schema/`): `values` says what one kind of value may be,
`records` what a mapping may hold, `documents` what a file may. All that `check` takes is allowed; what only the whole
site can tell, such as an id that nobody has, is left to `check`.

A text editor sees YAML by its core schema (YAML 1.2 section 10.3.2), where `2009` is a number and `no` a text, while
Dateline reads every scalar as text. So numbers and booleans are allowed wherever a text is.
"""

from dateline.completion.documents import DOCUMENTS, document, text_of

__all__ = ["DOCUMENTS", "document", "text_of"]
