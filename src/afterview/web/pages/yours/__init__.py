"""What is yours: settings, the journal to take along, the invented example."""

from django.urls import path

from afterview.web.pages.yours.example import load, remove
from afterview.web.pages.yours.language_model import agree, forget, show_language_model
from afterview.web.pages.yours.settings import keep_look, keep_reader, show_yours
from afterview.web.pages.yours.take import delete, export, restore

urls = [
    path("yours/", show_yours, name="yours"),
    path("yours/look/", keep_look, name="look"),
    path("yours/reader/", keep_reader, name="reader"),
    path("yours/language-model/", show_language_model, name="language-model"),
    path("yours/language-model/agree/", agree, name="language-model-agree"),
    path("yours/language-model/forget/", forget, name="language-model-forget"),
    path("yours/export.zip", export, name="export"),
    path("yours/restore/", restore, name="restore"),
    path("yours/delete/", delete, name="delete-journal"),
    path("example/", load, name="example"),
    path("example/remove/", remove, name="remove-example"),
]
