"""Applying for several components at once (一揽子申请): routes, deadlines, the agreement, trials, hand-over."""
