"""How the service stops: little by little, so that a SIGTERM loses no request.

1. For a short while (`stop_delay`), it goes on answering as before, but says at each answer that it closes the
   connection (`Connection: close`), and is no longer ready (`/readyz` is 503): clients and load balancers go elsewhere
   by themselves.
2. For a last moment, it lets no connection begin, and answers what comes on those that have. Were the listening socket
   closed at once, the system would reset the connections it has taken and the service not yet seen, and their requests
   would be lost; idle connections, too, may have a request on its way.
3. The server closes the listening socket and the idle connections, and lets what is in flight finish (`stop_grace`).

A second SIGTERM, or a SIGINT (Ctrl+C), goes straight to the third step.
"""

import asyncio
import ctypes
import logging
import signal
import socket
import struct

import uvicorn

logger = logging.getLogger(__name__)

CLOSE = (b"connection", b"close")
LAST_MOMENT = 0.3
"""In seconds: longer than what is already sent takes to come."""

_SO_ATTACH_FILTER = 26
_REFUSE_SYN = b"".join(
    struct.pack("HBBI", *instruction)
    for instruction in [
        (0x30, 0, 0, 13),  # the flags of the TCP segment
        (0x54, 0, 0, 0x12),  # of which SYN and ACK
        (0x15, 0, 1, 0x02),  # SYN alone begins a connection:
        (0x06, 0, 0, 0),  # it is dropped; the client tries again, and is refused once the socket is closed
        (0x06, 0, 0, 0xFFFFFFFF),  # all else passes: a connection that has begun is made
    ]
)
"""A filter of the Linux kernel (classic BPF) for a listening socket."""


class Stopping:
    """Whether the process has been told to stop."""

    def __init__(self) -> None:
        self.begun = False

    def begin_at_sigterm(self, delay: float) -> None:
        """From now on, have SIGTERM begin the first step, of `delay` seconds, and the others follow.

        To be called in the event loop. Where no server handles signals (in tests, in scripts), nothing changes.
        """
        server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
        if not isinstance(server, uvicorn.Server):
            return
        loop = asyncio.get_running_loop()

        def on_signal() -> None:
            if self.begun:
                server.handle_exit(signal.SIGTERM, None)
            else:
                self.begun = True
                loop.call_later(delay, _let_no_connection_begin, server)
                loop.call_later(delay + LAST_MOMENT, server.handle_exit, signal.SIGTERM, None)

        loop.add_signal_handler(signal.SIGTERM, on_signal)


def _let_no_connection_begin(server: uvicorn.Server) -> None:
    code = ctypes.create_string_buffer(_REFUSE_SYN)
    program = struct.pack("HL", len(_REFUSE_SYN) // 8, ctypes.addressof(code))
    for listener in server.servers:
        for listening in listener.sockets:
            try:
                listening.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)
            except OSError as error:
                logger.warning("connections that begin now may be reset (error %s)", error.errno)
