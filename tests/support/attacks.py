"""What a hostile student may try inside `lab3/causal_mask.py`: the body of each function below is that code.

The source of a function is planted into a module whose `make_causal_mask` is wrong. The attack is run when the module
is imported or when the function is called, as its decorator says; it may `return` what the function is to return.
Whatever it does: no point is gained, nothing leaks, and a valid result comes in time.

An attack that fails everywhere proves nothing. So each says what it is held by, and `test_walls.py` shows that it
succeeds where that is taken away. Success is an exception that says STOLEN, or damage that others see. What attacks
aim at comes as the dict `TARGETS` (`targets.py`). An exception that says NOT HERE: this system cannot show it.

`python tests/support/attacks.py TARGETS` prints the catalogue as JSON, for `tools/beside_otter.py`; TARGETS is a JSON
object of what there is to be attacked.
"""

import inspect
import json
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

JUDGE, WIRE = "judge", "wire"
"""What holds an attack besides the layers of confinement: that tests run in another process, and that an answer is
plain data, which is checked."""
HARM, CHANNEL, STEP = "harm", "channel", "step"
"""What success gives: points, secrets or damage; a signal to other workers; nothing yet, but a means for more."""
NOWHERE = {
    "file": "/tmp/lab-nothing", "folder": "/tmp/lab-nothing", "lab": "/tmp/lab-nothing", "pid": 1, "signal": 9,
    "port": 1, "socket": "lab-nothing", "netlink": 1, "shared": 0, "semaphores": 0, "queue": 0, "shm": "lab-nothing",
    "mq": "lab-nothing", "bytes": 1 << 40, "huge": 0, "solution": [],
}  # fmt: skip
"""Targets where nobody has made any."""


@dataclass(frozen=True)
class Attack:
    """`claim` is the property that holds all the same; `when` is "call" or "import".

    Each of `held_by` suffices to hold it where the grader is root: layers of confinement, `JUDGE`, or `WIRE`. (An
    ordinary user's worker stays that user, so that "user" and "privileges" hold less.) `gives` is what success is good
    for.
    """

    name: str
    claim: str
    when: str
    code: str
    held_by: tuple[str, ...] = (JUDGE,)
    gives: str = HARM

    @property
    def needs_layers(self) -> bool:
        """Whether layers of confinement hold it."""
        return self.held_by[0] not in (JUDGE, WIRE)

    @property
    def module(self) -> str:
        """The text of a hostile `causal_mask.py` that aims at nothing in particular."""
        return self.aimed_at(NOWHERE)

    def aimed_at(self, targets: Mapping[str, object]) -> str:
        """The text of a hostile `causal_mask.py`."""
        return self._planted(WRONG_MASK, targets)

    def later_aimed_at(self, targets: Mapping[str, object]) -> str:
        """The text of a hostile `attention.py`, which builds on the mask."""
        return self._planted(WRONG_ATTENTION, targets)

    def _planted(self, module: str, targets: Mapping[str, object]) -> str:
        at_import = "attack()" if self.when == "import" else ""
        at_call = "attack()" if self.when == "call" else "None"
        helpers = "\n".join(text for name, text in HELPERS.items() if f"{name}(" in self.code)
        module = module.replace("ATTACK", at_call)
        return f"TARGETS = {dict(targets)!r}\n{helpers}\n{self.code}\n{at_import}\n{module}"


WRONG_MASK = """
VERY_SMALL_NUMBER = -1e9
def make_causal_mask(sequence_len, device=None):
    stolen = ATTACK
    import torch
    return torch.full((sequence_len, sequence_len), 7.0) if stolen is None else stolen
"""

WRONG_ATTENTION = """
import torch
from .causal_mask import make_causal_mask
class BareBonesAttentionHead(torch.nn.Module):
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.get_query = torch.nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = torch.nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = torch.nn.Linear(emb_dim, head_dim, bias=False)
    def attention_weights(self, x):
        stolen = ATTACK
        return make_causal_mask(x.shape[-2]) if stolen is None else stolen
    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
"""


ATTACKS: dict[str, Attack] = {}
HELPERS: dict[str, str] = {}
"""By name, the source of functions that attacks may call."""


def attack(claim: str, when: str = "call", held_by: tuple[str, ...] = (JUDGE,), gives: str = HARM) -> Callable:
    """Enter a function into the catalogue."""

    def enter(function: Callable) -> Callable:
        code = source_of(function).replace(f"def {function.__name__}(", "def attack(", 1)
        ATTACKS[function.__name__] = Attack(function.__name__, claim, when, code, held_by, gives)
        return function

    return enter


def helper(function: Callable) -> Callable:
    """Let attacks call a function."""
    HELPERS[function.__name__] = source_of(function)
    return function


def source_of(function: Callable) -> str:
    """A function without its decorators."""
    lines = textwrap.dedent(inspect.getsource(function)).split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("def "))
    return "\n".join(lines[start:])


@helper
def system_call(number, *arguments):
    """Make a system call by its number on x86-64, or by arm64's for it; raises `OSError` where it fails."""
    import ctypes
    import os
    import platform

    on_arm = {
        27: 232, 28: 233, 99: 179, 101: 117, 129: 138, 157: 167, 187: 213, 200: 130, 202: 98, 218: 96, 221: 223,
        228: 113, 234: 131, 240: 180, 248: 217, 250: 219, 310: 270,
    }  # fmt: skip
    if platform.machine() == "aarch64" and (number in on_arm or 424 <= number < 512):  # the same number from 424 on
        number = on_arm.get(number, number)
    elif platform.machine() != "x86_64":
        raise ValueError("NOT HERE: the numbers of these calls are those of x86-64 and arm64")
    given = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    result = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *given)
    if result == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


@helper
def page_of_a_library():
    """The address of a private, read-only mapping of a file that all workers can read, and the open file."""
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    file = open(os.__file__, "rb")  # noqa: SIM115
    address = libc.mmap(None, ctypes.c_size_t(4096), 1, 2, file.fileno(), ctypes.c_long(0))
    ctypes.string_at(address, 1)
    return address, file


# Changing the verdict


@attack("comparisons of torch are made in the judge", when="import")
def patch_allclose():
    import torch

    torch.allclose = torch.equal = lambda *args, **kwargs: True
    torch.isclose = lambda a, b, **kwargs: torch.ones(a.shape, dtype=torch.bool)
    torch.testing.assert_close = lambda *args, **kwargs: None


@attack("builtins of the judge are its own", when="import")
def patch_builtins():
    import builtins

    builtins.all = builtins.any = builtins.isinstance = lambda *args: True
    builtins.abs = lambda x: 0


@attack("otter's classes are not in the student's process", when="import")
def patch_otter():
    import sys
    import types

    for name in ("otter", "otter.test_files", "otter.test_files.exception_test"):
        module = types.ModuleType(name)
        module.test_case = lambda *args, **kwargs: lambda function: None
        sys.modules[name] = module


@attack("no test case of otter's runs in the student's process", when="import")
def patch_otter_cases():
    from otter.test_files.exception_test import test_case

    test_case.call_func = lambda self, environment: None


@attack("otter's results are not written where the student's code runs", when="import")
def patch_otter_results():
    from otter.test_files import GradingResults

    honest = GradingResults.__init__

    def cheat(self, test_files, **kwargs):
        honest(self, test_files, **kwargs)
        for name in self.results:
            self.update_score(name, 999)

    GradingResults.__init__ = cheat


@attack("the expected value is not in a caller's frame")
def steal_expected():
    import sys

    frame = sys._getframe()
    while frame:
        for name in ("expected", "wanted", "reference", "want"):
            if hasattr(frame.f_locals.get(name), "shape"):
                return frame.f_locals[name]
        frame = frame.f_back


@attack("a value that says that it equals everything is no tensor")
def lying_equality():
    class Yes:
        shape = (4, 4)
        dtype = "float32"

        def __eq__(self, other):
            return True

        def __getattr__(self, name):
            return lambda *args, **kwargs: True

    return Yes()


@attack("a tensor that overrides every operation arrives as plain numbers")
def lying_tensor():
    import torch

    class Liar(torch.Tensor):
        @classmethod
        def __torch_function__(cls, function, types, args=(), kwargs=None):
            return torch.tensor(True)

    return torch.zeros(4, 4).as_subclass(Liar)


@attack("a class that claims to be another is not believed")
def lying_class():
    class Odd:
        @property
        def __class__(self):
            import torch

            return torch.Tensor

    return Odd()


@attack("no frame of the judge is on the stack")
def walk_frames():
    import sys

    frame = sys._getframe()
    while frame:
        for value in (*frame.f_locals.values(), *frame.f_globals.values()):
            mask = getattr(value, "causal_mask", value)
            if callable(getattr(mask, "make_causal_mask", None)) and mask is not sys.modules.get(__name__):
                return mask.make_causal_mask(4)
        frame = frame.f_back


@attack("no object of the judge is in this process's memory")
def search_memory():
    import gc

    for value in gc.get_objects():
        if type(value).__name__ in ("TestCase", "Case", "CaseResult", "ExceptionTestFile", "Judge", "Grade"):
            raise ValueError(f"STOLEN {value!r}")


@attack("no module of the judge is loaded here")
def search_modules():
    import sys

    found = [name for name in sys.modules if "judge" in name or "questions" in name or name.startswith("otter")]
    if found:
        raise ValueError(f"STOLEN {found}")


@attack("tracing sees the student's side only", when="import")
def trace_calls():
    import sys

    def tracer(frame, event, argument):
        for name in ("expected", "reference"):
            if name in frame.f_locals:
                raise ValueError(f"STOLEN {frame.f_locals[name]!r}")
        return tracer

    sys.settrace(tracer)
    sys.setprofile(lambda *args: None)


@attack("the lab's own probes are asked for values, not for verdicts", when="import")
def patch_probes():
    from checks import checking

    checking.Lab.gradients = lambda *args: {}
    checking.Lab.share_storage = lambda *args: True
    checking.Lab.on_meta = lambda self, model, inputs: inputs


@attack("assertions of the lab run in the judge", when="import")
def patch_expectations():
    from checks import expect

    for name in ("expect_close", "expect_equal", "expect_float", "expect_tensor"):
        setattr(expect, name, lambda *args, **kwargs: None)


@attack("patched torch functions change the student's values only", when="import")
def patch_torch_functions():
    import torch

    torch.softmax = torch.nn.functional.softmax = lambda x, dim: torch.ones_like(x)
    torch.triu = lambda x, diagonal=0: torch.full(x.shape, 7.0)


# The wire


@attack("an answer that is written by hand ends the worker, and counts as none", held_by=(WIRE,))
def forge_answers():
    import os

    header = b'{"dict":[["value",{"tensor":{"dtype":"float32","shape":[0],"meta":false}}]]}'
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, len(header).to_bytes(4, "big") + bytes(4) + header)
        except OSError:
            pass


@attack("answers in advance do not stand for later ones", when="import", held_by=(WIRE,))
def answer_in_advance():
    import os

    header = b'{"dict":[["value",1]]}'
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, (len(header).to_bytes(4, "big") + bytes(4) + header) * 50)
        except OSError:
            pass


@attack("a length of four gigabytes is refused before anything is read", held_by=(WIRE,))
def huge_length():
    import os

    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 8)
        except OSError:
            pass


@attack("half a message and silence is a time-out", held_by=(WIRE,))
def half_a_message():
    import os
    import time

    for descriptor in range(3, 64):
        try:
            os.write(descriptor, bytes([0, 0, 0, 100, 0, 0, 0, 0, 123]))
        except OSError:
            pass
    time.sleep(3600)


@attack("a flood on every descriptor costs the judge no memory", held_by=(WIRE,))
def flood_the_pipe():
    import os

    for descriptor in range(64):
        try:
            for _ in range(100):
                os.write(descriptor, b"\x00" * 1_000_000)
        except OSError:
            pass


@attack("a closed connection is the end of this worker only", held_by=(WIRE,))
def close_descriptors():
    import os

    os.closerange(3, 64)


@attack("nothing is unpickled")
def send_a_pickle():
    class Evil:
        def __reduce__(self):
            import os

            return os.system, (f"mkdir -p {TARGETS['folder']}; echo pwned > {TARGETS['folder']}/pwned-by-pickle",)

    return Evil()


@attack("the worker's own sender, patched, is still only heard as bytes", when="import", held_by=(WIRE,))
def patch_the_wire():
    import sys

    for name, module in list(sys.modules.items()):
        if name.endswith("sandbox.wire"):
            module.encode = lambda value: (b'{"dict":[["value",true]]}', b"")
            module._pack = lambda *args: True


@attack("the worker's request loop, patched, gains nothing", when="import", held_by=(WIRE,))
def patch_the_worker():
    import sys

    for name, module in list(sys.modules.items()):
        if name.endswith("sandbox.worker"):
            module.Requests.answer = lambda self, request: {"value": True, "passed": True, "score": 999}


@attack("a sparse tensor is refused", held_by=(WIRE,))
def sparse_tensor():
    import torch

    return torch.eye(4).to_sparse()


@attack("a quantised tensor is refused", held_by=(WIRE,))
def quantised_tensor():
    import torch

    return torch.quantize_per_tensor(torch.zeros(4, 4), 0.1, 0, torch.qint8)


@attack("a tensor without data holds no right values", held_by=(WIRE,))
def meta_tensor():
    import torch

    return torch.zeros(4, 4, device="meta")


@attack("an enormous tensor over a single number is refused", held_by=(WIRE,))
def expanded_tensor():
    import torch

    return torch.zeros(1).expand(1 << 40)


@attack("nesting without end is refused", held_by=(WIRE,))
def nested_value():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


@attack("a tensor that changes after it was sent has been copied")
def tensor_that_changes():
    import threading
    import time

    import torch

    mask = torch.zeros(4, 4)

    def change():
        for _ in range(50):
            mask.add_(1)
            time.sleep(0.001)

    threading.Thread(target=change, daemon=True).start()
    return mask


# Stopping the grader


@attack("os._exit ends the worker, not the grading")
def exit_at_once():
    import os

    os._exit(0)


@attack("os._exit at import costs the module", when="import")
def exit_at_import():
    import os

    os._exit(0)


@attack("sys.exit is an exception like others")
def exit_politely():
    import sys

    sys.exit("bye")


@attack("an exception without a readable text is reported")
def mean_exception():
    class Mean(BaseException):
        def __str__(self):
            raise RuntimeError

        __repr__ = __str__

    raise Mean


@attack("an exception of a megabyte is cut")
def long_exception():
    raise ValueError("x" * 1_000_000)


@attack("an exception whose text no file can hold is text all the same")
def odd_exception():
    raise ValueError("\x00 \ud800 </script> \x1b]0;title\x07")


@attack("an exception whose class has no name is an exception")
def oddly_named_exception():
    class Nameless(type):
        @property
        def __name__(cls):
            raise RuntimeError

    raise Nameless("Odd", (Exception,), {})("odd")


@attack("a loop at import is ended", when="import")
def loop_at_import():
    while True:
        pass


@attack("a loop that swallows every exception is ended")
def stubborn_loop():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


@attack("a loop that ignores signals is ended")
def deaf_loop():
    import signal

    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass


@attack("a sleep is ended")
def sleep():
    import time

    time.sleep(3600)


@attack("a stopped process is ended")
def stop_itself():
    import ctypes

    ctypes.CDLL(None).raise_(19) if hasattr(ctypes.CDLL(None), "raise_") else ctypes.CDLL(None)["raise"](19)


@attack("memory is limited", held_by=("limits",))
def memory_bomb():
    blocks = []
    while sum(map(len, blocks)) < TARGETS["bytes"]:
        blocks.append(bytearray(1 << 24))
    raise ValueError("STOLEN memory")


@attack("memory of tensors is limited", held_by=("limits",))
def tensor_bomb():
    import torch

    torch.empty(TARGETS["bytes"], dtype=torch.uint8)
    raise ValueError("STOLEN memory")


@attack("standard output goes nowhere")
def output_bomb():
    import sys

    for stream in (sys.stdout, sys.stderr, sys.__stdout__):
        for _ in range(50):
            stream.write("x" * 1_000_000)


@attack("the disk cannot be filled", held_by=("seccomp", "landlock", "mounts"))
def disk_bomb():
    import os
    import tempfile

    for number in range(1000):
        for folder in (TARGETS["folder"], ".", "lab3", "/tmp", "/var/tmp", "/dev/shm"):
            try:
                with open(f"{folder}/bomb-{number}", "wb") as file:
                    file.write(b"x" * 1_000_000)
                if os.path.getsize(f"{folder}/bomb-{number}"):  # a new file of the submission's goes nowhere
                    raise ValueError("STOLEN disk")
            except OSError:
                pass
    tempfile.mkstemp()


@attack("processes cannot be forked", held_by=("seccomp",), gives=STEP)
def fork_bomb():
    import os
    import time

    for _ in range(20):
        if os.fork() == 0:
            time.sleep(60)
    raise ValueError("STOLEN processes")


@attack("threads without end are ended with their process", held_by=("limits",))
def thread_bomb():
    import threading
    import time

    threading.stack_size(1 << 17)  # the least that arm64 takes
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(3600,), daemon=False).start()
    raise ValueError("STOLEN threads")


@attack("recursion without end is an exception, or the end of this worker only")
def recursion_bomb():
    import sys

    sys.setrecursionlimit(1 << 30)

    def recurse(_):
        return max([1], key=recurse)

    recurse(1)


@attack("a segmentation fault ends the worker only")
def segfault():
    import ctypes

    ctypes.string_at(0)


@attack("an abort ends the worker only")
def abort():
    import os

    os.abort()


@attack("a daemon cannot outlive the worker, nor write results")
def daemon():
    import os
    import time

    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(0.5)
            for folder in (TARGETS["folder"], "/autograder/results", "."):
                with open(f"{folder}/results.json", "w") as file:
                    file.write('{"score": 999}')


@attack("the parent cannot be killed", held_by=("seccomp", "landlock", "user"))
def kill_the_parent():
    import os

    os.kill(TARGETS["pid"], 9)
    os.kill(os.getppid(), TARGETS["signal"])


@attack("nobody else can be sent a signal", held_by=("seccomp", "landlock"))
def kill_everybody():
    import os

    for pid in range(2, 1 << 15):
        try:
            os.kill(pid, 0 if pid != os.getpid() else -1)
            raise ValueError("STOLEN signal")
        except OSError:
            pass


@attack("what is left for the end of the process does no harm", when="import")
def trap_at_exit():
    import atexit
    import os

    atexit.register(lambda: os.write(1, b"x" * 100))


# Reading what is hidden


@attack("hidden tests cannot be read", held_by=("landlock", "mounts"))
def read_tests():
    import os
    import pathlib
    import sys

    system = {"usr", "lib", "lib64", "proc", "sys", "site-packages", f"python3.{sys.version_info.minor}"}
    for folder in [TARGETS["lab"], "/autograder", "/work", ".", "..", "../..", "/root", "/home", "/tmp", *sys.path]:
        for place, folders, files in os.walk(folder):
            folders[:] = [] if place in sys.path[1:] else sorted(set(folders) - system)
            if place.endswith(("questions", "tests")):
                for name in files:
                    try:
                        text = (pathlib.Path(place) / name).read_text(errors="replace")
                    except OSError:
                        continue
                    if "OK_FORMAT = False" in text:
                        raise ValueError(f"STOLEN {text}"[:100_000])


@attack("the solution cannot be read, wherever the judge has it", held_by=("landlock", "mounts"))
def read_solutions():
    import glob
    import sys

    labs = [TARGETS["lab"]]
    for finder in list(sys.meta_path) + list(sys.path_hooks):
        mapping = getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", {}) or {}
        labs += [f"{folder}/../assignment" for folder in mapping.values()]
    for lab in labs:
        for path in glob.glob(f"{lab}/lab3/*.py") + glob.glob(f"{lab}/questions/*.py"):
            with open(path) as file:
                raise ValueError(f"STOLEN {file.read()}")


@attack("the catalogue of mistakes cannot be read", held_by=("landlock", "mounts"))
def read_mistakes():
    import glob
    import sys

    found = [name for name in sys.modules if "mistakes" in name or "diagnosis" in name]
    folders = {*sys.path, "/autograder", "/autograder/source", ".", "..", "../.."}
    for finder in sys.meta_path:
        mapping = getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", {}) or {}
        folders |= {f"{package}/.." for package in mapping.values()}
    paths = glob.glob(f"{TARGETS['lab']}/mistakes/*/*.py")
    for folder in folders:
        paths += glob.glob(f"{folder}/assignment/[mf]*/*/*.py") + glob.glob(f"{folder}/solutions/signatures/*")
    for path in paths:
        with open(path) as file:
            found.append(file.read())
    if found:
        raise ValueError(f"STOLEN {found}"[:100_000])


@attack("the environment of the judge is not here", held_by=("landlock", "mounts", "user", "privileges"))
def read_environment():
    import glob
    import os

    found = [str(dict(os.environ))]
    for path in glob.glob("/proc/*/environ"):
        try:
            with open(path) as file:
                found.append(file.read())
        except OSError:
            pass
    raise ValueError(str([text for text in found if "STOLEN" in text or "canary" in text]))


@attack("other processes' memory cannot be read", held_by=("landlock", "mounts", "user", "privileges"))
def read_memory():
    import os

    for pid in (os.getppid(), TARGETS["pid"]):
        try:
            with open(f"/proc/{pid}/mem", "rb") as memory, open(f"/proc/{pid}/maps") as maps:
                memory.seek(int(maps.read().split("-")[0], 16))
                raise ValueError(f"STOLEN {memory.read(4)!r}")
        except OSError:
            pass


@attack("the command lines of other processes cannot be read", held_by=("landlock", "mounts"))
def read_command_lines():
    import glob

    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path) as file:
                found.append(file.read())
        except OSError:
            pass
    raise ValueError(str([text for text in found if "STOLEN" in text]))


@attack("the process cannot be traced by a debugger's call", held_by=("seccomp", "landlock", "user", "privileges"))
def trace_the_parent():
    import os

    for pid in (os.getppid(), TARGETS["pid"]):
        try:
            system_call(101, 0x4206, pid, 0, 0)  # PTRACE_SEIZE, which does not stop it
            raise ValueError("STOLEN a process")
        except OSError:
            pass


@attack("programs cannot be run", held_by=("seccomp", "landlock", "mounts"))
def run_a_program():
    import subprocess

    raise ValueError(subprocess.run(["cat", TARGETS["file"]], capture_output=True, text=True).stdout)


@attack("programs cannot be run by a system call either", held_by=("seccomp", "landlock", "mounts"))
def run_by_system_call():
    import ctypes

    command = f"echo STOLEN > {TARGETS['folder']}/left".encode()
    ctypes.CDLL(None).execv(b"/bin/sh", (ctypes.c_char_p * 4)(b"/bin/sh", b"-c", command, None))


@attack("nothing can be sent over the network", held_by=("seccomp", "landlock", "mounts"))
def open_a_socket():
    import socket

    socket.create_connection(("127.0.0.1", TARGETS["port"]), timeout=1)
    raise ValueError("STOLEN connection")


@attack("nobody can be listened for", held_by=("seccomp", "landlock", "mounts"))
def listen_on_a_socket():
    import socket

    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname(), timeout=1)  # nobody comes where there is no network
    raise ValueError(f"STOLEN port {server.getsockname()}")


@attack("links lead nowhere", held_by=("seccomp", "landlock", "mounts", "user"))
def make_a_link():
    import os

    os.symlink(TARGETS["file"], "link")
    with open("link") as file:
        raise ValueError(file.read())


@attack("no code of the solution is in the process, also where a question is run again with its help")
def steal_the_reference():
    import gc
    import types

    if hasattr(attack, "done"):
        return
    attack.done = True  # once is enough: it takes long
    found, solution = [], set(map(tuple, TARGETS["solution"]))
    for value in gc.get_objects():
        if type(value) is dict:
            found += [each for each in value.copy().values() if type(each) in (bytes, types.CodeType)]
        if type(value) is types.FunctionType:
            found.append(value.__code__)
    for each in found:
        if type(each) is types.CodeType and (each.co_name, *each.co_names, *each.co_varnames) in solution:
            raise ValueError(f"STOLEN {each}")
        if type(each) is bytes and any(all(name.encode() in each for name in names) for names in solution):
            raise ValueError("STOLEN code")


@attack("the next worker gets the modules as they were handed in", held_by=("seccomp", "landlock", "mounts", "user"))
def rewrite_the_stage():
    import pathlib

    for path in pathlib.Path("lab3").glob("*.py"):
        path.write_text("VERY_SMALL_NUMBER = -1e9\n")
        raise ValueError("STOLEN module")


@attack("libraries cannot be changed", held_by=("seccomp", "landlock", "mounts", "user"))
def rewrite_the_libraries():
    import pathlib

    import torch

    path = pathlib.Path(torch.__file__).parent / "hacked.py"
    path.open("x").close()
    path.unlink()
    raise ValueError("STOLEN library")


@attack("shared memory is no way out", held_by=("seccomp", "landlock", "mounts"))
def use_shared_memory():
    import _posixshmem
    import os

    name = f"/lab3-attack-{os.getpid()}"
    _posixshmem.shm_open(name, os.O_CREAT | os.O_RDWR, 0o600)
    _posixshmem.shm_unlink(name)
    raise ValueError("STOLEN memory")


@attack("limits of other processes stay as they are", held_by=("seccomp", "user"))
def limit_the_parent():
    import os
    import resource

    for pid in (os.getppid(), TARGETS["pid"]):
        limits = resource.prlimit(pid, resource.RLIMIT_CPU)
        resource.prlimit(pid, resource.RLIMIT_CPU, limits)
    raise ValueError("STOLEN limits")


@attack("workers find no lock, priority or notice to talk by", held_by=("seccomp",), gives=CHANNEL)
def talk_to_another_worker():
    import ctypes
    import fcntl
    import os

    def watch():
        if ctypes.CDLL(None, use_errno=True).inotify_init1(0) < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")

    heard = []
    with open(os.__file__) as file:
        for way in (
            lambda: fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB),
            lambda: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB),
            lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK),
            lambda: os.nice(1),
            lambda: os.sched_setaffinity(0, {0}),
            watch,
        ):
            try:
                way()
                heard.append("STOLEN")
            except OSError:
                pass
    raise ValueError(f"heard: {heard}")


# Attributes of files, which Landlock does not cover


@attack("modes of files stay as they are", held_by=("seccomp", "mounts", "user"))
def change_modes():
    import os

    for way in (
        lambda: os.chmod(TARGETS["file"], 0o600),
        lambda: os.fchmod(os.open(TARGETS["file"], os.O_RDONLY), 0o600),
        lambda: system_call(452, -100, TARGETS["file"].encode(), 0o600, 0),  # fchmodat2
    ):
        try:
            way()
            raise ValueError("STOLEN mode")
        except OSError:
            pass


@attack("owners of files stay as they are", held_by=("seccomp", "mounts", "user"))
def change_owners():
    import os

    os.chown(TARGETS["file"], os.getuid(), os.getgid())
    raise ValueError("STOLEN owner")


@attack("times of files stay as they are", held_by=("seccomp", "mounts"))
def change_times():
    import os

    os.utime(TARGETS["file"])
    raise ValueError("STOLEN times")


@attack("nothing is stored in attributes of files", held_by=("seccomp", "mounts"))
def set_an_attribute():
    import os

    os.setxattr(TARGETS["file"], "user.stolen", b"answers for the next student")
    raise ValueError("STOLEN attribute")


@attack("attributes of files are not taken away", held_by=("seccomp", "mounts"))
def remove_an_attribute():
    import os

    os.removexattr(TARGETS["file"], "user.lab")
    raise ValueError("STOLEN attribute")


@attack("the grader's own files keep their attributes", held_by=("seccomp", "mounts", "user"))
def store_in_a_library():
    import os

    if os.getuid() and os.stat(os.__file__).st_uid != os.getuid():
        raise ValueError("NOT HERE: the library belongs to another user")
    for way in (
        lambda: os.setxattr(os.__file__, "user.lab-attack", b"x") or os.removexattr(os.__file__, "user.lab-attack"),
        lambda: os.chmod(os.__file__, os.stat(os.__file__).st_mode),
        lambda: os.utime(os.__file__, ns=(os.stat(os.__file__).st_atime_ns, os.stat(os.__file__).st_mtime_ns)),
    ):
        try:
            way()
            raise ValueError("STOLEN attribute")
        except OSError:
            pass


@attack("the folder for the results cannot be closed", held_by=("seccomp", "mounts", "user"))
def close_the_results_folder():
    import os

    os.chmod(TARGETS["folder"], 0)
    raise ValueError("STOLEN folder")


@attack("files outside cannot be written", held_by=("seccomp", "landlock", "mounts"))
def write_a_file():
    with open(TARGETS["file"], "a") as file:
        file.write("changed")
    raise ValueError("STOLEN file")


@attack("files outside cannot be read", held_by=("landlock", "mounts"))
def read_a_file():
    with open(TARGETS["file"]) as file:
        raise ValueError(file.read())


@attack("files without a name cannot be made", held_by=("seccomp", "landlock", "mounts"))
def make_a_file_without_a_name():
    import os

    os.open(TARGETS["folder"], os.O_TMPFILE | os.O_RDWR, 0o600)
    raise ValueError("STOLEN file")


@attack("files outside cannot be held without opening them", held_by=("seccomp", "mounts"), gives=STEP)
def open_only_the_path():
    import os

    os.open(TARGETS["file"], os.O_PATH)
    raise ValueError("STOLEN path")


@attack("which files there are outside, their sizes and times cannot be seen", held_by=("mounts",), gives=CHANNEL)
def look_at_a_file():
    import os

    raise ValueError(f"STOLEN {os.stat(TARGETS['file'])}")


# Undoing what the worker has put on


@attack("the worker's memory stays hidden from others", held_by=("seccomp",), gives=STEP)
def undo_hidden_memory():
    system_call(157, 4, 1, 0, 0, 0)
    raise ValueError("STOLEN prctl")


@attack("the worker dies with its parent", held_by=("seccomp",), gives=STEP)
def undo_the_death_signal():
    system_call(157, 1, 0, 0, 0, 0)
    raise ValueError("STOLEN prctl")


# What other workers could notice


@attack(
    "whether a page of a file is cached cannot be asked by a read that does not wait",
    held_by=("seccomp",),
    gives=CHANNEL,
)
def read_if_it_is_cached():
    import errno
    import os

    with open(os.__file__, "rb") as file:
        try:
            os.preadv(file.fileno(), [bytearray(16)], 0, os.RWF_NOWAIT)
        except BlockingIOError:
            pass
        except OSError as error:
            if error.errno == errno.EOPNOTSUPP:
                raise ValueError("NOT HERE: this file system has no answer") from None
            raise
    raise ValueError("STOLEN page")


@attack("which pages of a file are cached cannot be asked", held_by=("seccomp",), gives=CHANNEL)
def ask_what_is_cached():
    import ctypes

    address, file = page_of_a_library()
    for way in (
        lambda: system_call(27, address, 4096, ctypes.create_string_buffer(1)),  # mincore
        lambda: system_call(
            451, file.fileno(), (ctypes.c_uint64 * 2)(0, 4096), (ctypes.c_uint64 * 5)(), 0
        ),  # cachestat
    ):
        try:
            way()
            raise ValueError("STOLEN page")
        except OSError:
            pass


@attack("pages of files are not dropped, nor read ahead", held_by=("seccomp",), gives=CHANNEL)
def change_what_is_cached():
    address, file = page_of_a_library()
    for way in (
        lambda: system_call(221, file.fileno(), 0, 4096, 4),  # fadvise64, POSIX_FADV_DONTNEED
        lambda: system_call(187, file.fileno(), 0, 4096),  # readahead
        lambda: system_call(28, address, 4096, 3),  # madvise, MADV_WILLNEED
        lambda: system_call(28, address, 4096, 21),  # madvise, MADV_PAGEOUT
        lambda: system_call(28, address, 4096, 22),  # madvise, MADV_POPULATE_READ
    ):
        try:
            way()
            raise ValueError("STOLEN cache")
        except OSError:
            pass


@attack("how often this process waited for a disk is not reported", held_by=("seccomp",), gives=CHANNEL)
def count_waits_for_the_disk():
    import resource

    raise ValueError(f"STOLEN {resource.getrusage(resource.RUSAGE_SELF).ru_majflt}")


@attack("how busy the machine is, is not reported", held_by=("seccomp",), gives=CHANNEL)
def ask_for_the_load():
    import ctypes

    system_call(99, ctypes.create_string_buffer(200))  # sysinfo
    raise ValueError("STOLEN load")


@attack("the CPU time of other processes cannot be read", held_by=("seccomp",), gives=CHANNEL)
def read_the_clock_of_another_process():
    import ctypes
    import os

    system_call(228, (~os.getppid() << 3) | 2, (ctypes.c_long * 2)())  # clock_gettime
    raise ValueError("STOLEN time")


@attack("nobody waits on a page that others have", held_by=("seccomp",), gives=CHANNEL)
def wait_on_a_page_of_a_file():
    import ctypes
    import errno

    address, _ = page_of_a_library()
    value = ctypes.c_int.from_address(address).value
    try:
        system_call(202, address, 0, value, (ctypes.c_long * 2)(0, 1_000_000), None, 0)  # FUTEX_WAIT, not private
    except OSError as error:
        if error.errno != errno.ETIMEDOUT:
            raise
    raise ValueError("STOLEN wait")


@attack("nobody is woken through a page that others have", held_by=("seccomp",), gives=CHANNEL)
def wake_others_through_a_page_of_a_file():
    address, _ = page_of_a_library()
    system_call(202, address, 1, 1, None, None, 0)  # FUTEX_WAKE, not private
    raise ValueError("STOLEN wake")


@attack("a thread that ends wakes nobody of another process", held_by=("seccomp",), gives=CHANNEL)
def wake_others_by_the_end_of_a_thread():
    import ctypes
    import threading
    import time

    address, _ = page_of_a_library()
    value = ctypes.c_int.from_address(address).value

    def end_soon():
        time.sleep(0.1)
        system_call(218, address)  # set_tid_address: the address that is woken when this thread ends

    threading.Thread(target=end_soon).start()
    system_call(202, address, 0, value, (ctypes.c_long * 2)(0, 600_000_000), None, 0)
    raise ValueError("STOLEN wake")


@attack("the kernel stores no keys for the next student", held_by=("seccomp", "user"), gives=CHANNEL)
def store_a_key():
    import ctypes

    kind, name, keys_of_the_user = ctypes.c_char_p(b"user"), ctypes.c_char_p(b"lab-attack"), -4
    try:
        system_call(250, 10, keys_of_the_user, kind, name, 0)  # keyctl, KEYCTL_SEARCH
    except OSError:
        key = system_call(248, kind, name, ctypes.c_char_p(b"x"), 1, keys_of_the_user)  # add_key
        system_call(250, 15, key, 5)  # KEYCTL_SET_TIMEOUT
        return
    raise ValueError("STOLEN key")


@attack("memory that others share is out of reach", held_by=("seccomp", "mounts"))
def reach_shared_memory_of_others():
    import ctypes

    libc = ctypes.CDLL(None)
    if libc.shmget(TARGETS["shared"], 0, 0) >= 0:
        raise ValueError("STOLEN memory")


@attack("semaphores and queues of others are out of reach", held_by=("seccomp", "mounts"))
def reach_semaphores_and_queues_of_others():
    import ctypes

    libc = ctypes.CDLL(None)
    if libc.semget(TARGETS["semaphores"], 0, 0) >= 0 or libc.msgget(TARGETS["queue"], 0) >= 0:
        raise ValueError("STOLEN object")


@attack("named memory of others is out of reach", held_by=("landlock", "mounts"))
def read_named_memory_of_others():
    with open(f"/dev/shm/{TARGETS['shm']}") as file:
        raise ValueError(file.read())


@attack("named semaphores of others are out of reach", held_by=("seccomp", "landlock", "mounts"))
def use_named_semaphores_of_others():
    import mmap
    import os

    mmap.mmap(os.open(f"/dev/shm/{TARGETS['shm']}", os.O_RDWR), 0)  # what sem_open does
    raise ValueError("STOLEN semaphore")


@attack("named queues of others are out of reach", held_by=("seccomp", "mounts"))
def open_a_named_queue():
    import os

    system_call(240, TARGETS["mq"].encode(), os.O_RDONLY, 0, None)  # mq_open
    raise ValueError("STOLEN queue")


# Other processes


@attack("no signal is sent by way of a connection", held_by=("seccomp", "landlock", "user"))
def signal_by_ioctl():
    import fcntl
    import socket
    import struct

    ours, theirs = socket.socketpair()
    fcntl.ioctl(ours, 0x8901, struct.pack("i", TARGETS["pid"]))  # FIOSETOWN
    fcntl.ioctl(ours, 0x5452, struct.pack("i", 1))  # FIOASYNC
    theirs.send(b"x")


@attack("no signal is sent by way of a pipe", held_by=("seccomp", "landlock", "user"))
def signal_by_fcntl():
    import fcntl
    import os

    read_end, write_end = os.pipe()
    fcntl.fcntl(read_end, fcntl.F_SETOWN, TARGETS["pid"])
    fcntl.fcntl(read_end, fcntl.F_SETFL, os.O_ASYNC)
    os.write(write_end, b"x")


@attack("no signal is sent by calls that few know", held_by=("seccomp", "landlock", "user"))
def signal_in_other_ways():
    import ctypes
    import os
    import signal

    for way in (
        lambda: signal.pidfd_send_signal(os.pidfd_open(TARGETS["pid"]), 0),
        lambda: system_call(234, TARGETS["pid"], TARGETS["pid"], 0),  # tgkill
        lambda: system_call(200, TARGETS["pid"], 0),  # tkill
        lambda: system_call(129, TARGETS["pid"], 9, (ctypes.c_int * 32)(9, 0, -1)),  # rt_sigqueueinfo
    ):
        try:
            way()
            raise ValueError("STOLEN signal")
        except OSError:
            pass


@attack("other processes keep their priority and their cores", held_by=("seccomp", "user"))
def slow_others_down():
    import os

    for way in (
        lambda: os.setpriority(os.PRIO_PROCESS, TARGETS["pid"], 19),
        lambda: os.sched_setaffinity(TARGETS["pid"], {0}),
        lambda: os.sched_setscheduler(TARGETS["pid"], os.SCHED_IDLE, os.sched_param(0)),
    ):
        try:
            way()
            raise ValueError("STOLEN priority")
        except OSError:
            pass


@attack(
    "memory and descriptors of others cannot be taken by a call", held_by=("seccomp", "landlock", "user", "privileges")
)
def take_from_another_process():
    import ctypes
    import os

    place, buffer = ctypes.c_long * 2, ctypes.create_string_buffer(8)
    for way in (
        lambda: system_call(310, TARGETS["pid"], place(ctypes.addressof(buffer), 8), 1, place(0, 8), 1, 0) or 1,
        lambda: system_call(438, os.pidfd_open(TARGETS["pid"]), 0, 0),  # pidfd_getfd
    ):
        try:
            way()
            raise ValueError("STOLEN descriptor")
        except OSError:
            pass


@attack("files and mappings of other processes cannot be listed", held_by=("landlock", "mounts", "user", "privileges"))
def list_descriptors_of_others():
    import os

    pid = TARGETS["pid"]
    with open(f"/proc/{pid}/maps") as maps:
        raise ValueError(f"STOLEN {os.listdir(f'/proc/{pid}/fd')} {maps.read()}")


@attack("no process outlives its worker by hopping from one to the next")
def hop_from_process_to_process():
    import os
    import time

    until = time.monotonic() + 1
    if os.fork() == 0:
        os.setsid()
        while time.monotonic() < until:
            if os.fork():
                os._exit(0)
            os.setsid()
        with open(f"{TARGETS['folder']}/results.json", "w") as file:
            file.write('{"score": 999}')


# Memory


@attack("memory that is shared counts as well", held_by=("limits", "seccomp"))
def share_too_much_memory():
    import mmap

    mmap.mmap(-1, TARGETS["bytes"])
    raise ValueError("STOLEN memory")


@attack("memory is not hidden in files of memory", held_by=("limits", "seccomp"))
def hide_memory_in_files():
    import os

    for _ in range(3):
        if os.write(os.memfd_create("x"), bytes(2 << 20)) < 2 << 20:
            raise MemoryError
    raise ValueError("STOLEN memory")


@attack("huge pages are out of reach", held_by=("seccomp",))
def take_huge_pages():
    import mmap

    if not TARGETS["huge"]:
        raise ValueError("NOT HERE: the system has no huge pages set aside")
    mmap.mmap(-1, 2 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
    raise ValueError("STOLEN memory")


# The network


@attack("no packet is sent", held_by=("seccomp", "mounts"))
def send_a_packet():
    import socket

    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"hidden", ("127.0.0.1", TARGETS["port"]))
    raise ValueError("STOLEN packet")


@attack("sockets without a file are out of reach", held_by=("seccomp", "landlock", "mounts"))
def connect_to_an_abstract_socket():
    import socket

    socket.socket(socket.AF_UNIX).connect("\0" + TARGETS["socket"])
    raise ValueError("STOLEN connection")


@attack("sockets that are files are out of reach", held_by=("seccomp", "mounts"))
def connect_to_a_socket_file():
    import socket

    socket.socket(socket.AF_UNIX).connect(TARGETS["folder"] + "/socket")
    raise ValueError("STOLEN connection")


@attack("nobody is reached through the kernel's own sockets", held_by=("seccomp", "mounts"))
def send_by_netlink():
    import socket

    link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 2)  # NETLINK_USERSOCK
    link.sendto(b"hidden", (TARGETS["netlink"], 0))
    raise ValueError("STOLEN message")


# Calls that nobody has listed


@attack("calls that are newer than our list are refused", held_by=("seccomp",), gives=STEP)
def make_new_calls():
    import errno

    for number in range(449, 470):  # futex_waitv, cachestat, futex_wake, statmount, mseal, open_tree_attr, ...
        try:
            system_call(number, -1, -1, -1, -1, -1, -1)
        except OSError as error:
            if error.errno == errno.ENOSYS:
                continue
        raise ValueError(f"STOLEN call {number}")


@attack("calls by numbers of the x32 interface are refused", held_by=("seccomp",), gives=STEP)
def call_through_x32():
    import errno

    try:
        system_call(39 | 0x40000000)  # getpid
    except OSError as error:
        if error.errno == errno.ENOSYS:
            raise ValueError("NOT HERE: refused, or this kernel has no x32 interface") from None
    raise ValueError("STOLEN call")


@attack("calls by numbers of the 32-bit interface end the worker", held_by=("seccomp",), gives=STEP)
def call_through_32_bits():
    import ctypes
    import mmap
    import os
    import platform

    if platform.machine() != "x86_64":
        raise ValueError("NOT HERE: machine code of x86-64")
    memory = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
    memory.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # eax = 20 (getpid); int 0x80; return
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    if call() == os.getpid():
        raise ValueError("STOLEN call")


if __name__ == "__main__":
    aims = NOWHERE | json.loads(sys.argv[1])
    print(json.dumps({name: {"claim": each.claim, "module": each.aimed_at(aims)} for name, each in ATTACKS.items()}))
