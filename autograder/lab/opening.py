"""Opens a lab: reads its settings, and looks at its files before anything is made of them."""

from pathlib import Path

from autograder.lab.folder import DEFAULT_NAME, SETTINGS_FILE, Lab
from autograder.lab.masters import refuse_unusable_masters
from autograder.lib.errors import LabError


def open_lab(folder: Path) -> Lab:
    """The lab in a folder, or in `assignment/` in it; raises `LabError` where there is none that can be used."""
    from autograder.lab.reading import read_settings  # it imports pydantic: a tenth of a second that judges do not pay

    if not folder.is_dir():
        raise LabError(f"there is no folder {folder}: name the folder of a lab")
    folder = folder.resolve()
    inside = folder / DEFAULT_NAME
    root = inside if inside.is_dir() and not (folder / SETTINGS_FILE).exists() else folder
    lab = Lab(root, root.parent, read_settings(root / SETTINGS_FILE))
    refuse_unusable_masters(lab)
    return lab
