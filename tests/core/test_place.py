"""Folders that sync and folders of other computers, by name, by mark, by file system."""

import pytest

from afterview.core.place import Kind, Place, find_filesystem, recognise_place

SYNCED = [
    ("/home/jo/OneDrive/afterview", "OneDrive"),
    ("/home/jo/OneDrive - Example Ltd/notes", "OneDrive"),
    ("/Users/jo/Library/CloudStorage/OneDrive-Personal/a", "OneDrive"),
    ("/Users/jo/Library/CloudStorage/New-Thing/a", "a cloud drive"),
    ("/home/jo/Dropbox/a", "Dropbox"),
    ("/home/jo/Dropbox (Personal)/a", "Dropbox"),
    ("/Users/jo/Library/Mobile Documents/com~apple~CloudDocs/a", "iCloud"),
    ("/c/Users/jo/iCloudDrive/a", "iCloud"),
    ("/Users/jo/Library/CloudStorage/GoogleDrive-jo@example.org/My Drive/a", "Google Drive"),
    ("/g/My Drive/a", "Google Drive"),
    ("/home/jo/Nextcloud/a", "Nextcloud"),
    ("/home/jo/Syncthing/a", "Syncthing"),
]
PLAIN = [
    "/home/jo/.local/share/afterview",
    "/Users/jo/Library/Application Support/afterview",
    "/home/jo/Boxes/Dropboxes/a",
]


@pytest.mark.parametrize(("path", "name"), SYNCED)
def test_synced_by_its_name(path: str, name: str) -> None:
    assert recognise_place(path.split("/"), (), "ext4") == Place(Kind.SYNCED, name)


@pytest.mark.parametrize("path", PLAIN)
def test_a_folder_like_any_other(path: str) -> None:
    assert recognise_place(path.split("/"), (), "apfs") is None


@pytest.mark.parametrize(("mark", "name"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_synced_by_a_mark_on_the_way(mark: str, name: str) -> None:
    assert recognise_place(["home", "jo"], [mark], "") == Place(Kind.SYNCED, name)
    assert recognise_place(["home", "jo"], [".git"], "") is None


@pytest.mark.parametrize(("kind", "name"), [("nfs4", "NFS"), ("cifs", "SMB"), ("fuse.sshfs", "SSHFS")])
def test_on_another_computer(kind: str, name: str) -> None:
    assert recognise_place(["home", "Dropbox"], (), kind) == Place(Kind.NETWORK, name)


def test_the_nearest_mount_and_the_later_of_two_decide() -> None:
    mounts = [("/", "ext4"), ("/home", "nfs4"), ("/home/jo/local", "xfs"), ("/srv", "xfs"), ("/srv", "cifs")]
    assert find_filesystem(mounts, "/home/jo/a") == "nfs4"
    assert find_filesystem(mounts, "/home/jo/local") == "xfs"
    assert find_filesystem(mounts, "/homes/jo") == "ext4"
    assert find_filesystem(mounts, "/srv/a") == "cifs"
    assert find_filesystem([], "/srv/a") == ""
