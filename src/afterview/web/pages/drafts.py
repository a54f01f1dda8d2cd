"""Keeps what is being typed."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from afterview.flows.drafts import DraftTooLong, keep_draft
from afterview.web.door import Request


@require_POST
def keep(request: Request) -> HttpResponse:
    """Keeps the posted fields under the form's name; 204, or 413 with a sentence."""
    fields = {
        name: [str(v) for v in request.POST.getlist(name)] for name in request.POST if name != "csrfmiddlewaretoken"
    }
    try:
        keep_draft(request.candidate, request.GET.get("form", ""), fields, request.now)
    except DraftTooLong as error:
        return HttpResponse(error.__doc__, status=413, content_type="text/plain")
    return HttpResponse(status=204)
