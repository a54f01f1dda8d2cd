"""A disk that can be watched and can fail: SQLite's own file layer, with a say at every write, sync and deletion.

The default file layer (sqlite3_vfs) is copied with two of its functions replaced; every file it opens gets a copy of
its methods with three replaced. All others are SQLite's own, so what is tested is SQLite as it is installed.
"""

import ctypes
from collections.abc import Callable
from enum import IntEnum
from operator import attrgetter

from afterview.store.sqlite.base import Database


class Fault(IntEnum):
    """SQLite's extended result codes of what can go wrong."""

    NONE = 0
    WRITE = 778
    SYNC = 1034
    TRUNCATE = 1546
    DELETE = 2570


type Say = Callable[[Fault, str], Fault]

_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_Open = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Delete = ctypes.CFUNCTYPE(_INT, _POINTER, ctypes.c_char_p, _INT)
_Write = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_Truncate = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_Sync = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)


class _Layer(ctypes.Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("version", _INT),
        ("file_size", _INT),
        ("longest_path", _INT),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("own", _POINTER),
        ("open", _Open),
        ("delete", _Delete),
        ("others", _POINTER * 14),
    )


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = (
        ("version", _INT),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        ("others", _POINTER * 13),
    )


class Disk:
    """From when it is made, every database this program opens lies on it.

    `say` is asked before each operation (what would go wrong with it, and the file's path) and answers what does.
    """

    def __init__(self, say: Say = lambda _operation, _path: Fault.NONE) -> None:
        self.say = say
        self.raised: BaseException | None = None
        self._paths: dict[int, str] = {}
        self._copies: dict[int, _Methods] = {}
        # The library that the module of `connect` is, or is linked to.
        library = ctypes.CDLL(attrgetter("__self__.__file__")(Database.connect))
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Layer)
        self._below = library.sqlite3_vfs_find(None)
        self._layer = _Layer.from_buffer_copy(self._below.contents)
        self._layer.name = b"watched"
        self._layer.open, self._layer.delete = _Open(self._open), _Delete(self._delete)
        assert library.sqlite3_vfs_register(ctypes.byref(self._layer), 1) == 0

    def _ask(self, operation: Fault, path: str) -> int:
        if self.raised is None:
            try:
                return int(self.say(operation, path))
            except BaseException as error:  # C cannot pass it on: `check` raises it
                self.raised = error
        return Fault.NONE

    def check(self) -> None:
        """Raises what `say` raised."""
        if self.raised is not None:
            raise self.raised

    def _open(self, _layer: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        code = int(self._below.contents.open(ctypes.addressof(self._below.contents), name, file, flags, out))
        place = _POINTER.from_address(file)
        if code == 0 and place.value:
            self._paths[file] = ctypes.string_at(name).decode() if name else ""
            if place.value not in self._copies:
                self._copies[place.value] = self._copy(_Methods.from_address(place.value))
            place.value = ctypes.addressof(self._copies[place.value])
        return code

    def _copy(self, below: _Methods) -> _Methods:
        def write(file: int, content: int, size: int, at: int) -> int:
            return self._ask(Fault.WRITE, self._paths[file]) or int(below.write(file, content, size, at))

        def truncate(file: int, size: int) -> int:
            return self._ask(Fault.TRUNCATE, self._paths[file]) or int(below.truncate(file, size))

        def sync(file: int, flags: int) -> int:
            return self._ask(Fault.SYNC, self._paths[file]) or int(below.sync(file, flags))

        copy = _Methods.from_buffer_copy(below)
        copy.write, copy.truncate, copy.sync = _Write(write), _Truncate(truncate), _Sync(sync)
        return copy

    def _delete(self, _layer: int, name: bytes, is_synced: int) -> int:
        below = self._below.contents
        return self._ask(Fault.DELETE, name.decode()) or int(below.delete(ctypes.addressof(below), name, is_synced))
