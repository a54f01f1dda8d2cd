"""Practice: stories said aloud, a partner's sheet; and transcripts, of practice and of interviews."""

from django.urls import path

from afterview.web.pages.practice import aloud, sheet, transcripts

urls = [
    path("practice/", aloud.show_set, name="practice"),
    path("practice/<int:story_id>/", aloud.say, name="practice-story"),
    path("practice/sheet/", sheet.make, name="practice-sheet"),
    path("practice/sheet.html", sheet.download, name="practice-sheet-file"),
    path("practice/sheet/here/", sheet.fill_here, name="practice-sheet-here"),
    path("practice/sheet/back/", sheet.bring_back, name="practice-sheet-back"),
    path("practice/sheet/<int:sheet_id>/delete/", sheet.delete, name="practice-sheet-delete"),
    path("practice/transcript/", transcripts.bring, name="practice-transcript"),
    path("interviews/<int:interview_id>/transcript/", transcripts.bring, name="transcript-of"),
    path("transcripts/<int:transcript_id>/", transcripts.show, name="transcript"),
]
