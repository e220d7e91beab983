"""The search index: analysis, postings, shards, and the client that reads them."""
