"""What every page needs: theme, place in the navigation, whose journal."""

from django.http import HttpRequest

THEMES = ("auto", "light", "dark")


def frame(request: HttpRequest) -> dict[str, object]:
    """The context every template gets."""
    theme = request.COOKIES.get("afterview-theme", "auto")
    return {
        "theme": theme if theme in THEMES else "auto",
        "discreet": request.COOKIES.get("afterview-discreet") == "on",
        "candidate": getattr(request, "candidate", None),
        "now": getattr(request, "now", None),
        "place": request.path.strip("/").partition("/")[0] or "today",
    }
