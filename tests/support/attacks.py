"""What a hostile student may try inside `lab3/causal_mask.py`: the body of each function below is that code.

The source of a function is planted into a module whose `make_causal_mask` is wrong. The attack is run when the module
is imported or when the function is called, as its decorator says; it may `return` what the function is to return.
Whatever it does: no point is gained, nothing leaks, and a valid result comes in time.

`python tests/support/attacks.py` prints the catalogue as JSON, for `tools/beside_otter.py`.
"""

import inspect
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Attack:
    """`claim` is the property that holds all the same; `when` is "call" or "import"."""

    name: str
    claim: str
    when: str
    code: str

    @property
    def module(self) -> str:
        """The text of a hostile `causal_mask.py`."""
        return self._planted(WRONG_MASK)

    @property
    def later_module(self) -> str:
        """The text of a hostile `attention.py`, which builds on the mask."""
        return self._planted(WRONG_ATTENTION)

    def _planted(self, module: str) -> str:
        at_import = "attack()" if self.when == "import" else ""
        at_call = "attack()" if self.when == "call" else "None"
        return f"{self.code}\n{at_import}\n{module.replace('ATTACK', at_call)}"


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


def attack(claim: str, when: str = "call") -> Callable:
    """Enter a function into the catalogue."""

    def enter(function: Callable) -> Callable:
        lines = textwrap.dedent(inspect.getsource(function)).split("\n")
        start = next(number for number, line in enumerate(lines) if line.startswith("def "))
        code = "\n".join(lines[start:]).replace(f"def {function.__name__}(", "def attack(", 1)
        ATTACKS[function.__name__] = Attack(function.__name__, claim, when, code)
        return function

    return enter


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
            if callable(getattr(value, "make_causal_mask", None)) and value is not sys.modules.get(__name__):
                return value.make_causal_mask(4)
        frame = frame.f_back


@attack("no object of the judge is in this process's memory")
def search_memory():
    import gc

    for value in gc.get_objects():
        if type(value).__name__ in ("TestCase", "CaseResult", "ExceptionTestFile", "Judge", "Grade"):
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
    torch.Tensor.__add__ = lambda a, b: a


# The wire


@attack("an answer that is written by hand ends the worker, and counts as none")
def forge_answers():
    import os

    header = b'{"dict":[["value",{"tensor":{"dtype":"float32","shape":[0],"meta":false}}]]}'
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, len(header).to_bytes(4, "big") + bytes(4) + header)
        except OSError:
            pass


@attack("answers in advance do not stand for later ones", when="import")
def answer_in_advance():
    import os

    header = b'{"dict":[["value",1]]}'
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, (len(header).to_bytes(4, "big") + bytes(4) + header) * 50)
        except OSError:
            pass


@attack("a length of four gigabytes is refused before anything is read")
def huge_length():
    import os

    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 8)
        except OSError:
            pass


@attack("half a message and silence is a time-out")
def half_a_message():
    import os
    import time

    for descriptor in range(3, 64):
        try:
            os.write(descriptor, bytes([0, 0, 0, 100, 0, 0, 0, 0, 123]))
        except OSError:
            pass
    time.sleep(3600)


@attack("a flood on every descriptor costs the judge no memory")
def flood_the_pipe():
    import os

    for descriptor in range(64):
        try:
            for _ in range(100):
                os.write(descriptor, b"\x00" * 1_000_000)
        except OSError:
            pass


@attack("a closed connection is the end of this worker only")
def close_descriptors():
    import os

    os.closerange(3, 64)


@attack("nothing is unpickled")
def send_a_pickle():
    class Evil:
        def __reduce__(self):
            import os

            return os.system, ("echo pwned > /tmp/pwned-by-pickle",)

    return Evil()


@attack("the worker's own sender, patched, is still only heard as bytes", when="import")
def patch_the_wire():
    import sys

    for name, module in list(sys.modules.items()):
        if name.endswith("sandbox.wire"):
            module.encode = lambda value: (b'{"dict":[["value",true]]}', b"")
            module._pack = lambda *args: True


@attack("the worker's request loop, patched, gains nothing", when="import")
def patch_the_worker():
    import sys

    for name, module in list(sys.modules.items()):
        if name.endswith("sandbox.worker"):
            module.Requests.answer = lambda self, request: {"value": True, "passed": True, "score": 999}


@attack("a sparse tensor is refused")
def sparse_tensor():
    import torch

    return torch.eye(4).to_sparse()


@attack("a quantised tensor is refused")
def quantised_tensor():
    import torch

    return torch.quantize_per_tensor(torch.zeros(4, 4), 0.1, 0, torch.qint8)


@attack("a tensor without data holds no right values")
def meta_tensor():
    import torch

    return torch.zeros(4, 4, device="meta")


@attack("an enormous tensor over a single number is refused")
def expanded_tensor():
    import torch

    return torch.zeros(1).expand(1 << 40)


@attack("nesting without end is refused")
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


@attack("an exception whose class has an odd name is text")
def oddly_named_exception():
    raise type("</script>\ud800", (Exception,), {})("odd")


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


@attack("memory is limited")
def memory_bomb():
    blocks = []
    while True:
        blocks.append(bytearray(1 << 24))


@attack("memory of tensors is limited")
def tensor_bomb():
    import torch

    return torch.ones(1 << 36)


@attack("standard output goes nowhere")
def output_bomb():
    import sys

    for stream in (sys.stdout, sys.stderr, sys.__stdout__):
        for _ in range(50):
            stream.write("x" * 1_000_000)


@attack("the disk cannot be filled")
def disk_bomb():
    import tempfile

    for number in range(1000):
        for folder in (".", "lab3", "/tmp", "/var/tmp", "/dev/shm"):
            try:
                with open(f"{folder}/bomb-{number}", "wb") as file:
                    file.write(b"x" * 1_000_000)
            except OSError:
                pass
    tempfile.mkstemp()


@attack("processes cannot be forked")
def fork_bomb():
    import os

    while True:
        os.fork()


@attack("threads without end are ended with their process")
def thread_bomb():
    import threading
    import time

    while True:
        threading.Thread(target=time.sleep, args=(3600,), daemon=False).start()


@attack("recursion is an exception")
def recursion_bomb():
    return attack()


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
            time.sleep(1)
            for folder in ("/autograder/results", "/tmp", "."):
                with open(f"{folder}/results.json", "w") as file:
                    file.write('{"score": 999}')


@attack("the parent cannot be killed")
def kill_the_parent():
    import os

    os.kill(os.getppid(), 9)


@attack("nobody else can be killed")
def kill_everybody():
    import os

    os.kill(-1, 9)


@attack("what is left for the end of the process does no harm", when="import")
def trap_at_exit():
    import atexit
    import os

    atexit.register(lambda: os.write(1, b"x" * 100))


# Reading what is hidden


@attack("hidden tests cannot be read")
def read_tests():
    import pathlib
    import sys

    found = ""
    for folder in {*sys.path, "/autograder", "/work", ".", "..", "../..", "/root", "/home", "/tmp"}:
        try:
            for path in pathlib.Path(folder).rglob("*.py"):
                if path.parent.name in ("questions", "tests"):
                    found += "".join(line for line in path.open() if "assert" in line or "SECRET" in line)
        except OSError:
            pass
    raise ValueError(found[:100_000] or "nothing")


@attack("the solution cannot be read, wherever the judge has it")
def read_solutions():
    import glob
    import sys

    for finder in list(sys.meta_path) + list(sys.path_hooks):
        for mapping in (getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", {}) or {}).values():
            lab = f"{mapping}/../assignment"
            for path in glob.glob(f"{lab}/lab3/*.py") + glob.glob(f"{lab}/questions/*.py"):
                with open(path) as file:
                    raise ValueError(file.read())


@attack("the catalogue of mistakes cannot be read")
def read_mistakes():
    import glob
    import sys

    found = [name for name in sys.modules if "mistakes" in name or "diagnosis" in name]
    folders = {*sys.path, "/autograder", "/autograder/source", ".", "..", "../.."}
    for finder in sys.meta_path:
        mapping = getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", {}) or {}
        folders |= {f"{package}/.." for package in mapping.values()}
    for folder in folders:
        for path in glob.glob(f"{folder}/assignment/[mf]*/*/*.py") + glob.glob(f"{folder}/solutions/signatures/*"):
            with open(path) as file:
                found.append(file.read())
    if found:
        raise ValueError(f"STOLEN {found}"[:100_000])


@attack("the environment of the judge is not here")
def read_environment():
    import glob
    import os

    found = str(dict(os.environ))
    for path in glob.glob("/proc/*/environ"):
        try:
            with open(path) as file:
                found += file.read()
        except OSError:
            pass
    raise ValueError(found)


@attack("other processes' memory cannot be read")
def read_memory():
    import os

    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        memory.seek(0x400000)
        raise ValueError(repr(memory.read(100)))


@attack("the command lines of other processes cannot be read")
def read_command_lines():
    import glob

    found = ""
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path) as file:
                found += file.read()
        except OSError:
            pass
    raise ValueError(found)


@attack("the process cannot be traced by a debugger's call")
def trace_the_parent():
    import ctypes
    import os

    if ctypes.CDLL(None, use_errno=True).ptrace(16, os.getppid(), 0, 0) == 0:
        raise ValueError("STOLEN the parent")


@attack("programs cannot be run")
def run_a_program():
    import subprocess

    raise ValueError(subprocess.run(["cat", "/etc/passwd"], capture_output=True, text=True).stdout)


@attack("programs cannot be run by a system call either")
def run_by_system_call():
    import ctypes

    arguments = (ctypes.c_char_p * 3)(b"/bin/sh", b"-c", None)
    ctypes.CDLL(None).execv(b"/bin/sh", arguments)


@attack("nothing can be sent over the network")
def open_a_socket():
    import socket

    connection = socket.socket()
    connection.settimeout(1)
    connection.connect(("127.0.0.1", 1))


@attack("nobody can be listened for")
def listen_on_a_socket():
    import socket

    server = socket.create_server(("127.0.0.1", 0))
    raise ValueError(f"STOLEN port {server.getsockname()}")


@attack("links lead nowhere")
def make_a_link():
    import os

    os.symlink("/etc/passwd", "link")
    with open("link") as file:
        raise ValueError(file.read())


@attack("the reference's code, with which a question is run again, does not come back")
def steal_the_reference():
    import marshal
    import sys

    mask = sys.modules["lab3.causal_mask"].make_causal_mask
    raise ValueError(f"{'STOLEN' * (mask.__code__.co_filename == '<ours>')} {marshal.dumps(mask.__code__)!r} {mask(3)}")


@attack("the next worker gets the modules as they were handed in")
def rewrite_the_stage():
    import pathlib

    for path in pathlib.Path("lab3").glob("*.py"):
        path.write_text("VERY_SMALL_NUMBER = -1e9\n")


@attack("libraries cannot be changed")
def rewrite_the_libraries():
    import pathlib

    import torch

    path = pathlib.Path(torch.__file__).parent / "hacked.py"
    path.write_text("x = 1")


@attack("shared memory is no way out")
def use_shared_memory():
    from multiprocessing import shared_memory

    block = shared_memory.SharedMemory(create=True, size=1000, name="lab3-attack")
    raise ValueError(f"STOLEN {block.name}")


@attack("limits of other processes stay as they are")
def limit_the_parent():
    import os
    import resource

    limits = resource.prlimit(os.getppid(), resource.RLIMIT_CPU)
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, limits)
    raise ValueError("STOLEN")


@attack("workers find no lock, priority or notice to talk by")
def talk_to_another_worker():
    import ctypes
    import fcntl
    import os

    import torch

    def watch():
        if ctypes.CDLL(None, use_errno=True).inotify_init1(0) < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")

    heard = []
    with open(torch.__file__) as file:
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


if __name__ == "__main__":
    print(json.dumps({name: {"claim": each.claim, "module": each.module} for name, each in ATTACKS.items()}))
