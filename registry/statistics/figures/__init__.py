"""Rules of the derived figures. Pure: plain numbers in, plain numbers out."""
