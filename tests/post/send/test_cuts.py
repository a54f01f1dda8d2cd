"""The line cut at every byte of an exchange, either way: nothing lost, nothing doubled, no false "wrong password"."""

from afterview.core.posting import Fault, PostingState, Sent, state_after
from tests.post.peer import Peer
from tests.post.send.test_faults import QUICK, send

# How many mails the server may hold once a sending ended in a state.
MAY_HOLD = {
    PostingState.POSTED: {1},
    PostingState.UNKNOWN: {0, 1},
    PostingState.APPROVED: {0},
    PostingState.REFUSED: {0},
}


def _cut(**how: int) -> tuple[Sent, int]:
    with Peer(tls_first=True, **how) as peer:  # type: ignore[arg-type]  # one of two whole numbers
        sent = send(peer, patience=QUICK)
    assert sent.fault is not Fault.LOGIN, how
    assert len(peer.accepted) in MAY_HOLD[state_after(sent)], (how, sent)
    return sent, len(peer.accepted)


def _lengths() -> tuple[int, int]:
    """How many bytes a whole exchange takes, there and back."""
    with Peer(tls_first=True, send_most=10**6, read_most=10**6) as peer:
        assert state_after(send(peer)) is PostingState.POSTED
    return peer.read, peer.sent


def test_the_line_cut_at_every_byte_either_way() -> None:
    there, back = _lengths()
    assert there > 200
    assert back > 150
    heard = [_cut(read_most=most) for most in range(there + 1)]
    said = [_cut(send_most=most) for most in range(1, back + 1)]
    states = [state_after(sent) for sent, _ in heard + said]
    # Each kind of end occurs, so that the rules above were all put to the test.
    assert {PostingState.POSTED, PostingState.UNKNOWN, PostingState.APPROVED} == set(states)
    print(
        f"{len(states)} cuts, {states.count(PostingState.UNKNOWN)} unknown, 0 lost, 0 doubled, 0 false wrong passwords"
    )
