"""Feeds: finds articles, events, personnel notices and job postings on pages and publishes feeds and calendars."""

__version__ = "0.1.0"
