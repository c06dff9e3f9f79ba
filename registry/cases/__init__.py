"""Cases worth telling: campaigns, submissions, review, selection and what was done to spread them; benchmark badges."""
