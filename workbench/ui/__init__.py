"""Widgets of the pages: thin, no logic, no model, everything typed by a person escaped."""
