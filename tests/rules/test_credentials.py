"""What looks like a credential, and what only speaks of one."""

import pytest

from registry.adoption.credentials import looks_secret, secret_places


@pytest.mark.parametrize(
    "text",
    [
        "密码：abc",
        "root 密码 abc12345",
        "口令为Admin@123",
        "password=hunter2",
        "Password is hunter2",
        'token: "x"',
        "api_key=12",
        "key=abcd",
        "-----BEGIN RSA PRIVATE KEY-----",
        "postgres://app:pw@10.0.0.1/db",
        "Authorization: Bearer abcdefgh",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
    ],
)
def test_a_value_is_recognised(text):
    assert looks_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "密码已当面移交",
        "密钥管理由市大数据局负责",
        "password handed over in person",
        "政务外网 2.0",
        "等保三级",
        "https://cloud.example:8443/console",
        "keyboard: 104 keys",
        "国密 SM4",
    ],
)
def test_a_word_alone_is_none(text):
    assert not looks_secret(text)


def test_places_are_json_pointers():
    assert list(secret_places({"a": {"b": "token=1"}, "c": ["ok", "密码=1"]})) == ["/a/b", "/c/1"]
