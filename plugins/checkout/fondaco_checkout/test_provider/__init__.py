"""A payment provider that moves no money: it behaves like a real one, by card number.

======================= ==============================================================================================
4242 4242 4242 4242     succeeds
4000 0000 0000 0002     is declined: ``card_declined``
4000 0000 0000 9995     is declined: ``insufficient_funds``
4000 0000 0000 3220     needs action: the buyer confirms or refuses on a page of this server
4000 0000 0000 0119     does not answer in time, and nothing was charged
4000 0000 0000 0259     does not answer in time, but the charge was made
anything else           is declined: ``invalid_number``
======================= ==============================================================================================

It plays the world outside: its memory is written in statements of its own, outside every transaction of checkout, and
nothing but its own functions reads it.
"""
