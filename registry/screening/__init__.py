"""Screening (查重): whether what somebody means to build exists already, and the certificate that says so."""
