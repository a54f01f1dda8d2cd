"""An archive is believed in nothing: each kind of bad file ends in one of the sentences, and reading is bounded."""

import hashlib
import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.store.carry import unpack, upgrade
from afterview.store.carry.errors import ArchiveDamaged, ArchiveTooLarge, ArchiveTooNew, CarryError, NotAnArchive
from afterview.store.carry.shape import ALL, TABLES
from afterview.store.carry.unpack import Archive
from tests.store.carry.journals import Rows, bind

AT = "2026-01-01T00:00:00+00:00"


def small() -> Rows:
    """A journal of one interview."""
    rows: Rows = {table.name: [] for table in ALL}
    rows["candidate"] = [{"name": "Ada", "language": "en-GB", "has_example": False, "learns": True, "created_at": AT}]
    rows["applications"] = [{"company": "Northwind", "role": "Analyst", "advert": "", "created_at": AT}]
    rows["interviews"] = [
        dict.fromkeys(["place", "route", "notes", "questions_to_ask", "blank_line"], "")
        | {"application": 1, "round": 1, "starts_at": AT, "zone": "Europe/Berlin", "minutes": None, "format": ""}
        | {"rest_until": None, "created_at": AT}
    ]
    rows["outcomes"] = [{"interview": 1, "kind": "no", "on": "2026-01-05", "words": "Sorry."}]
    for table in TABLES:
        for row in rows[table.name]:
            row["invented"] = False
    return rows


def survey(file: bytes | io.BytesIO) -> unpack.Contents:
    return Archive(io.BytesIO(file) if isinstance(file, bytes) else file).survey()


def repack(change: Callable[[dict[str, bytes]], None], packing: int = zipfile.ZIP_STORED) -> bytes:
    """The small archive with its files changed and its manifest left as it was."""
    with zipfile.ZipFile(bind(small(), {})) as sound:
        files = {path: sound.read(path) for path in sound.namelist()}
    change(files)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    return file.getvalue()


def test_survey_says_what_is_there() -> None:
    contents = survey(bind(small(), {}))
    assert contents.name == "Ada"
    assert contents.rows["interviews"] == 1
    assert [(company, role, str(start)) for company, role, start in contents.interviews] == [
        ("Northwind", "Analyst", "2026-01-01 01:00:00+01:00")
    ]


@pytest.mark.parametrize("content", [b"", b"PK", b"hello", b"PK\x05\x06" + bytes(18), b"\0" * 100_000])
def test_other_file_is_named_as_such(content: bytes) -> None:
    with pytest.raises(NotAnArchive):
        survey(content)


def test_other_zip_is_named_as_such() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("holiday.txt", "sun")
    with pytest.raises(NotAnArchive):
        survey(file)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_cut_archive_is_refused(data: st.DataObject) -> None:
    sound = bind(small(), {}).getvalue()
    with pytest.raises(CarryError):
        survey(sound[: data.draw(st.integers(0, len(sound) - 1))])


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(CarryError):
        survey(noise)


@pytest.mark.parametrize(
    ("manifest", "error"),
    [
        (b"[]", NotAnArchive),
        (b"{", NotAnArchive),
        (b"[" * 100_000, NotAnArchive),
        (b'{"format": 0}', NotAnArchive),
        (b'{"format": true}', NotAnArchive),
        (b'{"format": "1"}', NotAnArchive),
        (b'{"format": 99}', ArchiveTooNew),
        (b'{"format": 1}', ArchiveDamaged),
        (b'{"format": 1, "rows": [], "files": []}', ArchiveDamaged),
        (b'{"format": 1, "rows": {"stories": -1}, "files": {}}', ArchiveDamaged),
        (b'{"format": 1, "rows": {}, "files": {"README.md": {"bytes": 1, "sha256": "x"}}}', ArchiveDamaged),
        (b'{"format": 1, "rows": {}, "files": {"README.md": {"bytes": true, "sha256": "x"}}}', ArchiveDamaged),
    ],
)
def test_manifest_that_cannot_be(manifest: bytes, error: type[CarryError]) -> None:
    with pytest.raises(error):
        survey(repack(lambda files: files.update({"manifest.json": manifest})))


def test_missing_and_altered_parts_are_named() -> None:
    path = "journal/interviews.jsonl"
    with pytest.raises(ArchiveDamaged, match=path):
        survey(repack(lambda files: files.pop(path) and None))
    with pytest.raises(ArchiveDamaged, match=path):
        survey(repack(lambda files: files.update({path: files[path].replace(b"2026", b"2025")})))
    with pytest.raises(ArchiveDamaged, match=path):
        survey(repack(lambda files: files.update({path: files[path] + b"{}\n"})))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("interviews", "application", 2),
        ("interviews", "application", 0),
        ("interviews", "application", None),
        ("interviews", "application", True),
        ("interviews", "round", "1"),
        ("interviews", "round", 1.0),
        ("interviews", "starts_at", "2026-01-01"),
        ("interviews", "starts_at", "2026-01-01T00:00:00"),
        ("interviews", "starts_at", "2026-01-01T01:00:00+01:00"),
        ("interviews", "starts_at", "0001-01-01T00:00:00+23:00"),
        ("interviews", "zone", "Mars/Olympus"),
        ("interviews", "zone", "../../etc/passwd"),
        ("interviews", "zone", "Europe"),
        ("interviews", "format", "teleport"),
        ("interviews", "notes", None),
        ("interviews", "notes", ["x"]),
        ("interviews", "rest_until", "20260101"),
        ("outcomes", "kind", ""),
        ("outcomes", "on", "2026-02-30"),
        ("candidate", "has_example", 1),
    ],
)
def test_value_that_never_could_be(table: str, column: str, value: Any) -> None:
    rows = small()
    rows[table][0][column] = value
    with pytest.raises(ArchiveDamaged, match=f"journal/{table}"):
        survey(bind(rows, {}))


@pytest.mark.parametrize("value", ["NaN", "1e3", "Infinity", "3.50 ", "3,5", "", 3.5, "sNaN"])
def test_mark_that_is_no_number(value: Any) -> None:
    rows = small()
    rows["reflections"] = [{column.name: None for column in _table("reflections").columns}]
    rows["reflections"][0] |= dict.fromkeys(("trouble", "moment", "change", "later"), "")
    rows["reflections"][0] |= dict.fromkeys(("wrong_place", "body_language_skipped", "invented"), False)
    rows["reflections"][0] |= {"interview": 1, "pages_done": []}
    rows["ratings"] = [{"reflection": 1, "area": "examples", "value": "3.5", "cause": "", "invented": False}]
    survey(bind(rows, {}))
    rows["ratings"][0]["value"] = value
    with pytest.raises(ArchiveDamaged, match="journal/ratings"):
        survey(bind(rows, {}))


def _table(name: str) -> Any:
    return next(table for table in TABLES if table.name == name)


def test_unknown_and_missing_columns_are_refused() -> None:
    rows = small()
    rows["outcomes"][0]["salary"] = 1
    with pytest.raises(ArchiveDamaged, match="line 1"):
        survey(bind(rows, {}))
    del rows["outcomes"][0]["salary"], rows["outcomes"][0]["words"]
    with pytest.raises(ArchiveDamaged, match="line 1"):
        survey(bind(rows, {}))


def rewrite(change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> bytes:
    """The small archive with files and manifest changed together."""

    def both(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        change(manifest, files)
        files["manifest.json"] = json.dumps(manifest).encode()

    return repack(both)


def test_more_or_fewer_rows_than_promised_are_refused() -> None:
    for promised in (0, 2):
        with pytest.raises(ArchiveDamaged, match="journal/outcomes"):
            survey(rewrite(lambda manifest, _, n=promised: manifest["rows"].update(outcomes=n)))  # type: ignore[misc]


def test_last_row_without_its_end_is_refused() -> None:
    path = "journal/outcomes.jsonl"

    def cut(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        files[path] = files[path][:-1]
        proof = {"bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
        manifest["files"][path] = proof

    with pytest.raises(ArchiveDamaged, match=path):
        survey(rewrite(cut))


def test_manifest_and_mails_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(unpack, "MANIFEST_LIMIT", 100)
        with pytest.raises(ArchiveTooLarge):
            survey(bind(small(), {}))
    monkeypatch.setattr(unpack, "MAIL_LIMIT", 100)
    archive = Archive(bind(small(), {"mails/00001.eml": bytes(101), "mails/00002.eml": bytes(100)}))
    assert archive.read_mail("mails/00002.eml") == bytes(100)
    with pytest.raises(ArchiveTooLarge):
        archive.read_mail("mails/00001.eml")


def test_wide_directory_is_measured_where_there_is_one() -> None:
    end = b"PK\x05\x06" + b"\xff" * 14 + bytes(4)
    wide = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", 900_000_000, 0)
    pointer = b"PK\x06\x07" + bytes(16)
    with pytest.raises(ArchiveTooLarge):
        survey(wide + pointer + end)
    sound = bind(small(), {"mails/00001.eml": wide}).getvalue()
    assert survey(sound).name == "Ada"


def test_two_candidates_are_refused() -> None:
    rows = small()
    rows["candidate"] *= 2
    with pytest.raises(ArchiveDamaged, match="candidate"):
        survey(bind(rows, {}))


def test_bomb_is_not_unpacked() -> None:
    bomb = bytes(300_000_000)

    def swell(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        proof = {"bytes": len(bomb), "sha256": hashlib.sha256(bomb).hexdigest()}
        manifest["files"]["journal/stories.jsonl"] = proof
        files |= {"journal/stories.jsonl": bomb, "manifest.json": json.dumps(manifest).encode()}

    packed = repack(swell, zipfile.ZIP_DEFLATED)
    assert len(packed) < 400_000
    tracemalloc.start()
    with pytest.raises(ArchiveTooLarge):
        survey(packed)
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def test_bomb_behind_a_small_promise_is_cut_off() -> None:
    packed = repack(lambda files: files.update({"journal/stories.jsonl": bytes(30_000_000)}), zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    with pytest.raises(ArchiveDamaged):
        survey(packed)
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def test_row_without_an_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "ROW_LIMIT", 200_000)
    rows = small()
    rows["outcomes"][0]["words"] = "x" * 300_000
    with pytest.raises(ArchiveTooLarge):
        survey(bind(rows, {}))


def test_huge_directory_is_not_loaded() -> None:
    sound = bytearray(bind(small(), {}).getvalue())
    at = sound.rfind(b"PK\x05\x06")
    struct.pack_into("<L", sound, at + 12, 900_000_000)
    with pytest.raises(ArchiveTooLarge):
        survey(bytes(sound))


def test_names_that_climb_are_never_written(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    survey(repack(lambda files: files.update({"../evil.txt": b"x", "/evil.txt": b"x"})))
    assert [path.name for path in tmp_path.rglob("*")] == ["below"]


def test_repacked_in_a_folder_is_read() -> None:
    def move(files: dict[str, bytes]) -> None:
        moved = {f"afterview/{path}": content for path, content in files.items()}
        files.clear()
        files |= moved | {"__MACOSX/._manifest.json": b"junk"}

    assert survey(repack(move, zipfile.ZIP_DEFLATED)).name == "Ada"


def test_locked_entry_is_refused() -> None:
    sound = bytearray(bind(small(), {}).getvalue())
    at = sound.rfind(b"PK\x01\x02")  # the manifest is the last entry
    sound[at + 8] |= 1
    with pytest.raises(NotAnArchive):
        survey(bytes(sound))


def test_older_format_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a format two later, rows of this one go through both steps, and a table that came later is empty."""
    old = bind(small(), {})

    def rename(table: str, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "words": row["words"].upper()} if table == "outcomes" else row

    def add(table: str, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "words": row["words"] + "!"} if table == "outcomes" else row

    monkeypatch.setattr(unpack, "FORMAT", upgrade.FORMAT + 2)
    monkeypatch.setattr(upgrade, "STEPS", {**upgrade.STEPS, upgrade.FORMAT: rename, upgrade.FORMAT + 1: add})
    monkeypatch.setattr(upgrade, "FORMAT", upgrade.FORMAT + 2)
    archive = Archive(old)
    del archive.rows["keepsakes"]
    assert [row["words"] for row in archive.list_rows(_table("outcomes"))] == ["SORRY.!"]
    assert list(archive.list_rows(_table("keepsakes"))) == []
