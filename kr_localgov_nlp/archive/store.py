"""A folder in which files appear whole or not at all, on the disk or on an object store."""

from __future__ import annotations

import os
import secrets
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kr_localgov_nlp.archive.sources import filesystem, is_address
from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

PARTIAL = ".partial"
"""How the name of a file ends that is not whole yet; it begins with a dot."""
# Seconds that are waited for a lock.
_PATIENCE = 5.0


class Store:
    """A folder, local or through fsspec, in which files appear whole or not at all.

    It crosses processes. Sizes and names are asked for folder by folder, since an archive has many files.
    """

    def __init__(self, folder: str | PathLike[str], options: Mapping[str, Any] | None = None) -> None:
        self.folder = os.fspath(folder).rstrip("/") or "/"
        self.options = dict(options or {})
        self.remote = is_address(self.folder)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files; they are there as a whole when this returns, also after the power fails.

        All are written before the first appears, so that a kill between them is unlikely.
        """
        if self.remote:
            fs, root = filesystem(self.folder, self.options)
            for name, data in files.items():
                fs.pipe_file(f"{root}/{name}", data)
            return
        written: list[tuple[Path, Path]] = []
        try:
            for name, data in files.items():
                path = Path(self.folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                # Two threads, or two hosts on shared storage whose processes have one number, may write one file.
                part = path.with_name(f".{path.name}.{secrets.token_hex(8)}{PARTIAL}")
                written.append((part, path))
                with part.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            for part, path in written:
                part.replace(path)
        except BaseException:
            for part, _ in written:
                with suppress(OSError):
                    part.unlink()
            raise
        for folder in dict.fromkeys(path.parent for _, path in written):
            _sync(folder)

    def read(self, name: str) -> bytes:
        """Read a file as a whole."""
        if self.remote:
            fs, root = filesystem(self.folder, self.options)
            return cast("bytes", fs.cat_file(f"{root}/{name}"))
        return Path(self.folder, name).read_bytes()

    def sizes(self, folder: str = "") -> dict[str, int]:
        """List a folder: names with sizes, folders with -1; empty where there is none."""
        if self.remote:
            fs, root = filesystem(self.folder, self.options)
            fs.invalidate_cache()
            try:
                found = fs.ls(f"{root}/{folder}".rstrip("/"), detail=True)
            except FileNotFoundError:
                return {}
            return {
                item["name"].rstrip("/").rpartition("/")[2]: -1
                if item["type"] == "directory"
                else item["size"]
                for item in found
            }
        try:
            with os.scandir(Path(self.folder, folder)) as items:
                return {item.name: -1 if item.is_dir() else item.stat().st_size for item in items}
        except FileNotFoundError:
            return {}

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        if self.remote:
            fs, root = filesystem(self.folder, self.options)
            with suppress(FileNotFoundError):
                fs.rm_file(f"{root}/{name}")
        else:
            Path(self.folder, name).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the names in a folder last, as syncing a file does its content; Windows has no such thing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(store: Store, name: str) -> Iterator[None]:
    """Keep a second run out of a local folder while this one writes there; the lock goes with the process.

    Raises
    ------
    InputError
        Another process holds it for longer than a killed run's workers need to end.
    """
    if store.remote:
        yield
        return
    path = Path(store.folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        until = time.monotonic() + _PATIENCE
        while not _lock(file):
            if time.monotonic() > until:
                raise InputError(f"another run is writing into {store.folder}")
            time.sleep(0.05)
        yield  # the file stays: whoever removed it might remove the one that a third run holds


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
