"""HTML pages without structured data: their tree, their text, and the lists that repeat in them."""
