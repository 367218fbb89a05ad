"""From a Doc to its entities: finders, merging, linking."""
