"""A notebook gets one verdict: from `grader.check`, from the checks that read its file, and from the judge.

Each notebook is the right one with a small edit. Most edits are from reports about other courses' graders: cells that
were copied, split or merged, lost metadata, names used again, magics, and code of one's own anywhere.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from support.lab import LAB, ROOT, copy_of, part, reference
from support.lazy import lazy
from support.notebooks import Draft, answered, untouched

public_cases = lazy("autograder.authoring.release.public_cases")
harness = lazy("autograder.grading.judge.harness")
judging = lazy("autograder.grading.judge.judge")

pytestmark = pytest.mark.slow

QUESTIONS = MLP, TRANSFORMER = "trace_mlp", "trace_transformer"
HELPER = "import torch.nn.functional as F\n\n\ndef rectified(t):\n    return F.relu(t)"
WITH_HELPER = "mlp_hidden = rectified(mlp_model.model.model[0](mlp_embeddings))"
LONG = "import time\nbegan = time.process_time()\nwhile time.process_time() < began + 3:\n    total = 1"


@dataclass(frozen=True)
class Edit:
    """An edit, which questions lose points, and a sentence (a pattern) that the judge and the checks say."""

    make: Callable[[Draft], object]
    loses: tuple[str, ...] = ()
    sentence: str = ""
    encoding: str = "utf-8"


def split(draft: Draft, name: str, old: str) -> None:
    """Cut a cell in two before a text; the second one has no metadata."""
    source = draft.source(name)
    place = source.index(old)
    draft.put(name, source[:place].rstrip()).after(name, source[place:])


def answers_in_cells_of_ones_own(draft: Draft) -> None:
    for name, cell in draft.places.items():
        if "# TODO(" in draft.source(name) and cell["cell_type"] == "code":
            draft.after(name, "\n".join(line for line in draft.source(name).split("\n") if not line.startswith("#")))
            draft.put(name, untouched().source(name))


def copies_below_untouched_cells(draft: Draft) -> None:
    for name in ("mlp_hidden", "transformer_qkv"):
        draft.after(name, draft.source(name)).put(name, untouched().source(name))


def merged(draft: Draft, *names: str) -> None:
    """Merge cells, as Jupyter does: the first one keeps its metadata."""
    draft.put(names[0], "\n\n".join(map(draft.source, names))).drop(*names[1:])


def without_todos(draft: Draft) -> None:
    for name, cell in draft.places.items():
        if cell["cell_type"] == "code" and "# TODO(" in draft.source(name):
            draft.put(name, "\n".join(line for line in draft.source(name).split("\n") if not line.startswith("#")))


def printed(draft: Draft) -> None:
    """Give a cell ten megabytes of output."""
    line = "0.123456789 " * 8 + "\n"
    draft.places["mlp_hidden"]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [line] * 100_000}]


FIRST = "cell “TODO(trace_mlp): set `predicted_shapes` to a dict"
EDITS = {
    "as it is": Edit(lambda d: None),
    "a comment ends in a question mark": Edit(lambda d: d.change("mlp_embeddings", "# (9, 32)", "# (9, 32)?")),
    "a list of packages": Edit(
        lambda d: d.before("mlp_hidden", f"packages = !echo numpy\n{HELPER}").put("mlp_hidden", WITH_HELPER)
    ),
    "a measurement": Edit(
        lambda d: d.before("mlp_hidden", f"speed = %time math.sqrt(2)\n{HELPER}").put("mlp_hidden", WITH_HELPER)
    ),
    "a statement is timed": Edit(lambda d: d.put("transformer_norm", "%time normed = layer.norm_1(x)")),
    "a cell is timed": Edit(lambda d: d.put("transformer_norm", "%%time\nnormed = layer.norm_1(x)")),
    "a cell is measured in a loop": Edit(
        lambda d: d.put("transformer_norm", "%%timeit -n 1 -r 1\nnormed = layer.norm_1(x)"), (TRANSFORMER,),
        "has no variable",
    ),
    "help, and magics in strings": Edit(
        lambda d: d.put(
            "mlp_embeddings",
            'torch.softmax?\nnote = """\n%matplotlib inline\n!ls\nwhy?\n"""\n'
            "mlp_embeddings = mlp_model.word_to_embedding(\n    mlp_ids\n)\n?mlp_model",
        )
    ),
    "a shell command over several lines": Edit(
        lambda d: d.before("mlp_hidden", f"!echo it's \\\n   a list\n{HELPER}").put("mlp_hidden", WITH_HELPER)
    ),
    "IPython itself is called": Edit(
        lambda d: d.before(
            "mlp_hidden", f'get_ipython().run_line_magic("config", "InlineBackend.rc = {{}}")\n{HELPER}'
        ).put("mlp_hidden", WITH_HELPER)
    ),
    "the code of the cell is indented": Edit(
        lambda d: d.put("transformer_norm", "    normed = layer.norm_1(x)\n    y = 1")
    ),
    "a pasted session": Edit(lambda d: d.put("transformer_norm", ">>> normed = (layer\n...     .norm_1(x))")),
    "a cell is split": Edit(lambda d: split(d, "mlp_output", "mlp_logits =")),
    "many cells are split": Edit(
        lambda d: [split(d, *each) for each in (
            ("mlp_output", "print("), ("transformer_qkv", "k = head"), ("transformer_logits", "logits = trace"),
        )]
    ),
    "answers stand in cells of one's own": Edit(answers_in_cells_of_ones_own),
    "answers stand in copies below untouched cells": Edit(copies_below_untouched_cells),
    "a wrong try above the right one": Edit(
        lambda d: d.before("mlp_hidden", "mlp_hidden = mlp_model.model.model[0](mlp_embeddings)")
    ),
    "a wrong try below the right one": Edit(
        lambda d: d.after("mlp_hidden", "mlp_hidden = mlp_model.model.model[0](mlp_embeddings)"),
        (MLP,), "predict|logits"
    ),
    "a try after the check": Edit(lambda d: d.after("check_trace_mlp", "mlp_hidden = mlp_logits = None")),
    "another check of the same at the end": Edit(
        lambda d: d.after("check_trace_transformer", 'x = None\ngrader.check("trace_transformer")'),
        (TRANSFORMER,), "x should be a tensor"
    ),
    "a name is used again later": Edit(
        lambda d: d.before("transformer_embed", "places = torch.arange(9)")
        .put(
            "transformer_embed",
            "token_embeddings = trace_model.word_to_embedding(trace_ids)\n"
            "position_embeddings = trace_model.pos_to_embedding(places)\nx = token_embeddings + position_embeddings",
        )
        .at_the_end("places = 'home'")
    ),
    "names that given cells use later": Edit(
        lambda d: d.before("mlp_hidden", "model = mlp_model.model.model\nlikeliest = lambda t: t.argmax(-1)")
        .put("mlp_hidden", "mlp_hidden = model[1](model[0](mlp_embeddings))")
        .put("mlp_next", "mlp_next_ids = likeliest(mlp_logits)\nfor loss in range(3):\n    print(loss)")
    ),
    "one import of one's own": Edit(lambda d: d.before("part_2", HELPER).put("mlp_hidden", WITH_HELPER)),
    "an import is added to a given cell": Edit(
        lambda d: d.put("imports", f"{d.source('imports')}\n{HELPER}").put("mlp_hidden", WITH_HELPER)
    ),
    "everything is imported": Edit(
        lambda d: d.before("transformer_scores", "from math import *").change(
            "transformer_scores", "math.sqrt(head.head_dim)", "sqrt(head.head_dim)"
        )
    ),
    "a list is filled in a loop": Edit(
        lambda d: d.before("transformer_qkv", "projections = []")
        .before("transformer_qkv", "for part in (head.get_query, head.get_key, head.get_value):\n"
                "    projections.append(part(normed))")
        .put("transformer_qkv", "q, k, v = projections")
    ),
    "a helper stands below": Edit(
        lambda d: d.put("mlp_hidden", WITH_HELPER).after("mlp_hidden", HELPER),
        (MLP,), "name 'rectified' is not defined"
    ),
    "metadata and ids are stripped": Edit(lambda d: d.without_metadata()),
    "metadata is stripped, ids are new": Edit(lambda d: d.without_metadata(ids=True)),
    "metadata and TODOs are gone": Edit(lambda d: [without_todos(d), d.without_metadata()]),
    "names of cells are exchanged": Edit(
        lambda d: [
            d.places["mlp_hidden"]["metadata"].update(name="mlp_output"),
            d.places["mlp_output"]["metadata"].update(name="mlp_hidden"),
        ]
    ),
    "a cell became text": Edit(
        lambda d: d.turn_into("mlp_hidden", "markdown"), (MLP,), r"is text \(Markdown\), so nothing runs it"
    ),
    "a cell became raw, another one has the answer": Edit(
        lambda d: d.after("mlp_hidden", d.source("mlp_hidden")).turn_into("mlp_hidden", "raw")
    ),
    "a cell is deleted": Edit(
        lambda d: d.drop("mlp_output"), (MLP,),
        "no cell assigns it, and there is no cell “TODO.trace_mlp.: set `mlp_output`",
    ),
    "a check is deleted": Edit(lambda d: d.drop("check_trace_mlp").at_the_end("mlp_hidden = 3")),
    "all checks are deleted": Edit(lambda d: d.drop("check_trace_mlp", "check_trace_transformer")),
    "cells are merged": Edit(lambda d: merged(d, "mlp_set_up", "mlp_predict", "mlp_embeddings", "mlp_hidden")),
    "the whole trace is one cell": Edit(
        lambda d: merged(d, *[name for name in d.places if name.startswith("transformer_") and "text" not in name
                              and "picture" not in name and "proof" not in name])
    ),
    "a given cell is deleted, its code is elsewhere": Edit(
        lambda d: d.before("part_2", d.source("mlp_set_up")).drop("mlp_set_up")
    ),
    "another text": Edit(lambda d: d.change("transformer_set_up", "Tom had a", "Ann saw a")),
    "a shorter text": Edit(
        lambda d: d.change("transformer_set_up", "Tom had a", "Tom"), (TRANSFORMER,), r"shape \(9, 32\)"
    ),
    "a cell raises": Edit(
        lambda d: d.put("mlp_predict", "# TODO(trace_mlp): set `predicted_shapes` to a dict\nprint(1 / 0)\n"),
        (MLP,), "“TODO.trace_mlp.: set `predicted_shapes` to a di…”, line 2: ZeroDivisionError",
    ),
    "the first cell of a chain raises": Edit(
        lambda d: d.put("mlp_embeddings", "mlp_embeddings = F.embedding(mlp_ids)"), (MLP,), "name 'F' is not defined"
    ),
    "a cell is no Python": Edit(lambda d: d.put("mlp_next", "mlp_next_ids = = 3"), (MLP,), "SyntaxError"),
    "a name is misspelt": Edit(
        lambda d: d.change("mlp_next", "mlp_next_ids =", "mlp_next_id ="), (MLP,), "has no variable `mlp_next_ids`"
    ),
    "a long loop of one's own": Edit(lambda d: d.before("mlp_hidden", LONG)),
    "training of one's own": Edit(
        lambda d: d.after(
            "train_mlp",
            "more = make_model('mlp')\nhistory = train(more, train_ids, 5000, held_out_ids)\nprint(history.step)",
        )
    ),
    "a picture of the history": Edit(
        lambda d: d.after("train_mlp", f"plot_losses({{'mine': mlp_history}}, 2.0)\n{HELPER}").put(
            "transformer_norm", "normed = layer.norm_1(x) + 0 * F.relu(x)"
        )
    ),
    "the default dtype is changed after the trace": Edit(
        lambda d: d.after("check_trace_transformer", "torch.set_default_dtype(torch.float64)")
    ),
    "a question is asked": Edit(lambda d: d.before("mlp_hidden", "words = input('your words? ')\nprint(words)")),
    "everything is untouched": Edit(
        lambda d: [d.put(name, untouched().source(name)) for name in d.places], QUESTIONS, "has no code yet"
    ),
    "a byte order mark": Edit(lambda d: None, encoding="utf-8-sig"),
    "UTF-16": Edit(lambda d: None, encoding="utf-16"),
    "much output": Edit(printed),
}  # fmt: skip


def made(edit: Edit) -> bytes:
    draft = answered()
    edit.make(draft)
    return draft.bytes(edit.encoding)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The students' tree with the solution's modules, and with checks and public tests as they are now."""
    tree = copy_of(LAB.student_release, tmp_path_factory.mktemp("release"), ["checks"])
    for question in QUESTIONS:
        text = public_cases.public_version(LAB.test_file(question).read_text(encoding="utf-8"))
        (tree / "tests" / f"{question}.py").write_text(text, encoding="utf-8")
    copy_of(LAB.solutions / "lab3", tree / "lab3")
    harness.write_checks(LAB, tree / "checks")
    return tree


@pytest.fixture(scope="module")
def in_the_notebook(folder, tmp_path_factory):
    """By edit and question: whether the notebook says "passed", and what the checks say that read its file."""
    notebooks = tmp_path_factory.mktemp("notebooks")
    for number, edit in enumerate(EDITS.values()):
        (notebooks / f"{number}.ipynb").write_bytes(made(edit))
    command = [sys.executable, "-m", "support.in_the_notebook", str(notebooks)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment())
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    return {name: found[f"{number}.ipynb"] for number, name in enumerate(EDITS)}


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "tests"), "MPLBACKEND": "Agg"}


@pytest.fixture(scope="module")
def judge(sandbox):
    return judging.Judge(part(*QUESTIONS, call_seconds=2), sandbox)


def cases_of(judge, notebook: bytes) -> dict[str, dict[str, object]]:
    """By question, what the judge finds in each case."""
    submission = replace(reference(), notebook=notebook)
    with judge.run(submission, 0, {}) as run:
        shown = run.observe_what_is_shown(list(run.questions), judging.say_nothing)
        hidden = run.observe_hidden(list(run.questions), shown)
    return {q: {name: seen.result for name, seen in hidden.seen[q].items()} for q in QUESTIONS}


@pytest.mark.parametrize("name", EDITS)
def test_a_notebook_gets_one_verdict(name, judge, in_the_notebook):
    edit = EDITS[name]
    found = cases_of(judge, made(edit))
    said = " ".join(case.message for q in QUESTIONS for case in found[q].values() if not case.hidden)
    assert tuple(q for q in QUESTIONS if not all(case.passed for case in found[q].values())) == edit.loses, said
    for question in QUESTIONS:
        passes = all(case.passed for case in found[question].values() if not case.hidden)
        seen = in_the_notebook[name][question]
        assert seen["notebook"] == seen["file"]["passed"] == passes, seen["file"]["message"]
    if edit.sentence:
        in_file = " ".join(in_the_notebook[name][question]["file"]["message"] for question in QUESTIONS)
        assert re.search(edit.sentence, said), said
        assert re.search(edit.sentence, in_file), in_file
