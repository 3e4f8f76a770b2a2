"""Asks one address elsewhere whether it still answers, without letting anybody reach what is not public.

An editor, or a site that redirects, could name an address inside the hospital's network. So the name is looked up
here, only public addresses are connected to, and the connection goes to the very address that was looked at. Nothing
is sent but the request for the page: no cookie, no referrer, nothing of a person.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from conditions.domain.link_health import LinkAnswer, answer_of

REDIRECTS = 5
SECONDS = 15
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
PORTS = {"https": 443, "http": 80}
USER_AGENT = "Mozilla/5.0 (compatible; Signpost link check)"
"""Begins as browsers do, because many sites refuse everything else unseen."""


def ask(address: str) -> LinkAnswer:
    """How `address` answers now, redirects followed. Takes up to SECONDS for each address on the way."""
    for _ in range(REDIRECTS + 1):
        try:
            answer, further = _ask_once(address)
        except UnicodeError:  # no name that there could be
            return LinkAnswer.FAILS
        except ValueError:  # no address that may be asked
            return LinkAnswer.UNKNOWN
        except (OSError, HTTPError):
            return LinkAnswer.FAILS
        if not further:
            return answer
        address = urljoin(address, further)
    return LinkAnswer.FAILS


def _ask_once(address: str) -> tuple[LinkAnswer, str]:
    """The answer, or where it leads on to. Raises ValueError for what is not asked."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or parts.port not in (None, PORTS[parts.scheme]):
        raise ValueError("Only web addresses at their usual port are asked.")
    host = parts.hostname.encode("idna").decode("ascii")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _connection(parts.scheme, host, _public_address(host)) as pool:
        reply = pool.request(
            "GET",
            path,
            headers={"Host": host, "User-Agent": USER_AGENT, "Accept": "*/*"},
            redirect=False,
            preload_content=False,
        )
        further = reply.headers.get("Location", "") if 300 <= reply.status < 400 else ""
        reply.close()  # what the page says is not read
        return answer_of(reply.status), further


def _connection(scheme: str, host: str, address: str) -> HTTPConnectionPool:
    limit = Timeout(total=SECONDS)
    if scheme == "http":
        return HTTPConnectionPool(address, PORTS["http"], timeout=limit, retries=False)
    return HTTPSConnectionPool(
        address, PORTS["https"], timeout=limit, retries=False, assert_hostname=host, server_hostname=host
    )


def _public_address(host: str) -> str:
    """Where `host` is. Raises ValueError when any of its addresses is not public, OSError when there is none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not all(_is_public(address) for address in addresses):
        raise ValueError("Not a public address.")
    return min(
        addresses, key=lambda address: ":" in address
    )  # IPv4 first: not every machine has a way for IPv6


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        one = _within(one) or one
    return one.is_global and not one.is_multicast


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that this one stands for: mapped, 6to4 (RFC 3056) or NAT64 (RFC 6052)."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
