"""The local door: who may speak to the journal at all.

Loopback hosts only (DNS rebinding), no other site or port (Sec-Fetch-Site, Origin), and a cookie that only the
one-time address opened by `afterview serve` hands out.
"""

import hmac
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from afterview.core.words import Candidate
from afterview.flows.door import Door
from afterview.flows.journal import whose_journal

ENTRANCE = "/door/"


class Request(HttpRequest):
    """A request that has passed the door: it knows whose journal it is and what time it is."""

    candidate: Candidate
    now: datetime


def guard(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: refuses strangers, then says whose journal it is and what time it is."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = _refuse_stranger(request) or _open(request) or _serve_static(request)
        return _seal(request, response or _refuse_keyless(request) or _let_in(request))

    def _serve_static(request: HttpRequest) -> HttpResponseBase | None:
        """The closed page needs its stylesheet; whose journal this is remains unsaid."""
        return get_response(request) if request.path.startswith(settings.STATIC_URL) else None

    def _let_in(request: HttpRequest) -> HttpResponseBase:
        candidate = whose_journal()
        if candidate is None:
            return render(request, "errors/closed.html", status=503)
        request.candidate = candidate  # type: ignore[attr-defined]  # see Request
        return get_response(request)

    return respond


def _refuse_stranger(request: HttpRequest) -> HttpResponse | None:
    host = request.META.get("HTTP_HOST", "")
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "none")
    at_entrance = request.path == ENTRANCE and request.method == "GET"
    # Another port of this computer may set our cookies, the form token's too: a write has to say whence it comes.
    says_whence = request.method in {"GET", "HEAD"} or bool({"Origin", "Sec-Fetch-Site"} & request.headers.keys())
    known_host = host in settings.DOOR_HOSTS
    known_origin = origin is None or origin == f"{settings.DOOR_SCHEME}://{host}"
    if known_host and known_origin and says_whence and (site in {"none", "same-origin"} or at_entrance):
        request.now = settings.CLOCK()  # type: ignore[attr-defined]  # see Request
        timezone.activate(request.now.tzinfo or timezone.get_default_timezone())  # type: ignore[attr-defined]
        return None
    return HttpResponse("This door opens only from Afterview's own address.", status=403, content_type="text/plain")


def _open(request: HttpRequest) -> HttpResponse | None:
    if request.path != ENTRANCE:
        return None
    door = Door(settings.DOOR_FOLDER)
    if not door.accept_token(request.GET.get("token", ""), request.now):  # type: ignore[attr-defined]
        return None
    response = render(request, "errors/come_in.html")
    # A page that refreshes, not a redirect: a Strict cookie would not follow a redirect begun elsewhere.
    response["Refresh"] = "0; url=/"
    response.set_cookie(
        settings.DOOR_COOKIE,
        door.cookie_value(),
        max_age=400 * 86400,
        httponly=True,
        samesite="Strict",
        secure=settings.COOKIES_SECURE,
    )
    return response


def _refuse_keyless(request: HttpRequest) -> HttpResponse | None:
    held = request.COOKIES.get(settings.DOOR_COOKIE, "")
    if hmac.compare_digest(held.encode(), Door(settings.DOOR_FOLDER).cookie_value().encode()):
        return None
    return render(request, "errors/closed.html", status=403)


def _seal(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if not request.path.startswith(settings.STATIC_URL):
        response["Cache-Control"] = "no-store, private"
    # Not "no-referrer": with it a browser sends "Origin: null" along with our own forms.
    response["Referrer-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Opener-Policy"] = "same-origin"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
