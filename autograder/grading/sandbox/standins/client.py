"""The judge's end of a host: starts it, gives it the reference, and ends it."""

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.lib.errors import SandboxError

from ..forkserver.client import Sandbox
from ..forkserver.requests import StartHost
from ..requests import Substitute, to_wire
from ..wire import Channel, WireError

TAKE_SECONDS = 10
"""For a host to take the reference."""


class ReferenceProcess:
    """A confined process with the reference, which answers the stand-ins of one worker.

    `modules` has the marshalled byte code of the reference's modules by name. `substitutes` say what may be asked for.
    The worker gets the socket `for_worker`. Raises `SandboxError` where the process does not start.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        stage: Path,
        package: str,
        modules: Mapping[str, bytes],
        substitutes: Sequence[Substitute],
        cpu_seconds: float,
        memory_megabytes: int,
    ):
        self.sandbox = sandbox
        self.for_worker, theirs = socket.socketpair()
        with theirs:
            self.pid, connection = sandbox.start_host(StartHost(str(stage), cpu_seconds, memory_megabytes), theirs)
        self.channel = Channel(connection)
        asked_for = [to_wire(each) for each in substitutes]
        try:
            self.channel.send({"package": package, "modules": dict(modules), "substitutes": asked_for}, TAKE_SECONDS)
        except WireError as error:
            self.end()
            raise SandboxError(f"the process with the reference did not start: {error}") from None
        connection.setblocking(False)

    @property
    def alive(self) -> bool:
        """Whether it is there. It never says anything here: its connection is closed when it ends."""
        try:
            return bool(self.channel.connection.recv(1))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def end(self) -> None:
        """End it, and hang up."""
        self.for_worker.close()
        if self.channel.connection.fileno() >= 0:
            self.channel.close()
            self.sandbox.stop(self.pid)
