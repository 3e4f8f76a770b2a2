"""Asks one address elsewhere whether it still answers, without letting anybody reach what is not public.

An editor, or a site that redirects, could name an address inside the hospital's network. So the name is looked up
here, only public addresses are connected to, and the connection goes to the very address that was looked at. Nothing
is sent but the request for the page: no cookie, no referrer, nothing of a person.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, SSLError

from conditions.domain.link_health import LinkAnswer, answer_of

REDIRECTS = 5
SECONDS = 15
"""For each wait for the network."""
LONGEST = 60.0
"""Seconds for all of an answer: a site that sends a byte now and then is never waited for too long, and never done."""
_UNKNOWN_AUTHORITY = {19, 20, 21}
"""OpenSSL's words for a certificate of an authority that this machine does not know, or that the site did not send along:
browsers know others, and fetch what is missing."""
_OF_THE_INTERNET = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
PORTS = {"https": 443, "http": 80}
USER_AGENT = "Mozilla/5.0 (compatible; Signpost link check)"
"""Begins as browsers do, because many sites refuse everything else unseen."""


def ask(address: str) -> LinkAnswer:
    """How `address` answers now, redirects followed, in LONGEST seconds at most. Never raises: one address must not keep
    the others from being asked, and a fault of this program is none of theirs."""
    answers: list[LinkAnswer] = []

    def wait_for_it() -> None:
        try:
            answers.append(_follow(address))
        except Exception:
            answers.append(LinkAnswer.UNKNOWN)

    thread = threading.Thread(target=wait_for_it, daemon=True)
    thread.start()
    thread.join(LONGEST)
    return answers[0] if answers else LinkAnswer.FAILS


def _follow(address: str) -> LinkAnswer:
    for _ in range(REDIRECTS + 1):
        try:
            answer, further = _ask_once(address)
            if not further:
                return answer
            address = urljoin(address, further)
        except UnicodeError:  # no name that there could be
            return LinkAnswer.FAILS
        except ValueError:  # no address that may be asked
            return LinkAnswer.UNKNOWN
        except SSLError as error:
            return LinkAnswer.FAILS if _is_refused_everywhere(error) else LinkAnswer.UNKNOWN
        except (OSError, HTTPError):
            return LinkAnswer.FAILS
    return LinkAnswer.UNKNOWN  # sites that want a cookie send whoever keeps none in a ring


def _is_refused_everywhere(error: SSLError) -> bool:
    """Whether every browser would warn its reader: the certificate is of another host, or out of date, or nobody's. What
    else goes wrong can be this machine's own: it may know fewer authorities, or older or newer encryption."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_code not in _UNKNOWN_AUTHORITY
    return not isinstance(cause, OSError)  # urllib3's own: the name does not match


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
        return answer_of(reply.status), _as_sent(further)


def _as_sent(header: str) -> str:
    """Letters beyond ASCII as browsers read them in an address: as UTF-8, where Python takes them for Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


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
        within = _within(one)
        if within is None and one not in _OF_THE_INTERNET:
            return False
        one = within or one
    return one.is_global and not one.is_multicast


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that this one stands for: mapped, 6to4 (RFC 3056) or NAT64 (RFC 6052)."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
