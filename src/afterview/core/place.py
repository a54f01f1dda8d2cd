"""Recognises a folder that another program copies while it is in use, or that lies on another computer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happens to files there."""

    SYNCED = "synced"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journal lies that is not simply a folder of this computer; `name` is the program's or protocol's own."""

    kind: Kind
    name: str


# A folder's own name on the way to the journal, as the programs make it.
FOLDERS = (
    (re.compile(r"OneDrive( - .+|-.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"Dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"Mobile Documents|iCloud ?Drive|com~apple~CloudDocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"Google ?Drive(-.+| \(.+\))?|My Drive|DriveFS", re.IGNORECASE), "Google Drive"),
    (re.compile(r"Nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"ownCloud", re.IGNORECASE), "ownCloud"),
    (re.compile(r"MEGA|MEGAsync( Downloads)?"), "MEGA"),
    (re.compile(r"pCloud ?Drive|pCloudSync", re.IGNORECASE), "pCloud"),
    (re.compile(r"Box Sync|Box-Box"), "Box"),
    (re.compile(r"Proton ?Drive", re.IGNORECASE), "Proton Drive"),
    (re.compile(r"Syncthing", re.IGNORECASE), "Syncthing"),
    (re.compile(r"CloudStorage"), "a cloud drive"),
)
# Files that the programs leave in a folder they look after.
MARKS: Mapping[str, str] = {
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
NETWORKS: Mapping[str, str] = {
    "nfs": "NFS",
    "nfs4": "NFS",
    "cifs": "SMB",
    "smb3": "SMB",
    "smbfs": "SMB",
    "afpfs": "AFP",
    "9p": "9P",
    "ceph": "Ceph",
    "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV",
    "fuse.sshfs": "SSHFS",
    "fuse.rclone": "rclone",
    "fuse.gvfsd-fuse": "GVFS",
}


def recognise_place(parts: Iterable[str], marks: Iterable[str], filesystem: str) -> Place | None:
    """What is known of a folder by the names on its way (`parts`), the files beside these (`marks`) and the kind of
    file system it is mounted from; None for a folder like any other."""
    if filesystem.lower() in NETWORKS:
        return Place(Kind.NETWORK, NETWORKS[filesystem.lower()])
    for mark in marks:
        if mark in MARKS:
            return Place(Kind.SYNCED, MARKS[mark])
    known = [name for part in parts for pattern, name in FOLDERS if pattern.fullmatch(part)]
    # The nearest folder knows best: CloudStorage/OneDrive-Personal is OneDrive.
    return Place(Kind.SYNCED, known[-1]) if known else None


def find_filesystem(mounts: Iterable[tuple[str, str]], path: str) -> str:
    """The kind of the file system that `path` is on, by (mount point, kind) pairs; "" where none is known."""
    best, kind = "", ""
    for point, found in mounts:
        is_above = path == point or path.startswith(point.rstrip("/") + "/")
        # A later mount at the same point lies over the earlier one.
        if is_above and len(point) >= len(best):
            best, kind = point, found
    return kind
