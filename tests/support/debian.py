"""Root file systems of Debian's releases, and commands that run in them: debootstrap, an overlay, namespaces.

Needs root, Debian's debootstrap, and a network the first time. Imports the standard library only, because
`tests/support/on_debian.py` runs before anything is installed.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "self-attention-lab"
SCRIPTS = Path("/usr/share/debootstrap/scripts")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
LOOPBACK_UP = (
    "import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh22x', b'lo', 1))"  # IFF_UP
)


class Unavailable(Exception):
    """No such system can be made here; the text says why."""


@dataclass(frozen=True)
class System:
    """A root file system that stays as it is, and a folder that keeps what commands change in it.

    `binds` are folders of this machine, by their paths inside.
    """

    base: Path
    folder: Path
    binds: Mapping[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("upper", "work", "root"):
            (self.folder / name).mkdir(exist_ok=True)

    def path(self, inside: str) -> Path:
        """Where a changed file of the system lies outside."""
        return self.folder / "upper" / inside.lstrip("/")

    def arguments(
        self, command: str, variables: Mapping[str, str] | None = None, user: int = 0, network: bool = True
    ) -> list[str]:
        """The words of a command that runs a shell command inside, as a user, with these variables and no others.

        It has processes and shared memory of its own; without a network, only the loopback interface.
        """
        root = self.folder / "root"
        layers = f"lowerdir={self.base},upperdir={self.folder / 'upper'},workdir={self.folder / 'work'}"
        mounts = [
            f"mount -t overlay overlay -o {shlex.quote(layers)} {quoted(root)}",
            f"mount -t proc proc {quoted(root / 'proc')}",
            f"mount --rbind /dev {quoted(root / 'dev')}",
            f"mount -t tmpfs shm {quoted(root / 'dev/shm')}",
            *(f"mount --bind {quoted(path)} {quoted(root / name.lstrip('/'))}" for name, path in self.binds.items()),
        ]
        words = ["chroot", str(root), "env", "-i", f"PATH={PATH}", *(f"{k}={v}" for k, v in (variables or {}).items())]
        ids = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        if not network:
            words += ["sh", "-c", 'python3 -c "$1" && shift && exec "$@"', "sh", LOOPBACK_UP]
        script = " && ".join(mounts) + " || exit 99\n" + shlex.join([*words, *ids, "sh", "-c", command])
        script += "\nexit $?"  # so that this shell stays, and reaps orphans as process 1
        namespaces = ["--mount", "--pid", "--ipc", *([] if network else ["--net"])]
        return ["unshare", *namespaces, "--fork", "--kill-child", "sh", "-c", script]


def root_file_system(name: str, suite: str, packages: str) -> Path:
    """A release of Debian with some packages, made once and kept under a name in the user's cache folder.

    Raises `Unavailable` where it cannot be made.
    """
    if os.geteuid() != 0:
        raise Unavailable("a root file system needs root")
    base = CACHE / name
    if base.exists():
        return base
    if not shutil.which("debootstrap"):
        raise Unavailable("debootstrap is not installed (apt-get install debootstrap)")
    base.parent.mkdir(parents=True, exist_ok=True)
    sites = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True).stdout
    mirror = next((site for site in sites.split() if "security" not in site), "http://deb.debian.org/debian")
    script = SCRIPTS / (suite if (SCRIPTS / suite).exists() else "sid")  # debootstrap is older than the release
    new = base.with_name(f"{base.name}-{os.getpid()}")
    command = ["debootstrap", "--variant=minbase", f"--include={packages}", suite, str(new), mirror, str(script)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        said = (done.stdout + done.stderr).strip().splitlines() or ["without a word"]
        raise Unavailable(f"debootstrap failed: {said[-1]}")
    new.chmod(0o755)
    return in_place(new, base)


def in_place(new: Path, wanted: Path) -> Path:
    """Give a finished folder its name, unless another process was first."""
    try:
        new.rename(wanted)
    except OSError:
        shutil.rmtree(new)
    return wanted


def quoted(path: Path) -> str:
    """A path as a word of the shell."""
    return shlex.quote(str(path))
