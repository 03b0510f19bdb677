"""Numbered schema versions; every one keeps a dump in tests/store/dumps."""
