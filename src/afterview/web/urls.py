"""Every address: the pages of each step name their own."""

from django.urls import path

from afterview.web.pages import ask, capture, drafts, evaluate, happened, listen, post, prepare, reflect, today, yours

urlpatterns = [
    *today.urls,
    *capture.urls,
    *reflect.urls,
    *happened.urls,
    *ask.urls,
    *listen.urls,
    *evaluate.urls,
    *prepare.urls,
    *post.urls,
    *yours.urls,
    path("drafts/", drafts.keep, name="keep-draft"),
]
handler404 = "afterview.web.errors.show_missing"
handler500 = "afterview.web.errors.show_fault"
