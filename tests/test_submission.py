"""A submission is found where students put it, and a damaged one becomes a note, not a crash."""

import stat
import zipfile
from pathlib import PurePosixPath

import pytest

from autograder.config import load_config
from autograder.submission import Submission, SubmissionError, read_submission, staged

CONFIG = load_config()
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
    assert PurePosixPath("causal_mask.py") in read_submission(tmp_path / "handed_in", CONFIG).files


@pytest.mark.parametrize("where", ["lab3/", "hw/lab3/", "a/b/lab3/", "", "a\\lab3\\"])
def test_the_package_is_found_in_a_zip(tmp_path, where):
    path = pack(tmp_path / "s.zip", {f"{where}causal_mask.py": MASK})
    assert PurePosixPath("causal_mask.py") in read_submission(path, CONFIG).files


def test_the_folder_can_be_the_package_itself(tmp_path):
    write(tmp_path / "lab3", {"causal_mask.py": MASK})
    assert list(read_submission(tmp_path / "lab3", CONFIG).files) == [PurePosixPath("causal_mask.py")]


def test_of_two_packages_the_upper_is_taken_and_the_other_named(tmp_path):
    write(tmp_path, {"lab3/causal_mask.py": MASK, "old/lab3/causal_mask.py": "# old\n"})
    found = read_submission(tmp_path, CONFIG)
    assert found.files[PurePosixPath("causal_mask.py")] == MASK.encode()
    assert "old/lab3" in found.notes[0]


def test_nothing_there_is_one_sentence(tmp_path):
    with pytest.raises(SubmissionError, match="there is no submission at"):
        read_submission(tmp_path / "none", CONFIG)


def test_no_package_is_a_note(tmp_path):
    write(tmp_path, {"essay.py": "print('hello')"})
    found = read_submission(tmp_path, CONFIG)
    assert not found.files and "no package found" in found.notes[0]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_a_damaged_zip_is_a_note(tmp_path, data):
    (tmp_path / "s.zip").write_bytes(data)
    assert "can not be read" in read_submission(tmp_path / "s.zip", CONFIG).notes[0]


def test_hostile_entries_of_a_zip_are_left_out(tmp_path):
    path = tmp_path / "s.zip"
    pack(path, {"lab3/causal_mask.py": MASK, "lab3/../../evil.py": "x", "/abs/evil.py": "x"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("lab3/link.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert list(read_submission(path, CONFIG).files) == [PurePosixPath("causal_mask.py")]


def test_a_bomb_is_a_note(tmp_path):
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lab3/causal_mask.py", b"#" * ((CONFIG.limits.unpacked_megabytes << 20) + 1))
    assert "more than 50 MB" in read_submission(path, CONFIG).notes[0]


def test_links_in_a_folder_are_left_out(tmp_path):
    secret = write(tmp_path, {"secret.py": "x"}) / "secret.py"
    folder = write(tmp_path / "s", {"lab3/causal_mask.py": MASK})
    (folder / "lab3" / "link.py").symlink_to(secret)
    assert list(read_submission(folder, CONFIG).files) == [PurePosixPath("causal_mask.py")]


def test_staging_keeps_the_given_modules_and_takes_the_students_own():
    files = {"training.py": "evil", "causal_mask.py": "mine", "helpers/more.py": "extra"}
    submission = Submission({PurePosixPath(name): text.encode() for name, text in files.items()})
    with staged(submission, CONFIG) as stage:
        assert "evil" not in (stage / "lab3/training.py").read_text()
        assert (stage / "lab3/causal_mask.py").read_text() == "mine"
        assert (stage / "lab3/helpers/more.py").read_text() == "extra"
        assert not (stage / "lab3/attention.py").exists()
    assert not stage.exists()
