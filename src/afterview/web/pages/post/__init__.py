"""The person's own mailbox: set up, tried, forgotten; a letter sent through it, and what became of it."""

from django.urls import path

from afterview.web.pages.post import mailbox, send, sign_in

urls = [
    path("yours/mailbox/", mailbox.show_mailboxes, name="mailboxes"),
    path("yours/mailbox/new/", mailbox.add_mailbox, name="new-mailbox"),
    path("yours/mailbox/<int:account_id>/", mailbox.show_mailbox, name="mailbox"),
    path("yours/mailbox/<int:account_id>/edit/", mailbox.edit_mailbox, name="edit-mailbox"),
    path("yours/mailbox/<int:account_id>/sign-in/", sign_in.sign_in, name="mailbox-sign-in"),
    path("yours/mailbox/<int:account_id>/forget/", mailbox.forget_mailbox, name="forget-mailbox"),
    path("letters/<int:letter_id>/send/", send.show_final_look, name="letter-send"),
    path("letters/<int:letter_id>/posting/", send.act_on_posting, name="letter-posting"),
]
