"""Files that a command writes: whole or not at all, and refused before any work is done."""

import os
from contextlib import suppress
from pathlib import Path

from raimon_local.errors import UnusableArgumentError


def check_place(file: Path) -> None:
    """Say beforehand if the file can't be written: nobody wants to wait for that.

    Raises:
        UnusableArgumentError: if it is a folder, or stands where nothing may be written.

    """
    folder = next(each for each in file.absolute().parents if each.exists())
    if file.is_dir():
        message = f"{file} is a folder: name a file"
    elif not folder.is_dir():
        message = f"{file} can't be written: {folder} is no folder"
    elif not os.access(folder, os.W_OK):
        message = f"{file} can't be written: nothing may be written to {folder}"
    else:
        return
    raise UnusableArgumentError(message)


def write_whole(file: Path, content: bytes) -> None:
    """Write the file beside its place, then put it there; the folders above it are made.

    Raises:
        UnusableArgumentError: if that can't be done.

    """
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        message = f"{file} can't be written ({error.strerror})"
        raise UnusableArgumentError(message) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
