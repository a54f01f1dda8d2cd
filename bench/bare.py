"""The least Django can be: one page behind waitress, to stand beside ours. `python -m bench.bare PORT`."""

import sys

import waitress
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(_request: HttpRequest) -> HttpResponse:
    """One sentence."""
    return HttpResponse("<!doctype html><title>Bare</title><p>One sentence.</p>")


urlpatterns = [path("", page)]

if __name__ == "__main__":
    settings.configure(ROOT_URLCONF=sys.modules["__main__"], ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="bench")
    waitress.serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[1]))
