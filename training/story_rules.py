"""The first story reader, rules alone: what the learned one is measured against."""

from afterview.core.story_features import Features, Sentence, read_features

HABIT = 0.8
LATE = 0.6


def read_by_rules(text: str) -> dict[str, int]:
    """A telling -> situation, task, action, result 0 to 2, own_role and learning 0 or 1, verdict 0 to 2."""
    features = read_features(text)
    situation, task = _score_situation(features), _score_task(features)
    action, result = _score_action(features), _score_result(features)
    own, team = features.total("own"), features.total("team")
    own_role = own >= 1 and own >= 0.34 * team
    whole = own_role and situation >= 1 and action >= 1 and result >= 1 and max(action, result) == 2
    verdict = 2 if whole else 1
    if not _is_episode(features):
        verdict, situation, task, action, result = 0, min(situation, 1), 0, min(action, 1), 0
    read = {"situation": situation, "task": task, "action": action, "result": result, "verdict": verdict}
    return read | {"own_role": int(own_role), "learning": int(features.total("learning") > 0)}


def _is_episode(features: Features) -> bool:
    """Whether one real event is told by someone who took part in it."""
    deeds = features.total("own") + features.total("team")
    told = deeds + 0.5 * features.total("other") + 0.3 * features.total("state") + min(features.total("anchor"), 3)
    talked = features.total("generic") + 1.2 * features.total("hypothetical") + HABIT * features.total("present")
    if features.total("refusal") and deeds < 3:
        return False
    told += 0.5 * min(features.total("trouble"), 3)
    happened = features.total("anchor") >= 1 or features.total("trouble") >= 2
    took_part = deeds >= 1 or (happened and features.total("somebody") < 3)
    return took_part and told > talked and told >= 2


def _score_situation(features: Features) -> int:
    if not features.sentences:
        return 0
    opening = [sentence for sentence in features.sentences if sentence.place <= 0.5] or list(features.sentences[:1])
    anchors = sum(sentence.signs["anchor"] for sentence in opening)
    scene = sum(sentence.state + sentence.other for sentence in opening)
    words = sum(sentence.words for sentence in opening)
    if anchors and words >= 8:
        return 2
    if scene >= 2 and words >= 15:
        return 2
    return 1 if anchors or scene >= 1 or _sets_a_scene(features.sentences[0]) else 0


def _sets_a_scene(first: Sentence) -> bool:
    """Whether the opening tells of no deed of the teller and of no habit: "Freezer alarm, two in the morning"."""
    return first.words >= 4 and not (
        first.own or first.present or first.signs["generic"] or first.signs["hypothetical"]
    )


def _score_task(features: Features) -> int:
    """What was wanted, or the difficulty: named twice is clear; any event told from within hints at it."""
    early = [sentence for sentence in features.sentences if sentence.place < 0.7]
    wanted = sum(sentence.signs["task"] + 0.5 * min(sentence.signs["trouble"], 2) for sentence in early)
    if wanted >= 1.5:
        return 2
    return 1 if wanted or features.total("anchor") else 0


def _score_action(features: Features) -> int:
    own, team = features.total("own"), features.total("team")
    if own >= 2:
        return 2
    return 1 if own or team else 0


def _score_result(features: Features) -> int:
    """The concrete consequence in the last part: its signs, what others did then, figures; a vague word counts one."""
    ending = [sentence for sentence in features.sentences if sentence.place >= 0.55] or list(features.sentences[-1:])
    came = sum(_consequence(sentence) for sentence in ending)
    if came >= 1:
        return 2
    return (
        1
        if came >= 0.5
        or any(s.signs["vague"] for s in features.sentences if s.place >= LATE)
        or features.total("result") >= 1
        else 0
    )


def _consequence(sentence: Sentence) -> float:
    if sentence.signs["hypothetical"] or sentence.signs["generic"] > 1:
        return 0.0
    others = 0.5 if sentence.other and not sentence.own else 0.0
    figures = 0.5 if sentence.numbers and (sentence.state or sentence.other) else 0.0
    return sentence.signs["result"] + others + figures
