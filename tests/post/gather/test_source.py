"""Mails come out of every form whole, in order, and from any place on."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.post.gather import NoMails, digest_mail, mbox, open_source
from afterview.post.gather.mbox import cut_mbox

ONE = b"From: sam@northwind.example\nSubject: One\n\nWords\n"
TWO = b"From: pat@northwind.example\nSubject: Two\n\nFrom here on it is quoted.\n\nFrom the heart, Pat\n"
LINE = b"From 17@xxx Mon Jan 03 08:00:00 +0000 2022\n"
MBOX = LINE + ONE + b"\n" + LINE + TWO + b"\n" + LINE + ONE

lines = st.sampled_from([b"", b"words", b"From here on", b"From a@b wrote", b"x" * 900, b">From me", b"\xff\x00"])
mails = st.lists(st.lists(lines, max_size=6).map(b"\n".join), min_size=1, max_size=8)


@given(mails, st.integers(450, 3_000))
def test_mbox_is_cut_whole_and_from_any_message_on(bodies: list[bytes], chunk: int) -> None:
    stream = b"\n".join(LINE + b"Subject: x\n\n" + body + b"\n" for body in bodies)
    usual, mbox.CHUNK = mbox.CHUNK, chunk
    try:
        found = list(cut_mbox(io.BytesIO(stream)))
        assert len(found) == len(bodies)
        assert [one.start for one in found] == [0, *(one.end for one in found[:-1])]
        assert found[-1].end == len(stream)
        for number, one in enumerate(found):
            rest = io.BytesIO(stream)
            rest.seek(one.start)
            assert [again.raw for again in cut_mbox(rest, one.start)] == [later.raw for later in found[number:]]
    finally:
        mbox.CHUNK = usual


def test_mail_beyond_the_limit_is_cut_and_the_next_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MOST_BYTES", 5_000)
    monkeypatch.setattr(mbox, "CHUNK", 700)
    stream = LINE + ONE + b"x\n" * 50_000 + b"\n" + LINE + TWO
    first, second = cut_mbox(io.BytesIO(stream))
    assert first.is_cut
    assert len(first.raw) == 5_000
    assert not second.is_cut
    assert second.raw == TWO
    assert second.end == len(stream)


def _fill(folder: Path) -> None:
    (folder / "cur").mkdir(parents=True)
    (folder / "new").mkdir()
    (folder / "cur" / "1:2,S").write_bytes(ONE)
    (folder / "new" / "2").write_bytes(TWO)
    (folder / "b.eml").write_bytes(ONE)
    (folder / "c.mbox").write_bytes(MBOX)
    (folder / "Inbox").write_bytes(MBOX)
    (folder / "d.emlx").write_bytes(b"%d\n" % len(TWO) + TWO)
    (folder / "readme.txt").write_bytes(b"no mail")
    (folder / ".hidden.eml").write_bytes(ONE)
    (folder / "link.eml").symlink_to(folder / "b.eml")


def test_folder_gives_every_mail_of_every_form(tmp_path: Path) -> None:
    _fill(tmp_path / "mails")
    pieces = list(open_source(tmp_path / "mails").read_from(0))
    assert sorted(piece.place.partition(", byte")[0] for piece in pieces) == sorted(
        ["Inbox"] * 3 + ["b.eml", "c.mbox", "c.mbox", "c.mbox", "cur/1:2,S", "d.emlx", "new/2"]
    )
    assert {piece.raw.strip() for piece in pieces} == {ONE.strip(), TWO.strip()}


@pytest.mark.parametrize("form", ["folder", "zip", "mbox"])
def test_reading_goes_on_where_it_stopped(tmp_path: Path, form: str) -> None:
    _fill(tmp_path / "mails")
    path = tmp_path / "mails"
    if form == "mbox":
        path = path / "c.mbox"
    if form == "zip":
        path = tmp_path / "mails.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted((tmp_path / "mails").rglob("*")):
                if file.is_file() and not file.is_symlink():
                    archive.write(file, file.relative_to(tmp_path))
    source = open_source(path)
    whole = [(piece.place, piece.raw) for piece in source.read_from(0)]
    assert len(whole) > 2
    reached = 0
    for number, piece in enumerate(source.read_from(0), start=1):
        reached = piece.end
        assert [(one.place, one.raw) for one in source.read_from(reached)] == whole[number:]
    assert reached == source.total


def test_zip_that_swells_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.eml", b"From: a@b.example\n\n" + b"0" * 50_000_000)
    with pytest.raises(NoMails):
        open_source(tmp_path / "bomb.zip")


@pytest.mark.parametrize("name", ["empty", "notes.txt", "empty.eml"])
def test_what_holds_no_mails_is_said(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    else:
        path.write_bytes(b"" if name == "empty.eml" else b"words")
    with pytest.raises(NoMails):
        open_source(path)


def test_one_mail_has_one_digest_wherever_it_is_kept() -> None:
    taken_out = b"X-GM-THRID: 17\nX-Gmail-Labels: Inbox,Jobs\n" + TWO.replace(b"\nFrom ", b"\n>From ") + b"\n"
    fetched = b"Return-Path: <pat@northwind.example>\r\n" + TWO.replace(b"\n", b"\r\n")
    assert digest_mail(taken_out) == digest_mail(fetched) == digest_mail(TWO)
    assert digest_mail(ONE) != digest_mail(TWO)
