"""Ask, remind and thank: before a letter, the letter itself, and after it was sent."""

from django.urls import path

from afterview.web.pages.ask import begin, compose, sent

urls = [
    path("interviews/<int:interview_id>/ask/", begin.show_ask, name="ask"),
    path("interviews/<int:interview_id>/remind/", begin.show_remind, name="remind"),
    path("replies/<int:reply_id>/thank/", begin.show_thank, name="thank"),
    path("letters/<int:letter_id>/", compose.show_letter, name="letter"),
    path("letters/<int:letter_id>/check/", compose.check_letter, name="letter-check"),
    path("letters/<int:letter_id>/style/", compose.change_style, name="letter-style"),
    path("letters/<int:letter_id>/hold/", compose.hold, name="letter-hold"),
    path("letters/<int:letter_id>.eml", sent.download_eml, name="letter-eml"),
    path("letters/<int:letter_id>/sent/", sent.show_sent, name="letter-sent"),
    path("letters/<int:letter_id>/reminder.ics", sent.download_reminder, name="letter-reminder"),
]
