"""Every address: the pages of each step name their own."""

from django.urls import path

from afterview.web.pages import (
    ask,
    capture,
    drafts,
    evaluate,
    found,
    happened,
    listen,
    month,
    offline,
    post,
    practice,
    prepare,
    reflect,
    take,
    today,
    yours,
)

urlpatterns = [
    *today.urls,
    *month.urls,
    *capture.urls,
    *reflect.urls,
    *happened.urls,
    *ask.urls,
    *listen.urls,
    *evaluate.urls,
    *prepare.urls,
    *practice.urls,
    *post.urls,
    *found.urls,
    *take.urls,
    *yours.urls,
    *offline.urls,
    path("drafts/", drafts.keep, name="keep-draft"),
]
handler404 = "afterview.web.errors.show_missing"
handler500 = "afterview.web.errors.show_fault"
