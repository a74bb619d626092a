"""The tables of people's data, step by step."""
