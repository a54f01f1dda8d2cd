"""The door in a real browser: a page on another port and a rebound name neither read nor change the journal."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import FLAGS, Server, enter

CANARY = "Canary Shipping"
# Everything a page can try without the person's help; what it could see of each answer is handed back.
ATTACK = """async root => {
  const seen = [];
  const note = async (name, deed) => {
    try { seen.push([name, String(await deed())]); } catch (error) { seen.push([name, 'refused ' + error.name]); } };
  const ask = options => async () => { const answer = await fetch(root + '/interviews/', options);
    return answer.type + ' ' + await answer.text(); };
  await note('fetch', ask({}));
  await note('fetch with cookies', ask({credentials: 'include'}));
  await note('fetch no-cors', ask({mode: 'no-cors', credentials: 'include'}));
  await note('fetch json', ask({method: 'POST', credentials: 'include', body: '{}',
    headers: {'Content-Type': 'application/json'}}));
  for (const kind of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
    await note('draft as ' + kind, async () => (await fetch(root + '/drafts/?form=interviews/new', {method: 'POST',
      mode: 'no-cors', credentials: 'include', body: 'company=Forged', headers: {'Content-Type': kind}})).type);
  await note('beacon', () => navigator.sendBeacon(root + '/drafts/?form=interviews/new', 'company=Forged'));
  const load = (tag, address) => () => new Promise(done => { const part = document.createElement(tag);
    part.onload = () => done('loaded'); part.onerror = () => done('failed');
    part[tag === 'link' ? 'href' : 'src'] = root + address; if (tag === 'link') part.rel = 'stylesheet';
    document.body.append(part); setTimeout(() => done('silent'), 1500); });
  await note('img', load('img', '/static/icon.svg'));
  await note('script', load('script', '/interviews/'));
  await note('stylesheet', load('link', '/interviews/'));
  await note('frame', () => new Promise(done => { const part = document.createElement('iframe');
    part.src = root + '/interviews/'; part.onload = () => { try { done(part.contentDocument.body.innerText); }
      catch (error) { done('closed'); } }; document.body.append(part); }));
  await note('form in a frame', () => new Promise(done => {
    const frame = document.createElement('iframe'); frame.name = 'hidden'; document.body.append(frame);
    const form = document.createElement('form'); form.method = 'post'; form.target = 'hidden';
    form.action = root + '/interviews/new/';
    form.innerHTML = '<input name=company value=Forged><input name=role value=Forged>';
    frame.onload = () => done('answered'); document.body.append(form); form.submit(); }));
  await note('window', () => new Promise(done => { const other = window.open(root + '/interviews/');
    setTimeout(() => { try { done(other.document.body.innerText); } catch (error) { done('closed'); } }, 700); }));
  return JSON.stringify(seen); }"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """A page that sets the cookies it can: those of this host, for every port."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "afterview-csrf=planted; Path=/")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><body>Elsewhere")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """Another program's pages on another port of this computer."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield listening.server_port
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.fixture
def rebinding(browser: Browser) -> Iterator[Browser]:
    """A browser in which evil.test leads to this computer."""
    flags = [*FLAGS, "--host-resolver-rules=MAP evil.test 127.0.0.1"]
    launched = browser.browser_type.launch(executable_path=_chromium(), args=flags)
    yield launched
    launched.close()


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found
    return found


def _log_interview(page: Page, root: str) -> None:
    page.goto(f"{root}/interviews/new/")
    page.get_by_label("Company").first.fill(CANARY)
    page.get_by_label("Role").first.fill("Mate")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/interviews/1/")


def _look_unharmed(page: Page, root: str) -> None:
    page.goto(f"{root}/interviews/")
    assert page.locator("li.entry").count() == 1
    assert "Forged" not in page.content()
    page.goto(f"{root}/interviews/new/")
    assert "Forged" not in page.content()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_page_on_another_port_learns_and_changes_nothing(
    browser: Browser, server: Server, elsewhere: int, host: str
) -> None:
    context, page = enter(browser, server)
    _log_interview(page, server.root)
    stranger = context.new_page()
    stranger.goto(f"http://{host}:{elsewhere}/")
    seen = dict(json.loads(stranger.evaluate(ATTACK, server.root)))
    assert len(seen) == 14
    assert not any(CANARY in told or "Afterview" in told for told in seen.values()), seen
    _look_unharmed(page, server.root)
    context.close()


def test_rebound_name_learns_and_changes_nothing(rebinding: Browser, server: Server, elsewhere: int) -> None:
    context, page = enter(rebinding, server)
    _log_interview(page, server.root)
    stranger = context.new_page()
    answer = stranger.goto(f"http://evil.test:{server.port}/interviews/")
    assert answer is not None
    assert answer.status == 403
    assert CANARY not in stranger.content()
    # The very same origin as the address it attacks, as after a rebinding.
    seen = dict(json.loads(stranger.evaluate(ATTACK, f"http://evil.test:{server.port}")))
    assert not any(CANARY in told for told in seen.values()), seen
    stranger.goto(f"http://evil.test:{elsewhere}/")
    seen = dict(json.loads(stranger.evaluate(ATTACK, server.root)))
    assert not any(CANARY in told for told in seen.values()), seen
    _look_unharmed(page, server.root)
    context.close()


def test_cookie_and_headers(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    (key,) = [cookie for cookie in context.cookies() if "csrf" not in cookie["name"]]
    assert str(server.port) in key["name"]
    assert key["httpOnly"]
    assert key["sameSite"] == "Strict"
    for address in ("/", "/interviews/", "/nowhere/", "/door/", "/yours/", "/interviews/9/"):
        answer = page.goto(server.root + address)
        assert answer is not None
        assert answer.headers["cache-control"] == "no-store, private", address
        assert answer.headers["referrer-policy"] == "same-origin", address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], address
    context.close()


def test_token_is_in_no_process_list_and_no_log(tmp_path: Path) -> None:
    told, folder = tmp_path / "told", tmp_path / "journal"
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$@" >{told}.new\nmv {told}.new {told}\nsleep 30\n')
    opener.chmod(0o700)
    environment = {**os.environ, "BROWSER": f"{opener} %s"}
    command = [sys.executable, "-m", "afterview.cli", "serve", "--data", str(folder)]
    with (tmp_path / "log").open("w") as log:
        serving = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            deadline = time.monotonic() + 30
            while not told.exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            page = folder / "door" / "open.html"
            address = page.read_text().partition("url=")[2].partition('"')[0]
            token = address.partition("token=")[2]
            assert len(token) >= 43
            listed = _list_processes()
            assert str(opener).encode() in listed
            assert b"open.html" in listed
            surroundings = b" ".join(_read_quietly(path) for path in Path("/proc").glob("[0-9]*/environ"))
            with urllib.request.urlopen(address, timeout=90) as answer:
                assert answer.status == 200
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address, timeout=90)
            refused.value.close()
            assert token.encode() not in listed + surroundings
            assert stat.S_IMODE(page.stat().st_mode) == 0o600
            assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
        finally:
            serving.terminate()
            serving.wait(timeout=90)
            os.killpg(serving.pid, signal.SIGTERM)
    assert "Afterview is open" in (tmp_path / "log").read_text()
    assert token not in (tmp_path / "log").read_text()


def _list_processes() -> bytes:
    if Path("/proc/self/cmdline").exists():
        return b" ".join(_read_quietly(path) for path in Path("/proc").glob("[0-9]*/cmdline"))
    return subprocess.run(["ps", "-Aww", "-o", "args"], check=True, capture_output=True).stdout


def _read_quietly(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
