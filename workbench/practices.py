"""The practices that the project serves, by id; docs/practices.md says what each means."""

from __future__ import annotations

PRACTICES = frozenset(
    """
    voice.personal voice.empathy voice.apology voice.listen voice.clear voice.jargon voice.idiom
    voice.humour voice.calm voice.thanks honest.reason honest.timeline honest.accuracy
    solve.first_contact solve.next_step solve.follow_up channel.switch channel.privacy
    channel.public channel.limits channel.sign channel.hours time.targets time.zones
    time.priority culture.languages culture.style culture.money play.goals play.platforms
    play.accounts play.replies play.faq play.protocol play.crisis play.training play.listening
    play.tools play.improve play.ab kpi.first_reply kpi.resolution_time kpi.resolution_rate
    kpi.fcr kpi.csat kpi.nps kpi.ces kpi.sentiment kpi.engagement kpi.volume kpi.cac_cltv
    """.split()
)
