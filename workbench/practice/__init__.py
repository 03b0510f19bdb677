"""The one place where loaders, core, clock and store meet."""
