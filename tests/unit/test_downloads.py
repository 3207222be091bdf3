"""What a batch takes: downloads of every platform, and keys that say whether a result is still right.

`support/downloads.py` makes the downloads, and names the source of the form of each.
"""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from support import downloads
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


def word(submission):
    """The word by which a small submission can be told from others."""
    return submission.files.get(FILE, b"").decode().partition("return '")[2].partition("'")[0]


def read_all(place):
    """By name: the word in the submission, whether a notebook is there, and the entry."""
    download = find_submissions(place, "lab3")
    found = {}
    for entry in download.entries:
        submission = entry.read(SETTINGS)
        found[entry.name] = (word(submission), submission.notebook is not None, submission, entry)
    return download, found


def words(found):
    return {name: (text, notebook) for name, (text, notebook, _, _) in found.items()}


CANVAS = {
    "adalovelace_11": ("new", False), "bellben_12": ("late", True), "chencem_13": ("joined", True),
    "d_artagnan_14": ("tar", False), "docdora_17": ("", False), "linkleo_16": ("", False), "textedna_15": ("", False),
}  # fmt: skip
MOODLE = {
    "Ada Lovelace_4711": ("ada", False), "Núñez Fé_4712": ("", True), "Rar Rob_4714": ("", False),
    "Text Only_4713": ("", False),
}  # fmt: skip
BRIGHTSPACE = {
    "Ada Lovelace_39786-640693": ("new", False), "Jean-Luc O'Neil_39787-640693": ("jean", False),
    "Pia Pdf_39788-640693": ("", False),
}  # fmt: skip
BY_HAND = {
    "ada": ("deep", False), "ben": ("ben", False), "cem": ("second", False), "dora": ("", True), "eva": ("", False),
    "fay": ("", False), "gus": ("", False), "hal": ("", False), "ivy": ("", False), "lab3": ("nobody", False),
    "lab3 (1)": ("nobody else", False),
}  # fmt: skip
PLATFORMS = {
    "a Canvas download": (downloads.canvas, CANVAS),
    "a Canvas download without names": (
        downloads.canvas_anonymous, {"anon_Zz9xY": ("two", True), "anon_aB3dE": ("one", False)}
    ),
    "a Canvas download of groups": (
        downloads.canvas_groups,
        {"team_1_31": ("one", False), "team_2_32": ("two", False), "thequiet_33": ("three", False)},
    ),
    "a Moodle download": (downloads.moodle, MOODLE),
    "a Moodle download since 4": (lambda folder: downloads.moodle(folder, ""), MOODLE),
    "a Moodle download of flat files": (
        downloads.moodle_flat, {"Ada Lovelace_4711": ("flat", True), "Ben Bell_4712": ("ben", False)}
    ),
    "a Blackboard download": (
        downloads.blackboard, {"al123": ("new", True), "bb7": ("ben", False), "cc8": ("", False)}
    ),
    "a Brightspace download": (downloads.brightspace, BRIGHTSPACE),
    "an Autolab download": (
        downloads.autolab, {"ada@uni.edu": ("new", True), "ben_b@uni.edu": ("ben", False), "cem@uni.edu": ("", False)}
    ),
    "an Autolab download of a file with underscores": (
        downloads.autolab_with_underscores, {"ada@uni.edu": ("new", False), "ben_b@uni.edu": ("ben", False)}
    ),
    "a Gradescope export": (downloads.gradescope, {"ada@x.org": ("group", False), "submission_2": ("zip", False)}),
    "an nbgrader tree, assignment lab3": (downloads.nbgrader, {"ada": ("ada", False)}),
    "folders and zips": (downloads.by_hand, BY_HAND),
}  # fmt: skip


@pytest.mark.parametrize("where", ["itself", "the folder around it", "its zip", "its zip in a folder"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_download_is_taken_as_it_is(platform, where, tmp_path):
    make, expected = PLATFORMS[platform]
    folder = make(tmp_path / "in" / "download")
    if where == "the folder around it":
        folder = folder.parent
    elif where.startswith("its zip"):
        (tmp_path / "zips").mkdir()
        folder = downloads.zipped(folder, tmp_path / "zips" / "submissions.zip")
    if where == "its zip in a folder":
        if platform == "folders and zips" or "nbgrader" in platform:
            pytest.skip("a zip of zips in a folder may be what one student handed in")
        folder = folder.parent
    download, found = read_all(folder)
    assert words(found) == expected
    assert download.kind.startswith(platform.partition(" without")[0].partition(" of")[0].partition(" since")[0])
    assert all(submission.why_empty for text, notebook, submission, _ in found.values() if not text and not notebook)


def test_canvas_says_who_came_late_and_what_was_no_file(tmp_path):
    _, found = read_all(downloads.canvas(tmp_path / "x"))
    late = {name: entry.late for name, (*_, entry) in found.items()}
    assert {name for name in late if late[name]} == {"bellben_12", "linkleo_16"} and None not in late.values()
    assert found["adalovelace_11"][3].users == (User("11", "adalovelace"),)
    assert "earlier uploads do not count: lab3.zip" in found["adalovelace_11"][2].notes
    assert found["textedna_15"][2].why_empty == "no file was handed in, only a text: ask for the files"
    assert found["linkleo_16"][2].why_empty == "no file was handed in, only a link: ask for the files"
    assert "is a Word document, which is not read" in found["docdora_17"][2].why_empty


def test_canvas_groups_and_anonymous_students_keep_their_ids(tmp_path):
    _, found = read_all(downloads.canvas_groups(tmp_path / "x"))
    assert [(entry.users[0].id, entry.late) for *_, entry in found.values()] == [
        ("31", False),
        ("32", True),
        ("33", False),
    ]
    _, found = read_all(downloads.canvas_anonymous(tmp_path / "y"))
    assert [entry.users for *_, entry in found.values()] == [(User("Zz9xY"),), (User("aB3dE"),)]


def test_a_file_that_begins_with_a_number_does_not_make_a_group(tmp_path):
    for upload, name in ((30, "3_lab3.zip"), (31, "4_notes.zip")):
        hand_in(tmp_path / f"adalovelace_11_{upload}_{name}")
    (entry,) = find_submissions(tmp_path, "lab3").entries
    assert entry.name == "adalovelace_11"


def test_moodle_text_belongs_to_the_student_of_the_files(tmp_path):
    _, found = read_all(downloads.moodle(tmp_path / "x"))
    assert found["Ada Lovelace_4711"][3].users == (User("4711", "Ada Lovelace"),)
    assert found["Text Only_4713"][2].why_empty == "no file was handed in, only a text: ask for the files"
    assert "lab3.rar is a RAR archive" in found["Rar Rob_4714"][2].why_empty
    assert len(found["Núñez Fé_4712"][2].files) > 7


def test_of_blackboard_attempts_the_latest_counts_and_lacks_nothing(tmp_path):
    _, found = read_all(downloads.blackboard(tmp_path / "x"))
    _, _, submission, entry = found["al123"]
    assert entry.users == (User("al123", "Ada Lovelace"),) and entry.created_at == "2026-03-06-11-12-13"
    assert "earlier attempts do not count: 2026-03-05-09-00-00" in submission.notes
    assert submission.doubts == ("lab3.ipynb is that of the attempt of 2026-03-05-09-00-00: the latest one has none",)
    assert found["cc8"][3].users == (User("cc8", "Cem Chen"),)


def test_of_autolab_versions_the_latest_counts_and_the_others_are_named(tmp_path):
    _, found = read_all(downloads.autolab(tmp_path / "x"))
    _, _, submission, entry = found["ada@uni.edu"]
    assert entry.users == (User(email="ada@uni.edu"),)
    assert "graded version 10, earlier versions do not count: 2" in submission.notes
    assert submission.doubts == ("lab3.ipynb is that of version 2: the latest one has none",)
    assert "is a PDF" in found["cem@uni.edu"][2].why_empty
    assert found["ben_b@uni.edu"][2].notes == ()


def test_of_brightspace_uploads_the_latest_counts(tmp_path):
    _, found = read_all(downloads.brightspace(tmp_path / "x"))
    _, _, submission, entry = found["Ada Lovelace_39786-640693"]
    assert entry.created_at == "Oct 10, 2025 122 PM"
    assert submission.notes == ("earlier uploads do not count: Oct 10, 2025 1022 AM",)
    hand_in(tmp_path / "y" / "1-2 - Ada - 10 mars, 2026 1022" / "lab3.zip", "a")
    hand_in(tmp_path / "y" / "1-2 - Ada - 11 mars, 2026 1022" / "lab3.zip", "b")
    (entry,) = find_submissions(tmp_path / "y", "lab3").entries
    assert "which one is the latest is not clear" in entry.doubts[0]


def test_a_gradescope_export_knows_members_and_times(tmp_path):
    download, found = read_all(downloads.gradescope(tmp_path / "x"))
    assert found["ada@x.org"][3].users == (User("s1", "Ada L", "ada@x.org"), User(None, "Ben", "ben@x.org"))
    assert found["ada@x.org"][3].created_at == "2026-01-02 03:04:05+00:00"
    assert download.notes == ("submission_metadata.yml lists what is not there: submission_3",)


def test_an_nbgrader_course_gives_one_assignment(tmp_path):
    download, found = read_all(downloads.nbgrader(tmp_path / "x"))
    assert download.notes == ("nothing of lab3 is there from: ben",)
    assert found["ada"][3].created_at == "2026-02-02 15:58:23.948203 America/Los_Angeles"
    assert words(read_all(tmp_path / "x" / "submitted")[1]) == words(found)


def test_files_by_hand_have_results_and_nobody_is_guessed(tmp_path):
    download, found = read_all(downloads.by_hand(tmp_path / "x"))
    assert download.notes == ("ignored (not a submission): roster.csv",)
    assert download.unknown == (
        "lab3 (1).zip: nothing says whose it is; call it by the student's name",
        "lab3.zip: nothing says whose it is; call it by the student's name",
    )
    for name, what in (("eva", "a RAR archive"), ("fay", "a 7z archive"), ("gus", "a PDF"), ("hal", "a Word document"),
                       ("ivy", "a RAR archive")):  # fmt: skip
        assert f"is {what}, which is not read: ask for lab3/ and lab3.ipynb in a zip" in found[name][2].why_empty
    assert found["cem"][2].notes == ("earlier uploads do not count: cem.zip",)


def test_two_downloads_in_one_folder_are_both_taken(tmp_path):
    downloads.canvas_groups(tmp_path / "Monday")
    downloads.canvas_anonymous(tmp_path / "Tuesday")
    download = find_submissions(tmp_path, "lab3")
    assert len(download.entries) == 5 and download.kind.count("a Canvas download") == 2


def test_what_one_student_handed_in_is_no_class(tmp_path):
    hand_in(tmp_path / "ada", "x")
    with pytest.raises(DownloadError, match="is what one student handed in: `autograder grade"):
        find_submissions(tmp_path / "ada", "lab3")
    downloads.write(tmp_path / "flat", {"mlp.py": b"", "causal_mask.py": b"", "lab3.ipynb": b"{}"})
    with pytest.raises(DownloadError, match="is what one student handed in"):
        find_submissions(tmp_path / "flat", "lab3")


def test_a_hostile_zip_of_a_class_writes_nothing_elsewhere(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("ada/lab3/causal_mask.py", "ada")
        archive.writestr("../../evil.py", "x")
        archive.writestr("/tmp/evil-of-a-test.py", "x")
    download = find_submissions(tmp_path / "class.zip", "lab3")
    assert [entry.name for entry in download.entries] == ["ada"] and len(download.notes) == 2
    assert not Path("/tmp/evil-of-a-test.py").exists()
    (tmp_path / "broken.zip").write_bytes(b"PK")
    with pytest.raises(DownloadError, match="download it again"):
        find_submissions(tmp_path / "broken.zip", "lab3")
    folder = download.entries[0].place
    assert folder.exists()
    del download
    assert not folder.exists()


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
    assert names[:3] == ["ADA", "ada-2", "ben"] and {"zoe\u0308", "zoë-2"} <= set(names)
    assert all(text == "mask = 1\n" for text in texts.values()) and len(names) == 8
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
