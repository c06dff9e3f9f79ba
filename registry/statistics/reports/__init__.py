"""The rules of the monthly report. Pure: documents go in, a document comes out."""
