"""What is kept: attempts, drafts, submissions and the content they were made with."""
