"""The archive: years of crawled pages, one task a file, into partitioned Parquet. Needs the extra `archive`."""
