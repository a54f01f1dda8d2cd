"""A person's browser without JavaScript, reduced to what a journey needs: it opens pages and sends their forms."""

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

GONE = (ConnectionError, http.client.HTTPException, TimeoutError)


class Forms(HTMLParser):
    """The forms of a page, each as what would be sent if nothing were changed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.forms[-1]):
            self.forms[-1][self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.forms[-1][name] = ""
        elif tag == "input" and name and (given.get("type") not in {"radio", "checkbox", "file"} or "checked" in given):
            self.forms[-1][name] = given.get("value", "")

    def handle_data(self, text: str) -> None:
        if self._area:
            self.forms[-1][self._area] += text

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


class Browser:
    """Holds the cookies; raises one of GONE when the server goes."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        """Status, Location and text of an answer that came whole."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            heads |= {"Content-Type": "application/x-www-form-urlencoded"}
            heads["Origin"] = f"http://127.0.0.1:{self.port}"
        try:
            connection.request(method, address, body, heads)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def fill_in(self, address: str, typed: dict[str, str]) -> tuple[int, str]:
        """Opens the page and sends its form that has the typed fields; status and where it leads."""
        status, _, page = self.ask("GET", address)
        assert status == 200, f"{address} answered {status}"
        form = next(form for form in Forms(page).forms if typed.keys() <= form.keys() | {"line"})
        status, location, answer = self.ask("POST", address, urlencode(form | typed))
        assert status in {302, 303}, (
            f"{address} answered {status}: {' '.join(re.sub('<[^>]+>', ' ', answer).split())[:600]}"
        )
        return status, location

    def keep(self, form: str, typed: dict[str, str]) -> None:
        """What the page's script does while someone types."""
        _, _, page = self.ask("GET", "/yours/")
        token = next(form["csrfmiddlewaretoken"] for form in Forms(page).forms if "csrfmiddlewaretoken" in form)
        status, _, answer = self.ask(
            "POST", f"/drafts/?{urlencode({'form': form})}", urlencode(typed | {"csrfmiddlewaretoken": token})
        )
        assert status == 204, answer
