"""How machines learn language, in small: models that learn to make names from a list of names.

The data flow one way: names -> contexts -> recipe -> training -> (projection, sampling, evaluation)
-> figures. Nothing here knows of the app but ``namegen.ui``.
"""
