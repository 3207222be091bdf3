"""What students hand in besides the right files: nothing good is lost to something bad, and sentences are true.

Situations are those of public reports of other tools: a `venv` in the zip (Drop Project #101), zips in zips
(SSID #137), whole paths (Submitty #95), `.tar.gz` and `.rar` (Praktomat #163), copies of notebooks and of folders.
"""

import json
import os
import subprocess
import zipfile
from pathlib import PurePosixPath

import pytest
from support.downloads import MODULES, NOTEBOOK, PACKAGE, as_tar, as_zip, marked, solution, starter, write
from support.lab import SETTINGS

from autograder.grading.submission import files
from autograder.grading.submission.kinds import meant_name
from autograder.grading.submission.read import read_submission

RIGHT = solution()
NONE = starter()
MODULE = f"{PACKAGE}/attention.py"
NEVER = ("no package", "missing", "intact zip", "is gone")


def without(tree, *names):
    return {name: data for name, data in tree.items() if name not in names}


def renamed(tree, **names):
    return {names.get(PurePosixPath(name).stem, name) if "/" in name else name: data for name, data in tree.items()}


def moved(tree, old, new):
    return without(tree, old) | {new: tree[old]}


def notebook_with_outputs(megabytes):
    content = json.loads(RIGHT[NOTEBOOK])
    content["cells"][-1] = {
        "cell_type": "code", "metadata": {}, "source": "print(1)", "execution_count": 1,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * (megabytes << 20)}],
    }  # fmt: skip
    return json.dumps(content).encode()


def environment(folder, packages="lib/python3.11/site-packages"):
    modules = {f"{folder}/{packages}/torch/m{number}.py": b"x = 1\n" for number in range(2000)}
    return modules | {f"{folder}/pyvenv.cfg": b"home = /usr/bin\n", f"{folder}/bin/activate_this.py": b"x = 1\n"}


WHOLE = {
    "as it should be": RIGHT,
    "a zip in the folder": {"lab3.zip": as_zip(RIGHT)},
    "a zip in a zip": {"hw/lab3.zip": as_zip({"really/lab3.zip": as_zip(RIGHT)})},
    "a zip of the package, and the notebook": {"lab3.zip": as_zip(without(RIGHT, NOTEBOOK)), NOTEBOOK: RIGHT[NOTEBOOK]},
    "a tar.gz": {"lab3.tar.gz": as_tar(RIGHT)},
    "a tgz in a folder": {"x/lab3.tgz": as_tar(RIGHT)},
    "a tar.xz": {"lab3.tar.xz": as_tar(RIGHT, "xz")},
    "a tar": {"lab3.tar": as_tar(RIGHT, "")},
    "three folders down": solution("Desktop/Uni/Lab 3/"),
    "six folders down": solution("home/ada/Desktop/Uni/Lab 3/final/"),
    "lab3 in lab3": {f"{PACKAGE}/{name}": data for name, data in RIGHT.items()},
    "lab3 (1)": {name.replace(f"{PACKAGE}/", f"{PACKAGE} (1)/"): data for name, data in RIGHT.items()},
    "modules without a folder": {name.removeprefix(f"{PACKAGE}/"): data for name, data in RIGHT.items()},
    "venv": RIGHT | environment("venv"),
    "env": RIGHT | environment("env"),
    "an environment of any name": RIGHT | environment("myenv") | environment("p/torch", "packages"),
    "an environment on Windows": RIGHT | environment(".env", "Lib/site-packages"),
    "node_modules": RIGHT | {f"node_modules/a/{number}.py": b"" for number in range(300)},
    "checkpoints and caches": RIGHT
    | {f".ipynb_checkpoints/{PACKAGE}-checkpoint.ipynb": NONE[NOTEBOOK], f"__MACOSX/{PACKAGE}/._attention.py": b"\0"},
    "a repository": RIGHT | {f".git/objects/{number}.py": b"" for number in range(300)},
    "60 MB of output": RIGHT | {NOTEBOOK: notebook_with_outputs(60)},
    "a huge module of one's own": RIGHT | {f"{PACKAGE}/aaa.py": b"#" * (51 << 20)},
    "500 modules elsewhere": RIGHT | {f"backup/m{number}.py": b"x = 1\n" for number in range(500)},
    "a damaged zip": RIGHT | {"old.zip": b"PK\x03\x04" + b"\0" * 40},
    "the starter code as a zip": RIGHT | {"lab3-student.zip": as_zip(NONE)},
    "an older try": RIGHT | {f"old/{name}": data for name, data in NONE.items()},
    "work in a copy": NONE | {name.replace(PACKAGE, f"{PACKAGE}-copy", 1): data for name, data in RIGHT.items()},
    "work in another folder": {f"a_old/{name}": data for name, data in NONE.items()}
    | {f"b_final/{name}": data for name, data in RIGHT.items()},
    "work in a copy of the notebook": RIGHT | {NOTEBOOK: NONE[NOTEBOOK], f"{PACKAGE}-Copy1.ipynb": RIGHT[NOTEBOOK]},
    "a notebook of another name": moved(RIGHT, NOTEBOOK, "Ada's lab.ipynb"),
    "lab3 (1).ipynb": moved(RIGHT, NOTEBOOK, f"{PACKAGE} (1).ipynb"),
    "lab3.ipynb.json": moved(RIGHT, NOTEBOOK, f"{NOTEBOOK}.json"),
    "lab3.ipynb.txt": moved(RIGHT, NOTEBOOK, f"{NOTEBOOK}.txt"),
    "attention (1).py": moved(RIGHT, MODULE, f"{PACKAGE}/attention (1).py"),
    "attention.py.txt": moved(RIGHT, MODULE, f"{PACKAGE}/attention.py.txt"),
    "Attention.py": moved(RIGHT, MODULE, f"{PACKAGE}/Attention.py"),
    "attention-1.py next to the starter code": RIGHT
    | {MODULE: NONE[MODULE], f"{PACKAGE}/attention-1.py": RIGHT[MODULE]},
    "ada_attention.py": moved(RIGHT, MODULE, f"{PACKAGE}/ada_attention.py"),
    "a module next to the package": moved(RIGHT, MODULE, "attention.py"),
    "a report": RIGHT | {"report.pdf": b"%PDF", "figures/a.png": b"\x89PNG", "data/stories.txt": b"x" * 1000},
    "files of a Mac": RIGHT | {f"{PACKAGE}/._attention.py": b"\0", ".DS_Store": b"\0", "__MACOSX/x.py": b""},
}  # fmt: skip
DOUBTFUL = {
    "work in a copy", "work in another folder", "work in a copy of the notebook", "attention (1).py",
    "attention.py.txt", "Attention.py", "attention-1.py next to the starter code", "a module next to the package",
    "ada_attention.py",
}  # fmt: skip
"""Situations in which a person should look at what was chosen."""
SAID = {
    "venv": "left out venv/: installed packages are not graded",
    "env": "left out env/: installed packages are not graded",
    "a huge module of one's own": "left out lab3/aaa.py: there are more than 50 MB of code",
    "500 modules elsewhere": "there are more than 200 files of code",
    "a damaged zip": "left out old.zip: it is damaged",
    "attention (1).py": "graded lab3/attention (1).py as attention.py: no other file is that module",
    "work in a copy of the notebook": "graded lab3-Copy1.ipynb as the notebook, which has more code in it",
}


@pytest.mark.parametrize("form", ["folder", "zip"])
@pytest.mark.parametrize("situation", WHOLE)
def test_all_of_the_work_is_found(situation, form, tmp_path):
    write(tmp_path / "in", WHOLE[situation])
    place = tmp_path / "in"
    if form == "zip":
        place = tmp_path / "in.zip"
        place.write_bytes(as_zip(WHOLE[situation]))
    found = read_submission(place, SETTINGS)
    for name in MODULES:
        assert found.files[PurePosixPath(name)] == RIGHT[f"{PACKAGE}/{name}"], (name, found.notes)
    sources = [cell["source"] for cell in json.loads(found.notebook)["cells"]]
    assert sources[:-1] == [cell["source"] for cell in json.loads(RIGHT[NOTEBOOK])["cells"]][:-1]
    assert bool(found.doubts) == (situation in DOUBTFUL), found.doubts
    assert set(found.doubts) <= set(found.notes)
    assert SAID.get(situation, "") in " ".join(found.notes)
    assert not [word for word in NEVER if word in " ".join(found.notes)]


def test_a_module_that_cannot_be_read_costs_itself_alone(tmp_path):
    write(tmp_path, RIGHT)
    (tmp_path / MODULE).unlink()
    os.mkfifo(tmp_path / MODULE)
    (tmp_path / "lab3.zip").symlink_to("/etc/passwd")
    found = read_submission(tmp_path, SETTINGS)
    assert len([name for name in MODULES if PurePosixPath(name) in found.files]) == len(MODULES) - 1
    assert f"left out {MODULE}: it is no ordinary file" in found.notes
    assert "left out lab3.zip: links are not followed" in " ".join(found.notes) or "lab3.zip" in " ".join(found.notes)


NOTHING = {
    "a RAR": (
        {"lab3.rar": b"Rar!\x1a\x07"},
        "lab3.rar is a RAR archive, which is not read: ask for lab3/ and lab3.ipynb",
    ),
    "a 7z": ({"x/lab3.7z": b"7z\xbc\xaf\x27\x1c"}, "x/lab3.7z is a 7z archive"),
    "a PDF": ({"lab3.pdf": b"%PDF"}, "lab3.pdf is a PDF, which is not read"),
    "a Word document": ({"lab3.docx": b"PK"}, "lab3.docx is a Word document"),
    "a web page": ({"lab3.html": b"<html>"}, "lab3.html is a web page"),
    "something else": ({"a.csv": b"", "b/essay.py": b"print(1)"}, "it holds a.csv, b/essay.py"),
    "nothing": ({".DS_Store": b""}, "no package found: the submission should hold a folder lab3/ with attention.py"),
}


@pytest.mark.parametrize("situation", NOTHING)
def test_what_is_there_is_named_where_nothing_can_be_graded(situation, tmp_path):
    tree, sentence = NOTHING[situation]
    write(tmp_path, tree)
    found = read_submission(tmp_path, SETTINGS)
    assert sentence in found.why_empty and found.why_empty


def test_a_file_is_named_by_what_is_in_it(tmp_path):
    for name, data, sentence in (
        ("a.zip", b"Rar!\x1a\x07\x01\x00", "a.zip is a RAR archive, which is not read"),
        ("b.zip", b"<!DOCTYPE html><html>Please log in", "b.zip is a web page"),
        ("c.zip", b"%PDF-1.7", "c.zip is a PDF"),
        ("d.docx", as_zip({"word/document.xml": b""}), "d.docx is a Word document"),
        (
            "e.zip",
            as_zip(RIGHT)[:-500],
            "e.zip cannot be read (File is not a zip file): it is damaged, ask for it again",
        ),
    ):
        (tmp_path / name).write_bytes(data)
        assert sentence in read_submission(tmp_path / name, SETTINGS).why_empty
    (tmp_path / "f.zip").write_bytes(as_tar(RIGHT))
    assert len(read_submission(tmp_path / "f.zip", SETTINGS).files) >= len(MODULES)


def test_a_zip_with_a_password_is_named_as_such(tmp_path):
    path = tmp_path / "s.zip"
    data = bytearray(as_zip(marked("x")))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(data)
    found = read_submission(path, SETTINGS)
    assert "left out lab3/causal_mask.py: it has a password: ask for a zip without one" in found.notes


def test_the_notebook_alone_and_code_in_it_are_named(tmp_path):
    content = json.loads(NONE[NOTEBOOK])
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": "class MLP(nn.Module):\n    pass\n"})
    write(tmp_path, {NOTEBOOK: json.dumps(content).encode()})
    found = read_submission(tmp_path, SETTINGS)
    assert not found.files and found.notebook and not found.why_empty
    assert found.doubts[0].startswith("there is only the notebook lab3.ipynb: ask for a folder lab3/")
    assert "the notebook defines MLP (mlp.py), but only modules of lab3/ are graded for that" in found.doubts[1]


def test_work_in_the_notebook_beside_the_starter_code_is_named(tmp_path):
    content = json.loads(NONE[NOTEBOOK])
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": "def make_causal_mask(n):\n    return 1\n"})
    write(tmp_path, NONE | {NOTEBOOK: json.dumps(content).encode()})
    assert "the notebook defines make_causal_mask (causal_mask.py)" in read_submission(tmp_path, SETTINGS).doubts[0]


def test_the_starter_code_has_no_doubts(tmp_path):
    write(tmp_path, NONE)
    found = read_submission(tmp_path, SETTINGS)
    assert found.doubts == () and found.notes == ()


ABSENT = {
    "deleted": ({}, "attention.py was not found"),
    "compiled": ({f"{PACKAGE}/attention.pyc": b"x"}, "attention.py was not found, but lab3/attention.pyc"),
    "a notebook": ({f"{PACKAGE}/Attention.ipynb": b"{}"}, "attention.py was not found, but lab3/Attention.ipynb"),
    "a text": ({f"{PACKAGE}/my attention.txt": b"x"}, "attention.py was not found, but lab3/my attention.txt"),
}


@pytest.mark.parametrize("situation", ABSENT)
def test_a_module_that_is_not_there_is_named_with_what_may_be_it(situation, tmp_path):
    more, sentence = ABSENT[situation]
    write(tmp_path, without(RIGHT, MODULE) | more)
    assert sentence in read_submission(tmp_path, SETTINGS).doubts


@pytest.mark.parametrize("form", [as_zip, as_tar])
def test_names_that_begin_at_the_root_of_a_disk_are_read(form, tmp_path):
    (tmp_path / "s.zip").write_bytes(form({f"/home/ada/{name}": data for name, data in RIGHT.items()}))
    found = read_submission(tmp_path / "s.zip", SETTINGS)
    assert {PurePosixPath(name) for name in MODULES} <= set(found.files) and found.notebook


@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_an_export_of_the_notebook_is_named(kind, tmp_path):
    write(tmp_path, without(RIGHT, NOTEBOOK) | {f"lab3.{kind}": b"x"})
    assert "which is not read: ask for lab3.ipynb itself" in read_submission(tmp_path, SETTINGS).doubts[0]


def test_a_clone_without_work_names_its_other_branches(tmp_path):
    write(tmp_path, NONE)
    git = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    author = ["-c", "user.name=a", "-c", "user.email=a@x.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "."], [*author, "commit", "-qm", "x"],
                  ["branch", "solution"], ["pack-refs", "--all"], ["branch", "try"]):  # fmt: skip
        subprocess.run(["git", *words], cwd=tmp_path, env=git, check=True)
    doubt = "graded the branch main, which has no work; there are other branches: solution, try"
    assert read_submission(tmp_path, SETTINGS).doubts == (doubt,)
    write(tmp_path, RIGHT)
    assert read_submission(tmp_path, SETTINGS).doubts == ()


def nested(levels):
    data = as_zip(marked("deep"))
    for _ in range(levels):
        data = as_zip({"a.zip": data})
    return data


ZEROS = 60 << 20
BOMBS = {
    "zeros in a zip": lambda: as_zip({"lab3.zip": as_zip({MODULE: bytes(ZEROS)})}),
    "zeros in a tar": lambda: as_zip({"lab3.tar.gz": as_tar({MODULE: bytes(ZEROS)})}),
    "many zips": lambda: as_zip({f"{number}.zip": as_zip({f"m{number}.py": bytes(ZEROS)}) for number in range(10)}),
    "zips in zips": lambda: nested(9),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_in_an_archive_costs_itself_alone(bomb, tmp_path):
    write(tmp_path, without(RIGHT, MODULE) | {"bomb.zip": BOMBS[bomb]()})
    found = read_submission(tmp_path, SETTINGS)
    kept = [name for name in MODULES if PurePosixPath(name) in found.files]
    assert len(kept) == len(MODULES) - 1 and found.notebook
    assert "left out bomb.zip" in " ".join(found.notes)


def test_names_in_an_archive_lead_nowhere(tmp_path):
    write(tmp_path, {"a.tar": as_tar({"../../evil.py": b"x", "/etc/evil.py": b"x", **marked("tar")}, "")})
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("../../../evil.py", "x")
    found = read_submission(tmp_path, SETTINGS)
    assert list(found.files) == [PurePosixPath("causal_mask.py")]
    assert "its path leads out of the submission" in " ".join(found.notes)


def test_a_zip_with_a_large_environment_is_read(tmp_path):
    tree = RIGHT | {f"venv/lib/site-packages/p{number % 100}/m{number}.txt": b"" for number in range(60_000)}
    (tmp_path / "s.zip").write_bytes(as_zip(tree))
    found = read_submission(tmp_path / "s.zip", SETTINGS)
    assert {PurePosixPath(name) for name in MODULES} <= set(found.files)


def test_names_that_programs_make_are_understood():
    for name in ("attention (1).py", "attention.py.txt", "Attention.py", "attention-1.py", "attention copy 2.py",
                 "attention - Copy.py", "attention_v2.py", "attention_final(2).PY", "attention-Copy1.py"):  # fmt: skip
        assert meant_name(name) == "attention.py"
    assert meant_name("attention.txt") == "" and meant_name("my_attention.py") == "my_attention.py"
    assert meant_name("x" * 5000 + ".py") == ""


def test_large_notebooks_lose_their_outputs_and_nothing_else():
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        data = notebook_with_outputs(2).decode().encode(encoding)
        cleared = json.loads(files.without_outputs(data))
        assert [cell["source"] for cell in cleared["cells"]] == [
            cell["source"] for cell in json.loads(notebook_with_outputs(2))["cells"]
        ]
    assert files.without_outputs(b"{" * (2 << 20)) == b"{" * (2 << 20)
