"""Telling network drives from local disks."""

import ctypes
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.rclone"}
)
_WINDOWS_REMOTE = 4


def is_on_network_drive(path: Path) -> bool:
    """
    Return True when *path* surely lies on another machine; False when that cannot be told.
    """
    if sys.platform == "win32":
        if str(path).startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _WINDOWS_REMOTE)
    if not _MOUNTS.exists():
        return False
    return filesystem_type(path, _MOUNTS.read_text(errors="replace")) in _NETWORK_TYPES


def filesystem_type(path: Path, mounts: str) -> str:
    """
    Return the type of the file system *path* is on, by the table in *mounts*.
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        _device, place, kind, *_ = line.split(" ")
        # The kernel writes blanks in names as octal.
        mounted = Path(place.replace("\\040", " "))
        # >=: a later mount on the same place covers the earlier one.
        if path.is_relative_to(mounted) and len(mounted.parts) >= depth:
            found, depth = kind, len(mounted.parts)
    return found
