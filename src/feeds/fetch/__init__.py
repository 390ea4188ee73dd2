"""Get the documents of a source: from disk (`files`) or over HTTP (`web`, which is loaded only when it is needed)."""

from feeds.fetch.files import LIMIT, MAGIC, Document, Listing, document, listing, read

__all__ = ["LIMIT", "MAGIC", "Document", "Listing", "document", "listing", "read"]
