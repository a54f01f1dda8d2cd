"""What may be known of a letter on its way, and what follows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from afterview.core.posting import (
    Ending,
    Fault,
    MailAccount,
    Phase,
    Posting,
    PostingState,
    Refusal,
    Sent,
    SignIn,
    is_abandoned,
    letter_state,
    may_have_gone,
    may_withdraw,
    state_after,
    state_after_crash,
)
from afterview.core.posting_words import explain_fault, explain_posting, explain_trial
from afterview.core.words import LetterState

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
POSTING = Posting(
    letter_id=1,
    account_id=1,
    sender="jo@peer.example",
    recipient="sam@x.example",
    message_id="<a@b.invalid>",
    mail="",
    approved_at=NOW,
)
ACCOUNT = MailAccount(address="jo@peer.example", login="jo", smtp_host="smtp.peer.example", smtp_port=465, added_at=NOW)


def test_every_end_leads_to_one_state_and_only_a_lost_answer_is_unknown() -> None:
    for phase, ending, fault in product(Phase, (None, *Ending), (None, *Fault)):
        state = state_after(Sent(phase=phase, ending=ending, fault=fault))
        assert (state is PostingState.POSTED) == (ending is None)
        assert (state is PostingState.UNKNOWN) == (phase is Phase.DOT and ending is Ending.LOST)
        assert (state is PostingState.REFUSED) == (ending is Ending.NO and fault is None)


def test_a_crash_before_the_dot_can_be_tried_again_and_after_it_is_unknown() -> None:
    after = {phase: state_after_crash(phase) for phase in (None, *Phase)}
    unknown = {phase for phase, state in after.items() if state is PostingState.UNKNOWN}
    assert unknown == {Phase.DOT, Phase.ANSWERED}
    assert set(after.values()) == {PostingState.UNKNOWN, PostingState.APPROVED}


def test_a_claim_is_given_up_after_two_minutes() -> None:
    claimed = replace(POSTING, state=PostingState.POSTING, claimed_at=NOW)
    assert not is_abandoned(claimed, NOW + timedelta(minutes=2))
    assert is_abandoned(claimed, NOW + timedelta(minutes=2, seconds=1))
    assert is_abandoned(replace(claimed, claimed_at=None), NOW)
    assert not is_abandoned(POSTING, NOW + timedelta(days=9))


@pytest.mark.parametrize("state", PostingState)
def test_the_letter_follows_its_posting(state: PostingState) -> None:
    followed = letter_state(state)
    assert followed.value == state.value or (state is PostingState.WITHDRAWN and followed is LetterState.DRAFT)
    assert not (may_have_gone(state) and may_withdraw(state))
    assert may_withdraw(state) == (state in (PostingState.APPROVED, PostingState.REFUSED))


def _say(said: tuple[str, object]) -> str:
    sentence, parts = said
    return sentence % parts


def test_each_fault_is_one_sentence_of_its_own() -> None:
    sents = [Sent(phase=Phase.CLAIMED, ending=Ending.LOST, fault=fault, words="it fell silent") for fault in Fault]
    said = [_say(explain_trial(sent, ACCOUNT)) for sent in sents]
    assert len(set(said)) == len(Fault)
    assert all("smtp.peer.example" in sentence for sentence in said)
    assert "It works" in _say(explain_trial(Sent(phase=Phase.SENDER), ACCOUNT))
    later = Sent(phase=Phase.SENDER, ending=Ending.LATER, code=451)
    assert "(451)" in _say(explain_trial(later, ACCOUNT))


def test_only_a_server_s_own_no_is_a_wrong_password() -> None:
    assert "did not accept this login" in _say(explain_fault(Fault.LOGIN, 535, "", ACCOUNT))
    assert "this way of signing in" in _say(explain_fault(Fault.LOGIN, 0, "", ACCOUNT))
    token = replace(ACCOUNT, sign_in=SignIn.GOOGLE)
    assert "Sign in once more" in _say(explain_fault(Fault.LOGIN, 535, "", token))


def test_why_a_letter_has_not_gone() -> None:
    tried = replace(POSTING, claimed_at=NOW)
    refusal = Refusal(recipient="sam@x.example", code=550, words="nobody here")
    refused = replace(tried, state=PostingState.REFUSED, answer="550 nobody here")
    assert "sam@x.example: 550 nobody here" in _say(explain_posting(replace(refused, refusals=(refusal,)), ACCOUNT))
    assert "550 nobody here" in _say(explain_posting(refused, ACCOUNT))
    assert explain_posting(POSTING, ACCOUNT) == ("", {})
    assert explain_posting(replace(tried, state=PostingState.UNKNOWN), ACCOUNT) == ("", {})
    assert "interrupted" in _say(explain_posting(tried, ACCOUNT))
    assert "no longer set up" in _say(explain_posting(replace(tried, answer="451 later"), None))
    assert "451" in _say(explain_posting(replace(tried, answer="451"), ACCOUNT))
    dropped = replace(tried, fault=Fault.LINE, answer="the line dropped")
    assert "the line dropped" in _say(explain_posting(dropped, ACCOUNT))
    wrong = replace(tried, fault=Fault.LOGIN, answer="535")
    assert "did not accept this login" in _say(explain_posting(wrong, ACCOUNT))
