"""Addresses as programs write them."""

from __future__ import annotations

import pytest

from dateline.urls import escaped_address, is_web_address


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://archive.example/", "https://archive.example/"),
        ("https://Archive.example:443/a/~b(c)?d=e&f%20g#h", "https://Archive.example:443/a/~b(c)?d=e&f%20g#h"),
        ("http://[2001:db8::1]:8000/a", "http://[2001:db8::1]:8000/a"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://BÜCHER.example:8080/100%", "https://xn--bcher-kva.example:8080/100%25"),
        # As in IDNA of 2008: that of 2003 has another host for it.
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://ایران.example/خبر/", "https://xn--mgba3a4f16a.example/%D8%AE%D8%A8%D8%B1/"),
        ("https://ایران:8080/", "https://xn--mgba3a4f16a:8080/"),
        # As keyboards of East Asia write it; and a hyphen that nobody sees.
        ("https://ｅｘａｍｐｌｅ．org/", "https://example.org/"),
        ("https://例え。jp/", "https://xn--r8jz45g.jp/"),
        ("https://bü\xadcher.example/", "https://xn--bcher-kva.example/"),
        ("HTTPS://Example.org/", "HTTPS://Example.org/"),
        ("https://a.example/[b]", "https://a.example/%5Bb%5D"),
    ],
)
def test_an_address_of_any_script_is_escaped_once(url: str, wanted: str) -> None:
    assert is_web_address(url)
    assert escaped_address(url) == wanted
    assert escaped_address(wanted) == wanted
