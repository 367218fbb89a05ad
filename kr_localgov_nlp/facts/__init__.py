"""From entities to records: issuers, heads, awards, quotes."""
