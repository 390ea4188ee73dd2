"""Which addresses a source may lead to: none of the machine itself or its network, unless its owner says so.

A page decides where its links and redirects lead, and who holds a name decides to which address it leads, anew each
time. So a name is resolved once, all of its addresses are looked at, and what is connected to is one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# IANA IPv4 Special-Purpose Address Registry, multicast (RFC 5771), reserved (RFC 1112), and what a cloud's own services
# answer at although the address looks public.
_V4: tuple[tuple[str, IPv4Network], ...] = tuple(
    (what, IPv4Network(network))
    for what, networks in (
        ("this machine", ("0.0.0.0/8", "127.0.0.0/8")),
        ("a private network", ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15")),
        ("the link that this machine is on", ("169.254.0.0/16",)),
        ("a service of the cloud", ("168.63.129.16/32",)),
        ("multicast", ("224.0.0.0/4",)),
        ("a reserved range", ("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.51.100.0/24", "203.0.113.0/24")),
        ("a reserved range", ("240.0.0.0/4",)),
    )
    for network in networks
)
# RFC 4291 and the IPv6 registry: all that is routed lies in 2000::/3, with holes.
_ROUTED = IPv6Network("2000::/3")
_V6: tuple[tuple[str, IPv6Network], ...] = tuple(
    (what, IPv6Network(network))
    for what, network in (
        ("this machine", "::1/128"),
        ("this machine", "::/128"),
        ("the link that this machine is on", "fe80::/10"),
        ("a private network", "fec0::/10"),
        ("a private network", "fc00::/7"),
        ("multicast", "ff00::/8"),
        ("a reserved range", "2001::/23"),
        ("a reserved range", "2001:db8::/32"),
        ("a tunnel", "2002::/16"),
        ("a reserved range", "3fff::/20"),
        ("a private network", "64:ff9b:1::/48"),
    )
)
# Written like this, an IPv4 address is reached through IPv6: mapped, compatible, and translated (RFC 6052, RFC 7915).
_CARRIERS = tuple(map(IPv6Network, ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96")))

_ISATAP = 0x00005EFE  # RFC 5214 section 6.1: what the 32 bits before the carried address are, but for one of them
_OURS = re.compile(r"(?:.*\.)?(?:localhost|local|internal|intranet|lan|home\.arpa)\.?", re.IGNORECASE)


def refusal(address: str) -> str | None:
    """Say what an address is that no source may lead to, or None for one on the open internet."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return next((what for what, network in _V4 if found in network), None)
    known = next((what for what, network in _V6 if found in network), None)
    if known is not None:
        return known
    if any(found in carrier for carrier in _CARRIERS):
        return refusal(str(_carried(found)))
    if int(found) >> 32 & 0xFDFFFFFF == _ISATAP:
        return refusal(str(_carried(found)))
    return None if found in _ROUTED else "a reserved range"


def refused(addresses: Iterable[str]) -> str | None:
    """Say what the first address is that may not be led to; one is enough, for any of them may be taken."""
    return next((what for address in addresses if (what := refusal(address)) is not None), None)


def refusal_unresolved(host: str) -> str | None:
    """Say what a host is that a proxy may not be asked to connect to for us, which resolves names itself."""
    bare = host.strip("[]")
    try:
        return refusal(bare)
    except ValueError:
        # Resolvers take 127.1, 0x7f000001 and 2130706433 for an address too; nobody else has such a name.
        is_number = bare.rpartition(".")[2][:1].isdigit()
        return "a number in the place of a name" if is_number else "this machine" if _OURS.fullmatch(bare) else None


def _carried(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFFFFFF)
