"""A submission is found where students put it, and a damaged one becomes a note, not a crash."""

import io
import json
import stat
import tempfile
import warnings
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.lab import LAB, SETTINGS, with_files
from support.lazy import lazy

from autograder.grading.submission.notebook import plan, read_cells
from autograder.grading.submission.read import Submission, read_submission
from autograder.lib.errors import NotebookError, SubmissionError

stage_of = lazy("autograder.grading.judge.stage")

MASK = "def make_causal_mask(): ...\n"


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def pack(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("where", ["lab3", "hw/lab3", "a/b/lab3", "."])
def test_the_package_is_found_in_a_folder(tmp_path, where):
    write(tmp_path / "handed_in", {f"{where}/causal_mask.py": MASK})
    assert PurePosixPath("causal_mask.py") in read_submission(tmp_path / "handed_in", SETTINGS).files


@pytest.mark.parametrize("where", ["lab3/", "hw/lab3/", "a/b/lab3/", "", "a\\lab3\\"])
def test_the_package_is_found_in_a_zip(tmp_path, where):
    path = pack(tmp_path / "s.zip", {f"{where}causal_mask.py": MASK})
    assert PurePosixPath("causal_mask.py") in read_submission(path, SETTINGS).files


def test_the_public_tests_are_not_taken_for_the_package(tmp_path):
    write(tmp_path / "handed_in", {"tests/causal_mask.py": MASK, "lab3.ipynb": "{}"})
    submission = read_submission(tmp_path / "handed_in", SETTINGS)
    assert not submission.files and "there is only the notebook lab3.ipynb" in submission.notes[0]


def test_the_folder_can_be_the_package_itself(tmp_path):
    write(tmp_path / "lab3", {"causal_mask.py": MASK})
    assert list(read_submission(tmp_path / "lab3", SETTINGS).files) == [PurePosixPath("causal_mask.py")]


def test_of_two_packages_the_upper_is_taken_and_the_other_named(tmp_path):
    write(tmp_path, {"lab3/causal_mask.py": MASK, "old/lab3/causal_mask.py": "# old\n"})
    found = read_submission(tmp_path, SETTINGS)
    assert found.files[PurePosixPath("causal_mask.py")] == MASK.encode()
    assert "old/lab3" in found.notes[0]


def test_nothing_there_is_one_sentence(tmp_path):
    with pytest.raises(SubmissionError, match="there is no submission at"):
        read_submission(tmp_path / "none", SETTINGS)


def test_no_package_is_a_note(tmp_path):
    write(tmp_path, {"essay.py": "print('hello')"})
    found = read_submission(tmp_path, SETTINGS)
    assert not found.files and "no package found" in found.notes[0]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_a_damaged_zip_is_a_note(tmp_path, data):
    (tmp_path / "s.zip").write_bytes(data)
    assert "cannot be read" in read_submission(tmp_path / "s.zip", SETTINGS).notes[0]


def test_hostile_entries_of_a_zip_are_left_out(tmp_path):
    path = tmp_path / "s.zip"
    pack(path, {"lab3/causal_mask.py": MASK, "lab3/../../evil.py": "x", "/abs/evil.py": "x"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("lab3/link.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert list(read_submission(path, SETTINGS).files) == [PurePosixPath("causal_mask.py")]


def test_a_bomb_is_a_note(tmp_path):
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lab3/causal_mask.py", b"#" * ((SETTINGS.limits.unpacked_megabytes << 20) + 1))
    assert "more than 50 MB" in read_submission(path, SETTINGS).notes[0]


def test_links_in_a_folder_are_left_out(tmp_path):
    secret = write(tmp_path, {"secret.py": "x"}) / "secret.py"
    folder = write(tmp_path / "s", {"lab3/causal_mask.py": MASK})
    (folder / "lab3" / "link.py").symlink_to(secret)
    assert list(read_submission(folder, SETTINGS).files) == [PurePosixPath("causal_mask.py")]


def test_staging_keeps_the_given_modules_and_takes_the_students_own():
    files = {"training.py": "evil", "causal_mask.py": "mine", "helpers/more.py": "extra"}
    with stage_of.staged(with_files(files, Submission({})), LAB) as stage:
        assert "evil" not in (stage / "lab3/training.py").read_text()
        assert (stage / "lab3/causal_mask.py").read_text() == "mine"
        assert (stage / "lab3/helpers/more.py").read_text() == "extra"
        assert not (stage / "lab3/attention.py").exists()
    assert not stage.exists()


def test_given_modules_that_a_student_changed_are_named_with_what_is_new_in_them():
    ours = (LAB.package / "training.py").read_text()
    changed = {"training.py": ours + "\n# mine\n", "models.py": "def mine(): ...\n"}
    same = {"training.py": "\ufeff" + ours.replace("\n", "\r\n") + "\n"}
    assert stage_of.files_to_stage(with_files(same, Submission({})), LAB)[1] == ()
    _, notes = stage_of.files_to_stage(with_files(changed, Submission({})), LAB)
    assert "models.py is a given file, graded with ours, which does not define mine: put code of one's own" in notes[0]
    assert notes[-1] == "graded with ours, since given files differ: training.py"


parts = st.sampled_from(
    ["lab3", "..", ".", "", "hw", "x" * 300, "causal_mask.py", "a.py", "lab3.ipynb", "\x00.py", "🙂"]
)
names = st.lists(parts | st.text(max_size=4), min_size=1, max_size=5).map("/".join).filter(bool)
entries = st.lists(
    st.tuples(names, st.binary(max_size=30), st.sampled_from([0o100644, 0o120777, 0o020666])), max_size=6
)
damages = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=4)


@settings(max_examples=100)
@given(entries, damages, st.integers(0, 2000))
def test_any_zip_can_be_read_and_laid_out_and_nothing_escapes(entries, damages, length):
    packed = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "w") as archive:
        for name, data, mode in [("lab3/causal_mask.py", b"x = 1", 0o100644), *entries]:
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode())
            info.external_attr = mode << 16
            archive.writestr(info, data)
    damaged = bytearray(packed.getvalue()[: length if length < 500 else None])
    for place, value in damages:
        if place < len(damaged):
            damaged[place] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "handed_in.zip")
        path.write_bytes(damaged)
        submission = read_submission(path, SETTINGS)
    assert all(file.suffix == ".py" and ".." not in file.parts for file in submission.files)
    with stage_of.staged(submission, LAB) as stage:
        assert (stage / "lab3/training.py").exists()
        laid_out = {path for path in stage.rglob("*.py") if not path.is_relative_to(stage / "checks")}
        assert all(path.is_relative_to(stage / "lab3") for path in laid_out)
        assert len(laid_out) <= len(submission.files) + 20


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["cells", "metadata", "name", "source", "cell_type", "code", "nbformat"]),
                inner | st.just("code"),
                max_size=4,
            )
        ),
        max_leaves=15,
    )
)
def test_any_notebook_is_read_or_refused_in_a_sentence(content):
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    try:
        cells = read_cells(data)
    except NotebookError as error:
        assert str(error)
    else:
        given = read_cells(LAB.given_notebook.read_bytes())
        assert plan("trace_mlp", given, cells).missing
