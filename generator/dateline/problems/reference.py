"""The reference of all codes for editors, as Markdown."""

from __future__ import annotations

from dateline.problems.catalogue import CODES, GROUPS

_HEAD = """# Diagnostics

Dateline tells all that is wrong at once, each as `path:line:column: CODE severity: message`, with the line, a caret
and a hint. An error stops the build and leaves the output as it was; a warning does not. What is wrong with a draft
only warns, as long as it can be read.

Made of `generator/dateline/problems/catalogue.py`; change it there.
"""


def reference() -> str:
    """The text of `docs/reference/diagnostics.md`."""
    parts = [_HEAD]
    group = ""
    for name, code in CODES.items():
        if name[:3] != group:
            group = name[:3]
            parts.append(f"## {GROUPS[group]} ({group}xx)\n")
        parts.append(f"### {name} {code.title}\n\n{code.explanation}\n\nMend: {code.mend}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(reference(), end="")
