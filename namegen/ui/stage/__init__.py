"""The stage of a talk: pictures that fill a projector, and the phones that follow them."""
