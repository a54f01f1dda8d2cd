"""What the checker says of a letter: one sentence for each ingredient that is missing, fault, and small remark."""

from afterview.core.say import gettext_noop as _

MISSING = {
    "thanks_for_interview": _("Thank them for the conversation, with one thing from it that stayed with you."),
    "future_consideration": _("Say in one sentence that you would like to be considered when they hire again."),
    "new_opportunities": _("Ask whether another team or role could fit you, or name one."),
    "specific_pointers": _("Name the part you would most like to understand, such as one answer or the task."),
    "advice": _("Ask what they would do next in your place; people like to give advice."),
    "thanks_for_feedback": _("Thank them for taking the time to tell you."),
    "names_cited_strengths": _("Name one good thing they said, in their words, and that you will keep it."),
    "names_an_action": _("Say the one thing you will do next because of what they told you."),
}
PRESENT = {
    "thanks_for_interview": _("Thanks them for the interview."),
    "future_consideration": _("Asks to be considered in future."),
    "new_opportunities": _("Asks about other openings."),
    "specific_pointers": _("Asks about something specific."),
    "advice": _("Asks for advice."),
    "thanks_for_feedback": _("Thanks them for the feedback."),
    "names_cited_strengths": _("Names a strength they cited."),
    "names_an_action": _("Names one thing you will do."),
}
ABSENT = {
    "thanks_for_interview": _("Thanks for the interview"),
    "future_consideration": _("Being considered in future"),
    "new_opportunities": _("Other openings"),
    "specific_pointers": _("Something specific"),
    "advice": _("A word of advice"),
    "thanks_for_feedback": _("Thanks for the feedback"),
    "names_cited_strengths": _("A strength they cited"),
    "names_an_action": _("One thing you will do"),
}
FAULTS = {
    "defensive": _("This explains how it went; leave it out, and they can answer without defending their view."),
    "argues_decision": _("This disputes the decision; accept it in one short sentence, and an answer is more likely."),
    "begging": _("This pleads; say once what you hope for, and leave the choice to them."),
    "blames_interviewer": _("This puts it on them; say what you would like to do differently instead."),
    "demands": _("This demands; ask, say why it helps you, and make it easy to say no."),
    "too_long": _("This is long; keep it near 120 words, so that it can be answered in a minute."),
    "many_questions": _("These are many questions; keep the two or three that matter most to you."),
    "placeholder_left": _("Something is not filled in yet; replace it or take it out."),
    "wrong_name": _("This name does not match your notes; check how it is spelt and whose it is."),
    "legal_threat": _(
        "This sounds like a legal step; keep it out of this letter, and take advice apart from it if needed."
    ),
    "self_deprecating": _("This talks you down; name the point you will work on, plainly."),
    "overfamiliar": _("This is close for a letter at work; keep it warm, and a little more formal."),
}
# Faults that call for a night's sleep before sending.
DISPUTING = frozenset({"argues_decision", "blames_interviewer", "legal_threat", "demands", "defensive"})
SMALL = {
    "attachment": _("You mention an attachment; add it in your mail app, or take the words out."),
    "short": _("This is very short; one thing from your conversation makes it yours."),
    "long_sentences": _("The sentences are long; cut one in two, so that it reads at a glance."),
    "subject": _("A subject of three to five words is easiest to see."),
}
