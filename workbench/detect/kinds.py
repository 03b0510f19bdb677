"""The two kinds of sentence that a kernel head finds, beside the acts.

Harm (blame, dismissal, mockery) costs, whatever else is said. Filler (piled-up keywords,
praise of the reply itself, orders to whoever scores it) counts for nothing: what it seems to
do is not done for the customer.
"""

from __future__ import annotations

HARM = "harm"
"""The name under which the probability of harm stands beside the acts."""
HARM_ACTS = ("blames", "dismisses", "sarcasm")
EMPTY = "empty"
"""The name under which the probability stands that a sentence says nothing to its reader."""
EMPTY_ACTS = ("filler",)
FORMULAS = (
    "apology_formula",
    "canned",
    "overclaims",
    "vague_promise",
    "policy_quote",
    "passing_on",
    "thanks",
    "invites_contact",
)
"""Acts whose sentences may be empty or not: they teach the head of emptiness nothing."""
