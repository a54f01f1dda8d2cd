"""Looking around with the invented example, and taking it out again."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterview.flows.carry import JournalNotEmpty, is_empty
from afterview.flows.example import load_example, remove_example
from afterview.web.door import Request
from afterview.web.errors import say
from afterview.web.redirects import see_other


def load(request: Request) -> HttpResponse:
    """Offers the example; a POST fills the empty journal with it and leads to Today."""
    if request.method != "POST":
        return render(request, "yours/example.html", {"empty": is_empty(request.candidate)})
    try:
        load_example(request.candidate, request.now)
    except JournalNotEmpty:
        sentence = _("The example goes only into an empty journal, so that it never mixes with your own words.")
        return say(request, _("Your journal is not empty."), sentence, 409)
    return HttpResponseRedirect("/", status=303)


@require_POST
def remove(request: Request) -> HttpResponse:
    """Takes the example out."""
    remove_example(request.candidate)
    return see_other("yours", query="done=removed", fragment="done")
