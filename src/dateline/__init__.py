"""Dateline: news reports in, one sourced record out."""
