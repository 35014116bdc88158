"""`sweep replay`: a police.uk stop-and-search file as patrols, sent through the real API by simulated phones.

Searches are not truancy stops. Times, places and sex are the file's; all else is invented, and every sweep says so.
"""
