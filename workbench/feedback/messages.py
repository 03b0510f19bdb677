"""The words for what was found. `N_` marks a message for translation and returns it."""

from __future__ import annotations

from workbench.i18n import N_

DIMENSION_TITLES = {
    "empathy": N_("Empathy"),
    "clarity": N_("Clarity"),
    "jargon": N_("Plain words"),
}

BANDS = {
    "not_yet": N_("Not yet"),
    "getting_there": N_("Getting there"),
    "good": N_("Good"),
    "excellent": N_("Excellent"),
}

STATES = {
    "validated": N_("validated"),
    "model_panel": N_("model panel"),
    "hint": N_("hint"),
    "not_assessed": N_("not assessed"),
}

STATE_MEANINGS = {
    "validated": N_("This score was measured against human readers and agrees with them."),
    "model_panel": N_("This score agrees with a panel of language models; no people read yet."),
    "hint": N_("Take this as a hint: its agreement with readers is low or not measured."),
    "not_assessed": N_("This cannot be assessed here, so it says nothing."),
}

REASONS = (
    N_("agreement not measured"),
    N_("agreement too low or too few readings"),
    N_("custom rubric, agreement not measured"),
    N_("no sentence encoder on this machine"),
    N_("the customer writes in the mother tongue"),
    N_("the customer's message is not known"),
    N_("the channel is not known"),
)

GATE_TITLES = {
    "privacy": N_("Personal data in public"),
    "promise": N_("A promise the case does not bear"),
    "blame": N_("Blames or mocks the customer"),
    "escalation": N_("Must be escalated"),
    "language": N_("Language or template"),
}

GATE_REASONS = {
    "asks_in_public": N_("This asks for personal data where everyone can read it."),
    "tells_in_public": N_("This shows personal data where everyone can read it."),
    "amount_not_in_case": N_("This amount is not in the case file."),
    "blames_or_mocks": N_("This blames, belittles or mocks the customer."),
    "placeholder_left": N_("A gap of a template was left open."),
    "other_language": N_("The reply is not in the language of the exercise."),
}

CHECKS = {
    "channel.switch": N_("Says something useful before moving to private"),
    "channel.sign": N_("Signed as the brand signs"),
    "channel.limits": N_("Within the channel's limit"),
    "culture.register": N_("One form of address throughout"),
    "solve.follow_up": N_("Promises to come back"),
    "honest.timeline": N_("Gives a time"),
    "honest.reason": N_("Says why"),
    "voice.calm": N_("Calm in tone"),
    "voice.thanks": N_("Says thanks"),
    "originality": N_("In your own words"),
}

TONES = {
    "negative": N_("The wording sounds negative"),
    "neutral": N_("The wording sounds neutral"),
    "positive": N_("The wording sounds positive"),
}

MISSING = {
    "acknowledge.problem": N_("Name the problem as the customer sees it"),
    "acknowledge.consequence": N_("Say what it meant for this customer"),
    "feeling.named": N_("Name the feeling and tie it to its cause"),
    "ownership.apology": N_("Apologise for what exactly went wrong"),
    "ownership.owner": N_("Say who takes care of it now"),
    "personal.name": N_("Address the customer by name"),
    "main_point.first": N_("Put the answer that matters most first"),
    "next_step.action": N_("Say what happens next"),
    "next_step.owner": N_("Say who does it"),
    "next_step.time": N_("Say by when"),
    "terms.plain": N_("Say it in the customer's words"),
    "officialese.plain": N_("Use everyday words"),
    "idiom.plain": N_("Use words that travel"),
    "easy_to_read.plain": N_("Use everyday words"),
    "easy_to_read.split": N_("Make two sentences of this one"),
    "without_harm": N_("Leave this out: it hurts"),
    "shorter": N_("Leave this out: it buries your point"),
}

EVIDENCE = {
    "acknowledges_problem": N_("names the problem"),
    "names_consequence": N_("names what it meant"),
    "names_feeling": N_("names the feeling"),
    "sympathy": N_("feels with the reader"),
    "understanding": N_("has understood what it is like"),
    "overclaims": N_("claims too much feeling"),
    "canned": N_("could go to anyone"),
    "thanks": N_("says thanks"),
    "warmth": N_("warm words"),
    "reassurance": N_("takes away a worry"),
    "own_experience": N_("shares an own experience"),
    "restates": N_("says back what was said"),
    "apology_sincere": N_("apologises for something specific"),
    "apology_formula": N_("sounds like a formula"),
    "takes_ownership": N_("takes responsibility"),
    "names_owner": N_("says who takes care"),
    "next_step": N_("says what happens"),
    "gives_time": N_("gives a time"),
    "vague_promise": N_("promises without substance"),
    "invites_contact": N_("invites further contact"),
    "follow_up": N_("promises to come back"),
    "harm": N_("blames, belittles or mocks"),
    "policy_quote": N_("hides behind rules"),
    "passing_on": N_("sends the customer away"),
    "contradiction": N_("leaves open what holds"),
    "plain": N_("plain information"),
    "hard": N_("office language"),
    "answer": N_("the first thing that answers"),
    "answer.max": N_("speaks about what was asked"),
    "timed": N_("says what happens and by when"),
    "word.feeling": N_("a word for a feeling"),
    "word.first_person": N_("“I” or “we” act"),
    "word.time": N_("a concrete time"),
    "word.time_vague": N_("a vague time"),
    "word.hedge": N_("blurs the statement"),
    "word.formula": N_("a set phrase"),
    "word.contrast": N_("takes back or limits"),
    "word.greeting": N_("a greeting"),
    "terms.any": N_("insider words"),
    "terms.code": N_("a code or abbreviation"),
    "terms.jargon": N_("an insider word"),
    "terms.officialese": N_("an office phrase"),
    "terms.rare": N_("a rare word"),
    "terms.idiom": N_("an idiom"),
    "difficulty.mean": N_("hard to read"),
    "difficulty.max": N_("the hardest sentence"),
    "long": N_("a long sentence"),
    "relevance.max": N_("speaks about the customer's matter"),
    "relevance.mean": N_("speaks about the customer's matter"),
}

SAID_ELSEWHERE = (N_("Insider word"), N_("Idiom"))
