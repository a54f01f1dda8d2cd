"""Settings and your data, as a visitor meets them."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.flows.carry import export_journal, is_empty
from afterview.flows.drafts import keep_draft
from afterview.flows.example import load_example
from afterview.flows.journal import whose_journal
from afterview.store import models

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def archive(candidate: Any, now: datetime) -> bytes:
    """The example as an archive; the journal is empty again."""
    load_example(candidate, now)
    file = io.BytesIO()
    export_journal(candidate, file)
    for model in (models.Application, models.Story, models.Plan, models.CheckIn, models.Keepsake):
        model.objects.all().delete()
    models.Candidate.objects.update(has_example=False)
    assert is_empty(candidate)
    return file.getvalue()


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"archive": SimpleUploadedFile("journal.zip", content)}


def test_empty_journal_offers_to_restore_and_to_look_around(visitor: Any) -> None:
    page = visitor.get("/yours/").content.decode()
    assert "Your journal is empty." in page
    assert 'href="/yours/restore/"' in page
    assert 'href="/example/"' in page
    assert "/yours/export.zip" not in page


def test_page_says_what_there_is_and_what_is_not_saved(visitor: Any, candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    keep_draft(candidate, "interviews/new", {"company": ["A"]}, now)
    page = visitor.get("/yours/").content.decode()
    for words in ("4 interviews", "2 replies", "6 stories", "1 page holds words you typed and did not save"):
        assert words in page
    assert 'href="/yours/export.zip"' in page


def test_queries_do_not_grow_with_the_journal(
    visitor: Any, candidate: Any, now: datetime, django_assert_max_num_queries: Any
) -> None:
    load_example(candidate, now)
    with django_assert_max_num_queries(30):
        visitor.get("/yours/")


def test_name_and_letters_language_are_saved(visitor: Any) -> None:
    response = visitor.post("/yours/", {"name": "Ada Muster", "language": "de"})
    assert (response.status_code, response["Location"]) == (303, "/yours/?done=you#done")
    saved = whose_journal()
    assert saved is not None
    assert (saved.name, saved.language) == ("Ada Muster", "de")
    assert 'value="Ada Muster"' in visitor.get("/yours/").content.decode()


def test_typed_name_is_there_again(visitor: Any, candidate: Any, now: datetime) -> None:
    visitor.post("/drafts/?form=yours", {"name": "Ad", "language": "fr"})
    page = visitor.get("/yours/").content.decode()
    assert 'value="Ad"' in page
    assert '<option value="fr" selected>' in page


def test_name_that_is_too_long_keeps_what_was_typed(visitor: Any) -> None:
    response = visitor.post("/yours/", {"name": "x" * 201, "language": "xx"})
    assert response.status_code == 422
    assert "x" * 201 in response.content.decode()


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_look_is_kept_in_cookies_and_comes_from_the_server(visitor: Any, theme: str) -> None:
    response = visitor.post("/yours/look/", {"theme": theme, "discreet": "on"})
    assert response.status_code == 303
    cookie = response.cookies["afterview-theme"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"] > 30_000_000) == ("Strict", True, True)
    page = visitor.get("/yours/?done=look").content.decode()
    assert (f'data-theme="{theme}"' in page) == (theme != "auto")
    assert '<body class="discreet">' in page
    assert "<title>Notes</title>" in page
    visitor.post("/yours/look/", {"theme": theme})
    assert 'class="discreet"' not in visitor.get("/yours/").content.decode()


def test_unknown_look_is_refused(visitor: Any) -> None:
    assert visitor.post("/yours/look/", {"theme": "sepia"}).status_code == 422
    assert visitor.get("/yours/look/").status_code == 405


def test_export_is_a_whole_archive(visitor: Any, candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    response = visitor.get("/yours/export.zip")
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="afterview-2026-11-22.zip"'
    assert response["Cache-Control"] == "no-store, private"
    content = b"".join(response.streaming_content)
    expected = io.BytesIO()
    export_journal(candidate, expected)
    assert content == expected.getvalue()


def test_export_leaves_no_file_behind(visitor: Any, candidate: Any, now: datetime, tmp_path: Path) -> None:
    load_example(candidate, now)
    visitor.get("/yours/export.zip").close()
    assert [path for path in tmp_path.iterdir() if path.name != "door"] == []


def test_export_with_a_fault_is_said_and_still_to_be_had(visitor: Any, candidate: Any, now: datetime) -> None:
    application = models.Application.objects.create(candidate_id=candidate.id, company="A", role="B", created_at=now)
    models.Interview.objects.create(
        candidate_id=candidate.id, application=application, format="teleport", created_at=now
    )
    response = visitor.get("/yours/export.zip")
    assert response.status_code == 500
    assert "/yours/export.zip?anyway=1" in response.content.decode()
    content = b"".join(visitor.get("/yours/export.zip?anyway=1").streaming_content)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_restore_shows_what_is_in_it_and_writes_only_then(visitor: Any, candidate: Any, archive: bytes) -> None:
    assert 'type="file"' in visitor.get("/yours/restore/").content.decode()
    response = visitor.post("/yours/restore/", upload(archive))
    assert response.status_code == 303
    page = visitor.get(response["Location"]).content.decode()
    for words in ("Nothing is written yet", "4 interviews", "Northwind Rail", "Interviews from 26 August 2026"):
        assert words in page
    assert is_empty(candidate)
    response = visitor.post("/yours/restore/", {"proof": response["Location"].rpartition("=")[2]})
    assert response["Location"] == "/yours/?done=restored#done"
    assert b"".join(visitor.get("/yours/export.zip").streaming_content) == archive


def test_restored_archive_does_not_stay_beside_the_journal(visitor: Any, archive: bytes, tmp_path: Path) -> None:
    proof = visitor.post("/yours/restore/", upload(archive))["Location"].rpartition("=")[2]
    assert len(list(tmp_path.glob("waiting-*.zip"))) == 1
    visitor.post("/yours/restore/", {"proof": proof})
    assert list(tmp_path.glob("waiting-*.zip")) == []


def test_not_now_drops_the_archive(visitor: Any, candidate: Any, archive: bytes, tmp_path: Path) -> None:
    proof = visitor.post("/yours/restore/", upload(archive))["Location"].rpartition("=")[2]
    assert visitor.post("/yours/restore/", {"proof": proof, "stop": "1"})["Location"] == "/yours/"
    assert list(tmp_path.glob("waiting-*.zip")) == []
    assert is_empty(candidate)


@pytest.mark.parametrize("content", [b"hello", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(100)])
def test_other_file_is_refused_with_one_sentence(visitor: Any, candidate: Any, content: bytes) -> None:
    location = visitor.post("/yours/restore/", upload(content))["Location"]
    response = visitor.get(location)
    assert response.status_code == 422
    assert response.content.decode().count("This file is not a journal that Afterview exported.") == 2
    assert is_empty(candidate)


def test_damaged_archive_names_the_part(visitor: Any, candidate: Any, archive: bytes) -> None:
    damaged = archive.replace(b"Northwind Rail", b"Northwind Fail")
    page = visitor.get(visitor.post("/yours/restore/", upload(damaged))["Location"]).content.decode()
    assert "This archive is damaged in journal/applications.jsonl" in page
    assert is_empty(candidate)


def test_archive_that_was_swapped_is_not_restored(visitor: Any, candidate: Any, archive: bytes) -> None:
    proof = visitor.post("/yours/restore/", upload(archive))["Location"].rpartition("=")[2]
    visitor.post("/yours/restore/", upload(b"something else"))
    response = visitor.post("/yours/restore/", {"proof": proof})
    assert response.status_code == 422
    assert "Choose it again." in response.content.decode()
    assert is_empty(candidate)


def test_no_file_and_empty_file_are_asked_for_again(visitor: Any) -> None:
    for posted, sentence in (({}, "Choose the .zip file"), (upload(b""), "This file is empty.")):
        response = visitor.post("/yours/restore/", posted)
        assert response.status_code == 422
        assert sentence in response.content.decode()


def test_full_journal_is_not_written_over(visitor: Any, candidate: Any, archive: bytes, now: datetime) -> None:
    models.Story.objects.create(candidate_id=candidate.id, title="Mine", added_on=now)
    assert "This journal is not empty" in visitor.get("/yours/restore/").content.decode()
    assert visitor.post("/yours/restore/", upload(archive)).status_code == 409
    assert models.Story.objects.get().title == "Mine"


def test_full_of_the_example_it_offers_to_remove_it(visitor: Any, candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    assert visitor.get("/yours/restore/").content.decode().count('action="/example/remove/"') == 2


def test_delete_asks_first(visitor: Any, candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    page = visitor.get("/yours/delete/").content.decode()
    assert "Delete everything?" in page
    assert "Export it first" in page
    response = visitor.post("/yours/delete/", {})
    assert response.status_code == 422
    assert "Tick the box to delete everything, or keep it all." in response.content.decode()
    assert not is_empty(candidate)


def test_delete_takes_everything(visitor: Any, candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    keep_draft(candidate, "interviews/new", {"company": ["A"]}, now)
    response = visitor.post("/yours/delete/", {"sure": "on"})
    assert response.status_code == 303
    assert is_empty(candidate)
    assert not models.Draft.objects.exists()
    assert "Your journal is empty." in visitor.get("/yours/").content.decode()


def test_example_comes_and_goes_with_one_tap(visitor: Any, candidate: Any) -> None:
    assert "Look around" in visitor.get("/example/").content.decode()
    response = visitor.post("/example/")
    assert (response.status_code, response["Location"]) == (303, "/")
    page = visitor.get("/yours/").content.decode()
    assert "You are looking around in an invented example." in page
    response = visitor.post("/example/remove/")
    assert response.status_code == 303
    assert is_empty(candidate)
    assert "invented example." not in visitor.get("/interviews/").content.decode()


def test_example_never_mixes_with_own_words(visitor: Any, candidate: Any, now: datetime) -> None:
    models.Story.objects.create(candidate_id=candidate.id, title="Mine", added_on=now)
    assert "<button" not in visitor.get("/example/").content.decode()
    assert visitor.post("/example/").status_code == 409
    assert models.Story.objects.count() == 1


def test_example_is_not_removed_by_a_look(visitor: Any) -> None:
    visitor.post("/example/")
    assert visitor.get("/example/remove/").status_code == 405
    assert models.Interview.objects.count() == 4
