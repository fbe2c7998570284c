"""How much is looked at beside a claim at most, however it is found."""

WALKED = 2000
"""Of those with more claims each search asks for the latest that fit it."""
BESIDE = 200
"""So many claims at most, the latest, are looked at in each search beside a claim."""
RELATED = 40
"""So many documents at most are looked at for other numbers."""
HUB = 300
"""Two reports that both name somebody whom more documents name need not be of one matter."""
RARE = 40
"""The claims of those whom no more documents name are fetched for many of them at once."""
FIRST = 20
"""So many of the first claims of two who are named often."""
