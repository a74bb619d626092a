"""From an Analysis to what a report says: one module a question, pure functions, no model, no clock, no network.

The order (kept by `dateline.pipeline`): entities → times → places → statements → events → histories → coding.
"""
