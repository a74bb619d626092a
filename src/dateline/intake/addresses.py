"""Which addresses of the Internet may be asked: none of the own network, in whatever clothes they come."""

from __future__ import annotations

import ipaddress
import socket

from dateline.errors import PrivateAddress, Unreachable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")  # deprecated; Python takes it for global
_COMPATIBLE = ipaddress.ip_network("::/96")  # ::127.0.0.1, deprecated as well


def address_of(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to. Every address of the host must be global: a name may point into the own network.

    Whoever connects uses what is returned and asks no second time, since a name may answer otherwise then.
    """
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host}: no such host ({error})", hint="check the address and the connection") from error
    for one in found:
        if not allow_private and not is_global(one):
            raise PrivateAddress(f"{host} is an address of this network", hint="allow it with --allow-private")
    return min(found, key=lambda one: ":" in one)


def is_global(address: str) -> bool:
    """Does an address lead out of every private, loopback, link-local and reserved network?

    An IPv4 address within an IPv6 one (mapped, 6to4, NAT64) counts as what it leads to.
    """
    one = ipaddress.ip_address(address.split("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour
        if inner is None and one in _NAT64:
            inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if inner is not None:
            return is_global(str(inner))
        if one in _SITE_LOCAL or one in _COMPATIBLE:
            return False
    return one.is_global and not one.is_multicast and not one.is_reserved
