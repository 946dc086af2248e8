"""What a stranger's handshake sets off on this host: an answer, and nothing else."""

from __future__ import annotations

from streamlit import net_util


def look_nothing_up() -> None:
    """
    Keep the server from asking others for its own address.

    Streamlit compares an Origin that it doesn't know with the machine's addresses, and asks a
    third party for the outer one: at each such handshake, up to two seconds for all readers.
    Whoever may come in is named by `server.corsAllowedOrigins` and `server.allowedHosts` alone.
    """
    net_util.get_internal_ip = _not_asked_for
    net_util.get_external_ip = _not_asked_for


def _not_asked_for() -> None:
    return None
