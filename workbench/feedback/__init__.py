"""From an assessment to what a trainee sees: ordered advice and segments to show."""
