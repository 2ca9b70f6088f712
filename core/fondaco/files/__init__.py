"""Files: storage, verification, uploads, derivatives of pictures, and fetching from elsewhere.

`App.files` is the room of an application. A plugin that keeps a file has a column with a foreign key onto
``system.file``, which is what keeps the file. It takes ids from the API and calls `lock_files` before it writes them,
or addresses and calls `lock_addressed`.
"""

from fondaco.files.addresses import (
    check_width,
    cut_path,
    derivative_path,
    file_of_path,
    fitting_width,
    original_path,
    picture_path,
)
from fondaco.files.depot import Depot
from fondaco.files.kinds import FileKind
from fondaco.files.permissions import MANAGE_FILES
from fondaco.files.pictures import Crop, PictureCrop, PictureFormat
from fondaco.files.references import ANY_KIND, lock_addressed
from fondaco.files.repository import File, doom_files, find_file, list_files, lock_files, page_of_files

__all__ = [
    "ANY_KIND",
    "MANAGE_FILES",
    "Crop",
    "Depot",
    "File",
    "FileKind",
    "PictureCrop",
    "PictureFormat",
    "check_width",
    "cut_path",
    "derivative_path",
    "doom_files",
    "file_of_path",
    "find_file",
    "fitting_width",
    "list_files",
    "lock_addressed",
    "lock_files",
    "original_path",
    "page_of_files",
    "picture_path",
]
