"""The bytes of a saved page as text, by the rules that browsers follow (WHATWG Encoding, and HTML section 13.2.3.2)."""

from __future__ import annotations

import codecs

_WIDER = {
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf-8",
    "utf-16-be": "utf-8",
    "utf-16-le": "utf-8",
}
"""What pages mean by the name of an older, narrower encoding (WHATWG Encoding, section 4.2)."""
_READ = frozenset(
    ["utf-8", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874", "gb18030", "big5", "big5hkscs",
     "euc_jp", "iso2022_jp", "cp932", "cp949", *(f"cp125{n}" for n in range(9)),
     *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16))]
)  # fmt: skip
"""The encodings of the web. Others, such as UTF-7, have only ever served to hide something."""
_OWN_NAMES = {
    "unicode-1-1-utf-8": "utf-8",
    "x-cp1251": "cp1251",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes) -> str:
    """The text of a page: by its byte order mark, else as UTF-8 where it is that to the last byte, whatever it says of
    itself (browsers save so), else as it declares, else as browsers read what says nothing (windows-1252). What stands
    for no character becomes U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        found = data.decode(encoding_of(data), "replace")
        # A page of UTF-8 with a byte or two gone wrong is still one: what it was cut from, a script's rubbish.
        if encoding_of(data) == "cp1252" and _is_mostly_utf8(data, fault.start):
            return data.decode("utf-8", "replace")
        return found


def encoding_of(data: bytes) -> str:
    """The Python name of the encoding that a page declares in its first bytes; cp1252 when it declares none."""
    from bs4.dammit import EncodingDetector

    said = EncodingDetector.find_declared_encoding(data[:4096], is_html=True, search_entire_document=True) or ""
    said = said.strip().lower()
    if said in _OWN_NAMES:
        return _OWN_NAMES[said]
    try:
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        return "cp1252"
    name = _WIDER.get(name, name)
    return name if name in _READ else "cp1252"


def _is_mostly_utf8(data: bytes, first_fault: int) -> bool:
    """Whether long sequences of UTF-8 stand in what is broken as a whole."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for char in text[:200_000] if char > "\x7f" and char != "\ufffd")
    return first_fault > 0 and right > 20 * wrong
