"""One address elsewhere is asked, by real HTTP, and nothing that is not public ever is."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
import time
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
    """Answers `/N` with status N, `/to/X` with a redirect to X, `/hex/X` with one to these bytes.
    Notes what it was asked."""

    seen: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
        elif self.path.startswith("/hex/"):
            self.send_response(302)
            self.send_header("Location", bytes.fromhex(self.path[5:]).decode("latin-1"))
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
        (f"/hex/{b'http://['.hex()}", LinkAnswer.UNKNOWN),
    ],
)
def test_what_an_answer_means(site: HTTPServer, path: str, answer: LinkAnswer) -> None:
    assert ask(f"http://site.example{path}") is answer


def test_a_ring_of_redirects_ends_and_is_not_held_against_a_site_that_wants_cookies(site: HTTPServer) -> None:
    assert ask("http://site.example/to//to//to//to//to//to//to//200") is LinkAnswer.UNKNOWN
    assert len(_Site.seen) == asking_links.REDIRECTS + 1


def test_nothing_but_the_request_is_sent(site: HTTPServer) -> None:
    ask("http://site.example/200?x=1#part")
    path, headers = _Site.seen[0]
    assert path == "/200?x=1"
    assert headers["Host"] == "site.example"
    assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


def test_an_address_with_letters_beyond_ascii_is_followed_as_browsers_do(site: HTTPServer) -> None:
    ask(f"http://site.example/hex/{'/200?a=año'.encode().hex()}")
    assert _Site.seen[-1][0] == "/200?a=a%C3%B1o"


def test_a_site_that_never_comes_to_an_end_holds_nobody_up(monkeypatch) -> None:
    """It sends a byte of its answer now and then, which no time limit of a connection notices."""
    monkeypatch.setattr(asking_links, "LONGEST", 0.5)
    monkeypatch.setattr(asking_links, "_public_address", _only_the_site)
    done = threading.Event()
    with socket.create_server((HERE, 0)) as server:
        monkeypatch.setattr(asking_links, "PORTS", {"http": server.getsockname()[1]})

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while not done.wait(0.1):
                    connection.sendall(b"x")

        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        assert ask("http://site.example/") is LinkAnswer.FAILS
        assert time.monotonic() - began < 5
        done.set()
        thread.join()


def test_a_fault_of_the_program_is_held_against_nobody_and_ends_no_run(monkeypatch) -> None:
    def broken(_address: str) -> None:
        raise RuntimeError("Not thought of.")

    monkeypatch.setattr(asking_links, "_ask_once", broken)
    assert ask("https://site.example/") is LinkAnswer.UNKNOWN


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
        "64:ff9b:1::a00:1",
        "::10.0.0.1",
        "::ffff:0:a00:1",
        "fec0::1",
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


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@pytest.fixture
def secure_site(request: pytest.FixtureRequest, monkeypatch, tmp_path: Path) -> Iterator[HTTPServer]:
    """A site with a certificate for site.example alone. Its parameter says who vouches for it: itself, which this
    machine trusts; or somebody whom this machine does not know. Or that it has expired."""
    how = getattr(request, "param", "trusted")
    key = ec.generate_private_key(ec.SECP256R1())
    signer = ec.generate_private_key(ec.SECP256R1()) if how == "unknown authority" else key
    now = datetime.datetime.now(tz=datetime.UTC)
    begin = now - datetime.timedelta(days=3 if how == "expired" else 1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name("site.example"))
        .issuer_name(_name("somebody.example" if how == "unknown authority" else "site.example"))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    trusted, pair = tmp_path / "trusted.pem", tmp_path / "pair.pem"
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    pair.write_bytes(
        pem
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    trusted.write_bytes(b"" if how == "unknown authority" else pem)
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


@pytest.mark.parametrize(
    ("secure_site", "answer"),
    [("unknown authority", LinkAnswer.UNKNOWN), ("expired", LinkAnswer.FAILS)],
    indirect=["secure_site"],
)
def test_only_what_every_browser_refuses_is_held_against_a_certificate(
    secure_site: HTTPServer, answer: LinkAnswer
) -> None:
    """Browsers know other authorities than this machine, and fetch one that a site forgot to send along."""
    assert ask("https://site.example/200") is answer
    assert _Site.seen == []


def test_a_site_whose_encryption_this_machine_does_not_speak_is_unknown(
    site: HTTPServer, monkeypatch
) -> None:
    monkeypatch.setattr(asking_links, "PORTS", {"https": site.server_port})
    assert ask("https://site.example/200") is LinkAnswer.UNKNOWN
