"""`python -m lab3` looks at its arguments before it trains, and whatever happens it ends with one line."""

import gzip
import importlib
import io
import json
import os
import subprocess
import sys

import pytest
from support.lab import LAB
from support.lazy import lazy

command = lazy("lab3.__main__")


class Trained(Exception):
    """The training has begun."""


@pytest.fixture(autouse=True)
def no_training(monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise Trained

    monkeypatch.setattr("lab3.training.train", refuse)
    monkeypatch.chdir(tmp_path)


def device_of(name):
    return importlib.import_module("lab3.__main__")._device(name)


def lab3(monkeypatch, *arguments):
    """Run a command in this process; returns the exit code."""
    monkeypatch.setattr(sys, "argv", ["lab3", *map(str, arguments)])
    try:
        return command.main()
    except SystemExit as end:
        return end.code


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["generate", "日本"], "no character of '日本' is in the vocabulary"),
        (["generate", "--prompt", "→"], "no character of '→' is in the vocabulary"),
        (["generate", ""], "no character of '' is in the vocabulary"),
        (["compare", "日本"], "no character of '日本' is in the vocabulary"),
        (["generate", "Tom", "--prompt", "Tim"], "is given twice"),
        (["generate", "--device", "gpu"], "there is no device 'gpu': give auto, cpu, cuda or mps"),
        (["generate", "--device", "meta"], "there is no device 'meta'"),
        (["generate", "--device", "cuda:x"], "there is no device 'cuda:x'"),
        (["generate", "--device", "cpu:1"], "there is no device 'cpu:1': the last one is cpu:0"),
        (["generate", "--temperature", "warm"], "'warm' should be a number from 0.001 to 1000"),
        (["generate", "--temperature", "nan"], "'nan' should be a number"),
        (["generate", "--temperature", "0"], "'0' should be a number"),
        (["generate", "--temperature=-1"], "'-1' should be a number"),
        (["generate", "--temperature", "inf"], "'inf' should be a number"),
        (["generate", "--tokens", "-1"], "'-1' should be a whole number, at least 0"),
        (["generate", "--steps", "0"], "'0' should be a whole number, at least 1"),
        (["generate", "--seed", "-1"], "'-1' should be a whole number from 0 to"),
        (["generate", "--seed", str(10**20)], "should be a whole number from 0 to"),
        (["train", "--save", "none/m.pt"], "there is no folder none: make it first"),
        (["train", "--save", "."], ". is a folder: name a file with --save"),
        (["train", "--save", "file/m.pt"], "file/m.pt cannot be written (Not a directory)"),
        (["compare", "--out", "none/l.png"], "there is no folder none"),
        (["compare", "--out", "."], ". is a folder: name a file with --out"),
        (["attention", "a", "--out", "a.xyz"], "no picture can have the ending .xyz; there are"),
        (["attention", "x" * 33], "the text has 33 characters: give at most 32"),
        (["attention", ""], "the text is empty"),
        (["attention", "a日b"], "the vocabulary lacks '日'"),
        (["attention", "a", "--model", "mlp"], "the MLP has no attention"),
        (["generate", "--weights", "none.pt"], "there is no file none.pt"),
        (["generate", "--weights", "file"], "file holds no weights of a transformer"),
        (["generate", "--source", "none.jsonl"], "there are no stories at none.jsonl"),
        (["generate", "--sorce", "x"], "unrecognized arguments: --sorce"),
        (["write"], "invalid choice: 'write'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_what_cannot_be_done_is_one_line_before_any_training(monkeypatch, tmp_path, capsys, arguments, sentence):
    (tmp_path / "file").write_text("no weights")
    assert lab3(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert sentence in said.err and said.err.startswith("lab3: ") and said.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "file"
    ]  # trying whether it can be written leaves nothing


@pytest.mark.parametrize(("kind", "there"), [("cuda", "cuda.is_available"), ("mps", "backends.mps.is_available")])
def test_a_device_is_taken_only_where_it_is(monkeypatch, capsys, kind, there):
    import torch

    monkeypatch.setattr(f"torch.{there}", lambda: False)
    assert lab3(monkeypatch, "generate", "--device", kind) == 2
    assert "GPU here that PyTorch can use: give --device auto" in capsys.readouterr().err
    assert device_of("auto") in ("cpu", "cuda", "mps")
    monkeypatch.setattr("torch.cuda.is_available", lambda: kind == "cuda")
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: kind == "mps")
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    assert device_of("auto") == device_of(kind) == kind
    with pytest.raises(command.UsageError, match=f"the last one is {kind}:0"):
        device_of(f"{kind}:1")


@pytest.mark.parametrize(
    "arguments",
    [["generate", "Tom"], ["generate", "--prompt", "Tom"], ["generate"], ["generate", "--device", "auto"], ["train"],
     ["compare", "--out", "no_ending"], ["attention", "Tom"], ["generate", "--steps", "1", "--seed", "7"]],
)  # fmt: skip
def test_what_can_be_done_is_trained_for(monkeypatch, capsys, arguments):
    assert lab3(monkeypatch, *arguments) == 2
    assert "lab3: Trained in lab3/__main__.py, line " in capsys.readouterr().err
    with pytest.raises(Trained):
        lab3(monkeypatch, *arguments, "--traceback")


def test_an_error_of_unfinished_code_is_one_line_with_its_place(monkeypatch, capsys):
    for error, sentence in (
        (IndexError("index out of range"), "IndexError in lab3/__main__.py, line "),
        (NotImplementedError("generation: see its TODO"), "lab3: generation: see its TODO\n"),
        (SyntaxError("invalid syntax", (str(LAB.package / "mlp.py"), 3, 1, "")), "lab3: lab3/mlp.py, line 3: invalid"),
        (ModuleNotFoundError(name="datasets"), "there is no package datasets here: run `pip install -r"),
        (MemoryError(), "MemoryError in lab3/__main__.py"),
    ):

        def fail(*arguments, error=error, **options):
            raise error

        monkeypatch.setattr("lab3.training.train", fail)
        assert lab3(monkeypatch, "generate") == 2
        said = capsys.readouterr().err
        assert sentence in said and said.count("\n") == 1


LINE = json.dumps({"text": "Tom had a red ball. " * 5}) + "\n"
LONG = json.dumps({"text": "Tom had a red ball. " * 80_000}) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.jsonl", LINE + '{"text": null}\n', "line 2: `text` is null: it should be a text, in quotes"),
        ("a.jsonl", "\n" + LINE + '{"text": 3}\n', "line 3: `text` is 3: it should be a text"),
        ("a.jsonl", LINE + "story\n", "line 2: this is not JSON"),
        ("a.jsonl", LINE + '{"story": "x"}\n', "line 2 has no column `text` (it has: story)"),
        ("a.jsonl", LINE + '"x"\n', "line 2 has no column `text` (it has: none)"),
        ("a.jsonl", '{"text": "\\ud800"}\n' * 9, "cannot be read: save it as UTF-8"),
        ("a.jsonl", LINE.encode("utf-16"), "cannot be read: save it as UTF-8"),
        ("a.json", f"[{LINE}, null]", "entry 2 has no column `text`"),
        ("a.json", "[1, 2", "cannot be read"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.jsonl.gz", gzip.compress(LINE.encode() * 99, mtime=0)[:-9], "cannot be read (Compressed file ended"),
        ("a.txt", b"caf\xe9" * 99, "cannot be read: save it as UTF-8"),
        ("a.jsonl", '{"text": "Tom"}\n' * 9, "is too short: its splits have 32 and 4 characters of the vocabulary"),
        ("a.jsonl", json.dumps({"text": "日本" * 99}) * 1 + "\n" + LINE, "is too short"),
        ("a.jsonl", LONG * 3, None),
        ("a.jsonl", "\ufeff" + LINE * 20, None),
        ("a.json", json.dumps([json.loads(LINE)] * 20, indent=1), None),
        ("a.jsonl.gz", gzip.compress(LINE.encode() * 20, mtime=0), None),
    ],
)
def test_stories_are_read_whatever_their_length_or_refused_in_one_line(monkeypatch, capsys, name, content, sentence):
    with open(name, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    assert lab3(monkeypatch, "generate", "--source", name) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and (sentence or "lab3: Trained") in said


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        (["a", None], "string", "row 2: `text` is empty (null)"),
        ([None, None], "null", "row 1: `text` is empty (null)"),
        ([1, 2], "int64", "the column `text` holds int64: it should hold texts"),
        ([b"a", b"b"], "binary", "the column `text` holds binary"),
        (["Tom had a red ball. " * 9] * 20, "large_string", None),
        (["Tom had a red ball. " * 9] * 20, "dictionary", None),
    ],
)
def test_a_table_of_stories_has_a_text_in_each_row(monkeypatch, capsys, values, kind, sentence):
    import pyarrow
    import pyarrow.parquet

    column = pyarrow.array(values).dictionary_encode() if kind == "dictionary" else pyarrow.array(values, kind)
    pyarrow.parquet.write_table(pyarrow.table({"text": column}), "a.parquet")
    assert lab3(monkeypatch, "generate", "--source", "a.parquet") == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and (sentence or "lab3: Trained") in said


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_no_encoding_ends_the_program(monkeypatch, encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    command.print_whatever_the_encoding()
    print("✓ café → 日本 \udcff")
    stream.flush()
    said = stream.buffer.getvalue().decode(encoding)
    cafe = r"caf\xe9" if encoding == "ascii" else "café"
    assert said == f"+ {cafe} -> \\u65e5\\u672c \\udcff\n"


@pytest.mark.slow
def test_a_closed_pipe_ends_the_program_without_a_word():
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-m", "lab3", "--help"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(arguments, cwd=LAB.root, env=buffered, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert done.stderr == "" and done.returncode in (0, 1)
