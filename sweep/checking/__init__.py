"""What people at a desk say about records.

A school's answer, a correction with its reason, a double, a review: all of them operations in the ledger.
"""
