"""Pages, one module a subject: a request and the ledger in, a rendered page out."""
