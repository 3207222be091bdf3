"""What replaces wrong earlier parts in a retry: stand-ins in the student's process, the reference in another one."""

import ast
import contextlib
import functools
import marshal
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.judge.harness import CHECKS, write_checks
from autograder.grading.sandbox.forkserver.client import Sandbox, let_workers_read
from autograder.grading.sandbox.requests import Substitute
from autograder.grading.sandbox.standins.client import ReferenceProcess
from autograder.lab import Lab
from autograder.lab.settings import Limits


@dataclass(frozen=True)
class StandIns:
    """The names to replace, and what the process that answers for them gets: the folder `stage` and byte code."""

    stage: Path
    package: str
    modules: Mapping[str, bytes]
    substitutes: tuple[Substitute, ...]

    def start(self, sandbox: Sandbox, limits: Limits) -> ReferenceProcess:
        """A process with the reference, for one worker; raises `SandboxError` where it does not start."""
        return ReferenceProcess(
            sandbox, self.stage, self.package, self.modules, self.substitutes,
            limits.submission_seconds, limits.memory_megabytes,
        )  # fmt: skip


@contextlib.contextmanager
def reference_stage(lab: Lab, below: Path | None = None) -> Iterator[Path]:
    """A temporary folder for processes with the reference. It has the checks, which students have, and nothing else."""
    with tempfile.TemporaryDirectory(prefix="lab-", dir=below, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        let_workers_read(folder)
        write_checks(lab, folder / CHECKS)
        yield folder


def substitute(lab: Lab, module: str, names: list[str], whole: bool) -> Substitute:
    """The stand-ins for these names of a module.

    Of a module that is replaced as a whole, everything else can be used as well that no question provides.
    """
    if whole:
        settings = lab.settings
        questions = (*settings.questions, *settings.left_out)
        provided = {name for question in questions for name in question.provides}
        names = names + [name for name in definitions(lab.module(module)) if f"{module}.{name}" not in provided]
    return Substitute(module, names, whole)


def definitions(path: Path) -> list[str]:
    """The public functions and classes that a file defines."""
    body = ast.parse(path.read_bytes()).body
    named = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in named if not name.startswith("_")]


@functools.cache
def byte_code(package: Path) -> dict[str, bytes]:
    """The marshalled byte code of all modules of a package by name, without docstrings and source text."""
    return {
        path.stem: marshal.dumps(compile(path.read_bytes(), "<ours>", "exec", optimize=2))
        for path in sorted(package.glob("*.py"))
    }
