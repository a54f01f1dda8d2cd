"""Where a page leads after something was sent."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse


def see_other(name: str, *args: object, fragment: str = "", query: str = "") -> HttpResponse:
    """303 to the page of that name, so that reloading sends nothing twice; `fragment` is the place on the page."""
    address = reverse(name, args=args)
    if query:
        address += f"?{query}"
    return HttpResponseRedirect(f"{address}#{fragment}" if fragment else address, status=303)


def see_address(address: str) -> HttpResponse:
    """303 to an address of this journal that the core named."""
    return HttpResponseRedirect(address, status=303)
