"""The mailbox is only looked at, believed only in whole answers, and never told what a stranger wrote."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.post.mailbox import LineLost, LoginRefused, Mailbox, SaysNo, find_message_id, sign_in
from afterview.post.mailbox.wire import Wire
from afterview.post.secret import Login, Secret
from tests.post.mailbox.server import FakeServer, Held

MAIL = b"From: Sam <sam@northwind.example>\r\nMessage-ID: <%d@x.example>\r\n\r\nWords %d.\r\n"
WRITING = re.compile(
    rb"\b(?:SELECT|STORE|COPY|MOVE|EXPUNGE|APPEND|DELETE|RENAME|CREATE|CLOSE|SUBSCRIBE)\b|BODY\[|RFC822(?!\.)"
)


def _login(password: str = "swordfish") -> Login:
    return Login(name="jo@home.example", secret=Secret(password))


def _server(count: int = 3) -> FakeServer:
    mails = {10 + number: MAIL % (number, number) for number in range(count)}
    return FakeServer({"INBOX": Held(7, mails), "Sent": Held(3, {1: MAIL % (99, 99)}, "\\Sent")})


def _look(mailbox: Mailbox) -> dict[tuple[int | None, int], bytes]:
    """A whole visit: every mail of the inbox by (UIDVALIDITY, UID)."""
    with mailbox:
        mailbox.list_folders()
        opened = mailbox.examine("INBOX")
        uids = mailbox.find_uids()
        heads = list(mailbox.fetch_heads(uids))
        mails = {head.uid: mailbox.fetch_mail(head.uid) for head in heads}
        return {(opened.uid_validity, uid): raw for uid, raw in mails.items() if raw}


def test_visit_reads_everything_and_changes_nothing() -> None:
    server = _server()
    seen = _look(sign_in(server.connect(), _login()))
    assert seen == {(7, uid): raw for uid, raw in server.folders["INBOX"].mails.items()}
    server.wait()
    assert not [line for line in server.said if WRITING.search(line.upper())]
    assert any(line.split()[1] == b"EXAMINE" for line in server.said)


@pytest.mark.parametrize("has_plain", [True, False])
def test_wrong_password_is_told_as_such(has_plain: bool) -> None:
    server = _server()
    server.has_plain = has_plain
    with pytest.raises(LoginRefused):
        sign_in(server.connect(), _login("guess"))
    with sign_in(server.connect(), _login()) as mailbox:
        assert mailbox.examine("INBOX").mails == 3


@pytest.mark.parametrize("refusal", ["NO [UNAVAILABLE] later", "NO [INUSE] busy", "BAD what", "NO [LIMIT] too many"])
def test_server_that_cannot_just_now_is_no_wrong_password(refusal: str) -> None:
    server = _server()
    server.refusal = refusal
    with pytest.raises(SaysNo) as told:
        sign_in(server.connect(), _login("guess"))
    assert not isinstance(told.value, LoginRefused)


@pytest.mark.parametrize("has_plain", [True, False])
def test_line_cut_at_every_byte(has_plain: bool) -> None:
    """Either all of a visit or a lost line: never half a mail, never a wrong password."""
    server = _server()
    server.has_plain = has_plain
    whole = _look(sign_in(server.connect(), _login()))
    server.wait()
    length, ends = server.sent, {"all": 0, "lost": 0}
    for cut in range(length):
        server.cut_after = cut
        try:
            assert _look(sign_in(server.connect(), _login())) == whole
            ends["all"] += 1
        except LineLost:
            ends["lost"] += 1
    assert ends["lost"] + ends["all"] == length
    # Only the goodbye may be missing.
    assert ends["all"] <= len("* BYE\r\nA99 OK bye\r\n")


@pytest.mark.parametrize(
    "message_id",
    [
        '<x"\r\nX1 STORE 1 +FLAGS (\\Deleted)\r\n@y>',
        '<a"b@c.example>',
        "<a b@c>",
        "<a\\@c>",
        "<a\0@c>",
        "",
        "x@y",
        "<ä@c>",
    ],
)
def test_foreign_message_id_never_becomes_a_command(message_id: str) -> None:
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        mailbox.examine("INBOX")
        said = len(server.said)
        with pytest.raises(ValueError, match="Message-ID"):
            mailbox.has_message_id(message_id)
        assert len(server.said) == said


@given(st.text(max_size=40))
def test_no_text_makes_two_lines_of_one(words: str) -> None:
    sent: list[bytes] = []

    class Line:
        def sendall(self, line: bytes) -> None:
            sent.append(line)

    mailbox = Mailbox(Wire(Line()), frozenset())  # type: ignore[arg-type]  # all that sending needs
    for act in (lambda: mailbox.say(f"EXAMINE {words}"), lambda: mailbox.examine(words)):
        try:
            act()
        except (ValueError, AttributeError):
            continue
    assert all(line.count(b"\n") == line.count(b"\r") == 1 and b"\0" not in line for line in sent)


def test_sent_letter_is_found_or_surely_not_or_unknown() -> None:
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        assert find_message_id(mailbox, "<99@x.example>") is True
        assert find_message_id(mailbox, "<98@x.example>") is False
    del server.folders["Sent"]
    with sign_in(server.connect(), _login()) as mailbox:
        assert find_message_id(mailbox, "<99@x.example>") is None
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        server.cut_after = 0
        assert find_message_id(mailbox, "<99@x.example>") is None


def test_waiting_hears_of_news_and_ends_by_itself() -> None:
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        assert mailbox.can_wait
        mailbox.examine("INBOX")
        assert mailbox.wait(0.1) is False
        server.news.set()
        assert mailbox.wait(2) is True
        assert mailbox.examine("INBOX").mails == 3


def test_search_names_days_and_never_an_old_mail() -> None:
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        mailbox.examine("INBOX")
        assert mailbox.find_uids(above=12, since=date(2026, 1, 5)) == ()
        assert mailbox.find_uids(above=10) == (11, 12)
    assert b"UID SEARCH UID 13:* SINCE 5-Jan-2026" in b"\n".join(server.said)


HOSTILE = {
    "endless line": b"* " + b"x" * 5_000_000,
    "huge literal": b"* 1 FETCH (BODY[] {9999999999}\r\n",
    "deep list": b"* LIST " + b"(" * 5_000 + b"\r\n",
    "open list": b"* LIST (a\r\n",
    "open quote": b'* LIST () "/\r\n',
    "foreign tag": b"Z9 OK yes\r\n",
    "nonsense": b"\xff\xfe\r\n",
    "bye": b"* BYE going\r\n",
    "empty": b"\r\n",
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_answer_is_a_lost_line(answer: bytes) -> None:
    server = _server()
    mailbox = sign_in(server.connect(), _login())
    server.extra["LIST"] = answer
    server.cut_after = server.sent + len(answer)
    with mailbox, pytest.raises(LineLost):
        mailbox.list_folders()


def test_folder_name_that_is_an_order_is_left_alone() -> None:
    server = _server()
    with sign_in(server.connect(), _login()) as mailbox:
        server.extra["LIST"] = b'* LIST () "/" {9}\r\na"\r\nX STO\r\n* LIST () "/" "a\\"b"\r\nTAG OK\r\n'
        assert [folder.name for folder in mailbox.list_folders()] == ['a"b']
