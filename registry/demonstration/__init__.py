"""Demonstration data: fictional cities, components and adoptions, loaded through the service's own actions."""
