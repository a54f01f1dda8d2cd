"""Mails that were found: brought in from files, or come to one's mailbox; looked at, accepted, set aside."""

from django.urls import path

from afterview.web.pages.found import arrive, bring_in, review

urls = [
    path("yours/bring-in/", bring_in.name_source, name="gather"),
    path("yours/bring-in/<int:gathering_id>/", bring_in.show_progress, name="gathering"),
    path("yours/bring-in/found/", review.review, name="found"),
    path("yours/mailbox/<int:account_id>/look/", arrive.look_now, name="look-in-mailbox"),
    path("found/<int:mail_id>/", arrive.show_mail, name="found-mail"),
    path("found/<int:mail_id>/original", arrive.show_original, name="found-original"),
]
