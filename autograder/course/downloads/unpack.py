"""Unpacks the zip that a platform gives out into a temporary folder, with the files in it as they were uploaded."""

import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from autograder.grading.submission.kinds import installed_in, is_clutter
from autograder.grading.submission.limits import shown, why_unusable
from autograder.lib.errors import DownloadError

SPARE = 1 << 30
"""Bytes that stay free on the disk."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


class Unpacked:
    """A temporary folder with what one zip or several hold; it is removed when nobody needs it any more."""

    def __init__(self, *paths: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="download-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self.notes = tuple(note for path in paths for note in _unpack(path, self.folder))


def names_in(path: Path) -> list[str]:
    """What lies at the top of a zip; empty where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, *DAMAGED):
        return []
    parts = [PurePosixPath(name.replace("\\", "/")).parts for name in names]
    return list(dict.fromkeys(part[0] for part in parts if part))


def _unpack(path: Path, folder: Path) -> tuple[str, ...]:
    """Unpack a zip; a note on what cannot be. Raises `DownloadError` where that is all of it."""
    notes = []
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > shutil.disk_usage(folder).free - SPARE:
                raise DownloadError(f"{path} needs more room than there is in {folder.parent}: unpack it elsewhere")
            for entry in entries:
                inside = PurePosixPath(entry.filename.replace("\\", "/"))
                if is_clutter(inside) or installed_in(inside.parent) is not None:
                    continue
                if reason := why_unusable(inside) or _copy(archive, entry, folder / inside):
                    notes.append(f"{shown(inside)} in {path.name} is left out: {reason}")
    except (OSError, *DAMAGED) as error:
        reason = " ".join(str(error).split())
        raise DownloadError(f"{path} cannot be read ({reason}): download it again") from None
    return tuple(notes)


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> str:
    """Unpack one file, as an ordinary one; why that cannot be done, or nothing."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, open(target, "xb") as file:
            shutil.copyfileobj(packed, file)
    except FileExistsError:
        return "there is another one of this name"
    except (OSError, *DAMAGED) as error:
        target.unlink(missing_ok=True)
        return f"it cannot be unpacked ({' '.join(str(error).split())})"
    return ""
