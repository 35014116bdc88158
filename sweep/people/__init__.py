"""People: officers and the phones they enrol, and who signs in at a desk."""
