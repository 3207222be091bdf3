"""Trusted and untrusted code live apart: what the sandbox may import, and nothing more."""

import ast
import sys
from pathlib import Path

import autograder.sandbox

SANDBOX = Path(autograder.sandbox.__file__).parent
ALLOWED = {"torch", "tqdm", "sandlock", "pyseccomp", "autograder.sandbox"} | set(sys.stdlib_module_names)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def test_the_sandbox_imports_nothing_of_the_judge():
    for path in SANDBOX.glob("*.py"):
        for name in imported(path):
            assert (
                name in ALLOWED
                or name.startswith("autograder.sandbox.")
                or name.split(".")[0] in ALLOWED - {"autograder"}
            ), f"{path.name}: {name}"


def test_nothing_unpickles_or_evaluates_what_came_over_the_wire():
    for name in ("wire.py", "client.py"):
        source = (SANDBOX / name).read_text()
        for forbidden in ("pickle.", "marshal.", "eval(", "exec(", "torch.load("):
            assert forbidden not in source, f"{name} uses {forbidden}"
