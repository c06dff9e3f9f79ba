"""Tables: cases worth telling, and how they are judged and spread; benchmark badges."""
