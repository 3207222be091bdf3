"""In a real kernel, saving a file is enough: wrong, wrong again, right, no Python, right, for every module.

IPython of this environment is tried, and those of other Pythons that `LAB_KERNELS` names, separated by `os.pathsep`.
"""

import ast
import os
import queue
import re
import sys
from dataclasses import dataclass, field

import pytest
from support.lab import LAB, SETTINGS, copy_of
from support.lazy import lazy

client = lazy("jupyter_client.manager")
harness = lazy("autograder.grading.judge.harness")
notebooks = lazy("autograder.authoring.release.notebook")
public_cases = lazy("autograder.authoring.release.public_cases")

pytestmark = pytest.mark.slow

PYTHONS = [sys.executable, *filter(None, os.environ.get("LAB_KERNELS", "").split(os.pathsep))]
SECONDS = 120
MADE_BEFORE = """
torch.manual_seed(0)
from lab3 import causal_mask, objective
from lab3.attention import BareBonesAttentionHead, BareBonesSelfAttention
from lab3.mlp import FeedForwardLM
from lab3.transformer import BareBonesTransformerLayer, TransformerLM
from lab3.causal_mask import make_causal_mask
from lab3.objective import language_model_loss, next_token_pairs
head = BareBonesAttentionHead(8, 4)
mlp_lm = FeedForwardLM(256, 8, 16)
lm = TransformerLM(256, 16, 8, 16, 4, 2)
ids = encode_doc("Tom had")
x = torch.randn(3, 8)
write, alias = generate, [next_token_pairs]
def story():
    return write(lm, "Tom", 5, 1.0, torch.Generator().manual_seed(0))
"""


@dataclass(frozen=True)
class Module:
    """A module, the function that is edited, what shows its behaviour, and what shows that of what imports it."""

    function: str
    shows: str
    above: str = "story()"


MODULES = {
    "tokenization": Module("encode_doc", "encode_doc('ab').tolist()"),
    "objective": Module("next_token_pairs", "[t.tolist() for t in alias[0](ids)]", "next_token_pairs(ids)[0].tolist()"),
    "mlp": Module("MLP.forward", "mlp_lm(ids).sum().item()"),
    "causal_mask": Module("make_causal_mask", "make_causal_mask(3).tolist()", "head.attention_weights(x).tolist()"),
    "attention": Module(
        "BareBonesAttentionHead.attention_weights", "head.attention_weights(x).tolist()", "head(x).tolist()"
    ),
    "transformer": Module("TransformerLM.forward", "lm(ids).sum().item()"),
    "generation": Module("generate", "write(lm, 'Tom', 3, 1.0, torch.Generator().manual_seed(0))"),
}


@dataclass
class Said:
    """What a cell gave: its value as text, what it printed, and its error."""

    value: str = ""
    printed: str = ""
    error: str = ""
    lines: list[str] = field(default_factory=list)


class Notebook:
    """A kernel in the students' folder, after the cells that set a notebook up."""

    def __init__(self, python, folder):
        self.folder = folder
        self.manager = client.KernelManager()
        self.manager.kernel_spec.argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self.manager.start_kernel(cwd=str(folder), env=os.environ | {"MPLBACKEND": "Agg"})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)
        cells = {cell.id: cell.source for cell in notebooks.read_master(LAB.master_notebook).cells}
        for source in (cells["follow_files"], cells["imports"], cells["grader"], MADE_BEFORE):
            said = self.run(source)
            assert not said.error, said.lines

    def run(self, source):
        """Run a cell."""
        said, request = Said(), self.client.execute(source, store_history=True)
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=SECONDS)
            except queue.Empty:
                raise AssertionError(f"no answer to {source}") from None
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    said.printed += content["text"]
                case "execute_result":
                    said.value = content["data"]["text/plain"]
                case "error":
                    said.error, said.lines = f"{content['ename']}: {content['evalue']}", content["traceback"]
                case "status" if content["execution_state"] == "idle":
                    return said

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module", params=PYTHONS)
def notebook(request, tmp_path_factory):
    tree = copy_of(LAB.student_release, tmp_path_factory.mktemp("saved"), ["checks", "tests"])
    (tree / "tests").mkdir()
    for question in SETTINGS.questions:
        if text := public_cases.public_version(LAB.test_file(question.id).read_text(encoding="utf-8")):
            (tree / "tests" / f"{question.id}.py").write_text(text, encoding="utf-8")
    copy_of(LAB.solutions / "lab3", tree / "lab3")
    harness.write_checks(LAB, tree / "checks")
    notebook = Notebook(request.param, tree)
    yield notebook
    notebook.close()


def edited(text, function, statement, above=""):
    """A module with a statement at the top of a function or method, and with lines above everything."""
    node = ast.parse(text)
    for name in function.split("."):
        node = next(inner for inner in node.body if getattr(inner, "name", None) == name)
    first = node.body[1] if ast.get_docstring(node) else node.body[0]
    lines = text.split("\n")
    lines.insert(first.lineno - 1, " " * first.col_offset + statement)
    return above + "\n".join(lines)


@pytest.mark.parametrize("module", SETTINGS.student_modules)
def test_saving_a_file_is_enough(notebook, module):
    each, path = MODULES[module], notebook.folder / "lab3" / f"{module}.py"
    question = next(question.id for question in SETTINGS.questions if module in question.modules)
    right = path.read_text()
    wanted = [notebook.run(each.shows).value, notebook.run(each.above).value]
    assert all(wanted)

    path.write_text(edited(right, each.function, "return 'the first'"))
    assert notebook.run(each.shows).error or notebook.run(each.shows).value != wanted[0]
    assert "✗" in notebook.run(f"grader.check({question!r})").value

    text = edited(right, each.function, "raise ArithmeticError('the second')", above="\n" * 7)
    path.write_text(text)
    for shows in (each.shows, each.above, f"from lab3 import {module}\n{each.shows}"):
        said = notebook.run(shows)
        assert said.error == "ArithmeticError: the second"
        number = next(n for n, line in enumerate(text.split("\n"), 1) if "the second" in line)
        plain = [plain_text(line) for line in said.lines]
        assert any(
            f"{module}.py:{number}" in line and f"{number} " in line and "raise Arith" in line for line in plain
        ), plain
    assert f"{module}.py, line {number}: ArithmeticError" in notebook.run(f"grader.check({question!r})").value

    path.write_text(right)
    said = notebook.run(f"grader.check({question!r})")
    assert f"{question} results: All test cases passed!" in said.value and "points are tested here" in said.value
    assert [notebook.run(each.shows).value, notebook.run(each.above).value] == wanted

    path.write_text(right + "\n\ndef (:\n")
    broken = f"lab3/{module}.py, line {right.count(chr(10)) + 3}: SyntaxError: invalid syntax"
    said = notebook.run(f"grader.check({question!r})")
    assert said.printed == f"{broken}. Nothing of this file runs until you have mended it.\n"
    assert said.value.split("\n") == [f"{question} results:", "  ✗ did not run", f"      {broken}"]
    for shows in (each.shows, each.above):
        said = notebook.run(shows)
        assert (said.error, said.printed, said.lines) == (f"BrokenFile: {broken}", "", [f"BrokenFile: {broken}"])

    path.write_text(right)
    assert [notebook.run(each.shows).value, notebook.run(each.above).value] == wanted
    said = notebook.run(f"grader.check({question!r})")
    assert "All test cases passed!" in said.value and said.printed == ""


def test_a_variable_of_an_older_making_is_named(notebook):
    path = notebook.folder / "lab3" / "attention.py"
    right = path.read_text()
    path.write_text(right.replace("self.head_dim = head_dim", "self.head_dim = head_dim\n        self.scale = 2.0", 1))
    assert notebook.run("1").printed == (
        "Made before this edit, by the old code: head, lm. Run the cells again that make them.\n"
    )
    path.write_text(right)
    notebook.run("1")


def plain_text(line):
    """A line of a traceback without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", line)
