"""Where the server may listen."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, loaded

from shared_kernel.errors import RejectedError

SERVER = COMPLETE + "[server]\n"
TLS = 'certificate = "c.pem"\ncertificate_key = "c.key"\n'
PROXY = 'behind_proxy = true\ntrusted_proxies = ["10.0.0.2"]\n'


def test_it_listens_to_this_machine_only(tmp_path: Path) -> None:
    server = loaded(tmp_path, COMPLETE).server

    assert (server.host, server.local_only, server.speaks_https) == ("127.0.0.1", True, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('public_url = "https://shop.example"\n' + TLS, id="own certificate"),
        pytest.param('public_url = "https://shop.example"\n' + PROXY, id="behind a proxy"),
    ],
)
def test_it_listens_to_others_when_they_come_in_safely(tmp_path: Path, text: str) -> None:
    server = loaded(tmp_path, SERVER + 'host = "0.0.0.0"\n' + text).server

    assert not server.local_only


@pytest.mark.parametrize(
    ("text", "field"),
    [
        pytest.param('host = "0.0.0.0"\n', "public_url", id="no address"),
        pytest.param(
            'host = "0.0.0.0"\npublic_url = "https://shop.example"\n', "certificate", id="bare"
        ),
        pytest.param(
            'host = "0.0.0.0"\npublic_url = "http://shop.example"\n' + TLS,
            "certificate",
            id="http although it has a certificate",
        ),
        pytest.param('certificate = "c.pem"\n', "certificate_key", id="no key"),
        pytest.param("behind_proxy = true\n", "trusted_proxies", id="no proxy named"),
        pytest.param('public_url = "https://shop.example/app"\n', "public_url", id="a path"),
        pytest.param('public_url = "ftp://shop.example"\n', "public_url", id="no web address"),
        pytest.param('trusted_proxies = ["proxy"]\n', "trusted_proxies", id="no network"),
        pytest.param('cors_origins = ["*"]\n', "cors_origins", id="everybody"),
        pytest.param("port = 0\n", "port", id="no port"),
    ],
)
def test_an_unsafe_or_senseless_server_is_refused(tmp_path: Path, text: str, field: str) -> None:
    """
    A mistake here would open a merchant's shop to the street.
    """
    with pytest.raises(RejectedError) as refused:
        loaded(tmp_path, SERVER + text)

    assert refused.value.text.startswith(f"server.{field}: ")


def test_the_certificate_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    server = loaded(tmp_path, SERVER + TLS).server

    assert (server.certificate, server.certificate_key) == (tmp_path / "c.pem", tmp_path / "c.key")
