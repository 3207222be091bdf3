"""Hosts of a small network on one machine: network namespaces on a bridge, each with a host name and an SSH server.

Needs root, iproute2 and Debian's openssh-server. All hosts share the file system and the processes of the machine.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self

ETC = Path("/etc/netns")
"""What lies in the folder of a namespace replaces files of /etc in it: see ip-netns(8)."""
SWITCH = "hosts-switch"
NETWORK = "10.88.0"
SSHD = """
ListenAddress {address}
HostKey {folder}/key
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
PermitRootLogin yes
UsePAM no
SetEnv {environment}
"""
SSH = """
IdentityFile {folder}/key
StrictHostKeyChecking no
UserKnownHostsFile /dev/null
LogLevel ERROR
"""


class Hosts:
    """A network of hosts by name; use it in a `with` statement, which ends what runs on them.

    The first one has the SSH client's settings, the others have a server. `folder` keeps keys and settings, and
    `environment` is what commands get that come by SSH.
    """

    def __init__(self, folder: Path, names: Sequence[str], environment: Mapping[str, str]) -> None:
        self.folder, self.names, self.environment = folder, tuple(names), environment
        self.stack = ExitStack()

    def __enter__(self) -> Self:
        try:
            self.make()
        except BaseException:
            self.stack.close()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self.stack.close()

    def make(self) -> None:
        """Connect the hosts, and start their SSH servers."""
        call("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / "key")
        self.namespace(SWITCH)
        call("ip", "-n", SWITCH, "link", "add", "bridge", "type", "bridge")
        call("ip", "-n", SWITCH, "link", "set", "bridge", "up")
        table = "127.0.0.1 localhost\n" + "".join(f"{self.address(name)} {name}\n" for name in self.names)
        for name in self.names:
            self.connect(name)
            (ETC / space(name)).mkdir(parents=True)
            self.stack.callback(call, "rm", "-r", ETC / space(name))
            (ETC / space(name) / "hosts").write_text(table)
        self.stack.callback(self.end_all)
        client = ETC / space(self.names[0]) / "ssh"
        client.mkdir()
        (client / "ssh_config").write_text(SSH.format(folder=self.folder))
        Path("/run/sshd").mkdir(exist_ok=True)
        environment = " ".join(f"{name}={value}" for name, value in self.environment.items())
        for name in self.names[1:]:
            settings = self.folder / f"sshd-{name}"
            settings.write_text(SSHD.format(address=self.address(name), folder=self.folder, environment=environment))
            self.start(name, ["/usr/sbin/sshd", "-D", "-f", settings])
        time.sleep(1)

    def namespace(self, name: str) -> None:
        """Make a network namespace, which goes with the network."""
        call("ip", "netns", "add", name)
        self.stack.callback(call, "ip", "netns", "del", name)

    def connect(self, name: str) -> None:
        """Connect a host to the bridge."""
        here, there = space(name), f"to-{name}"
        self.namespace(here)
        call("ip", "link", "add", "eth0", "netns", here, "type", "veth", "peer", "name", there, "netns", SWITCH)
        call("ip", "-n", SWITCH, "link", "set", there, "master", "bridge", "up")
        call("ip", "-n", here, "address", "add", f"{self.address(name)}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            call("ip", "-n", here, "link", "set", device, "up")

    def address(self, name: str) -> str:
        """The address of a host."""
        return f"{NETWORK}.{self.names.index(name) + 1}"

    def on(self, name: str, command: Sequence[object]) -> list[str]:
        """The command line that runs a command on a host."""
        named = f'hostname {name}; exec "$@"'
        return ["ip", "netns", "exec", space(name), "unshare", "--uts", "sh", "-c", named, "sh", *map(str, command)]

    def start(self, name: str, command: Sequence[object], log: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
        """Start a command on a host; its output goes into `log`."""
        to = log or subprocess.DEVNULL
        return subprocess.Popen(
            self.on(name, command), env=os.environ | self.environment, stdin=subprocess.DEVNULL, stdout=to, stderr=to
        )

    def end_all(self) -> None:
        """End every process on a host, and wait until it has ended."""
        for name in self.names:
            for pid in self.processes(name):
                call("kill", "-KILL", pid, check=False)

    def processes(self, name: str) -> list[int]:
        """The ids of the processes on a host."""
        found = subprocess.run(["ip", "netns", "pids", space(name)], capture_output=True, text=True).stdout
        return [int(pid) for pid in found.split()]

    def cable(self, name: str, state: str) -> None:
        """Take a host off the network ("down"), or put it back ("up")."""
        call("ip", "-n", SWITCH, "link", "set", f"to-{name}", state)


def space(name: str) -> str:
    """The name of a host's network namespace."""
    return f"hosts-{name}"


def call(*command: object, check: bool = True) -> None:
    """Run a command, which has to succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
