"""Downloads as platforms give them out, made of submissions; each function says where its form is described."""

import io
import shutil
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from support.lab import LAB

PACKAGE, NOTEBOOK = LAB.settings.package, LAB.settings.notebook
Tree = Mapping[str, bytes]
"""The files of a submission, or of a download, by path."""
MODULES = tuple(f"{name}.py" for name in LAB.settings.student_modules)


def solution(prefix: str = "") -> dict[str, bytes]:
    """The complete solution, below a folder."""
    files = {f"{prefix}{PACKAGE}/{path.name}": path.read_bytes() for path in (LAB.solutions / PACKAGE).glob("*.py")}
    return files | {f"{prefix}{NOTEBOOK}": LAB.solution_notebook.read_bytes()}


def starter(prefix: str = "") -> dict[str, bytes]:
    """The starter code, below a folder."""
    release = LAB.student_release
    files = {f"{prefix}{PACKAGE}/{path.name}": path.read_bytes() for path in (release / PACKAGE).glob("*.py")}
    return files | {f"{prefix}{NOTEBOOK}": LAB.given_notebook.read_bytes()}


def marked(word: str) -> dict[str, bytes]:
    """A small submission that can be told from others: a module with a word in it."""
    return {f"{PACKAGE}/causal_mask.py": f"def make_causal_mask(): return {word!r}\n".encode()}


def as_zip(files: Tree) -> bytes:
    """Files as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def as_tar(files: Tree, packing: str = "gz") -> bytes:
    """Files as a tar."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{packing}") as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def write(folder: Path, files: Tree) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(folder: Path, to: Path) -> Path:
    """A folder as the zip that a browser would have downloaded."""
    shutil.make_archive(str(to.with_suffix("")), "zip", folder)
    return to


def canvas(folder: Path) -> Path:
    """https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb: get_filename and its callers."""
    return write(
        folder,
        {
            "adalovelace_11_205_lab3-1.zip": as_zip(marked("new")),
            "adalovelace_11_99_lab3.zip": as_zip(marked("old")),
            "bellben_LATE_12_7_causal_mask.py": marked("late")[f"{PACKAGE}/causal_mask.py"],
            "bellben_LATE_12_8_lab3.ipynb": b'{"cells": []}',
            "chencem_13_21_lab3.zip": as_zip(marked("joined")),
            "chencem_13_22_lab3.ipynb": b'{"cells": []}',
            "d_artagnan_14_30_lab3-2.tar.gz": as_tar(marked("tar")),
            "textedna_15_text.html": b"<html>my answer</html>",
            "linkleo_LATE_16_link.html": b"<html></html>",
            "docdora_17_40_lab3.docx": b"PK\x03\x04",
        },
    )


def canvas_anonymous(folder: Path) -> Path:
    """The same source: anonymous_id, and no name."""
    return write(
        folder,
        {
            "anon_aB3dE_9600_lab3.zip": as_zip(marked("one")),
            "LATE_anon_Zz9xY_9601_lab3.zip": as_zip(marked("two")),
            "LATE_anon_Zz9xY_9602_lab3.ipynb": b'{"cells": []}',
        },
    )


def canvas_groups(folder: Path) -> Path:
    """The same source: get_user_name has the group's name, here one that ends in a number."""
    return write(
        folder,
        {
            "team_1_31_501_lab3.zip": as_zip(marked("one")),
            "team_2_LATE_32_502_lab3.zip": as_zip(marked("two")),
            "thequiet_33_503_lab3.zip": as_zip(marked("three")),
        },
    )


def moodle(folder: Path, end: str = "_") -> Path:
    """https://github.com/moodle/moodle: mod/assign/classes/downloader.php, with downloadasfolders (the default)."""
    return write(
        folder,
        {
            f"Ada Lovelace_4711_assignsubmission_file{end}/lab3.zip": as_zip(marked("ada")),
            f"Ada Lovelace_4711_assignsubmission_onlinetext{end}/onlinetext.html": b"<p>see the file</p>",
            f"Núñez Fé_4712_assignsubmission_file{end}/Abgabe/lab3.zip": as_zip(solution("Desktop/Uni/Lab 3/")),
            f"Text Only_4713_assignsubmission_onlinetext{end}/onlinetext.html": b"<p>def f(): ...</p>",
            f"Rar Rob_4714_assignsubmission_file{end}/lab3.rar": b"Rar!\x1a\x07\x01\x00",
        },
    )


def moodle_flat(folder: Path) -> Path:
    """The same source, without downloadasfolders."""
    begins = "Ada Lovelace_4711_assignsubmission_file_"
    return write(
        folder,
        {
            f"{begins}causal_mask.py": marked("flat")[f"{PACKAGE}/causal_mask.py"],
            f"{begins}lab3.ipynb": b'{"cells": []}',
            "Ben Bell_4712_assignsubmission_file_lab3.zip": as_zip(marked("ben")),
        },
    )


ABOUT = """Name: {name} ({user})
Assignment: Lab 3
Date Submitted: Friday, March 6, 2026 11:12:13 AM CET
Current Grade: Not Yet Graded

Submission Field:
There is no student submission text data for this assignment.

Files:
\tOriginal filename: {original}
\tFilename: {file}
"""


def blackboard(folder: Path) -> Path:
    """https://github.com/kwurst/bb-file-cleanup; the text as jeroendoggen/blackboard-analysis-tools reads it."""
    latest = "Lab 3_al123_attempt_2026-03-06-11-12-13"
    return write(
        folder,
        {
            "Lab 3_al123_attempt_2026-03-05-09-00-00_lab3.zip": as_zip(marked("old") | {NOTEBOOK: b'{"cells": [1]}'}),
            f"{latest}_lab3_1.zip": as_zip(marked("new")),
            f"{latest}.txt": ABOUT.format(
                name="Ada Lovelace", user="al123", original="lab3 (final).zip", file=f"{latest}_lab3_1.zip"
            ).encode(),
            "Lab 3_bb7_attempt_2026-03-06-11-12-14_lab3.zip": as_zip(marked("ben")),
            "Lab 3_cc8_attempt_2026-03-06-11-12-15.txt": ABOUT.format(
                name="Cem Chen", user="cc8", original="", file=""
            ).encode(),
        },
    )


def brightspace(folder: Path) -> Path:
    """The folders of cqc_cpcc's tests of zip_grading_utils: `39786-640693 - Aiden Rodriguez - Oct 10, 2025 1022 AM`."""
    return write(
        folder,
        {
            "index.html": b"<html></html>",
            "39786-640693 - Ada Lovelace - Oct 10, 2025 1022 AM/lab3.zip": as_zip(marked("old")),
            "39786-640693 - Ada Lovelace - Oct 10, 2025 122 PM/lab3.zip": as_zip(marked("new")),
            "39787-640693 - Jean-Luc O'Neil - Oct 9, 2025 905 AM/lab3.tar.gz": as_tar(marked("jean")),
            "39788-640693 - Pia Pdf - Oct 9, 2025 1105 PM/lab3.pdf": b"%PDF-1.7",
        },
    )


def autolab(folder: Path) -> Path:
    """https://github.com/autolab/Autolab: download_filename in app/controllers/submissions_controller.rb."""
    return write(
        folder,
        {
            "ada@uni.edu_2_lab3.zip": as_zip(marked("old") | {NOTEBOOK: b'{"cells": [1]}'}),
            "ada@uni.edu_10_lab3.zip": as_zip(marked("new")),
            "ben_b@uni.edu_1_lab3.zip": as_tar(marked("ben")),
            "cem@uni.edu_1_lab3.zip": b"%PDF-1.7",
        },
    )


def autolab_with_underscores(folder: Path) -> Path:
    """The same source: the file that the assessment asks for is called lab_3.tgz."""
    return write(
        folder,
        {
            "1_ada@uni.edu_lab_3.tgz": as_tar(marked("old")),
            "2_ada@uni.edu_lab_3.tgz": as_tar(marked("new")),
            "1_ben_b@uni.edu_lab_3.tgz": as_tar(marked("ben")),
        },
    )


def gradescope(folder: Path) -> Path:
    """submission_metadata.yml as otter-grader's GradescopeParser reads it (ucbds-infra/otter-grader)."""
    write(folder, {f"submission_1/{name}": data for name, data in marked("group").items()})
    write(folder, {"submission_2/lab3.zip": as_zip(marked("zip"))})
    (folder / "submission_metadata.yml").write_text(
        "submission_1:\n  :submitters:\n  - :name: Ada L\n    :sid: s1\n    :email: ada@x.org\n"
        "  - :name: Ben\n    :email: ben@x.org\n  :created_at: 2026-01-02 03:04:05 Z\n"
        "submission_2:\n  :submitters: []\nsubmission_3:\n  :submitters: []\n"
    )
    return folder


def nbgrader(folder: Path) -> Path:
    """https://nbgrader.readthedocs.io/en/stable/user_guide/philosophy.html, with timestamp.txt."""
    write(folder, {f"submitted/ada/{PACKAGE}/{name}": data for name, data in marked("ada").items()})
    write(folder, {f"submitted/ada/{PACKAGE}/timestamp.txt": b"2026-02-02 15:58:23.948203 America/Los_Angeles\n"})
    write(folder, {f"submitted/ben/lab1/{name}": data for name, data in marked("other").items()})
    return folder


def by_hand(folder: Path) -> Path:
    """What arrives by e-mail or in a shared folder: archives, single files and documents named after people."""
    return write(
        folder,
        {
            "ada/hw.zip": as_zip({"inner/lab3.zip": as_zip(marked("deep"))}),
            "ben.tgz": as_tar(marked("ben")),
            "cem.zip": as_zip(marked("first")),
            "cem (1).zip": as_zip(marked("second")),
            "dora.ipynb": b'{"cells": []}',
            "eva.rar": b"Rar!\x1a\x07\x01\x00",
            "fay.7z": b"7z\xbc\xaf\x27\x1c",
            "gus.pdf": b"%PDF-1.7",
            "hal.docx": b"PK\x03\x04",
            "ivy.zip": b"Rar!\x1a\x07\x01\x00",
            "lab3.zip": as_zip(marked("nobody")),
            "lab3 (1).zip": as_zip(marked("nobody else")),
            "roster.csv": b"Student,ID\n",
        },
    )
