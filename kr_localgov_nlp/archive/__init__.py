"""From many articles to tables: readers, one schema, the run."""
