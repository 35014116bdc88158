"""What the tests stand on: private databases, a real server, a real browser. No test's own rules live here."""
