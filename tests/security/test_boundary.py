"""Trusted and untrusted code live apart: what the sandbox may import, and nothing more."""

import ast
import sys
from pathlib import Path

import autograder.grading.sandbox

SANDBOX = Path(autograder.grading.sandbox.__file__).parent
LIBRARIES = {"torch", "tqdm", "pyseccomp"} | set(sys.stdlib_module_names)
OURS = ("autograder", "autograder.lib.errors", "autograder.grading.sandbox")
"""The package itself says only its version and where it lies."""


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def test_the_sandbox_imports_nothing_of_the_judge():
    files = sorted(SANDBOX.rglob("*.py"))
    assert len(files) > 10
    for path in files:
        for name in imported(path):
            ours = name in OURS or name.startswith("autograder.grading.sandbox.")
            assert ours or name.split(".")[0] in LIBRARIES, f"{path.name}: {name}"


def test_the_package_itself_imports_nothing():
    assert list(imported(SANDBOX.parents[1] / "__init__.py")) == []


def test_nothing_unpickles_or_evaluates_what_came_over_the_wire():
    for name in ("wire.py", "client.py", "requests.py"):
        source = (SANDBOX / name).read_text(encoding="utf-8")
        for forbidden in ("pickle.", "marshal.", "eval(", "exec(", "torch.load("):
            assert forbidden not in source, f"{name} uses {forbidden}"


def test_the_packets_of_the_fork_server_are_plain_json():
    source = (SANDBOX / "forkserver" / "requests.py").read_text(encoding="utf-8")
    for forbidden in ("pickle.", "marshal.", "eval(", "exec("):
        assert forbidden not in source
