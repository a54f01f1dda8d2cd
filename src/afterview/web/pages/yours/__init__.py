"""What is yours: settings, the journal to take along, the invented example."""

from django.urls import path

from afterview.web.pages.yours import backups
from afterview.web.pages.yours.example import load, remove
from afterview.web.pages.yours.language_model import agree, forget, show_language_model
from afterview.web.pages.yours.protection import show_protection
from afterview.web.pages.yours.settings import keep_look, keep_reader, show_yours
from afterview.web.pages.yours.take import delete, export, export_under_passphrase, restore

urls = [
    path("yours/", show_yours, name="yours"),
    path("yours/look/", keep_look, name="look"),
    path("yours/reader/", keep_reader, name="reader"),
    path("yours/language-model/", show_language_model, name="language-model"),
    path("yours/language-model/agree/", agree, name="language-model-agree"),
    path("yours/language-model/forget/", forget, name="language-model-forget"),
    path("yours/export.zip", export, name="export"),
    path("yours/export/", export_under_passphrase, name="export-sealed"),
    path("yours/backups/", backups.show_backups, name="backups"),
    path("yours/backups/make/", backups.make, name="make-backup"),
    path("yours/backups/protect/", backups.protect, name="protect-backups"),
    path("yours/backups/forget/", backups.forget, name="forget-backups"),
    path("yours/backups/<str:name>/", backups.show_backup, name="backup"),
    path("yours/protection/", show_protection, name="protection"),
    path("yours/restore/", restore, name="restore"),
    path("yours/delete/", delete, name="delete-journal"),
    path("example/", load, name="example"),
    path("example/remove/", remove, name="remove-example"),
]
