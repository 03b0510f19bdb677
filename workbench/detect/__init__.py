"""From an analysis to findings: what each sentence does, and which words cost the reader."""
