"""Speed and memory of the workbench, measured side by side: ``make bench``."""
