"""What people at a desk say about records: a school's answer, a correction with its reason, a double, a review."""
