"""From findings to scores: features, criteria, dimensions, gates and checks."""
