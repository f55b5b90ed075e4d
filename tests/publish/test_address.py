"""What a target may be called."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.publish.address import Address, BucketAddress, FolderAddress, SftpAddress, read_address

HERE = Path("/here")

GOOD: dict[str, Address] = {
    "/srv/www": FolderAddress(folder=Path("/srv/www")),
    "out": FolderAddress(folder=Path("/here/out")),
    "file:///srv/my%20site": FolderAddress(folder=Path("/srv/my site")),
    "sftp://host.example/srv/www/": SftpAddress(host="host.example", folder="/srv/www"),
    "sftp://desk@host.example:2222/srv/www": SftpAddress(
        host="host.example", port=2222, user="desk", folder="/srv/www"
    ),
    "sftp://host/~/www": SftpAddress(host="host", folder="www"),
    "sftp://host/~": SftpAddress(host="host", folder=""),
    "sftp://[::1]/srv": SftpAddress(host="::1", folder="/srv"),
    "s3://bucket": BucketAddress(bucket="bucket"),
    "s3://my.bucket-1/a/b/": BucketAddress(bucket="my.bucket-1", prefix="a/b"),
    "S3://bucket/a%20b": BucketAddress(bucket="bucket", prefix="a b"),
}


@pytest.mark.parametrize(("text", "address"), GOOD.items())
def test_an_address_is_read(text: str, address: Address) -> None:
    assert read_address(text, HERE) == address


def test_an_endpoint_and_a_region_belong_to_s3() -> None:
    found = read_address("s3://bucket", HERE, endpoint="https://storage.example/", region="auto")
    assert found == BucketAddress(bucket="bucket", endpoint="https://storage.example", region="auto")
    for text in ("/srv/www", "sftp://host/www"):
        assert isinstance(read_address(text, HERE, endpoint="https://storage.example"), tuple)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (SftpAddress(host="host", port=22, user="desk", folder="/srv/www"), "sftp://desk@host:22/srv/www"),
        (SftpAddress(host="::1", folder="www"), "sftp://[::1]/~/www"),
        (SftpAddress(host="host", folder=""), "sftp://host/~/"),
        (BucketAddress(bucket="bucket", prefix="a/b"), "s3://bucket/a/b"),
        (BucketAddress(bucket="bucket"), "s3://bucket"),
        (FolderAddress(folder=Path("/srv")), "/srv"),
    ],
)
def test_an_address_is_shown_as_it_is_written(address: Address, shown: str) -> None:
    assert str(address) == shown


BAD = {
    "": "empty",
    "ftp://host/www": "cannot publish to ftp:// addresses",
    "https://host/www": "cannot publish to https:// addresses",
    "desk@host:/srv/www": "scp's way",
    "host:www": "scp's way",
    "sftp:///srv/www": "names no host",
    "sftp://host": "names no folder",
    "sftp://host/": "names no folder",
    "sftp://host/a/../b": "“..”",
    "sftp://host/a%0Ab": "control character",
    "sftp://host:port/www": "cannot be read",
    "sftp://host/www?x=1": "no ? and no #",
    "s3:///prefix": "names no bucket",
    "s3://bucket/a/../b": "“..”",
    "s3://bucket/a//b": "empty part",
    "s3://bucket#x": "no ? and no #",
    "file://host/srv": "three slashes",
}


@pytest.mark.parametrize(("text", "said"), BAD.items())
def test_what_is_no_address_is_told(text: str, said: str) -> None:
    found = read_address(text, HERE)
    assert isinstance(found, tuple)
    assert said in found[0]
    assert found[1]


@pytest.mark.parametrize(
    "text",
    ["sftp://desk:hunter2@host/www", "s3://AKIAEXAMPLE:hunter2@bucket", "s3://hunter2@bucket", "ftp://a:hunter2@b"],
)
def test_a_password_in_an_address_is_refused_and_never_repeated(text: str) -> None:
    found = read_address(text, HERE)
    assert isinstance(found, tuple)
    assert "password or key" in found[0]
    assert "hunter2" not in "".join(found)
    assert "AKIA" not in "".join(found)


@pytest.mark.parametrize("endpoint", ["storage.example", "https://key:secret@storage.example", "ftp://storage.example"])
def test_an_endpoint_is_a_web_address_without_keys(endpoint: str) -> None:
    found = read_address("s3://bucket", HERE, endpoint=endpoint)
    assert isinstance(found, tuple)
    assert "secret" not in "".join(found)
