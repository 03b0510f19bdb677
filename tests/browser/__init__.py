"""Real pages of `workbench serve` in Chromium: what a trainee meets, and what must not happen."""
