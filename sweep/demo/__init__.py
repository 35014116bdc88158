"""`sweep demo`: Solihull with last school year's sweeps and one today, so that every page has something to show.

All of it is invented, shaped on the published figures of 2004/05 (788 stopped, 299 with parents), and every sweep's
title says Demo. Stops go in as operations through the same push as everybody's: the ledger knows each of them.
"""
