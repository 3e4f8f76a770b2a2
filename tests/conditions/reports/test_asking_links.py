"""One address elsewhere is asked, by real HTTP, and nothing that is not public ever is."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from conditions.domain.link_health import LinkAnswer
from conditions.services import asking_links
from conditions.services.asking_links import ask

HERE = "127.0.0.1"


class _Site(BaseHTTPRequestHandler):
    """Answers `/N` with status N, `/to/X` with a redirect to X. Notes what it was asked."""

    seen: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
        else:
            self.send_response(int(self.path.partition("?")[0].strip("/") or 200))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


def _serving(server: HTTPServer) -> Iterator[HTTPServer]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(monkeypatch) -> Iterator[HTTPServer]:
    """A site at http://site.example, which the test counts as public."""
    _Site.seen = []
    server = HTTPServer((HERE, 0), _Site)
    monkeypatch.setattr(asking_links, "PORTS", {"http": server.server_port})
    monkeypatch.setattr(asking_links, "_public_address", _only_the_site)
    yield from _serving(server)


def _only_the_site(host: str) -> str:
    if host == "inside.example":
        raise ValueError("Not a public address.")
    return HERE


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", LinkAnswer.WORKS),
        ("/200", LinkAnswer.WORKS),
        ("/404", LinkAnswer.GONE),
        ("/410", LinkAnswer.GONE),
        ("/401", LinkAnswer.UNKNOWN),
        ("/403", LinkAnswer.UNKNOWN),
        ("/429", LinkAnswer.UNKNOWN),
        ("/500", LinkAnswer.FAILS),
        ("/503", LinkAnswer.FAILS),
        ("/to//404", LinkAnswer.GONE),
        ("/to//200", LinkAnswer.WORKS),
        ("/to/http://inside.example/", LinkAnswer.UNKNOWN),
        ("/to/file:///etc/passwd", LinkAnswer.UNKNOWN),
        ("/to/http://site.example:99999/", LinkAnswer.UNKNOWN),
    ],
)
def test_what_an_answer_means(site: HTTPServer, path: str, answer: LinkAnswer) -> None:
    assert ask(f"http://site.example{path}") is answer


def test_a_ring_of_redirects_ends(site: HTTPServer) -> None:
    assert ask("http://site.example/to//to//to//to//to//to//to//200") is LinkAnswer.FAILS
    assert len(_Site.seen) == asking_links.REDIRECTS + 1


def test_nothing_but_the_request_is_sent(site: HTTPServer) -> None:
    ask("http://site.example/200?x=1#part")
    path, headers = _Site.seen[0]
    assert path == "/200?x=1"
    assert headers["Host"] == "site.example"
    assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::1",
        "64:ff9b::a00:1",
    ],
)
def test_nothing_inside_is_asked(monkeypatch, address: str) -> None:
    def looked_up(*_args: object, **_options: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("93.184.215.14", 0)), (0, 0, 0, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(asking_links, "_connection", lambda *_args: pytest.fail("It was connected to."))
    assert ask("https://rebinding.example/") is LinkAnswer.UNKNOWN


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/", "https://localhost/", "https://site.example:8443/", "ftp://site.example/"],
)
def test_an_address_that_may_not_be_asked_is_unknown(address: str) -> None:
    assert ask(address) is LinkAnswer.UNKNOWN


def test_a_host_that_there_is_not_fails(monkeypatch) -> None:
    def nobody(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert ask("https://nobody.example/") is LinkAnswer.FAILS
    assert ask(f"https://{'a' * 70}.example/") is LinkAnswer.FAILS


@pytest.fixture
def secure_site(monkeypatch, tmp_path: Path) -> Iterator[HTTPServer]:
    """A site with a certificate for site.example alone, which this machine trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site.example")])
    now = datetime.datetime.now(tz=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    trusted, pair = tmp_path / "trusted.pem", tmp_path / "pair.pem"
    trusted.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pair.write_bytes(
        trusted.read_bytes()
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    _Site.seen = []
    server = HTTPServer((HERE, 0), _Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(asking_links, "PORTS", {"https": server.server_port})
    monkeypatch.setattr(asking_links, "_public_address", _only_the_site)
    yield from _serving(server)


def test_the_certificate_must_be_the_hosts_own(secure_site: HTTPServer) -> None:
    assert ask("https://site.example/200") is LinkAnswer.WORKS
    assert ask("https://other.example/200") is LinkAnswer.FAILS
    assert len(_Site.seen) == 1
