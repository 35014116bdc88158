"""Who is calling: device or person, role, authority; and who may do what.

Stands under the rooms, which ask it and never look at a credential themselves.
"""
