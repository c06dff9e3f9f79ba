"""Who keeps a component: preparing, confirming, handing over, entering what is missing, merging, supplying.

It stands above adoption: what is transferred or merged takes its adoptions along.
"""
