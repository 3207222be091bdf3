"""What a batch takes: downloads of every platform, and keys that say whether a result is still right."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from support.lab import LAB, SETTINGS, reference

from autograder.course.batch.key import grader_version, submission_key
from autograder.course.downloads import find_submissions
from autograder.grading.results.schema import User
from autograder.lib.errors import DownloadError

FILE = PurePosixPath("causal_mask.py")


def hand_in(path, text="mask = 1\n"):
    """A submission at `path`: a zip where its name says so, a folder otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("lab3/causal_mask.py", text)
    else:
        (path / "lab3").mkdir(parents=True)
        (path / "lab3" / "causal_mask.py").write_text(text)


def found(folder):
    """The kind of a folder, and by name the text of each submission's file."""
    inputs = find_submissions(folder, "lab3")
    texts = {entry.name: entry.read(SETTINGS).files.get(FILE, b"").decode() for entry in inputs.entries}
    return inputs.kind, texts, " ".join(inputs.notes)


def test_folders_and_zips_are_named_after_themselves(tmp_path):
    hand_in(tmp_path / "ada", "ada")
    hand_in(tmp_path / "b.en.zip", "ben")
    (tmp_path / "notes.txt").touch()
    assert found(tmp_path) == (
        "folders and zips", {"ada": "ada", "b.en": "ben"}, "ignored (not a submission): notes.txt"
    )  # fmt: skip


def test_a_gradescope_export_is_named_after_emails_and_knows_the_members_of_a_group(tmp_path):
    hand_in(tmp_path / "submission_1", "group")
    hand_in(tmp_path / "submission_2", "alone")
    (tmp_path / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Ada L\n    :sid: s1\n    :email: ada@x.org\n"
        "  - :name: Ben\n    :email: ben@x.org\n  :created_at: 2026-01-02 03:04:05\n"
        "submission_2:\n  :submitters: []\nsubmission_3:\n  :submitters: []\n"
    )
    kind, texts, notes = found(tmp_path)
    assert (kind, texts) == ("a Gradescope export", {"ada@x.org": "group", "submission_2": "alone"})
    assert "submission_3" in notes
    (group,) = (entry for entry in find_submissions(tmp_path, "lab3").entries if entry.users)
    assert group.users == (User("s1", "Ada L", "ada@x.org"), User(None, "Ben", "ben@x.org"))


def test_an_nbgrader_course_gives_one_assignment(tmp_path):
    hand_in(tmp_path / "submitted" / "ada" / "lab3", "ada")
    hand_in(tmp_path / "submitted" / "ada" / "lab1", "other")
    hand_in(tmp_path / "submitted" / "ben" / "lab1", "other")
    wanted = ("an nbgrader tree, assignment lab3", {"ada": "ada"}, "nothing of lab3 is there from: ben")
    assert found(tmp_path) == found(tmp_path / "submitted") == wanted


def test_of_a_canvas_download_the_latest_upload_counts(tmp_path):
    hand_in(tmp_path / "adalovelace_11_205_lab3-1.zip", "new")
    hand_in(tmp_path / "adalovelace_11_99_lab3.zip", "old")
    for upload, text in ((7, "old"), (20, "new")):
        name = "causal_mask.py" if text == "old" else "causal_mask-1.py"
        (tmp_path / f"bellben_LATE_12_{upload}_{name}").write_text(text)
    kind, texts, notes = found(tmp_path)
    assert (kind, texts) == ("a Canvas download", {"adalovelace_11": "new", "bellben_12": "new"})
    assert "left out adalovelace_11_99_lab3.zip" in notes and "left out bellben_LATE_12_7_causal_mask.py" in notes


def test_what_is_no_class_is_refused_with_the_way_out(tmp_path):
    with pytest.raises(DownloadError, match="is no folder"):
        find_submissions(tmp_path / "nothing", "lab3")
    with pytest.raises(DownloadError, match="a folder or a zip for each student"):
        find_submissions(tmp_path, "lab3")
    (tmp_path / "submission_metadata.yml").write_text("- [")
    with pytest.raises(DownloadError, match="cannot be read"):
        find_submissions(tmp_path, "lab3")


def test_submissions_of_one_name_and_of_impossible_names_are_graded_under_others(tmp_path):
    hand_in(tmp_path / "ada")
    hand_in(tmp_path / "ADA.zip")
    hand_in(tmp_path / "ben")
    hand_in(tmp_path / "ben.zip")
    hand_in(tmp_path / ("x" * 240))
    hand_in(tmp_path / "zoë")
    hand_in(tmp_path / "zoe\u0308")
    hand_in(tmp_path / "new\nline")
    hand_in(tmp_path / "li\udcffne")
    _, texts, notes = found(tmp_path)
    names = list(texts)
    assert names[:4] == ["ADA", "ada-2", "ben", "ben-2"] and {"zoe\u0308", "zoë-2"} <= set(names)
    assert all(text == "mask = 1\n" for text in texts.values()) and len(names) == 9
    assert all(name.isprintable() and len(name.encode()) < 200 for name in names)
    assert "the results of ada are called ada-2: another submission has this name" in notes
    assert "not every file can have this name" in notes


def test_a_key_changes_with_all_that_a_result_depends_on(tmp_path):
    submission = reference()
    changed = [
        replace(submission, files=submission.files | {FILE: b"1"}),
        replace(submission, files=submission.files | {PurePosixPath("extra.py"): b""}),
        replace(submission, notebook=None),
        replace(submission, notes=("a note",)),
    ]
    stories = tmp_path / "stories.txt"
    stories.write_text("once")
    version = grader_version(LAB, "embedded")
    keys = [submission_key(each, version) for each in (submission, *changed)]
    keys.append(submission_key(submission, grader_version(LAB, str(stories))))
    assert len(set(keys)) == len(keys)
    copy = shutil.copytree(tmp_path, tmp_path / "elsewhere") / "stories.txt"
    assert grader_version(LAB, str(copy)) == grader_version(LAB, str(stories)) != version
