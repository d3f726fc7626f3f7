"""Bytes to a document: mails, quotes, sentences, and a map back to what was given."""
