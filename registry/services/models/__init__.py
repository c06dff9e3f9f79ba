"""Tables: what operating entities offer for components, who bought it, and buying together."""
